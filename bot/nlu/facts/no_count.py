"""Numbers in a reply that count nothing: "patient 2", "see p. 2", "tomorrow at 9", "labs from 12/11"."""

from __future__ import annotations

from bot.nlu.facts.unfit import of_a_day
from bot.nlu.facts.unread_measures import of_an_unread_measure
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("answers")
_MOST = 31
"""Patients and pages that are told of by their numbers."""
_LEAST_WEIGHT, _MOST_DOSE = 30, 80
"""Kilograms and milligrams between which a bare number may be either."""


def no_count(page: Page, number: Number) -> bool:
    """Whether it says which of them, at what hour to come, on what day, or is that of a measure nobody asks for."""
    told = _one_of_them(page, number) or _hour_to_come(page, number) or of_a_day(page, number)
    return not number.units and (told or of_an_unread_measure(page, number) or _dose_or_weight(page, number))


def _dose_or_weight(page: Page, number: Number) -> bool:
    """ "60", asked for a dose of steroids and for the weight: it may be either."""
    both = {"oral_steroid_dose_mg_day", "weight_kg"} <= set(page.asked)
    return both and len(page.keys) == 1 and _LEAST_WEIGHT <= number.value <= _MOST_DOSE


def _one_of_them(page: Page, number: Number) -> bool:
    at = number.start - 1 - (page.keys[number.start - 1 : number.start] in (["."], ["#"]))
    return at >= 0 and page.keys[at] in _W["one_of_them"] and number.value <= _MOST


def _hour_to_come(page: Page, number: Number) -> bool:
    ahead = any(when.first > page.as_of for when in page.dates)
    return ahead and page.keys[number.start - 1 : number.start] == ["at"]
