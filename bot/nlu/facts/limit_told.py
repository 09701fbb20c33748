"""A limit beside a value: "45 (ULN 40)", "ULN 41, pt's value 78", "upper limit 45, mine was 62", "10 to 49"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("limit_told")
_BEFORE, _BEHIND = 2, 5
"""Tokens before a number, and behind it, within which it is called a limit."""
_LOWEST = 20
"""The most that the lower end of a laboratory's range of a liver test may be."""


def values(page: Page, numbers: list[Number]) -> list[Number]:
    """The numbers that may be what was measured: not the 40 of "45 (ULN 40)"."""
    return [n for n in numbers if not _W["limits"] & set(page.keys[max(0, n.start - _BEFORE) : n.start])]


def limits(page: Page, numbers: list[Number]) -> list[Number]:
    """The numbers that may be the limit: those called so, else those that are nobody's own value."""
    tops = [n for n in numbers if not _lower_end(page, n)]
    called = [n for n in tops if _called(page, n)]
    return called or [n for n in tops if not _own(page, n)]


def _lower_end(page: Page, number: Number) -> bool:
    """The 10 of "10-34" and "between 10 and 34", where the upper limit is asked for."""
    upper = next((n for n in page.numbers if n.start == number.until + 1 and n.value > number.value), None)
    if upper is None or number.value > _LOWEST:
        return False
    between = page.keys[number.until]
    return between in _W["to_the_end"] or between == "and" and page.keys[max(0, number.start - 1)] == "between"


def _called(page: Page, number: Number) -> bool:
    """ "ULN 41", "cut off is 41", "55 is the top of normal"."""
    if _word_before(page, number, "before_limit") in _W["limits"]:
        return True
    after = page.keys[number.until : number.until + _BEHIND]
    return after[:1] != [] and after[0] in _W["being"] and bool(_W["tops"] & set(after))


def _own(page: Page, number: Number) -> bool:
    """ "Mine was 62", "pt's value 78", "I'm at 78"."""
    before = page.keys[max(0, number.start - _BEFORE) : number.start]
    return bool(_W["value"] & set(before)) or _word_before(page, number, "before_value") in _W["owners"]


def _word_before(page: Page, number: Number, passed: str) -> str:
    """The word before a number, without those of a list that lead to it."""
    return next((key for key in reversed(page.keys[: number.start]) if key not in _W[passed]), "")
