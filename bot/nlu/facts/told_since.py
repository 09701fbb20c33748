"""What was named before a clause that names nothing: whether it speaks of that, and what it leaves of it."""

from __future__ import annotations

from bot.nlu.facts.active_form import of_active
from bot.nlu.facts.episodes import only_an_episode
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.language.ruled_out import other_suspected
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import Says, says, word_lists

_W = word_lists("conditions")
_APART = word_lists("writer_set_apart")
_TESTED = _W["tested"]
_DRUGS = {"immunosuppressants", "steroid", "therapies", "therapy", "window"}
_STUDY = "in_other_trial"
_OVER = {"past", "past_treated", "past_resolved", "cured"}
"""Values of what is over."""
_TOLD = {"HAS", "POSITIVE", "UNSURE"}
_REST = 4
"""Words of "rest of the screen"."""
_CLOSE = 2
"""Words between a name and what is told of it."""
_FOUND = {"antibodies", "measure"}
"""Kinds of what is found in others' tests: "Gran has Alzheimer's; I'm not well: anti-CV2, found in July"."""


def says_no_more(page: Page, named: Mention, clause: Clause) -> bool:
    """Whether a clause that names nothing says nothing more of what was named before it."""
    told = (named_since, denied_at_all_times, theirs, _of_the_writer, of_active, other_suspected)
    return any(rule(page, named, clause) for rule in told)


def named_since(page: Page, named: Mention, clause: Clause) -> bool:
    """ "MGUS suspected. IVIG last 5 Sept 2026, none in the two months since": the sentence speaks of what it names."""
    sentence = clause.sentence
    if named.fact == _STUDY and _W["study_drugs"] & set(page.keys[clause.start : clause.end]):
        return True  # "registry yes, drug no"
    others = (m for m in page.mentions if named.end <= m.start < clause.start and m.clause.sentence == sentence)
    kinds = {says()[m.fact].kind for m in others if not m.means.shy or says()[m.fact].kind in _DRUGS}
    return sentence != named.clause.sentence and bool(kinds & _DRUGS) or named.other and bool(kinds & _FOUND)


def _of_the_writer(page: Page, named: Mention, clause: Clause) -> bool:
    """ "My husband is HIV negative, I'm the positive one. He had hep B": the writer's own, where he is asked about."""
    words = page.keys[clause.start : clause.end]
    if not named.other or words[0] not in _APART["me"] or not _APART["one"] & set(words[1:]):
        return False
    return any(page.keys[one.start] in _APART["of_him"] for one in page.clauses if one.start >= clause.end)


def theirs(page: Page, named: Mention, clause: Clause) -> bool:
    """ "They called it AE. ... My aunt has lupus but I don't": what somebody else has is what is denied."""
    opens = page.sentence(clause)[0].start
    if page.keys[clause.start] != "but" or named.other or named.clause.sentence == clause.sentence:
        return False
    return any(opens <= at < clause.start and page.cast.other(at + 1, clause, opens) for at, _ in page.cast.people)


def denied_at_all_times(page: Page, named: Mention, clause: Clause) -> bool:
    """ "No psychiatric illness, past or current", "no TB, latent or otherwise": the denial goes on."""
    words = page.keys[clause.start : clause.end]
    listed = _W["times_listed"].issuperset(words) and bool(_W["listing_times"] & set(words))
    return listed and "NEGATED" in named.said and clause.sentence == named.clause.sentence


def denies_already(named: Mention) -> bool:
    """ "Pretend I said my TB test was clear. It wasn't": who denies a denial denies no illness."""
    means = says()[named.fact].means
    return named.means.role == "value" and named.means.value is not None and named.means.value == means.get("negated")


def of_other_names(found: list[Finding], named: Mention) -> list[Finding]:
    """ "PLS. ALS they said could come later, she does not have it": what is said of one diagnosis is not of another."""
    if says()[named.fact].kind != "diagnosis" or named.means.role != "value":
        return []
    return [
        one for one in found if one.fact == named.fact and one.end <= named.start and one.value != named.means.value
    ]


def was(entry: Says, finding: Finding) -> Finding:
    """An illness that the next clause puts into the past: "depression, but years ago"."""
    past, affirmed = entry.means.get("past"), entry.means.get("affirmed")
    return finding._replace(value=past) if past and finding.value in (True, affirmed) else finding


def still_so(page: Page, clause: Clause) -> bool:
    """ "Had that diagnosed at school and I still see the psychiatrist for it": it is not over."""
    later = [one for one in page.sentence(clause) if one.start >= clause.end]
    words = [page.keys[one.start : one.end] for one in later]
    return any("still" in told and _W["it"] & set(told[told.index("still") :]) for told in words)


def tested_fine(page: Page, clause: Clause, said: set[str]) -> bool:
    """ "My ex has HIV but my own tests came back fine", "they screened me for it, all clear"; "I am fine" tells no
    result."""
    words = set(page.keys[clause.start : clause.end])
    return "NORMAL" in said and bool((_TESTED | _W["back"]) & words or _screening(page, clause))


def of_more(page: Page, named: Mention, near: Found[Meaning]) -> bool:
    """Whether a phrase beside no name is said of something else than what was named last."""
    told = (screened, only_an_episode, _denied_before)
    return told_of_a_noun(page, near) or any(rule(page, named, near) for rule in told)


def _denied_before(page: Page, named: Mention, near: Found[Meaning]) -> bool:
    """ "No TB. Treated with steroids in the past", "no TB. Off treatment": what is denied is not what was treated,
    unless the next sentence takes it up: "I don't have TB. It was treated when I was a boy"."""
    clause = page.clause_at(near.start)
    if "NEGATED" not in named.said or named.means.role == "test" or near.of.value not in _OVER:
        return False  # "TB smear neg. Prev ATT 2001."
    same = clause.sentence == named.clause.sentence
    if same or _W["only_today"] & set(page.keys[named.clause.start : named.clause.end]):
        return False  # "No active TB. Treated as a child."
    with_a_drug = page.keys[near.end : near.end + 1] == ["with"]
    return with_a_drug or not _W["takes_up"] & set(page.keys[clause.start : near.start])


def screened(page: Page, named: Mention, near: Found[Meaning]) -> bool:
    """ "My sister has TB. They screened me for it, all clear": who was only tested because of another is not cured."""
    if not named.other or near.of.value not in (says()[named.fact].means.get("past"), "cured", "past_treated"):
        return False
    return _screening(page, page.clause_at(near.start))


def told_of_a_noun(page: Page, near: Found[Meaning]) -> bool:
    """ "GAD, on fluoxetine. No AEs on past biologics": a bare "past" belongs to what is named right behind it."""
    if near.end - near.start > 1 or page.keys[near.start] not in _W["attributes_of_then"]:
        return False
    clause = page.clause_at(near.start)
    if page.keys[near.start - 2 : near.start] == ["in", "the"] and _W["none_at_all"] & {page.keys[clause.start]}:
        return True  # "no treatment for epilepsy in the past"
    after = page.keys[near.end : clause.end][:1]
    return bool(after) and after[0].isalnum() and after[0] not in _W["after_a_bare_past"]


def _screening(page: Page, clause: Clause) -> bool:
    words = page.sentence_words(clause)
    return bool(_TESTED & words) and not _W["treating"] & words


def back_to_normal(page: Page, clause: Clause, fact: str, found: list[Finding]) -> bool:
    """ "Through the roof then, but back to normal"; not "QFT positive 2021. CXR clear now"."""
    if _W["back"].isdisjoint(page.keys[clause.start : clause.end]):
        return False
    others = any(m.clause is clause and m.fact != fact and not m.means.shy for m in page.mentions)
    return not others and all(f.fact != fact or f.value != says()[fact].means.get("past", "") for f in found)


def behind_its_head(words: list[str]) -> list[str]:
    """ "The scan settled it: he hasn't got that or any other": "he hasn't got that"."""
    told = words[words.index(":") + 1 :] if ":" in words and _W["settling"] & set(words[: words.index(":")]) else words
    ends = (at for at in range(1, len(told) - 1) if told[at] == "or" and told[at + 1] in _W["any_other"])
    return told[: next(ends, len(told))]


def beside(page: Page, mention: Mention) -> Found[Meaning] | None:
    """The phrase that states a value of what is named; none of another thing that is told behind it: "AE was confirmed
    and cancer excluded", nor of the others: "ANA+, rest neg"."""
    near = page.beside(mention)
    if near and "UNDONE" in mention.said and near.of.value == says()[mention.fact].means.get("negated"):
        return None  # "none of my doctors checked for TB"
    others = word_lists("rest_of_panel")["rest"]
    positive = near is not None and "POSITIVE" in mention.said
    if near and positive and others & set(page.keys[max(mention.end, near.start - _REST) : near.start]):
        return None
    if near is None or not mention.said & _TOLD or near.start < mention.end:
        return near
    between = (m for m in page.mentions if mention.end < m.start and m.end <= near.start and m.fact != mention.fact)
    another = any(near.start - m.end <= _CLOSE and "NEGATED" in m.said for m in between)
    return None if another and "NEGATED" not in mention.said else near
