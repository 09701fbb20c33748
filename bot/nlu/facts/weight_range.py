"""Weights told as a range: "between 60 and 65 kilos" is neither of them."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("weight_range")
_WIDEST = 0.25
"""How much more than its lower end the upper end of a range is at most."""
_NARROW = 3
"""Between ends no further apart either is near enough."""
_MOVED = 4
"""Words before a range that may tell a change: "dropped from 70 to 60"."""


def of_a_range(page: Page, number: Number) -> bool:
    """Whether a number is an end of a range: "55 to 60 kilos", "60-65 kg"; not "went from 55 to 60 kilos"."""
    at = page.numbers.index(number) if number in page.numbers else -1
    around = [(page.numbers[at - 1], number)] if at > 0 else []
    around += [(number, page.numbers[at + 1])] if 0 <= at < len(page.numbers) - 1 else []
    return any(_range(page, *ends) for ends in around)


def _range(page: Page, lower: Number, upper: Number) -> bool:
    between = page.keys[lower.until : upper.start]
    before = page.keys[max(0, lower.start - _MOVED) : lower.start]
    joined = len(between) == 1 and between[0] in _W["joins"]
    joined = joined or between == ["and"] and bool(_W["between"] & set(before))
    near = lower.value < upper.value <= lower.value * (1 + _WIDEST)
    near = near and upper.value - lower.value > _NARROW  # "70-72 kg" is about 71
    return joined and near and not _W["moved"] & set(before)
