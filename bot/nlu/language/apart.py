"""Where the results of one name end and those of the next ones begin: "CASPR2: positive and LGI1, GABA-B: negative"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.vocabulary import word_lists

_W = word_lists("apart")
_TYPES = {"antibody", "test"}
_LONGEST = 24
"""Tokens that a row of names may have before its result."""


def divided(keys: list[str], covered: dict[int, str]) -> tuple[set[int], set[int]]:
    """Where something is said of other names than before, and the commas of such a row, which divide nothing."""
    starts: set[int] = set()
    commas: set[int] = set()
    for at, key in enumerate(keys):
        if key in _W["setting_against"] and covered.get(at + 1) in _TYPES:
            starts.add(at)  # "shows PCA-1 while ANNA-2 was absent"
        elif key in _W["joining"] and _told(keys, covered, at) and (row := list(_row(keys, covered, at + 1))):
            starts.add(at)
            commas.update(row)
    return starts, commas


def _told(keys: list[str], covered: dict[int, str], end: int) -> bool:
    """Whether a name and its own result stand before a place: "CASPR2: positive", "'CASPR2 positive'"."""
    at = end - 1
    while at > 0 and keys[at] in _W["quotes"]:
        at -= 1
    if at < 1 or keys[at] not in _W["results"]:
        return False
    at -= 1
    while at > 0 and keys[at] in _W["before_a_result"]:
        at -= 1
    return covered.get(at) in _TYPES


def _row(keys: list[str], covered: dict[int, str], start: int) -> Iterator[int]:
    """The commas of a row of names that ends in a result."""
    commas: list[int] = []
    for at in range(start, min(len(keys), start + _LONGEST)):
        if keys[at] in _W["results"]:
            yield from commas
            return
        if keys[at] == "," and covered.get(at - 1) in _TYPES and covered.get(at + 1) in _TYPES:
            commas.append(at)
        elif covered.get(at) not in _TYPES and keys[at] not in _W["in_a_row"]:
            return
