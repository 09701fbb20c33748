"""Of a bare number in answer to the question of the weight: "he's 71, down from 80" tells no age."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("weight_asked")
_LEAST, _MOST = 30, 200
"""Kilograms that a bare number may be."""
_THEN = 3
"""Words before a number that tell of then: "was about 84"."""


def weighs(page: Page, number: Number) -> bool:
    """Whether a number is the only one that may be the weight that was asked for, and no word speaks of years, nor of
    not knowing."""
    if page.asked[:1] != ("weight_kg",) or "age_years" in page.asked or not _may_be(page, number):
        return False
    if (_W["of_age"] | _W["unsure"]) & page.words:
        return False
    others = [n for n in page.numbers if n.start != number.start and ("mass" in n.units or _may_be(page, n))]
    return all(_of_then(page, one) or _either(page, number, one) for one in others)


def _may_be(page: Page, number: Number) -> bool:
    return not number.units and _LEAST <= number.value <= _MOST and not page.in_date(number.start)


def _either(page: Page, one: Number, other: Number) -> bool:
    """ "72 or 73"."""
    first, second = sorted((one, other), key=lambda n: n.start)
    return page.keys[first.until : second.start] == ["or"]


def _of_then(page: Page, number: Number) -> bool:
    """ "Was 84", "from 80", "84 before"."""
    before = page.keys[max(0, number.start - _THEN) : number.start]
    return bool(_W["then"] & set(before) or _W["then_behind"] & set(page.keys[number.until : number.until + 2]))
