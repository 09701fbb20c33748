"""Hundreds said without the word: "platelets one ninety", "one eighty pounds", "ALT two oh five"."""

from __future__ import annotations

from bot.nlu.language.number_words import table
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("spoken_hundreds")
_FAMILIES = frozenset({"count", "hemoglobin", "enzyme", "clearance"})
"""Units of facts whose number may be a bare hundred; "creatinine one twenty" may be 1.20."""
_MEASURED = _FAMILIES | {"mass", "creatinine"}
_ONES, _TENS, _HUNDRED = range(1, 10), range(10, 100), 100
_REACH = 3
"""Words between a name and its number."""


def join(page: Page) -> None:
    """Makes one number of the two that such a hundred is read as, where nothing but a measure can be meant."""
    if not any(number.spelled for number in page.numbers):
        return
    joined: list[Number] = []
    for number in page.numbers:
        first = joined[-1] if joined else None
        value = _hundred(page, first, number) if first else None
        if first and value and _measured(page, first, number):
            joined[-1] = Number(first.start, number.end, (value,), number.units, spelled=True)
        else:
            joined.append(number)
    page.numbers[:] = joined


def _hundred(page: Page, first: Number, second: Number) -> float | None:
    """ "One ninety" is 190, "two oh five" 205."""
    if not first.spelled or not second.spelled or first.units or first.end != first.start + 1:
        return None
    if first.value not in _ONES or second.value != int(second.value):
        return None
    between = page.keys[first.end : second.start]
    nought = len(between) == 1 and between[0] in table().noughts
    if not between and second.value in _TENS or nought and second.value in _ONES:
        return first.value * _HUNDRED + second.value
    return None


def _measured(page: Page, first: Number, second: Number) -> bool:
    if second.units:
        return bool(_MEASURED & second.units.keys()) and not {"dose", "time_day"} & second.units.keys()
    after = page.keys[second.end : second.end + 1]
    if after and after[0] not in _W["ends"]:
        return False
    at = first.start
    while at > 0 and page.keys[at - 1] in _W["before"] and at > first.start - _REACH:
        at -= 1
    named = any(m.end == at and says()[m.fact].unit in _FAMILIES for m in page.mentions)
    opens = at == 0 or page.keys[at - 1] in _W["ends"] or page.keys[at - 1] in _W["before"]
    unit = says()[page.asked[0]].unit if page.asked else None
    heavy = unit == "mass" and bool(_W["pounds"] & page.words)  # "two thirty five, pounds obviously"
    return named or opens and (unit in _FAMILIES or heavy)
