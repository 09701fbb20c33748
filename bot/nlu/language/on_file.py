"""Results that a letter or a file does not hold: "on entecavir, no VL or sAg in the letter" is no negative result."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("on_file")
_BEFORE, _AFTER = 7, 10
"""Words before a name within which "no" stands, and after it within which the file does."""


def tell(page: Page) -> None:
    """Of what has "no result in the letter" nobody knows it, whatever "no" says."""
    if _W["files"].isdisjoint(page.keys) or _W["none"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if mention.fact in _W["results"] and "NEGATED" in mention.said and _absent(page, mention):
            mention.said = mention.said - {"NEGATED"} | {"UNDONE"}


def _absent(page: Page, mention: Mention) -> bool:
    """ "No VL or sAg in the letter": the denial stands before the list, the file right behind it."""
    start = max(mention.clause.start, mention.start - _BEFORE)
    none = next((at for at in range(mention.start - 1, start - 1, -1) if page.keys[at] in _W["none"]), None)
    if none is None:
        return False
    for at in range(mention.end, min(mention.clause.end, mention.end + _AFTER)):
        if page.keys[at] in _W["files"]:
            return page.keys[at - 1] in _W["before_a_file"]
        if page.keys[at] in _W["told"]:
            return False  # "no HIV, says the letter", "no hep C was found in the notes"
    return False
