"""Illnesses that are not to be called so yet: "let's not call it ALS until the repeat nerve test"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("not_until")
_BEFORE, _AFTER = 4, 3
"""Words before a name in which it is called so, and behind it in which it says until when not."""


def open_for_now(page: Page) -> None:
    """Makes such a name unsure, not denied; what the same illness only describes ("my ALS doctor") states nothing."""
    if _W["until"].isdisjoint(page.keys) or _W["calling"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if mention.means.type in ("condition", "diagnosis") and "NEGATED" in mention.said and _not_yet(page, mention):
            mention.said = mention.said - {"NEGATED", "HAS"} | {"UNSURE"}
            for other in page.of_kind(mention.fact):
                if other.clause.sentence == mention.clause.sentence and other.end < len(page.keys):
                    other.taken_back |= page.keys[other.end] in _W["professionals"]


def _not_yet(page: Page, mention: Mention) -> bool:
    before = page.keys[max(mention.clause.start, mention.start - _BEFORE) : mention.start]
    after = page.keys[mention.end : mention.end + _AFTER]
    return bool(_W["calling"] & set(before)) and bool(_W["until"] & set(after))
