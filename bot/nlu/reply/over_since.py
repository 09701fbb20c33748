"""What was and is over, of a thing that is asked of now: "two years ago yes, ok now", "had it, fully recovered"."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("over_since")
_KINDS = {"condition", "infection"}


def over_since(page: Page, fact: str) -> bool:
    """Whether a reply tells of then and ends with that it is over, where the fact does not tell what was."""
    if len(page.clauses) < 2 or asks_for_ever(fact) or says()[fact].kind not in _KINDS:
        return False
    if says()[fact].means.get("past") is not None or page.clauses[-1].asks:
        return False
    first, last = page.keys[: page.clauses[-1].start], page.keys[page.clauses[-1].start :]
    then = not _W["then"].isdisjoint(first) or any(w.last < page.as_of and w.start < len(first) for w in page.dates)
    well = not _W["well"].isdisjoint(last) and not _W["now"].isdisjoint(last)
    over = well or not _W["over"].isdisjoint(last)
    no_more = not _W["no_more"].isdisjoint(pairs(last))  # "at first yes, not any more"
    return then and (no_more or over and _W["not_wholly"].isdisjoint(last))
