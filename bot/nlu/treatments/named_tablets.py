"""Tablets named by their milligrams: "eight fives", "two tens and a five"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.dose_words import words

_MOST = 12
"""Tablets of one strength in a day."""


def told(page: Page, number: Number) -> Number | None:
    """The milligrams of all of them; none, 0, where more is counted than is understood."""
    many, one = words().strengths, words().strength
    keys = page.keys
    strength = many.get(keys[number.end]) if number.end < len(keys) else None
    if strength is None or not 0 < number.value <= _MOST or number.units:
        return None
    total, at = number.value * strength, number.end + 1
    while at + 1 < len(keys) and keys[at] in words().and_more:
        count = next((n for n in page.numbers if n.start == at + 1), None)
        place = count.end if count else at + 2 if keys[at + 1] == "a" else at + 1
        further = {**many, **one}.get(keys[place]) if place < len(keys) else None
        if further is None:
            counts = count is not None or keys[at + 1] == "a"
            total = 0 if counts else total
            break
        total, at = total + (count.value if count else 1) * further, place + 1
    sentence = page.sentence(page.clause_at(number.start))[-1].end
    more = next((n.start for n in page.numbers if at < n.start < sentence and not n.units), at)
    total = 0 if words().and_more - {","} & set(page.keys[at:more]) else total  # "... and one at night"
    return Number(number.start, at, (total,), {"dose": (1.0, at)}, spelled=True)
