"""Statements that go on after a relative clause: "my shot, which was to be on Friday, has been moved"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.vocabulary import word_lists

_W = word_lists("resumed")


def resume(clauses: Sequence[Clause], keys: Sequence[str], named: Sequence[int]) -> None:
    """Tells the clauses that end with a name what goes on with them. `named`: the places of names."""
    places = set(named)
    for first, between, last in zip(clauses, clauses[1:], clauses[2:], strict=False):
        if not first.sentence == between.sentence == last.sentence or first.asks or last.asks:
            continue
        heads = first.end - 2 in places and keys[first.end - 1] == ","
        relative = keys[between.start] in _W["relatives"] and keys[between.end - 1] == ","
        goes_on = keys[last.start] in _W["verbs"] and places.isdisjoint(range(last.start, last.end))
        if heads and relative and goes_on:
            first.resumed = (last.start, last.end)
