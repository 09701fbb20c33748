"""Phrases of very many wordings, kept as they are written: a hundred stand for more than ten thousand others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from bot.nlu.language.notation import GAP, NUMBER, Ways, gap, is_number

T = TypeVar("T")
_Place = dict[str, list[tuple[str, ...]]]
"""What may stand in one place of a phrase by its first word; "" where it may be missing."""


class Wide(Generic[T]):
    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[list[_Place], frozenset[str], T]]] = {}

    def add(self, ways: Ways, meaning: T) -> None:
        """Keeps a phrase under the words that may begin it."""
        places = [_indexed(place) for place in ways]
        needed = _needed(places)
        for key in _beginnings(ways):
            self._by_word.setdefault(key, []).append((places, needed, meaning))

    def find(self, keys: list[str]) -> list[tuple[int, int, T]]:
        if not self._by_word:
            return []
        there = {*keys, *((NUMBER,) if any(map(is_number, keys)) else ())}
        return [
            (start, end, meaning)
            for start, key in enumerate(keys)
            for first in ((key, NUMBER) if is_number(key) else (key,))
            for places, needed, meaning in self._by_word.get(first, ())
            if not needed or not needed.isdisjoint(there)
            for end in sorted(set(_ends(places, 0, keys, start)))
            if end > start
        ]


def _indexed(place: tuple[tuple[str, ...], ...]) -> _Place:
    index: _Place = {}
    for more in place:
        index.setdefault(more[0] if more else "", []).append(more)
    return index


def _needed(places: list[_Place]) -> frozenset[str]:
    """Words one of which must be there, the fewest of any place but the first; none: nothing is known."""
    sure = [frozenset(place) for place in places[1:] if "" not in place and GAP not in place]
    return min(sure, key=len, default=frozenset())


def _beginnings(ways: Ways) -> set[str]:
    """The words that may begin a phrase."""
    found: set[str] = set()
    for place in ways:
        found.update(more[0] for more in place if more)
        if all(place):
            break
    return found


def _ends(places: list[_Place], number: int, keys: list[str], at: int) -> Iterator[int]:
    """Where a phrase, from its place of that number at a token, may end."""
    if number == len(places):
        yield at
        return
    place = places[number]
    if "" in place:
        yield from _ends(places, number + 1, keys, at)
    if GAP in place:
        for after in gap(keys, at):
            yield from _ends(places, number + 1, keys, after)
    elif at < len(keys):
        if NUMBER in place and is_number(keys[at]):
            yield from _ends(places, number + 1, keys, at + 1)
        for more in place.get(keys[at], ()):
            if tuple(keys[at : at + len(more)]) == more:
                yield from _ends(places, number + 1, keys, at + len(more))
