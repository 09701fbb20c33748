"""The dose that is taken beside the one that is prescribed: "30 on the box but I take 20", "they said 40, I could only
stand 30"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("really_taken")
_COUNTS, _BEFORE = 2, 4
"""Numbers that such a reply has, and words before the second one in which the taking stands."""


def really_taken(page: Page, numbers: list[Number]) -> list[Number]:
    """Of two doses the second one, where the first is only prescribed; else all of them."""
    if len(numbers) != _COUNTS or numbers[0].units and not numbers[1].units:
        return numbers  # "prescribed 5 mg tablets, I take 4"
    prescribed, taken = numbers
    before = page.keys[max(prescribed.end, taken.start - _BEFORE) : taken.start]
    if _W["prescribing"].isdisjoint(page.keys[: taken.start]) or _W["denials"] & set(before):
        return numbers
    return [taken] if _W["taking"] & set(before) else numbers


def typed_right(page: Page, numbers: list[Number]) -> list[Number]:
    """Of "prednisone 3, sorry, 30 mg" the dose that is put in the place of a slip without its unit."""
    slip = numbers[0] if numbers and not numbers[0].units else None
    later = next((n for n in page.numbers if slip and n.start > slip.end and "dose" in n.units), None)
    if slip is None or later is None:
        return numbers
    between = page.keys[slip.end : later.start]
    if not _W["slips"].issuperset(between) or _W["sorry"].isdisjoint(between):
        return numbers
    return [later, *(n for n in numbers if n.start > later.start)]
