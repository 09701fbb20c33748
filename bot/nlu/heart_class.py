"""Classes of heart failure (NYHA) in roman or arabic numerals."""

from __future__ import annotations

from bot.nlu.numbers import Number, number_at, table
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("heart_class")
_MOVED = word_lists("nearest")["moved"]

_CLASSES = 4
"""Classes of heart failure there are (NYHA)."""


def class_after(page: Page, mention: Mention) -> Number | None:
    """NYHA classes in roman or arabic numerals; of a range the worse ("III-IV" is 4)."""
    romans = table().romans
    best = None
    for place in range(mention.end, min(mention.end + 8, len(page.keys))):
        key = page.keys[place]
        number = number_at(page.numbers, place)
        value = romans.get(key) or (int(number.value) if number and number.value in (1, 2, 3, 4) else None)
        if value == _CLASSES and best and best.value < value - 1 and page.keys[place - 1] == "/":
            break  # "2/4": the second of four classes; neighbours are a range
        if value:
            best = Number(mention.end, place + 1, (max(value, best.value if best else 0),))
        elif best and key not in _W["between_classes"] or key not in _W["between_nyha_and_class"]:
            break
    return best and (_improved_class(page, best) or best)


def _improved_class(page: Page, best: Number) -> Number | None:
    """ "NYHA 3 improved to 2 on treatment": the class of now."""
    after = page.keys[best.end : best.end + 5]
    if "to" not in after or not _MOVED & set(after[: after.index("to")]):
        return None
    place = best.end + after.index("to") + 1
    key = page.keys[place] if place < len(page.keys) else ""
    value = table().romans.get(key) or (int(key) if key in ("1", "2", "3", "4") else None)
    return Number(best.start, place + 1, (value,)) if value else None
