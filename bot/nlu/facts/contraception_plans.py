"""Whether contraception will be used for the whole trial."""

from __future__ import annotations

from bot.nlu.facts.another_method import accepted
from bot.nlu.facts.contraception_to_come import left_open, promised, to_come
from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception")

DURING = "contraception_during_trial"


def read(page: Page, uses: list[Mention], stated: list[Mention]) -> list[Finding]:
    if DURING in page.asked and (other := accepted(page)):
        return [Finding(DURING, True, other.start, other.stop)]
    for mention in stated:
        if mention.fact == DURING:
            kept = _left_in(page.keys[mention.start : mention.clause.end])
            value = "unknown" if left_open(page, mention.clause) else kept or mention.means.value
            return [Finding(DURING, value, mention.start, mention.end)]
    for clause in page.clauses:
        wondered = clause.asks and uses and left_open(page, clause)  # "unsure if she'd continue for the trial"
        if clause.asks and not wondered or page.cast.other(clause.start, clause, clause.start):
            continue
        value = _meant(page, clause, uses) if uses or DURING in page.asked else None
        if value is None:
            value = _promised(page, clause, uses)
        open_ = left_open(page, clause) and (value is not None or _asked_ahead(page, clause, uses))
        if open_ or value is not None:
            return [Finding(DURING, "unknown" if open_ else value, clause.start, clause.end)]
    return []


def _asked_ahead(page: Page, clause: Clause, uses: list[Mention]) -> bool:
    """ "Unsure re contraception for 48 wks", "unsure about using contraception in the trial"."""
    named = any(m.clause is clause for m in uses)
    spans = any("time_day" in n.units and clause.start <= n.start < clause.end for n in page.numbers)
    return named and (
        bool(_W["of_the_trial"] & set(page.keys[clause.start : clause.end])) or spans and to_come(page, clause)
    )


def _meant(page: Page, clause: Clause, uses: list[Mention]) -> bool | None:
    """What is meant to be done with the method that was named: "happy to carry on with it", "not taking it out"."""
    if any(m.clause.sentence == clause.sentence and m.clause is not clause for m in uses) and _goes_on(page, clause):
        return True  # "copper coil > 5 y, staying."
    if any(m.clause.sentence == clause.sentence for m in uses) and _left_in(page.keys[clause.start : clause.end]):
        return True  # "won't be taking it out before 2028"
    near = page.near_in(clause, DURING)
    if not uses and _W["for_a_child"] & page.sentence_words(clause):
        return None  # "we're trying, I'm not stopping that for a year"
    if not near or not (DURING in page.asked or _speaks_of(page, clause, uses)):
        return None
    before = page.keys[clause.start : near[-1].start]
    denied = bool(_W["denied"] & set(before[-6:])) and not _W["no_obstacle"] & set(before[-3:])
    meant = _W["meant"] & set(before) or near[-1].of.value is True
    return bool(near[-1].of.value) is not denied if meant or denied else None


def _goes_on(page: Page, clause: Clause) -> bool:
    """Whether a clause says nothing but that it goes on: "staying", "to remain"."""
    keys = {key for key in page.keys[clause.start : clause.end] if key[0].isalnum()}
    return not keys.isdisjoint(_W["goes_on"]) and keys <= _W["goes_on"] | {"to"}


def _speaks_of(page: Page, clause: Clause, uses: list[Mention]) -> bool:
    """Whether "it" in a clause is the method: named in the sentence, or in the one before with nothing else since."""
    behind = {clause.sentence - m.clause.sentence for m in uses}
    if 0 in behind:
        return True
    return 1 in behind and not any(m.clause.sentence == clause.sentence for m in page.mentions)


def _promised(page: Page, clause: Clause, uses: list[Mention]) -> bool | None:
    """Words of will or refusal beside words for the span of the trial."""
    words = page.keys[_opening(page, clause, uses) : clause.end]
    keys = set(words)
    named = any(m.clause.sentence == clause.sentence for m in uses)
    trial = keys & _W["of_the_trial"] or _W["ends"] & keys and {"f", "follow", "fu"} & keys
    trial = trial or "duration" in keys and "for" in keys or promised(page, clause)
    trial = trial or "visit" in keys and keys & {"final", "last", "end"}
    refused = {"wont"} & keys and {"using", "use"} & keys or {"refuse", "refuses"} & keys
    if not (named or uses and trial) or not (trial or refused) or not named and _of_another_trial(page, clause):
        return None
    if keys & _W["refusals"] and not keys & _W["no_obstacle"]:
        return False
    return True if keys & (_W["future"] | _W["will"]) or promised(page, clause) else None


def _left_in(words: list[str]) -> bool:
    """ "Won't be taking it out before 2028", "I won't have the coil out before the trial ends"."""
    denied = next((at for at, key in enumerate(words) if key in _W["refusals"]), len(words))
    taken = next((at for at in range(denied, len(words)) if words[at] in _W["takes_out"]), len(words))
    return "out" in words[taken + 1 : taken + 5] and not _W["without"] & set(words)


def _of_another_trial(page: Page, clause: Clause) -> bool:
    """ "IUD 3 y. Not in any other study": what is denied is another trial."""
    return any(m.clause is clause for m in page.of_kind("in_other_trial", "investigational_drug"))


def _opening(page: Page, clause: Clause, uses: list[Mention]) -> int:
    """Where the statement begins that a clause ends: "while ..." and the last of several methods go on."""
    goes_on = page.keys[clause.start] in ("while", "until", "whilst", "however")
    listed = any(
        m.start <= clause.start + 1 and page.keys[clause.start] in ("and", "or", "plus")
        for m in uses
        if m.clause is clause
    )
    return page.clause_at(clause.start - 1).start if clause.start and (goes_on or listed) else clause.start
