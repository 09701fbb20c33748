"""Tablets counted before their strength is told: "two every morning, they're the 5 mg ones"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.dose_words import words

_FAR, _MOST = 10, 8
"""Words between a count and the strength, tablets taken at once."""


def counted(page: Page, number: Number) -> bool:
    """Whether a bare number counts tablets whose strength follows."""
    return any(counts(page, number, strength.start) for strength in page.numbers if "dose" in strength.units)


def counts(page: Page, number: Number, strength: int) -> bool:
    """ "Three a day, they are the 5 mg ones": nothing but times and looks stands before the strength at a token."""
    if number.units or not 0 < number.value <= _MOST or not 0 < strength - number.end <= _FAR:
        return False
    between = page.keys[number.end : strength]
    each = next((n for n in page.numbers if n.start == strength), None)
    behind = page.keys[each.after("dose") :][:1] if each else []
    led = between[-1] in words().strength_leads and bool(behind) and behind[0] in words().pieces
    told = led or between[-1] in words().strength_is or bool(behind) and behind[0] in words().of_each
    known = words().looks | words().owned | words().pieces | words().parts_of_day | words().between_count_and_strength
    return told and set(between) <= known
