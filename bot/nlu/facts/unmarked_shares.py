"""Shares of the white cells without a sign: "segs 58, lymphs 30" of a hundred are no thousands of cells."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page

_WHITE_CELLS = ("lymphocytes_per_mm3", "neutrophils_per_mm3")
_LEAST, _TOGETHER, _WHOLE = 5, 60, 100
_REACH = 2
"""Tokens between a name and its number."""


def unmarked_share(page: Page, number: Number) -> bool:
    """Whether a number stands behind one of the two main kinds, and makes with that of the other most of a hundred."""
    told = {fact: one for fact in _WHITE_CELLS if (one := _behind(page, fact)) is not None}
    values = [one.value for one in told.values()]
    if len(told) < len(_WHITE_CELLS) or min(values) < _LEAST or any(one.units for one in told.values()):
        return False
    return number in told.values() and _TOGETHER <= sum(values) <= _WHOLE


def _behind(page: Page, fact: str) -> Number | None:
    named = [m.end for m in page.of_kind(fact)]
    near = (n for end in named for n in page.numbers if end <= n.start <= end + _REACH)
    return next((n for n in near if n.value == int(n.value)), None)
