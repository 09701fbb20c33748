"""Names beside another name of the same: "my blood test, the ALT one, was 61", "kidney number (eGFR) is 57"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("apposed")


def the_one(page: Page, mention: Mention, number: Number) -> bool:
    """ "The ALT one": which of them, and no number."""
    counted = page.keys[number.start : number.end] == ["one"] and number.start == mention.end
    return counted and not _W["before"].isdisjoint(page.keys[mention.start - 1 : mention.start])


def goes_on_behind(page: Page, mention: Mention, close: int) -> bool:
    """ "My kidney number (eGFR it says) is 57": the name alone stands in brackets, and what it is behind them."""
    if page.keys[close] != ")" or "(" in page.keys[mention.end : close]:
        return False
    return not _W["being"].isdisjoint(page.keys[close + 1 : close + 2])
