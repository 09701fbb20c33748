"""Replies that tell the viruses of hepatitis apart by their letters: "A, I think, from oysters. Not C"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("letters")
_OF = {"hepatitis_b_status": "b", "hepatitis_c_status": "c"}
_NEAR = 2
"""Words before a letter within which it is denied."""


def denied_letter(page: Page, fact: str) -> Finding | None:
    """ "Not C", "never had C", "B was negative": the virus asked for is not there."""
    own = _OF.get(fact)
    if own is None or own not in page.keys:
        return None
    at = page.keys.index(own)
    clause = page.clause_at(at)
    words = page.keys[clause.start : clause.end]
    if clause.asks or page.cast.other(at, clause, clause.start) or _W["letters"].intersection(words) != {own}:
        return None
    before, after = page.keys[max(clause.start, at - _NEAR) : at], page.keys[at + 1 : at + 3]
    not_there = _W["denials"] & set(before) or _W["negative"] & set(after)
    return Finding(fact, "negative", at, at + 1) if not_there and not _W["doubts"] & set(words) else None
