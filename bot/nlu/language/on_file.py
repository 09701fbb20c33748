"""Results that nobody has to hand: "on entecavir, no VL or sAg in the letter", "I don't have the HIV result" are no
negative results."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("on_file")
_BEFORE, _AFTER = 7, 10
"""Words before a name within which "no" stands, and after it within which the file does."""


def tell(page: Page) -> None:
    """Of what has "no result in the letter" nobody knows it, whatever "no" says."""
    for mention in page.mentions:
        if mention.fact not in _W["results"] or "NEGATED" not in mention.said:
            continue
        if _absent(page, mention):
            mention.said = mention.said - {"NEGATED"} | {"UNDONE"}
        elif _not_to_hand(page, mention):
            mention.said = mention.said - {"NEGATED", "UNDONE"} | {"UNSURE"}


def _absent(page: Page, mention: Mention) -> bool:
    """ "No VL or sAg in the letter": the denial stands before the list, the file right behind it."""
    if _W["files"].isdisjoint(page.keys):
        return False
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


def _not_to_hand(page: Page, mention: Mention) -> bool:
    """ "I don't have the HIV result", "we haven't got surface antigen or viral load": nothing but names stands between
    the having and what is a result by its own name or by the word behind it."""
    result = not _W["result"].isdisjoint(page.keys[mention.end : mention.end + 2])
    if not result and mention.means.role != "test":
        return False
    named = {at for one in page.mentions for at in range(one.start, one.end)}
    at = mention.start - 1
    while at >= mention.clause.start and (at in named or page.keys[at] in _W["between"]):
        at -= 1
    told = page.keys[mention.end : mention.clause.end]
    if at < 0 or not _W["told"].isdisjoint(told):
        return False
    has = page.keys[at] in _W["has"] and not _W["lacks"].isdisjoint(page.keys[max(0, at - 1) : at + 1])
    return has or result and page.keys[at] in _W["none"]
