"""Kilograms of a grip or of what is lifted, which are no weight: "grip 12 -> 26 kg", "dynamometer 8 kg R, 26 kg L"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("strength")


def of_strength(page: Page, number: Number) -> bool:
    """Whether nothing but counts, units and sides stands between the name of a strength and a number; not "can grip,
    70 kg"."""
    counts = {at for one in page.numbers for at in range(one.start, one.end)}
    at = number.start - 1
    while at >= 0 and (at in counts or page.keys[at] in _W["beside"]):
        at -= 1
    named = at >= 0 and page.keys[at] in _W["strengths"]
    return named and page.keys[at + 1] not in _W["parting"]
