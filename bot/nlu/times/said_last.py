"""Days of which it is said that they were the last ones."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("windows")
_FEW = 3


def last_told(page: Page, whens: list[When]) -> list[When]:
    """ "This October I had a wedding, so the last one was October of last year": the day that is called the last one
    and told last; all of them where there is none."""
    ordered = sorted(whens, key=lambda when: when.start)
    return ordered[-1:] if len(ordered) > 1 and _called_last(page, ordered[-1]) else whens


def _called_last(page: Page, when: When) -> bool:
    before = page.keys[page.clause_at(when.start).start : when.start]
    at = max((at for at, key in enumerate(before) if key in _W["latest"]), default=None)
    if at is None or {"before", "prior"} & set(page.keys[when.start : when.end + _FEW]):
        return False
    between = {key for key in before[at + 1 :] if key.isalpha()}
    return bool(between & _W["latest_was"]) and between <= _W["latest_of_it"]
