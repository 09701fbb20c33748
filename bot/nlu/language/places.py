"""Replies by place: "the second one", "all but the last", "the first two and the fourth", "1 and 3, the rest no".

What stands at a place is not known here: the options of a question as they are shown, or the facts that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("places")
_NUMBER = {word: int(number) for word, number in load_yaml("dates.yml")["ordinals"].items()}
ORDINALS = tuple(_NUMBER)
"""Words for the first thing, for the second, and so on."""
LAST = "last"
OF_TWO = {"former": 0, "latter": -1}
"""Not before a noun: "a former smoker"."""
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_SUFFIXES = ("st", "nd", "rd", "th")
_FIGURE = re.compile(r"[1-9]\d?")

By = Literal["number", "ordinal", "name"]


@dataclass(frozen=True)
class Places:
    """Which things are meant, by their places, counted from 0, the last one -1.

    others: what is said of all the others, None where nothing is. by: what tells the places: bare numbers, ordinals, or
    such with a word for an option; the first two may be something else to a question about a number or a day.
    """

    chosen: tuple[int, ...] = ()
    denied: tuple[int, ...] = ()
    others: bool | None = None
    by: By = "ordinal"

    def over(self, count: int) -> list[bool | None]:
        """Yes, no or nothing for each of `count` things; an empty list where one of the places is none of theirs."""
        said = dict.fromkeys(range(count), self.others)
        for places, value in ((self.chosen, True), (self.denied, False)):
            for place in (place if place >= 0 else count + place for place in places):
                if place not in said:
                    return []
                said[place] = value
        return list(said.values())


class Found(NamedTuple):
    """Words for one place, or for several in a row."""

    places: tuple[int, ...]
    end: int
    bare: bool


def place_at(keys: Sequence[str], at: int) -> Found | None:
    """The places that are told at a word: "second", "last two", "3 rd", "2"."""
    key, after = keys[at], keys[at + 1] if at + 1 < len(keys) else ""
    if key == LAST:
        count = _COUNTS.get(after, 1)
        return Found(tuple(range(-count, 0)), at + (2 if count > 1 else 1), False)
    if key in OF_TWO and (not after.isalpha() or after in _W["yes"] | _W["none"] | _W["dividing"]):
        return Found((OF_TWO[key],), at + 1, False)
    if _FIGURE.fullmatch(key):
        suffixed = after in _SUFFIXES
        return Found((int(key) - 1,), at + 1 + suffixed, not suffixed)
    if key not in _NUMBER or at and keys[at - 1] in _W["before_no_place"]:
        return None
    first = _NUMBER[key] - 1
    count = _COUNTS.get(after, 1)
    return Found(tuple(range(first, first + count)), at + (2 if count > 1 else 1), False)


def read(keys: Sequence[str]) -> Places | None:
    """What a message says by places and in no other way; None where it says anything else."""
    told = excepted(keys) or _listed(keys)
    return None if told and told.by == "number" and not _are_places(keys, told) else told


def _are_places(keys: Sequence[str], told: Places) -> bool:
    """Whether bare numbers are places: one alone may be an answer or a count, "1/3" a day, "1-3" a range."""
    signs = {key for key in keys if not key.isalnum()}
    return signs <= _W["dividing"] and len({*told.chosen, *told.denied}) > 1


def excepted(keys: Sequence[str]) -> Places | None:
    """ "All but the second", "none except the last", "no to everything apart from number 3"."""
    turn = next((at for at, key in enumerate(keys) if key in _W["except"]), 0)
    before = set(keys[:turn])
    part = _part(keys[turn + 1 :])
    if not before & (_W["all"] | _W["none"]) or part is None or not part.places or part.says:
        return None
    by = _by(keys, part.bare)
    if before & _W["none"]:
        return Places(chosen=part.places, others=False, by=by)
    return Places(denied=part.places, others=True, by=by)


def _listed(keys: Sequence[str]) -> Places | None:
    """ "The first and the third", "not the second", "only the first two", "first yes, the rest no"."""
    groups = [list(group) for divides, group in groupby(keys, lambda key: key in _W["dividing"]) if not divides]
    parts = [_part(group) for group in groups]
    told: dict[bool, tuple[int, ...]] = {True: (), False: ()}
    others: bool | None = None
    carried: bool | None = None  # "no to the first and the second"
    unsaid = False
    for part in parts:
        if part is None or bool(part.places) == part.rest or part.rest and part.said is None:
            return None
        if part.rest:
            others = part.said
            continue
        said = carried if part.said is None else part.said
        if said is False and (part.only or unsaid and not part.leads):
            return None  # "the first and the second no": one of them, or both
        unsaid = unsaid or said is None
        carried = said if part.leads or part.said is None else None
        told[said is not False] += part.places
        others = False if part.only else others
    if not told[True] + told[False] or set(told[True]) & set(told[False]):
        return None
    return Places(told[True], told[False], others, _by(keys, any(part and part.bare for part in parts)))


@dataclass
class _Part:
    """What stands between two dividers. leads: its yes or no comes before the place. says: anything but places."""

    places: tuple[int, ...] = ()
    said: bool | None = None
    leads: bool = False
    only: bool = False
    rest: bool = False
    bare: bool = False

    @property
    def says(self) -> bool:
        return self.said is not None or self.only or self.rest


def _part(keys: Sequence[str]) -> _Part | None:
    """None where a word of it is no word of place."""
    part = _Part()
    at = 0
    while at < len(keys):
        key, after = keys[at], keys[at + 1] if at + 1 < len(keys) else ""
        if found := place_at(keys, at):
            part.places += found.places
            part.bare = part.bare or found.bare
            at = found.end
            continue
        if key in _W["only"]:
            part.only = True
        elif key in _W["rest"]:
            part.rest = True
        elif key in _W["yes"] | _W["none"]:
            leads = not part.places and not part.rest
            if part.said is not None or leads and key not in _W["denying"] and after not in _W["toward"]:
                return None  # "no, the second one" may mean either
            part.said, part.leads = key in _W["yes"], leads
        elif key.isalnum() and key not in _W["beside"]:
            return None
        at += 1
    return part


def _by(keys: Sequence[str], bare: bool) -> By:
    return "name" if set(keys) & _W["named"] else "number" if bare else "ordinal"
