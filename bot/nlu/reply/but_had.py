"""A no to a list behind which one of its things is told by name: "no but I had hep B as a child"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("after_all")


def named_after(page: Page, end: int, fact: str) -> bool:
    """Whether a fact of a list is told by name behind a no that ends there, so that the no is not said of it."""
    if len(page.asked) < 2:
        return False
    for mention in page.of_kind(fact):
        if mention.start < end or not mention.states:
            continue
        between = set(page.keys[end : mention.start])
        if between & _W["but"] and between & {*_W["had"], "have"}:
            return True
        if mention.clause is not page.clause_at(end - 1) and "NEGATED" not in mention.said:
            return True
    return False


def but_had(page: Page) -> bool:
    """Whether a reply opens with a no and then tells by name what was had, so that nothing more is supposed of it."""
    opens = bool(page.keys) and page.keys[0] in _W["no"]
    return opens and any(named_after(page, 1, fact) and {*_W["had"], "have"} & {*page.keys} for fact in page.asked)
