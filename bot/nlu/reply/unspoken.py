"""A yes or a no that is not said: "my husband wants me to say yes", the letter in "n.d."."""

from __future__ import annotations

from bot.nlu.language.signs import abbreviates
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("answers")


def unspoken(page: Page, at: int) -> bool:
    """Whether what somebody is to say begins at a place, or an abbreviation."""
    told = page.keys[max(0, at - 2) : at] == ["to", "say"] and page.keys[at - 3] in _W["told_to_say"]
    return told or abbreviates(page.doc, at)
