"""Which of several things asked words stand for: "the first two", "1-3", "the middle one", "the blood one"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.nlu.language import places
from bot.nlu.vocabulary import word_lists

_W = word_lists("targets")
_FORMER = "former"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
COUNTS = {**_NUMBERS, **{str(count): count for count in range(1, 7)}}
"""Words and figures that count a few things."""


class Targets(NamedTuple):
    """places: counted from 0. rest: all that are left, `count` of them where that is said (0 where not).
    bare: told by figures alone. named: told by a name."""

    places: tuple[int, ...]
    end: int
    rest: bool = False
    count: int = 0
    bare: bool = False
    named: bool = False


class _Place(NamedTuple):
    places: tuple[int, ...]
    end: int
    bare: bool


def targets_at(
    keys: Sequence[str],
    at: int,
    count: int,
    named: Callable[[int], tuple[int, int] | None],
    *,
    words: bool = False,
) -> Targets | None:
    """The things that are told at a token, None where none is or one of them was not asked; `words`: "three" is one."""
    first, at = at, _past(keys, at, _W["before"])
    words = words and at == first  # "no to three", but "none of the three"
    if at >= len(keys):
        return None
    if keys[at] in _W["rest"]:
        counted = keys[at + 1 : at + 2] and keys[at + 1] in COUNTS
        end = _past(keys, at + 1 + bool(counted), _W["ones"])
        return Targets((), end, rest=True, count=COUNTS[keys[at + 1]] if counted else 0)
    if names := _names(keys, at, named):
        return names
    found = _in_a_row(keys, at, count, words)
    if found is None:
        return None
    told = [place if place >= 0 else count + place for place in found.places]
    if not all(0 <= place < count for place in told) or len({*told}) < len(told):
        return None
    return Targets(tuple(told), found.end, bare=found.bare)


def _names(keys: Sequence[str], at: int, named: Callable[[int], tuple[int, int] | None]) -> Targets | None:
    """ "The steroids and the IVIG"."""
    told: tuple[int, ...] = ()
    end, concluded = at, False
    while (name := named(at)) and name[0] not in told:
        told, end = (*told, name[0]), _past(keys, name[1], _W["ones"])
        joins = keys[end] if end < len(keys) else ""
        if joins not in _W["joining"] or joins == "," and concluded:
            break  # "not heart or lungs, Parkinson's yes"
        concluded = concluded or joins != ","
        at = _past(keys, end + 1, _W["before"] | _W["joining"])
    return Targets(told, end, named=True) if told else None


def _in_a_row(keys: Sequence[str], at: int, count: int, words: bool) -> _Place | None:
    """ "The first and the third", "1, 2, 4", "one to three"."""
    told: tuple[int, ...] = ()
    first, end, bare, concluded = at, at, True, False
    while found := _one(keys, at, count, words):
        if told and found.bare and found.places[0] <= told[-1]:
            break  # "no to 1 and 3, 2 I can't say"
        ranged = told and keys[end] in _W["ranging"] and len(found.places) == 1 and found.places[0] > told[-1] >= 0
        told += tuple(range(told[-1] + 1, found.places[0] + 1)) if ranged else found.places
        end, bare = found.end, bare and found.bare
        end = end if found.bare else _past(keys, end, _W["ones"])
        if len(told) == 1 and keys[end : end + 2] == [",", "the"] or _told_apart(keys, end, count):
            break  # "not the first, the second in 2024", "no to the first two, third is complicated"
        if keys[end : end + 1] == [","] and concluded:
            break  # "1 and 2, 3"
        concluded = concluded or keys[end : end + 1] == ["and"]
        joined = keys[end : end + 1] and keys[end] in _W["joining"] | _W["ranging"]
        if not joined:
            break
        at = _past(keys, end + 1, _W["before"] | _W["joining"])
    lone = words and end - first == 1 and keys[first] == "one"  # "no to one, yes to the others"
    return _Place(told, end, bare) if told and not lone else None


def _told_apart(keys: Sequence[str], at: int, count: int) -> bool:
    """Whether a comma ends the row: more is told of the place behind it."""
    after = _one(keys, _past(keys, at + 1, _W["before"]), count, False) if keys[at : at + 1] == [","] else None
    if after is None or after.bare:
        return False
    end = _past(keys, after.end, _W["ones"])
    return end < len(keys) and keys[end].isalpha() and keys[end] not in _W["joining"]


def _one(keys: Sequence[str], at: int, count: int, words: bool) -> _Place | None:
    if at >= len(keys):
        return None
    key, after = keys[at], keys[at + 1 : at + 2]
    if key in _W["middle"]:
        return _Place((count // 2,), at + 1, False) if count % 2 else None
    if key in _W["bottom"]:
        return _Place((count - 1,), at + 1, False)
    if key in _W["top"]:
        return _Place((0,), at + 1, False)
    if key == _FORMER and after and after[0] in COUNTS:
        return _Place(tuple(range(COUNTS[after[0]])), at + 2, False)
    if count == len(places.OF_TWO) and key in places.OF_TWO:
        return _Place((places.OF_TWO[key],), at + 1, False)
    if words and key in _NUMBERS:
        return _Place((_NUMBERS[key] - 1,), at + 1, True)
    if found := places.place_at(keys, at):
        return _Place(found.places, found.end, found.bare)
    return None


def _past(keys: Sequence[str], at: int, words: frozenset[str]) -> int:
    while at < len(keys) and keys[at] in words:
        at += 1
    return at
