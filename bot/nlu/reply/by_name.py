"""Checklists answered by short names: "heart no, lungs no, blood yes", "not the heart; mental - years ago".

The names (`names` in bot/nlu/answers.yml) are too common to mean anything but in reply to a list that holds the thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.nlu.language.text import tokens
from bot.nlu.reply.yes_no import reply
from bot.nlu.times.windows import DAY_OF, VACCINE
from bot.nlu.treatments.spoken_of import FACT as STABILITY
from bot.nlu.vocabulary import catalogue, load_yaml, word_lists

_W = word_lists("by_name")
_OTHERS = "|".join(sorted(_W["others"]))
_ENDS = re.compile(rf"[,;\n.]|\s/\s|\s(?:and|but|&)\s|\s(?=(?:all )?(?:the )?(?:{_OTHERS})\b)", re.IGNORECASE)
_ILL = word_lists("windows")["caught_or_tested"]
_NAME = 3
"""Words that a short name has."""
_LONGEST = 8
"""Words of a part beside the name."""


class Part(NamedTuple):
    """A part of a reply that names one of the things asked."""

    fact: str
    start: int
    text: str
    value: Any
    """What a bare yes or no says; None where the rest of its words must be read."""


class Names:
    def __init__(self) -> None:
        table: dict[str, list[str]] = load_yaml("answers.yml")["names"]
        self._names: dict[str, set[tuple[str, ...]]] = {
            fact: {tuple(token.key for token in tokens(name)) for name in names} for fact, names in table.items()
        }
        self.words: set[str] = {word for names in self._names.values() for name in names for word in name}

    def parts(self, text: str, asked: Sequence[str]) -> list[Part]:
        """The parts that name one thing asked and say something of it."""
        if len(asked) < 2:
            return []
        ends = [*(match.span() for match in _ENDS.finditer(text)), (len(text), len(text))]
        starts = [0, *(end for _, end in ends[:-1])]
        found = [self._part(text[a:b], a, asked) for a, (b, _) in zip(starts, ends, strict=True)]
        return [_further(part, text, found, ends, at) for at, part in enumerate(found) if part is not None]

    def at(self, keys: Sequence[str], at: int, asked: Sequence[str]) -> tuple[int, int] | None:
        """Which of the things asked is named at a token, and where its name ends; None where none is, or two are."""
        for length in range(_NAME, 0, -1):
            key = tuple(keys[at : at + length])
            named = [place for place, fact in enumerate(asked) if key in self._names.get(fact, ())]
            if named and len(key) == length:
                return (named[0], at + length) if len(named) == 1 else None
        return None

    def _part(self, text: str, start: int, asked: Sequence[str]) -> Part | None:
        words = list(tokens(text))
        keys = [word.key for word in words]
        named = {fact: place for fact in asked if (place := self._place(keys, fact)) is not None}
        if len(named) != 1:
            return None
        fact, (first, last) = next(iter(named.items()))
        rest = [key for key in (*keys[:first], *keys[last:]) if key.isalnum() and key not in _W["beside"]]
        if (
            not rest
            or len(rest) > _LONGEST
            or set(rest) & _W["yes"] - _W["having"]
            and set(rest) & _W["no"] - _W["having"]
        ):
            return None
        if fact == VACCINE and set(rest) & _ILL:
            return None  # "caught flu in October"
        if set(rest) & _W["of_some"] and set(rest) & _W["no"]:
            return None  # "no steroids by mouth": others are left open
        if set(rest) & _W["well"] and set(rest) & _W["not"]:
            return None  # "lungs not ok"
        if fact == STABILITY and set(keys[:first]) & _W["no"]:
            return None  # "no other drugs"
        kind = next((kind for kind in ("no", "yes") if set(rest) <= _W[kind] and set(rest) - _W["having"]), None)
        if kind:
            return Part(fact, start, text, reply(fact, kind))
        after = text[words[last].start :] if last < len(words) else ""
        before = text[: words[first].start] if first else ""
        return Part(fact, start, (before + " " + after).strip(" :=-"), None)

    def _place(self, keys: list[str], fact: str) -> tuple[int, int] | None:
        names = self._names.get(fact, set())
        for length in (3, 2, 1):
            for at in range(len(keys) - length + 1):
                if tuple(keys[at : at + length]) in names:
                    return at, at + length
        return None


def _further(part: Part, text: str, found: list[Part | None], ends: list[tuple[int, int]], at: int) -> Part:
    """ "C I did have, treated 2021, gone": what follows by commas and names nothing else asked is told of it."""
    if part.fact in DAY_OF:
        return _with_its_days(part, text, found, ends, at)
    last = at
    while last + 1 < len(found) and found[last + 1] is None and text[slice(*ends[last])] == ",":
        last += 1
    if last == at or part.value is not None or catalogue()[part.fact]["type"] != "choice":
        return part
    return part._replace(text=part.text + text[ends[at][0] : ends[last][0]])


def _with_its_days(part: Part, text: str, found: list[Part | None], ends: list[tuple[int, int]], at: int) -> Part:
    """ "Flu Oct 2025 and Oct 2026", "flu 10/2025, COVID 10/2026": days of a window are told together."""
    last = at
    for place in range(at + 1, len(found)):
        later = found[place]
        if later and later.fact != part.fact:
            break
        told = text[ends[place - 1][1] : ends[place][0]]
        if later or any(key[:1].isdigit() for key in (token.key for token in tokens(told))):
            last = place
    same = part.value is None and all(one is None or one.value is None for one in found[at : last + 1])
    return part._replace(text=part.text + text[ends[at][0] : ends[last][0]]) if same else part
