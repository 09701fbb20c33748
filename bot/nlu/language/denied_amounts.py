"""Amounts denied for another one: "15 mg, not 50 mg of prednisolone", "6 cycles not 4 cycles of cyclophosphamide"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.numbers import Number
from bot.nlu.language.text import word_at
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_amounts")
_TYPES = {"therapy", "medicine"}
_DENIED = {"NEGATED", "NOT_GIVEN", "FAILED"}
_STEROID, _ENDED = "oral_steroid_drug", {"NEGATED", "NOT_GIVEN", "STOPPED"}
_APART = 4
"""Words between an amount and what it is of: "not 5 days of IV methylprednisolone"."""


def tell(page: Page) -> None:
    """What is denied is the amount: the treatment was given where another amount is told, else it is left open."""
    for mention in page.mentions:
        if mention.means.type == "therapy" and mention.said & _DENIED and _no_more(page, mention):
            mention.said = mention.said - {"NEGATED", "NOT_GIVEN"} | {"GIVEN"}
        if mention.fact == _STEROID and mention.said & _ENDED and _another_dose(page, mention):
            _take_back(page, mention)
    if not page.numbers or not (_W["denials"] | _W["none"]) & page.words:
        return
    for number in page.numbers:
        _counted_apart(page, number)
        if number.value == 1 or page.in_date(number.start) or not _denied(page, number):
            continue
        for mention in page.mentions:
            if mention.means.type in _TYPES and _of_it(page, number, mention):
                sentence = page.sentence(mention.clause)
                others = any(sentence[0].start <= n.start < sentence[-1].end and n is not number for n in page.numbers)
                mention.said = mention.said - _DENIED | (set() if others else {"UNSURE"})


def _another_dose(page: Page, mention: Mention) -> bool:
    """ "No longer on pred 40, down to 15": the dose has ended, not the drug."""
    if not any(n.start == mention.end and n.units.keys() <= {"dose"} for n in page.numbers):
        return False
    named = [m.start for m in page.mentions if m.start >= mention.end]
    end = min([page.sentence(mention.clause)[-1].end, *named])
    later = [n for n in page.numbers if mention.clause.end <= n.start < end and n.units.keys() <= {"dose"}]
    later = [n for n in later if page.keys[n.start - 2] not in _W["again"]]  # "put back on 10 mg": the drug had ended
    return any(page.keys[n.start - 1] in _W["reached"] and not page.in_date(n.start) for n in later)


def _take_back(page: Page, mention: Mention) -> None:
    for one in page.mentions:
        if one.start == mention.start:
            one.taken_back = True


def _no_more(page: Page, mention: Mention) -> bool:
    """ "No second cycle of cyclophosphamide given", "no rituximab beyond the first two doses": there was a first."""
    before = page.keys[max(mention.clause.start, mention.start - _APART) : mention.start]
    later = next((at for at, key in enumerate(before) if key in _W["later"]), None)
    if later and before[later - 1] in _W["denials"] | _W["none"] | _W["giving"]:
        return set(before[later + 1 :]) <= _W["units"] and bool(_W["doses"] & set(before[later + 1 :]))
    after = [key for key in page.keys[mention.end : mention.end + _APART] if key not in _W["units"]]
    return len(after) > 1 and after[0] in _W["beyond"] and after[1] in _W["first"]


def _denied(page: Page, number: Number) -> bool:
    """Whether a "not" stands right before: "not 4 cycles", "did not give 5 days", not "not one dose"."""
    if not_so_much(page.keys, number):
        return True
    if set(page.keys[max(0, number.start - 1) : number.start]) & _W["giving"]:
        return bool(set(page.keys[max(0, number.start - 2) : number.start - 1]) & _W["denials"])
    return any(cue.end == number.start and _W["denials"] & set(page.keys[cue.start : cue.end]) for cue in page.cues)


def _counted_apart(page: Page, number: Number) -> None:
    """ "No IVIG and two rounds of steroids": of what courses are counted behind an "and", the denial says nothing."""
    joined = word_at(page.keys, number.start - 1) in _W["joining"]
    if not joined or not _W["courses"] & set(page.keys[number.end : number.end + 2]):
        return
    for mention in page.mentions:
        if mention.means.type in _TYPES and "FAILED" not in mention.said and _of_it(page, number, mention):
            mention.said = mention.said - _DENIED


def not_so_much(keys: Sequence[str], number: Number) -> bool:
    """ "Not 50 mg", "no longer 30 mg"."""
    return number.start > 0 and (
        keys[number.start - 1] == "not" or keys[number.start - 2 : number.start] == ["no", "longer"]
    )


def _of_it(page: Page, number: Number, mention: Mention) -> bool:
    between = page.keys[number.end : mention.start]
    return number.end <= mention.start and len(between) <= _APART and set(between) <= _W["units"]
