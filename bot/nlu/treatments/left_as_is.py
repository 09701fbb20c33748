"""Medicines that nobody is to change: "no, don't change the steroids" tells neither that they failed nor that there are
none."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("left_as_is")
_KINDS = frozenset({"therapy", "steroid", "immunosuppressants", "therapies"})


def tell(page: Page) -> None:
    """Takes such a name for a topic, of which nothing is stated."""
    for mention in page.mentions:
        if says()[mention.fact].kind in _KINDS and _left(page, mention):
            mention.named = mention.named or "topic"


def _left(page: Page, mention: Mention) -> bool:
    """Whether nothing but the order not to change it stands before a name."""
    before = page.keys[mention.clause.start : mention.start]
    at = next((at for at, key in enumerate(before) if key in _W["changing"]), 0)
    if not at or before[at - 1] not in _W["not"]:
        return False
    return set(before[: at - 1]) <= _W["opening"] and set(before[at + 1 :]) <= _W["whose"]
