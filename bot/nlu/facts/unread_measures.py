"""Numbers of measures that no fact is made of: "BP 135/85", "HR 72", "ALSFRS-R 38" tell no weight and no dose."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("unread_measures")
_BETWEEN = 4
"""Tokens between the name and its number: "ALSFRS-R total score 38"."""
_LEAST_PRESSURE, _MOST_IN_A_NAME = 40, 10


def of_an_unread_measure(page: Page, number: Number) -> bool:
    """Whether the name before a bare number is that of such a measure, or it is part of a pressure or of a name."""
    at = number.start - 1
    while at >= max(0, number.start - 1 - _BETWEEN) and page.keys[at] in _W["beside"]:
        at -= 1
    return at >= 0 and page.keys[at] in _W["names"] or _of_a_pressure(page, number) or _of_a_name(page, number)


def _of_a_pressure(page: Page, number: Number) -> bool:
    """ "135/85"; not "20/10 mg on alternate days"."""
    for one, other in zip(page.numbers, page.numbers[1:], strict=False):
        if number in (one, other) and page.keys[one.end : other.start] == ["/"]:
            return not other.units and one.value > other.value >= _LEAST_PRESSURE
    return False


def _of_a_name(page: Page, number: Number) -> bool:
    """ "SpO2 97", "HbA1c 42": a digit within a name."""
    start = page.doc.user_data["tokens"][number.start].start
    known = any(mention.end == number.start for mention in page.mentions)
    return page.text[start - 1 : start].isalpha() and not known and number.value < _MOST_IN_A_NAME
