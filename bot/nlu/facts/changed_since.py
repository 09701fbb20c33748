"""Numbers after which it is told that they have changed: what they were is not what they are."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("changed_since")


def changed_since(page: Page, start: int, end: int) -> bool:
    """ "About 70 but I've lost a bit, 66.4 this morning"; not "70, lost 5 this month"."""
    at = next((at for at in range(start, end) if page.keys[at] in _W["changed"]), end)
    return bool(_W["breaks"] & set(page.keys[at:end]))
