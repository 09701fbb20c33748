"""Milligrams by which a dose changes: "cut by 10 mg", "5 mg less every two weeks"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("steps")
_RATE = 4
"""Words behind a step in which it is said how often it is taken."""
_VERB = 4
"""Words before a step in which it is said that the dose changes."""


def is_step(page: Page, number: Number) -> bool:
    """Whether a number tells by how much a dose changes, and not what is taken."""
    before = page.keys[max(0, number.start - _VERB) : number.start]
    after = page.keys[number.after("dose") :][:_RATE]
    dosed = "dose" in number.units
    if before[-1:] == ["by"]:
        return dosed or bool(_W["changing"] & set(before))
    if not dosed or not after:
        return False
    rate = after[0] in _W["rates"] or after[0] in _W["per"] and bool(_W["spans"] & set(after[1:]))
    return after[0] in _W["less"] or rate and bool(_W["changing"] & set(before[-1:]))
