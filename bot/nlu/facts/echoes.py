"""Names that are only asked and answered behind it: "HIV? Never tested"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("page")


def echoes(page: Page, mention: Mention) -> bool:
    """A name with nothing but a question mark, which the next sentence answers."""
    clause = mention.clause
    rest = {*range(clause.start, mention.start), *range(mention.end, clause.end)}
    bare = all(page.keys[at] == "?" or page.keys[at] in _W["function_words"] for at in rest)
    return clause.asks and bare and clause.end < len(page.keys)
