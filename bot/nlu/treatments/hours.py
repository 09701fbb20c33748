"""Numbers beside a steroid that are as likely an hour of the day: "usually about 8", "the chemist opens at 9"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import HOURS, words

_WITHIN = 3
"""Words before a number among which stands what happens at an hour."""


def perhaps_an_hour(page: Page, number: Number) -> bool:
    """ "With food, first thing, usually about 8", "I take them at 9": as likely when it is taken as how much."""
    before = page.keys[max(0, number.start - _WITHIN) : number.start]
    if not before or before[-1] not in words().about_an_hour or number.units or number.value > HOURS:
        return False
    of_the_day = words().parts_of_day | words().with_food
    return not (of_the_day.isdisjoint(page.keys) and words().timed.isdisjoint(before))
