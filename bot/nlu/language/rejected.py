"""Counts that are named only to say what it is not: "weight 57 kg rather than 75", "AST 52 instead of 25"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.numbers import Number
from bot.nlu.vocabulary import word_lists

_W = word_lists("rejected")
_NEAR = 8
"""Tokens between the count that holds and the one that does not."""
_PAIRS = {tuple(pair.split()) for pair in _W["rejecting"]}


def without(keys: Sequence[str], numbers: list[Number]) -> list[Number]:
    """The counts without those behind "rather than" that another count stands before, in the same sentence."""
    return [one for one in numbers if not (_rejected(keys, one) and _another_before(keys, one, numbers))]


def _rejected(keys: Sequence[str], one: Number) -> bool:
    at = one.start
    while at > 0 and keys[at - 1] in _W["about"]:
        at -= 1
    return tuple(keys[max(0, at - 2) : at]) in _PAIRS


def _another_before(keys: Sequence[str], one: Number, numbers: list[Number]) -> bool:
    before = (other for other in numbers if 0 < one.start - other.end <= _NEAR)
    return any(_W["stops"].isdisjoint(keys[other.end : one.start]) for other in before)
