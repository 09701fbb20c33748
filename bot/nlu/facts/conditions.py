"""Illnesses, tests and states: what is said of the thing decides the value (`means` in the catalogue)."""

from __future__ import annotations

from bot.nlu.facts import disputed, told_since
from bot.nlu.facts.gone_on import open_since
from bot.nlu.facts.named_for import names_an_antibody
from bot.nlu.facts.reserved import bilirubin_raised, either_cause, only_possible
from bot.nlu.facts.shy import welcome
from bot.nlu.facts.told_since import denies_already, of_more, of_other_names, says_no_more, still_so, tested_fine, was
from bot.nlu.facts.unstated import (
    UNSAID,
    after_treatment,
    another_denied,
    beside_the_point,
    ended_since,
    left_behind,
    looked_for,
    not_now,
    of_another,
    on_condition,
    superseded,
    told_between,
    was_over,
)
from bot.nlu.facts.whose_will import weighed
from bot.nlu.facts.writers_own import writers_own
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning, type_of
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.given_up import of_now
from bot.nlu.vocabulary import Says, Value, says, word_lists

_W = word_lists("conditions")
KINDS = {"condition", "diagnosis"}
_ORDER = (
    *("pending", "undone", "stopped", "declined", "planned", "unsure"),
    *("negated", "abnormal", "normal", "positive", "past", "had", "has"),
)
"""The first of these that is said decides, where the fact gives it a meaning."""
_STATING = ("affirmed", "has", "positive")
"""What says that a thing is there."""
_TELLING = {"NEGATED", "POSITIVE", "UNSURE", "UNDONE", "PENDING", "PAST"}
"""A clause without a name speaks of what was named before it when it says one of these ("I am fine" does not)."""
_FOUND = {"NEGATED", "POSITIVE", "NORMAL", "ABNORMAL", "UNDONE", "PENDING", "UNSURE"}
"""That a thing was looked for ("tested for TB") says nothing of it unless one of these is said too."""
_SAID_ONE_WAY = {"childbearing_potential"}
"""Signs of these that are absent say nothing: "no regular periods", "not trying for a baby"."""
_UNDONE = {"not_done", "not_tested"}
"""Of what has a result, "never had" speaks of something else."""
_STUDY, _ANOTHER = "in_other_trial", "other_not_als"
_MUTE = {"planned", "pending", "undone"}
"""Said of a thing that the fact gives them no meaning for, these leave it open."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    recent: dict[str, Mention] = {}
    listed: dict[str, Mention] = {}
    for clause in page.clauses:
        here = [m for m in page.mentions if m.clause is clause and says()[m.fact].kind in KINDS and welcome(page, m)]
        for mention in here:
            found += [] if superseded(page, mention) else _of_mention(page, mention)
        if here:
            recent = recent if all(m.other for m in here) else {}
            asked = [m for m in here if clause.asks and "NEGATED" in m.said]  # "must I be negative? I'm not"
            named = {
                m.fact: m for m in here if not left_behind(m) and m not in asked and not names_an_antibody(page, m)
            }
            recent |= named
            together = listed and next(iter(listed.values())).clause.sentence == clause.sentence
            listed = listed | named if together else named
        elif recent and not clause.asks and not _W["telling_risks"] & page.sentence_words(clause):
            several = _W["several"] & set(page.keys[clause.start : clause.end])
            found += _of_context(page, clause, listed if several else recent, found)
    return found


def _of_mention(page: Page, mention: Mention) -> list[Finding]:
    if not mention.states or looked_for(page, mention) or "CHECKED" in mention.said and not mention.said & _FOUND:
        return []
    entry = says()[mention.fact]
    mention.said |= {"NEGATED"} if "RETRACTED" in mention.said else set()
    if entry.kind == "diagnosis" and mention.said & {"UNSURE", "NEGATED"}:
        mention.said -= {"PLANNED"}  # "AE is on the ddx", "considered and ruled out"
    if mention.means.role == "value" and mention.fact in _SAID_ONE_WAY and "NEGATED" in mention.said:
        return []
    if any(unsaid(page, mention) for unsaid in (*UNSAID, disputed.disputed, writers_own, open_since, either_cause)):
        return []
    if mention.fact == _STUDY and mention.means.value is True and (end := ended_since(page, mention)):
        return [Finding(mention.fact, end.of.value, mention.start, end.end)]
    if mention.means.role == "value":
        over = was_over(page, mention, entry)
        past = page.beside(mention) if over and "NEGATED" not in mention.said else None
        if past and past.of.value == over and not after_treatment(page, past):
            return [Finding(mention.fact, over, mention.start, past.end)]  # "MDD now in full remission"
        same = (near := page.beside(mention)) and near.of.value == mention.means.value
        said = mention.said - {"PAST"} if same else mention.said  # "PMH: bipolar, on lithium" goes on
        if page.keys[mention.start] in _W["denials"]:
            said = said - {"NEGATED"}  # "no other illnesses: no heart failure" is denied once
        if mention.means.value == "willing" and (weighed(page, mention) or on_condition(page, mention)):
            return _valued(page, mention, "unknown" if weighed(page, mention) else None)
        return _valued(page, mention, _stated(entry, mention.means.value, said))
    if mention.means.role == "test":
        means = entry.tests[str(mention.means.value)].means
        return _valued(page, mention, result(means, mention.said | _measured(page, mention)))
    near = told_since.beside(page, mention)
    doubted = near is not None and "UNSURE" in mention.said and near.of.value == entry.means.get("affirmed")
    if near and "NEGATED" not in mention.said and not doubted:  # "nobody has confirmed the AE"
        told = at_its_time(page, near)
        return [Finding(mention.fact, told, min(mention.start, near.start), max(mention.end, near.end))]
    return _valued(page, mention, meaning(entry, of_now(page, mention, mention.said)))


def _measured(page: Page, mention: Mention) -> set[str]:
    """The result that the millimetres of a skin test say: "Mantoux 18 mm"."""
    limit = says()[mention.fact].tests[str(mention.means.value)].at_least
    size = next((n for n in page.numbers if 0 <= n.start - mention.end <= 3), None)
    if limit is None or size is None or page.keys[size.end : size.end + 1] not in (["mm"], ["millimetres"]):
        return set()
    return {"POSITIVE"} if size.value >= limit else {"NEGATED"} if size.value < limit / 2 else {"UNSURE"}


def _valued(page: Page, mention: Mention, value: Value) -> list[Finding]:
    if mention.fact == "liver_tests_normal" and value is True and (bilirubin_raised(page) or not_now(page, mention)):
        return []
    return [Finding(mention.fact, value, mention.start, mention.end)] if value is not None else []


def _stated(entry: Says, value: Value, said: set[str]) -> Value:
    """The value of a phrase that states it, as the words around change it."""
    affirmed = entry.means.get("affirmed")
    stating = {entry.means.get(word) for word in _STATING} | {
        test.means.get("positive") for test in entry.tests.values()
    }
    there = value is True or value is not None and value in stating
    if "PLANNED" in said and "planned" not in entry.means and entry.kind in KINDS and value != "unknown":
        return None
    if "UNSURE" in said and value == _ANOTHER:
        return None  # "query stiff person": whether it is another motor disease tells of none
    if "UNSURE" in said and value not in ("unknown", affirmed is not None and "none"):
        return entry.means.get("unsure")
    if "NEGATED" in said:
        negatable = there or entry.kind == "diagnosis" and value != "other_not_als"
        return entry.means.get("negated") if negatable else None
    if "PAST" in said and "past" in entry.means and there:
        return entry.means["past"]
    return None if "PAST" in said and "past" in entry.means and entry.means["past"] is None else value


def meaning(entry: Says, said: set[str]) -> Value:
    """The value of a bare name under the cues that speak of it; none if it is yet to be stopped ("thinking of")."""
    return None if {"STOPPED", "PLANNED"} <= said and "stopped" in entry.means else result(entry.means, said)


def result(means: dict[str, Value], said: set[str]) -> Value:
    for word in _ORDER:
        if word.upper() not in said:
            continue
        if word in means:
            return means[word]
        if word in _MUTE:
            return None
    return means.get("affirmed")


def at_its_time(page: Page, near: Found[Meaning]) -> Value:
    """The value of a phrase beside a name; "was on Prozac in my twenties" is past."""
    means, value = says()[near.of.fact].means, near.of.value
    lasting = value is None or value != means.get("affirmed") or "past" not in means
    was = not lasting and page.keys[near.start - 1 : near.start] in (["was"], ["were"])
    return means["past"] if was else value


def _of_context(page: Page, clause: Clause, recent: dict[str, Mention], found: list[Finding]) -> list[Finding]:
    """A clause that names nothing speaks of what was named last: "My dad has hep B, I tested negative"."""
    known = {finding.fact for finding in found}
    if {"no", "yes"} >= {page.keys[at] for at in range(clause.start, clause.end) if page.keys[at].isalpha()} - {"so"}:
        return []
    if _W["besides"] & set(page.keys[clause.start : clause.start + 3]):
        return []  # "RF 22, otherwise neg": said of all that was not named
    result = []
    for fact, named in recent.items():
        if page.of_other(clause, named) or beside_the_point(page, named) or says_no_more(page, named, clause):
            continue
        said = {cue.category for cue in page.cues_in(clause, type_of(says()[fact]))}
        said -= {"PAST"} if still_so(page, clause) else set()
        supposed = named.clause.asks and page.keys[named.clause.end - 1] != "?"
        if supposed and (said & _TELLING != {"NEGATED"} or denies_already(named)):
            continue  # "I nearly had a transplant, but mine recovered"
        near = [one for one in page.near_in(clause, fact) if not (page.denied(one) or of_another(page, one))]
        near = [one for one in near if not of_more(page, named, one)]
        spoken = near and not page.owned(clause.start, near[0].start)  # "my walking is better" tells of the walking
        if named.other and spoken and near[-1].of.value in (True, *map(says()[fact].means.get, _STATING)):
            spoken = bool(_W["taken_up"] & set(page.keys[clause.start : clause.end]))  # not "... I'm boringly stable"
        undone = near and fact in known and near[-1].of.value in _UNDONE
        last = named.clause.start == max(one.clause.start for one in recent.values())
        denied = said - {"HAS"} == {"NEGATED"} and last and _denies_it(page, clause)
        denied = denied and not told_between(page, named, clause)
        taken_back = {"RETRACTED", "DISPUTED"} & said or denied or _takes_back(page, clause, named)
        if spoken and says()[fact].kind == "diagnosis" and not page.plain(clause.start, near[0].start, outcomes=False):
            continue  # "HSE excluded by PCR" is not said of the diagnosis named before
        if spoken and not undone:
            found[:] = [one for one in found if one.fact != fact or not only_possible(page, clause, named, near[0])]
            result.append(Finding(fact, at_its_time(page, near[-1]), near[-1].start, near[-1].end))
        elif fact in known and fact not in _SAID_ONE_WAY and taken_back:
            kept = of_other_names(found, named)
            found[:] = [one for one in found if one.fact != fact or one in kept]  # "... Turned out it wasn't"
            value = None if kept or another_denied(named, said | {"NEGATED"}) else says()[fact].means.get("negated")
            result += [Finding(fact, value, clause.start, clause.end)] if value is not None else []
        elif said == {"PAST"} and fact in known and page.bare(clause):
            found[:] = [was(says()[fact], finding) if finding.fact == fact else finding for finding in found]
        elif "STOPPED" in of_now(page, named, said) and fact in known and page.bare(clause):
            found[:] = [one for one in found if one.fact != fact]  # "made me sick so I came off it"
            result.append(Finding(fact, says()[fact].means["stopped"], clause.start, clause.end))  # type: ignore[arg-type]
        elif fact in known and "NORMAL" in said and told_since.back_to_normal(page, clause, fact, found):
            found[:] = [one for one in found if one.fact != fact]  # "through the roof then, but back to normal"
            result.append(Finding(fact, says()[fact].means["normal"], clause.start, clause.end))  # type: ignore[arg-type]
        elif said & _TELLING == {"PAST"} and _W["tested"] & set(page.keys[clause.start : clause.end]):
            continue  # "I was tested as a child" tells no result
        elif fact not in known and (said & _TELLING or tested_fine(page, clause, said)) and page.bare(clause):
            value = None if another_denied(named, said) else meaning(says()[fact], said)
            if value is not None:
                result.append(Finding(fact, value, clause.start, clause.end))
    return result


def _takes_back(page: Page, clause: Clause, named: Mention) -> bool:
    """ "They tested me for dementia and it was negative", "... but the doctor said I haven't got it"."""
    if clause.sentence != named.clause.sentence or says()[named.fact].kind != "condition":
        return False
    if page.keys[clause.start] in _W["concluding"]:
        return False  # "I'm pregnant, so I guess this isn't for me"
    denials = [cue for cue in page.cues_in(clause, "condition") if cue.category == "NEGATED"]
    if not denials:
        return False
    words = [key for key in page.keys[clause.start : clause.end] if key.isalnum()]
    if page.bare(clause):  # "and had no allergy to it" denies the allergy
        pairs = zip(["", *words], words, strict=False)
        pronoun = any(before not in _W["before_its_own"] and word in _W["it"] for before, word in pairs)
        return pronoun and not _W["of_today"] & set(words)
    rest = [key for key in page.keys[denials[-1].end : clause.end] if key.isalnum()]
    return rest[:1] == words[-1:] and words[-1] in _W["it"] or not rest and words[-1] in _W["is_not"]


def _denies_it(page: Page, clause: Clause) -> bool:
    """ "I'm not", "that's not true", "the scan settled it: he hasn't got that": nothing but a denial of it."""
    words = set(told_since.behind_its_head(page.keys[clause.start : clause.end]))
    return words <= _W["denial"] and bool(words & _W["denying"]) and len(words & _W["denial"]) > 1
