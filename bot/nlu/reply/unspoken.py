"""A yes or a no that is not said: "my husband wants me to say yes", the letter in "n.d."."""

from __future__ import annotations

from bot.nlu.language.signs import abbreviates
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("answers")


def unspoken(page: Page, at: int) -> bool:
    """Whether what somebody is to say begins at a place, an abbreviation, or the non of "non-standard: yes"."""
    token = page.doc.user_data["tokens"][at]
    told = page.keys[max(0, at - 2) : at] == ["to", "say"] and page.keys[at - 3] in _W["told_to_say"]
    part = token.key == "non" and page.text[token.end : token.end + 1] == "-"
    return told or part or abbreviates(page.doc, at)
