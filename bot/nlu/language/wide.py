"""Phrases of very many wordings, kept as they are written: a hundred stand for more than ten thousand others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from bot.nlu.language.notation import GAP, Ways, gap
from bot.nlu.language.text import NUMBER, is_number

T = TypeVar("T")
_Place = dict[str, list[tuple[str, ...]]]
"""What may stand in one place of a phrase by its first word; "" where it may be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase(Generic[T]):
    places: list[_Place]
    sure: list[frozenset[str]]
    """What may stand in each place that cannot be missing."""
    beginnings: frozenset[str]
    meaning: T


class Wide(Generic[T]):
    def __init__(self) -> None:
        self._phrases: list[_Phrase[T]] = []

    def add(self, ways: Ways, meaning: T) -> None:
        places = [_indexed(place) for place in ways]
        sure = [frozenset(place) for place in places if "" not in place and GAP not in place]
        self._phrases.append(_Phrase(places, sure, _beginnings(ways), meaning))

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[list[frozenset[str]], _Phrase[T]]]]:
        """Each phrase under the words one of which must be there, those that the fewest phrases hold; beside it the
        others of which one must be there too."""
        common = Counter(chain(*(place for one in self._phrases for place in one.places)))
        found: dict[str, list[tuple[list[frozenset[str]], _Phrase[T]]]] = {}
        for one in self._phrases:
            held = sorted(one.sure, key=lambda place: sum(common[word] for word in place)) or [one.beginnings]
            for word in held[0]:
                found.setdefault(word, []).append((held[1:], one))
        return found

    def find(self, keys: list[str], standing: Mapping[str, Sequence[int]]) -> list[tuple[int, int, T]]:
        """Where the phrases stand among the keys of a text; `standing`: where each key does, and `<n>`."""
        words = set(standing)
        there: dict[_Phrase[T], None] = {}
        for word in standing:
            for others, one in self._by_word.get(word, ()):
                for place in others:
                    if words.isdisjoint(place):
                        break
                else:
                    there[one] = None
        found: list[tuple[int, int, T]] = []
        for one in there:
            starts = (start for word in words & one.beginnings for start in standing[word])
            ends = ((start, end) for start in starts for end in set(_ends(one.places, 0, keys, start)))
            found += ((start, end, one.meaning) for start, end in ends if end > start)
        return sorted(found, key=lambda place: place[:2])


def _indexed(place: tuple[tuple[str, ...], ...]) -> _Place:
    index: _Place = {}
    for more in place:
        index.setdefault(more[0] if more else "", []).append(more)
    return index


def _beginnings(ways: Ways) -> frozenset[str]:
    """The words that may begin a phrase."""
    found: set[str] = set()
    for place in ways:
        found.update(more[0] for more in place if more)
        if all(place):
            break
    return frozenset(found)


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
