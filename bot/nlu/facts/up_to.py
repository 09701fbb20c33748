"""The limit told behind a liver value: "AST 33, up to 40", "ALT 61 and in brackets it says upto 45"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number, number_at
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("up_to")
_ENZYMES = ("ast_iu_l", "alt_iu_l")
_LEAST, _MOST = 20, 200
"""Between these an upper limit of liver tests stands."""
_BEHIND = 3
"""Words behind a limit in which it would be told that the value came up to it of late."""


def limits(page: Page, number: Number) -> bool:
    """Whether a number is such a limit."""
    at = number.start - (1 if page.keys[number.start - 1 : number.start] == ["upto"] else 2)
    return at > 0 and limit_at(page, at) is number


def limit_at(page: Page, at: int) -> Number | None:
    """The limit whose "up to" stands at a token; a value that came up to it is none."""
    wording = next((n for n in (1, 2) if page.keys[at : at + n] in (["upto"], ["up", "to"])), 0)
    top = number_at(page.numbers, at + wording) if wording else None
    name = next((m for m in reversed(page.of_kind(*_ENZYMES)) if m.end <= at), None)
    if top is None or name is None or not _LEAST <= top.value <= _MOST or top.units.keys() - {"enzyme"}:
        return None
    value = next((n for n in reversed(page.numbers) if name.end <= n.start and n.until <= at), None)
    if value is None or value.value == top.value or not set(page.keys[value.until : at]) <= _W["beside"]:
        return None
    return top if value.value > top.value or not _came_up(page, name.end, value, top) else None


def _came_up(page: Page, start: int, value: Number, top: Number) -> bool:
    """ "Was 33, up to 40 now", "33 in May, up to 40": one value after the other."""
    day = any(start <= when.start <= top.until + _BEHIND for when in page.dates)
    behind = page.keys[top.until : top.until + _BEHIND]
    return day or bool(_W["moved"] & {*page.keys[start : value.start], *behind})
