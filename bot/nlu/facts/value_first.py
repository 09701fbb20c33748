"""Rows in which each value stands before its name: "12.2 Hb, 180 plt", "34 by CG, 47 by CKD-EPI"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("value_first")


def before_its_name(page: Page, mention: Mention, after: Number | None) -> Number | None:
    """The number right before a name, where the one behind it (`after`) is that of the next name; or "by" between."""
    if page.keys[mention.start - 1 : mention.start] and page.keys[mention.start - 1] in _W["by"]:
        return next((n for n in page.numbers if _leads(page, n, mention)), None)
    if after is None or after.start != mention.end + 1 or page.keys[mention.end] not in _W["breaks"]:
        return None
    if not any(_leads(page, after, m) and m.fact != mention.fact for m in page.mentions if m.start > mention.end):
        return None
    number = next((n for n in page.numbers if _leads(page, n, mention)), None)
    opens = number is not None and (number.start == 0 or page.keys[number.start - 1] in _W["breaks"])
    return number if opens else None


def _leads(page: Page, number: Number, mention: Mention) -> bool:
    """Whether a number, with the unit of what is named, stands right before its name, or with "by" between."""
    end = number.after(says()[mention.fact].unit or "")
    return mention.start == end + (end < len(page.keys) and page.keys[end] in _W["by"])
