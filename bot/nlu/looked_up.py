"""Days that are looked up after another was told: "was the 8th of October. Let me check. No, 18 October", "wait, his
card says 28 May". Words of looking stand between them, so that the second one is the day of the same event."""

from __future__ import annotations

from bot.nlu.counted import Count
from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("looked_up")
_CLOSING = (".", ",", ";", ")", "!", "\n", "-")


def looked_up(page: Page, old: Count, new: Count, *, signed: bool) -> bool:
    """Whether a day stands for the one before it because somebody looked; `signed`: words of correction say so, too."""
    if not _days(old, new) or any(old.end <= m.start < new.start for m in page.mentions):
        return False
    between = set(page.keys[old.end : new.start])
    if between & _W["of_another"]:
        return False
    if signed:
        return bool(between & (_W["looking"] | _W["sources"]))
    closes = page.keys[new.end : new.end + 1] == [] or page.keys[new.end] in _CLOSING
    led = not _W["leads"].isdisjoint(page.keys[max(old.end, new.start - 2) : new.start])
    return closes and led and bool(between & _W["looking"])


def paused(page: Page, old: Count, new: Count) -> bool:
    """ "Was the 20th of May I think, wait, it was the 28th": somebody stops before another day of the same."""
    if not _days(old, new) or any(old.end <= m.start < new.start for m in page.mentions):
        return False
    return not _W["stopping"].isdisjoint(page.keys[old.end : new.start])


def _days(old: Count, new: Count) -> bool:
    both = isinstance(old.what, When) and isinstance(new.what, When)
    return both and bool(new.what.day)  # type: ignore[union-attr]  # "in August ... it was the 29th of October"
