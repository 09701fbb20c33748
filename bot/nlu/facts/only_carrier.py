"""Hepatitis B that is denied as an illness and carried: "I don't have active hep B, only carrier since birth"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("only_carrier")
FACT = "hepatitis_b_status"
_CARRIER = "inactive_carrier"
_WITHIN, _ONLY = 10, 3
"""Words between the denial and the carrier, and before the carrier in which "only" stands."""


def only_carrier(page: Page, fact: str) -> Finding | None:
    """Whether no more than the carrying is told: not "no hep B, just a carrier of the sickle cell gene"."""
    if fact != FACT or not _W["only"] & page.words:
        return None
    denied = [m for m in page.of_kind(fact) if m.states and "NEGATED" in m.said]
    for near in (one for one in page.near if one.of.fact == fact and one.of.value == _CARRIER):
        before = page.keys[max(0, near.start - _ONLY) : near.start]
        only = _W["only"] & set(before) and not _W["denying"] & set(before)
        first = next((m for m in denied if m.end <= near.end and near.start - m.end <= _WITHIN), None)
        between = range(first.end, near.start) if first else range(0)
        other = any(m.start in between and m.fact != fact for m in page.mentions)
        if only and first and not other and not _W["of"] & set(page.keys[near.end : near.end + 1]):
            return Finding(fact, _CARRIER, first.start, near.end)
    return None
