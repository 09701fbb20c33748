"""Results that nobody has to hand: "on entecavir, no VL or sAg in the letter", "I don't have the HIV result" are no
negative results; nor is what no letter speaks of and nobody asked about ("the notes don't mention TB")."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("on_file")
_BEFORE, _AFTER = 7, 10
"""Words before a name within which "no" stands, and after it within which the file does."""
_DENIALS = {"NEGATED", "NOT_GIVEN"}
_DEED = 3
"""Words behind a denial within which stands the deed that it denies."""


def tell(page: Page) -> None:
    """Of what has "no result in the letter" nobody knows it, whatever "no" says."""
    for mention in page.mentions:
        if not mention.said.isdisjoint(_DENIALS) and _unspoken(page, mention):
            mention.said = mention.said - _DENIALS | {"UNSURE"}
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


def _unspoken(page: Page, mention: Mention) -> bool:
    """ "The letter doesn't mention dementia", "I haven't asked about TB", "TB is not mentioned": it is the speaking or
    the writing of it that is denied."""
    before = page.keys[max(mention.clause.start, mention.start - _BEFORE) : mention.start]
    none = next((at for at in reversed(range(len(before))) if before[at] in _W["speechless"]), None)
    deeds = set(before[none + 1 : none + 1 + _DEED]) if none is not None else set()
    history = not _W["histories"].isdisjoint(page.keys[mention.start : mention.end + 1])
    if deeds & _W["unspoken"] or history and deeds & _W["taking"] or _on_paper(page, mention, deeds):
        return True
    after = [key for key in page.keys[mention.end : mention.end + _DEED + 1] if key not in _W["being_so"]]
    return len(after) > 1 and after[0] in _W["speechless"] and after[1] in _W["unspoken_of"]


def _on_paper(page: Page, mention: Mention, deeds: set[str]) -> bool:
    """ "I don't have his psychiatric notes": it is the paper about it that is not there."""
    paper = not _W["papers"].isdisjoint(page.keys[mention.end : mention.end + 1])
    return paper and bool(deeds & _W["has"])
