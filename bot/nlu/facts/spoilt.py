"""Values of a sample or a machine that was at fault: "plt 62, clumped", "AST 212 was haemolysed", "1.8, ... they say
the first machine was faulty"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("spoilt")
_REACH = 9
"""Words after a value within which its sample is said to be spoilt."""
_OF_BLOOD = {"count", "enzyme", "creatinine", "hemoglobin", "clearance"}
"""Kinds of values that a bad sample makes worthless."""
_FAR = 18
"""Tokens after a name within which the value stands that was measured anew."""
_TWO, _TUBE = 2, 3
"""Values told; words behind one in which its tube is named."""
SIGNS = _W["samples"] | _W["machines"]
_ANY = SIGNS | _W["clumping_tubes"]


def spoilt(page: Page, number: Number, fact: str) -> bool:
    """Whether a value was measured of a sample, or by a machine, that is said to be at fault."""
    if says()[fact].unit not in _OF_BLOOD or _ANY.isdisjoint(page.keys):
        return False
    return _right_behind(page, number) or _the_first_was(page, number) or _in_another_tube(page, number)


def _in_another_tube(page: Page, number: Number) -> bool:
    """ "Plt 70 on EDTA, 180 on citrate": of two tubes the one in which platelets clump."""
    after = set(page.keys[number.until : number.until + _TUBE])
    later = page.keys[number.until : page.sentence(page.clause_at(number.start))[-1].end]
    return bool(_W["clumping_tubes"] & after) and not _W["other_tubes"] & after and bool(_W["other_tubes"] & set(later))


def redone(page: Page, mention: Mention) -> Number | None:
    """The one number that is told after a spoilt one of the same thing: "61 but it had clumped, they redid it, 204"."""
    if _ANY.isdisjoint(page.keys) or says()[mention.fact].unit not in _OF_BLOOD:
        return None
    stop = min((m.start for m in page.mentions if m.start >= mention.end and _is_measured(m)), default=len(page.keys))
    near = range(mention.end, min(stop, mention.end + _FAR))
    told = [n for n in page.numbers if n.start in near and not n.spelled and not page.in_date(n.start)]
    if len(told) != _TWO or not spoilt(page, told[0], mention.fact) or spoilt(page, told[1], mention.fact):
        return None
    between = page.keys[told[0].until : told[1].start]
    return None if page.clause_at(told[1].start).asks or _W["limits"] & set(between) else told[1]


def _is_measured(mention: Mention) -> bool:
    return says()[mention.fact].kind in ("measure", "dose", "therapy", "medicine")


def _right_behind(page: Page, number: Number) -> bool:
    """ "Plt 62 on EDTA = clumps; citrate tube 148", "haemolysed AST 212", "the clumped one said 41"."""
    until = min(page.sentence(page.clause_at(number.start))[-1].end, number.until + _REACH)
    after = page.keys[number.until : min([until, *(n.start for n in page.numbers if n.start >= number.until)])]
    start = number.start
    while start > 0 and number.start - start < _REACH and page.keys[start - 1] not in _W["pauses"]:
        start -= 1
    if _W["first"] & set(after) and any(n.until <= number.start for n in page.numbers):
        return False  # "Plt 65 -> rpt 142 (first sample clotted)"
    return _at_fault(after, _W["samples"]) or _at_fault(page.keys[start : number.start], _W["samples"])


def _at_fault(words: list[str], faults: frozenset[str]) -> bool:
    """Whether words say that a sample was bad: not "no clumps on film"."""
    at = next((at for at, key in enumerate(words) if key in faults), None)
    return at is not None and not _W["denials"] & set(words[:at])


def _the_first_was(page: Page, number: Number) -> bool:
    """ "They say the first machine was faulty", "the earlier sample had haemolysed": of the first of two values."""
    others = [n for n in page.numbers if n.start >= number.until and not page.in_date(n.start)]
    if not others or any(n.until <= number.start and not page.in_date(n.start) for n in page.numbers):
        return False
    for clause in page.clauses:
        words = page.keys[max(clause.start, others[0].until) : clause.end]
        if clause.asks or not _W["first"] & set(words):
            continue
        if _at_fault(words, SIGNS):
            return True
    return False
