"""Whether the medicines can stay as they are until the study ends: what is kept, what will not be changed.

Wordings that need no arithmetic of words stand in the catalogue; here verbs, objects and denials combine freely.
"""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.when import words
from bot.nlu.treatments import changes_to_come
from bot.nlu.treatments.spoken_of import DRUGS, FACT, meant, medicines
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("stability")
_CHANGING = _W["changes"] | _W["change"]

_REACH = 10
"""How many words after its verb what is kept, and that it is kept the same, may stand."""


def read(page: Page) -> list[Finding]:
    found = _by_rule(page) or _stated(page)
    changing = changes_to_come.read(page)
    kept = [one for one in found if one.value is True]
    return changing if kept and changing else found or changing  # "no change to the MMF, but the pred is coming down"


def _stated(page: Page) -> list[Finding]:
    """What the phrases of the catalogue state; a plan that is denied or unsure states nothing."""
    found = []
    for mention in page.of_kind(FACT):
        if not mention.states or not _of_medicines(page, mention) or _keeps_it(page, mention.start):
            continue
        doubted = {"NEGATED", "UNSURE"} & mention.said and mention.means.value != "unknown"
        if not doubted:
            found.append(Finding(FACT, mention.means.value, mention.start, mention.end))
        elif "UNSURE" in mention.said:
            found.append(Finding(FACT, "unknown", mention.start, mention.end))
    return found


def _of_medicines(page: Page, mention: Mention) -> bool:
    """Whether a phrase speaks of medicines and of what is to come: "planning to stop" may be said of work, "no change
    expected" of a scan, and "after the taper" is over."""
    if mention.means.value is False and _W["of_a_past"] & set(page.keys[max(0, mention.start - 3) : mention.start]):
        return False
    if FACT in page.asked:
        return True
    if mention.means.value is False and _of_a_past_year(page, mention):
        return False
    if not meant(page, mention.clause) and not _told_before(page, mention.clause):
        return False
    if medicines(page, mention.start, mention.end) or mention.end >= mention.clause.end:
        return True
    last, after = page.keys[mention.end - 1], page.keys[mention.end]
    named = medicines(page, mention.end, min(mention.clause.end, mention.end + _REACH // 2))
    dated = page.in_date(mention.end) or after in words().months  # "reduction starts Dec"
    return named or dated or not after.isalpha() or after in _W["goes_on"] or last in _W["goes_on"] - _W["takes_object"]


def _of_a_past_year(page: Page, mention: Mention) -> bool:
    """ "Prednisolone tabs 2024, 60 mg tapering over 3 mo": how a course of then was given."""
    start = page.sentence(mention.clause)[0].start
    drugs = [m.end for m in page.mentions if start <= m.start < mention.start and says()[m.fact].kind in DRUGS]
    past = [w.start for w in page.dates if start <= w.start < mention.start and w.last.year < page.as_of.year]
    return any(0 <= at - end <= 1 and page.keys[at - 1] != "since" for at in past for end in drugs)


def _told_before(page: Page, clause: Clause) -> bool:
    """Whether one of the two sentences before names medicines: "On MMF 1 g bd. Weight 70. Plan: hold it steady"."""
    before = [one for one in page.clauses if clause.sentence - 2 <= one.sentence < clause.sentence]
    return bool(before) and medicines(page, before[0].start, before[-1].end)


def _by_rule(page: Page) -> list[Finding]:
    for clause in page.clauses:
        if clause.asks or page.cast.other(clause.start, clause, clause.start):
            continue
        kept = _kept(page, clause) or _stays(page, clause) or _subject_stays(page, clause)
        unchanged = None if kept is not None else _unchanged(page, clause)
        at = kept if kept is not None else unchanged
        if at is None or _W["of_a_past"] & set(page.keys[max(clause.start, at - 3) : at]):
            continue
        denied = kept is not None and _impossible(page, clause, at)
        value: str | bool = False if denied else _doubted(page, clause, at) or True
        return [Finding(FACT, value, at, at + 1)]
    return []


def _kept(page: Page, clause: Clause) -> int | None:
    """ "Keep my pills exactly as they are", "leave everything alone"."""
    for at in range(clause.start, clause.end):
        if page.keys[at] not in _W["keep"]:
            continue
        end = min(clause.end, at + _REACH)
        alike = _W["same"] | _W["present"]
        same = next((i for i in range(at + 1, end) if page.keys[i] in alike), None)
        if same is None or "in" in page.keys[at:same]:  # "in the same cupboard"
            continue
        if page.keys[same] == "as" and _W["outcomes"] & set(page.keys[same + 1 : same + 2]):
            continue  # "leave the steroids as failed"
        if _keeps_it(page, at):
            continue
        thing = medicines(page, at + 1, end) or _W["things"] & set(page.keys[at + 1 : same]) and meant(page, clause)
        if thing:
            return at
    return None


def _keeps_it(page: Page, at: int) -> bool:
    """ "The water tablets keep it steady": what they do to an illness."""
    does = FACT not in page.asked and at > 0 and medicines(page, at - 1, at)
    return does and page.keys[at] in _W["keep"] and page.keys[at + 1] in _W["things"]


def _stays(page: Page, clause: Clause) -> int | None:
    """ "Stay on exactly what I'm on", "carry on with the same tablets", "remain at the present dose"."""
    for at in range(clause.start, clause.end - 2):
        if page.keys[at] not in _W["stay"] or not _ahead(page, clause, at):
            continue
        joint = next((i for i in range(at + 1, min(clause.end, at + 4)) if page.keys[i] in _W["on"]), None)
        if joint is None:
            continue
        after = page.keys[joint + 1 : min(clause.end, joint + 7)]
        if {"what", "whatever", "everything"} & set(after[:3]) and _W["taking"] & set(after):
            return at
        if _W["things"] & set(after[:1]) and _W["same"] & set(after[1:3]) and meant(page, clause):
            return at  # "will stay on it unchanged"
        same = _W["same"] & set(after) or _W["present"] & set(after[:3])
        if same and medicines(page, joint + 1, joint + 7):
            return at
    return None


def _ahead(page: Page, clause: Clause, at: int) -> bool:
    """It will, can or should be so: that somebody "stays on 5 mg" tells of today."""
    before = set(page.keys[max(clause.start, at - 6) : at])
    return at == clause.start or bool(_W["will"] & before) or page.keys[at].endswith("ing")


def _subject_stays(page: Page, clause: Clause) -> int | None:
    """ "His tablets will all stay the same", "doses to remain unchanged"."""
    for at in range(clause.start + 1, clause.end - 1):
        if page.keys[at] not in _W["remain"] or not _W["will"] & set(page.keys[max(clause.start, at - 4) : at]):
            continue
        after = page.keys[at + 1 : min(clause.end, at + 6)]
        so = page.keys[at] != "be" and _W["the_same"] & set(after[:1])  # "will stay so", not "will be put on it"
        same = _W["same"] & set(after) or so
        own = next((i for i in range(at - 1, clause.start - 1, -1) if medicines(page, i, i + 1)), None)
        if same and own is None and (_rest_of_a_list(page, clause, at) or _they(page, clause, at)):
            return at
        if same and own is not None and not page.owned(own + 1, at):  # "on MMF his condition should stay the same"
            return at
    return None


def _they(page: Page, clause: Clause, at: int) -> bool:
    """ "Both unchanged for a year and will stay so": nothing else than the medicines is named that would stay."""
    start = max((i for i in range(clause.start, at) if page.keys[i] in _W["joining"]), default=clause.start)
    return set(page.keys[start:at]) <= _W["will"] | _W["they"] and meant(page, clause)


def _rest_of_a_list(page: Page, clause: Clause, at: int) -> bool:
    """ "My steroid tablets, mycophenolate and the rest will stay as they are": the list goes on."""
    before = [one for one in page.sentence(clause) if one.end <= clause.start]
    joined = page.keys[clause.start] == "and" and bool(_W["rest"] & set(page.keys[clause.start : at]))
    return joined and bool(before) and medicines(page, before[-1].start, before[-1].end)


def _unchanged(page: Page, clause: Clause) -> int | None:
    """ "I won't be changing any of my medicines", "no changes to his tablets are planned"."""
    for at in range(clause.start, clause.end):
        key = page.keys[at]
        if key not in _CHANGING:
            continue
        before = page.keys[max(clause.start, at - 6) : at]
        after = page.keys[at + 1 : min(clause.end, at + 7)]
        if not _W["not"] & set(before) or _W["cannot"] & set(before):
            continue
        if key in _W["changes"]:
            planned = _W["planned"] & {*before, *after} or _W["until"] & set(after)
            if planned and (medicines(page, clause.start, clause.end) or meant(page, clause)):
                return at
        if key in _W["change"] and _none_soon(page, clause, before, after):
            return at
        if key in _W["change"] and _W["intent"] & set(before):
            if _W["again"] & set(after[:4]):
                continue
            thing = _W["things"] & set(after[:3]) and meant(page, clause) and not _given_up(page, clause)
            if thing or medicines(page, clause.start, at + 5):
                return at
    return None


def _given_up(page: Page, clause: Clause) -> bool:
    """ "IVIG gave him a clot, they won't touch it now": what is given no more."""
    start = next(c.start for c in page.clauses if c.sentence >= clause.sentence - 1)
    return any(start <= m.start < clause.end and {"INTOLERANT", "ENDED"} & m.said for m in page.mentions)


def _none_soon(page: Page, clause: Clause, before: list[str], after: list[str]) -> bool:
    """ "Doc says neither's changing any time in the next couple of years", not "nobody is changing jobs any time"."""
    alone = not after or after[0] in _W["any_time"] or after[0] in _W["goes_on"]
    told = alone and _W["none_of_them"] & set(before[-4:]) and _W["any_time"] & set(after)
    named = medicines(page, clause.start, clause.end) or meant(page, clause)
    return bool(told) and (named or _told_before(page, clause))


def _doubted(page: Page, clause: Clause, at: int) -> str:
    """ "I can't promise ...", "not sure if ...", "... depends on the doctor"."""
    words = page.keys[clause.start : at]
    before = set(words)
    unsure = any(cue.category == "UNSURE" and cue.start < at for cue in page.cues_in(clause, "condition"))
    given = next((place for place, key in enumerate(words) if key in _W["promise"]), 0)  # not "promises not to"
    promised = (_W["not"] | _W["cannot"]) & set(words[:given])
    unsure = unsure or bool(_W["unknowing"] & before)
    return "unknown" if unsure or promised or _W["depends"] & page.sentence_words(clause) else ""


def _impossible(page: Page, clause: Clause, at: int) -> bool:
    """ "I can't keep ...", "meds will not be stable"; "no reason why I can't keep ..." denies the denial."""
    before = page.keys[max(clause.start, at - 8) : at]
    denied = _W["cannot"] & set(before[-5:]) or _W["not"] & set(before) and _W["able"] & set(before[-5:])
    denied = denied or _W["not"] & set(before[-2:]) or _W["not_one"] & set(before) or _no_chance(before)
    return bool(denied) and not _W["no_hindrance"] & set(before)


def _no_chance(before: list[str]) -> bool:
    """ "There's no chance of keeping them the same", "not a hope of ...", "zero prospect of ..."."""
    none = _W["not"] | _W["without"]
    return any(key in _W["chances"] and none & set(before[max(0, at - 3) : at]) for at, key in enumerate(before))
