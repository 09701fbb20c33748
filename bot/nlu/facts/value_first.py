"""Rows in which each value stands before its name: "12.2 Hb, 180 plt", "9.4 hb and 92 platelets"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_BREAKS = word_lists("value_first")["breaks"]


def before_its_name(page: Page, mention: Mention, after: Number | None) -> Number | None:
    """The number right before a name, where the one behind it (`after`) is that of the next name."""
    if after is None or after.start != mention.end + 1 or page.keys[mention.end] not in _BREAKS:
        return None
    if not any(m.start == _end(after, m) and m.fact != mention.fact for m in page.mentions if m.start > mention.end):
        return None
    number = next((n for n in page.numbers if _end(n, mention) == mention.start), None)
    opens = number is not None and (number.start == 0 or page.keys[number.start - 1] in _BREAKS)
    return number if opens else None


def _end(number: Number, mention: Mention) -> int:
    """Where a number ends with the unit of what is named."""
    return number.after(says()[mention.fact].unit or "")
