"""Doubts that a later clause ends: "the clinic thought I might have TB, but the scan ruled it out"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("ruled_out")
_TYPES = {"condition", "diagnosis", "test"}
_DOUBTS = {"UNSURE", "PLANNED", "CHECKED"}
_DENIED_WITHIN = 6
"""Words before the ruling out within which it is denied, or still to come."""
_WRONG_WITHIN = 4
"""Words behind "that proved" within which "wrong" stands."""


def tell(page: Page) -> None:
    """What was suspected and ruled out since is denied."""
    if (_W["ruling"] | _W["wrong"]).isdisjoint(page.keys):
        return
    for mention in page.mentions:
        doubted = mention.states and mention.means.type in _TYPES and mention.said & _DOUBTS
        if not doubted or mention.means.value == "unknown":
            continue
        if _directly(page, mention):
            mention.said -= _DOUBTS
        elif "NEGATED" not in mention.said and _ruled_out(page, mention):
            mention.said = {"NEGATED"}


def other_suspected(page: Page, named: Mention, clause: Clause) -> bool:
    """ "It's bulbar palsy. At the start a stroke was suspected, that proved wrong": what proved wrong is another thing,
    suspected in between."""
    if "UNSURE" in named.said or clause.start <= named.clause.start:
        return False
    for one in page.clauses:
        if named.clause.end <= one.start <= clause.start and _W["suspecting"] & set(page.keys[one.start : one.end]):
            at = next(at for at in range(one.start, one.end) if page.keys[at] in _W["suspecting"])
            if page.keys[at + 1 : at + 2] == ["it"]:
                return False  # "a second team thought it was psychiatric and ruled it out"
            start = page.sentence(one)[0].start if one.sentence != named.clause.sentence else one.start
            end = one.end if one is not clause else at
            return not page.plain(start, end, also=_W["suspecting"] | _W["at_first"])
    return False


def _directly(page: Page, mention: Mention) -> bool:
    """ "They suspect AE and ruled out TB": what is ruled out is suspected no more."""
    before = page.keys[max(mention.clause.start, mention.start - _DENIED_WITHIN) : mention.start]
    out = before[-1:] == ["out"]
    ruling = before[-1 - out : len(before) - out]
    return "NEGATED" in mention.said and bool(_W["ruling"] & set(ruling)) and _W["not_done"].isdisjoint(before)


def _ruled_out(page: Page, mention: Mention) -> bool:
    for clause in page.clauses:
        if clause.start < mention.clause.end:
            continue
        if clause.sentence - mention.clause.sentence > 1 or clause.asks or page.of_other(clause, mention):
            return False
        at = _ruling(page, clause)
        if at is not None:
            return _plainly(page, clause, at)
        if any(m.clause is clause and m.fact != mention.fact for m in page.mentions):
            return False
    return False


def _ruling(page: Page, clause: Clause) -> int | None:
    """Where "ruled it out", "excluded that", "that proved wrong" begins."""
    keys = page.keys[: clause.end]
    for at in range(clause.start, clause.end - 1):
        if keys[at] in _W["ruling"] and keys[at + 1] in _W["it"]:
            return at
        proved = keys[at] in _W["it"] and keys[at + 1] in _W["proving"]
        if proved and _W["wrong"] & set(keys[at + 2 : at + 2 + _WRONG_WITHIN]):
            return at
    return None


def _plainly(page: Page, clause: Clause, at: int) -> bool:
    """Whether it is done: not "nobody has ruled it out yet", "a scan to rule it out", "if they excluded it"."""
    before = page.keys[max(clause.start, at - _DENIED_WITHIN) : at]
    return _W["not_done"].isdisjoint(before) and _W["not_yet"].isdisjoint(page.keys[at : clause.end])
