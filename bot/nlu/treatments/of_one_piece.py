"""How many tablets are taken, told apart from what one of them holds: "6 tablets every day (5 mg one tablet)"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("of_one_piece")
_AHEAD, _FARTHER, _LED = 8, 14, 4
"""Words between a count and the strength that follows it, and before a strength in which it is said to be of one."""


def counted_apart(page: Page, amount: Amount, counts: list[Number]) -> Number | None:
    """The count of tablets before the strength of one: "3 dex tabs a day, 2 mg each", "4 tablets daily, one tablet is
    5 mg"."""
    each = bool(_W["apiece"] & set(page.keys[amount.end : amount.end + 1]))
    if not each and not _of_one(page, amount):
        return None
    reach = _AHEAD if each else _FARTHER
    found = [n for n in counts if 0 < amount.start - n.end <= reach and not n.units and _of_pieces(page, n)]
    found = found if each else [n for n in found if n.value != 1]
    return found[-1] if found else None


def _of_one(page: Page, amount: Amount) -> bool:
    """ "(5 mg one tablet)", "every tablet has 5 mg", "each one 10 mg"."""
    after = page.keys[amount.end : amount.end + 2]
    if len(after) == 2 and after[0] in _W["one"] and after[1] in words().pieces and "(" in page.keys[: amount.start]:
        return True
    before = page.keys[max(0, amount.start - _LED) : amount.start]
    while before and before[-1] in _W["holds"]:
        before.pop()
    return before[-2:-1] != [] and before[-2] in _W["one"] and before[-1] in words().pieces | _W["it"]


def _of_pieces(page: Page, number: Number) -> bool:
    return bool(words().pieces & set(page.keys[number.end : number.end + 2]))
