"""What one says to have denied before, and takes back: "I told the nurse I wasn't pregnant. I am"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_before")
_OPENS = 4
"""Words within which a clause tells that somebody said or thought so."""


def take_back(page: Page) -> None:
    """Marks the names whose denial is only told as what was said or thought, where what follows turns it."""
    if _W["saying"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if {"NEGATED", "NOT_GIVEN"} & mention.said and not mention.other and _said_before(page, mention):
            after = next((c for c in page.clauses if c.start >= mention.clause.end), None)
            mention.taken_back = mention.taken_back or after is not None and _turned(page, mention, after)


def _said_before(page: Page, mention: Mention) -> bool:
    """ "I wrote that ...", "said I wasn't ...", "I was told I don't ..."."""
    words = page.keys[mention.clause.start : mention.start]
    opening = [key for key in words[:_OPENS] if key not in _W["before_saying"]]
    return opening[:1] != [] and opening[0] in _W["saying"]


def _turned(page: Page, mention: Mention, after: Clause) -> bool:
    """ "... but my wife reminds me", "Turns out I am", "I am.", "second doctor says I do"."""
    words = [key for key in page.keys[after.start : after.end] if key.isalnum()]
    if not words or after.asks or _W["denying"] & set(words):
        return False
    told = _W["by_others"] & set(
        page.keys[mention.clause.start : mention.start][:_OPENS]
    )  # "I was told I don't have it"
    if words[0] == "but" and after.sentence == mention.clause.sentence and not told:
        return True
    if after.sentence - mention.clause.sentence > 1:
        return False
    return tuple(words[:2]) == ("turns", "out") or words[-2:-1] == ["i"] and words[-1] in _W["so"]
