"""Old and spoken ways to count: "nine-and-sixty", "three score and ten", "the big 4-0", "one-oh-four"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.nlu.vocabulary import word_lists

_W = word_lists("counting")
_TENS = range(20, 100, 10)
_SCORE = 20
_SCORES = range(2, 6)
_HUNDRED = 100
_NOUGHT = ("oh", "o")


class Counted(NamedTuple):
    end: int
    value: float


def old(keys: Sequence[str], at: int, words: Mapping[str, int]) -> Counted | None:
    """The number that such words count to; `words` are those for numbers below a hundred. A hyphen is no word."""
    key, after = keys[at], keys[at + 1 : at + 2]
    if key.isdigit() and keys[at - 1 : at] == ["big"]:
        return _big(int(key), keys, at + 1)
    units = words.get(key, 10)
    if not 0 < units < 10 or not after:
        return None
    if after[0] == "score" and units in _SCORES:
        return _scores(units, keys, at + 2, words)
    if after[0] in _NOUGHT:
        last = words.get(keys[at + 2], 0) if keys[at + 2 : at + 3] else 0
        if not last:
            return Counted(at + 2, units * 10)
        return Counted(at + 3, units * _HUNDRED + last) if last < 10 else None
    return _turned(units, keys, at, words)


def _big(units: int, keys: Sequence[str], at: int) -> Counted | None:
    """ "The big 4-0", "the big 5-oh"."""
    nought = at + (keys[at : at + 1] == ["-"])
    told = units < 10 and nought < len(keys) and keys[nought] in (*_NOUGHT, "0")
    return Counted(nought + 1, units * 10) if told else None


def _scores(units: int, keys: Sequence[str], at: int, words: Mapping[str, int]) -> Counted | None:
    """ "Three score years and ten", "four score"; not "three score sheets"."""
    years = bool(_W["years"] & set(keys[at : at + 1]))
    more = list(keys[at + years : at + years + 2])
    if more[:1] == ["and"] and more[1:] and 0 < words.get(more[1], _SCORE) < _SCORE:
        return Counted(at + years + 2, units * _SCORE + words[more[1]])
    return Counted(at, units * _SCORE) if years or not more or not more[0].isalpha() else None


def _turned(units: int, keys: Sequence[str], at: int, words: Mapping[str, int]) -> Counted | None:
    """ "I'm five and forty", "nine and sixty years"; "five and forty" by itself may be two numbers."""
    joined, tens, behind = [*keys[at + 1 : at + 4], "", "", ""][:3]
    one = keys[max(0, at - 1)] in _W["one_is"] or behind in _W["years"]
    if joined != "and" or words.get(tens, 0) not in _TENS or not one:
        return None
    return Counted(at + 3, units + words[tens])


def turned(first: float, second: float) -> float | None:
    """ "Nine and sixty", of which it is known that it is one number."""
    return first + second if first < 10 and second in _TENS else None
