"""Answers that were given before: "I said no last week but my daughter talked me round"."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.retractions import ANSWERED
from bot.nlu.vocabulary import word_lists

_W = word_lists("corrections")
_TURN = 8
"""Words of the next sentence within which it says that it is another thing now."""


def answered_before(page: Page, one: Finding) -> bool:
    """Whether a value is only what the writer answered before, and something follows that may have changed it."""
    for sign in page.corrections:
        if sign.of != ANSWERED or one.start < sign.start:
            continue
        end = page.sentence(page.clause_at(sign.end - 1))[-1].end
        turn = _turn(page, sign.end, end)
        turned = turn is not None or _turned(page, end)
        if turned and one.start < (end if turn is None else turn):
            return _of_then(page, sign)
    return False


def _turn(page: Page, start: int, end: int) -> int | None:
    """Where the clause begins that says that it is another thing now."""
    at = next((at for at in range(start, end) if page.keys[at] in _W["turning"]), None)
    return None if at is None else max(start, page.clause_at(at).start)


def _turned(page: Page, start: int) -> bool:
    return _turn(page, start, min(len(page.keys), start + _TURN)) is not None


def _of_then(page: Page, sign: Found[str]) -> bool:
    """Whether the words say that it was at another time: "I told the doctor my legs are weak but ..." is of today."""
    end = page.sentence(page.clause_at(sign.end - 1))[-1].end
    return bool(_W["then"] & set(page.keys[sign.start : end]))
