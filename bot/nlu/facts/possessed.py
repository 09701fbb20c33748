"""Values named by their day alone: "ALT 310 on valproate, but this month's is 41"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("possessed")


def of_its_day(page: Page, number: Number) -> bool:
    """Whether a number is called by nothing but the day it is of: "this week's is", "today's", "last Friday's was"; or
    is what another one has recovered to."""
    if _W["recovered"] & set(page.keys[max(0, number.start - 2) : number.start]):
        return True  # "lymphs 0.48 after RTX (May), recovered 1.1 on 18 Nov"
    at = number.start - 1
    while at > 0 and page.keys[at] in _W["being"]:
        at -= 1
    if at < 0 or page.keys[at] not in _W["days"] | _W["spans"]:
        return False
    return page.keys[at] in _W["days"] or at > 0 and page.keys[at - 1] in _W["this"]
