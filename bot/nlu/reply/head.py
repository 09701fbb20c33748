"""A head: what opens a part of a reply to a list, which of the things asked it speaks of and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from bot.nlu.language.wordings import longest_words
from bot.nlu.vocabulary import word_lists

_W = word_lists("heads")
_PLAIN = {kind: longest_words(_W[kind]) for kind in ("yes", "no", "open", "result")}

Scope = Literal["next", "places", "rest", "all", "except", "only"]
Named = Callable[[int], tuple[int, int] | None]
"""Which of the things asked a token begins to name, and where the name ends."""


class Said(NamedTuple):
    """A yes, a no, a result, or nothing that decides ("open"), and the tokens that say it."""

    kind: str
    start: int
    end: int


class Head(NamedTuple):
    """start, end: its tokens; what is told further begins at `end`. count: how often it is said ("three noes"), or how
    many the others are said to be, 0 where that is open. corrects: it takes back what was said before. named: by its
    name, not its place. bare: perhaps no head, unless each thing has one: "no 1", "the first stopped"."""

    start: int
    end: int
    scope: Scope
    said: Said | None
    places: tuple[int, ...] = ()
    count: int = 1
    corrects: bool = False
    named: bool = False
    bare: bool = False


def said_at(keys: Sequence[str], at: int) -> Said | None:
    """What is said at a token: the longest phrase for it."""
    found = [Said(kind, at, end) for kind, words in _PLAIN.items() if (end := words(keys, at))]
    return max(found, key=lambda one: one.end, default=None)


def divides(keys: Sequence[str], at: int) -> bool:
    """Whether one part may end before a token."""
    return at >= len(keys) or keys[at] in _W["dividing"]


def ends(keys: Sequence[str], at: int, *, telling: bool = False) -> bool:
    """Whether a place is told to its end: not "the first dose". `telling`: something is said of it, "the second is"."""
    if at >= len(keys) or keys[at] in _W["dividing"] or keys[at] in ("(", ":"):
        return True
    return keys[at] in _W["after_a_place"] or telling and (keys[at] in _W["telling"] or keys[at - 1] in _W["ones"])
