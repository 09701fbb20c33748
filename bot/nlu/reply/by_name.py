"""Checklists answered by short names: "heart no, lungs no, blood yes", "not the heart; mental - years ago".

The names (`names` in bot/nlu/answers.yml) are too common to mean anything but in reply to a list that holds the thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.nlu.language.text import tokens
from bot.nlu.reply.several import ORDINALS
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import catalogue, load_yaml, word_lists

_W = word_lists("by_name")
_OTHERS = "|".join(sorted(_W["others"]))
_ENDS = re.compile(rf"[,;\n.]|\s/\s|\s(?:and|but|&)\s|\s(?=(?:all )?(?:the )?(?:{_OTHERS})\b)", re.IGNORECASE)
_OF_OTHERS = re.compile(rf"[\s,;.]+(?:and |but )?(?:all )?(?:the )?(?:{_OTHERS})\b", re.IGNORECASE)
_EXCEPTING = re.compile(
    r"\b(?:apart from|aside from|except(?:ing)?(?: for)?|other than|bar|save|but(?: for)?)\s+(?:the |my |his |her )?",
    re.IGNORECASE,
)
_LAST_PART = re.compile(r"[.;,\n]")
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
    counted: bool = False
    """Named by its place among the things asked."""
    left_out: bool = False
    """Behind "all clear but": what is said of the others is not said of it."""


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
        if placed := _placed(text, asked):
            return [placed]
        if only := self._only(text, asked) or self._excepted(text, asked):
            return only
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

    def _only(self, text: str, asked: Sequence[str]) -> list[Part]:
        """ "Just lower", "upper only": one name and nothing else, so that the others are not there."""
        keys = [token.key for token in tokens(text) if token.key.isalnum()]
        if not _W["only"] & {*keys[:1], *keys[-1:]}:
            return []
        keys = [key for key in keys if key not in _W["only"]]
        named = {fact: place for fact in asked if (place := self._place(keys, fact)) is not None}
        if len(named) != 1:
            return []
        told, (first, last) = next(iter(named.items()))
        if not set((*keys[:first], *keys[last:])) <= _W["beside"] | _W["so_far"]:
            return []
        values = {fact: reply(fact, "no") for fact in asked if fact != told}
        if catalogue()[told]["type"] == "yes_no":
            values[told] = True  # "just the TB" leaves open whether it is cured
        return [Part(fact, 0, text, value) for fact, value in values.items() if value is not None]

    def _excepted(self, text: str, asked: Sequence[str]) -> list[Part]:
        """ "All clear apart from hep B, which he had": the others are denied, and more is told of what is left out."""
        for match in _EXCEPTING.finditer(text):
            head = {token.key for token in tokens(_LAST_PART.split(text[: match.start()])[-1]) if token.key.isalnum()}
            words = list(tokens(text[match.end() :]))
            first = [word.key for word in words[:_NAME]]
            named = {fact: place[1] for fact in asked if (place := self._place(first, fact)) and not place[0]}
            earlier = [token.key for token in tokens(text[: match.start()])]
            denied = bool(head & _W["all_denied"]) and head <= _W["all_denied"] | _W["of_all"]
            if not denied or len(named) != 1 or any(self._place(earlier, fact) for fact in asked):
                continue
            left_out, end = next(iter(named.items()))
            values = {fact: reply(fact, "no") for fact in asked if fact != left_out}
            found = [Part(fact, 0, text[: match.start()], value) for fact, value in values.items() if value is not None]
            told = text[match.end() :] if end < len(words) else ""  # "all clear apart from hep B" leaves that open
            return [*found, Part(left_out, match.end(), told, None, left_out=True)]
        return []

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
        if set(rest) & _W["of_some"] and set(rest) & _W["no"]:
            return None  # "no steroids by mouth": others are left open
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
    last = at
    while last + 1 < len(found) and found[last + 1] is None and text[slice(*ends[last])] == ",":
        last += 1
    if last == at or part.value is not None or catalogue()[part.fact]["type"] != "choice":
        return part
    return part._replace(text=part.text + text[ends[at][0] : ends[last][0]])


def _placed(text: str, asked: Sequence[str]) -> Part | None:
    """ "The second one, cured though": the place of one thing, and then more about it."""
    words = list(tokens(text))
    keys = [word.key for word in words]
    at = next((at for at, key in enumerate(keys) if key not in _W["before_a_place"]), len(keys))
    place = ORDINALS.index(keys[at]) if at < len(keys) and keys[at] in ORDINALS else None
    end = at + 1 + (keys[at + 1 : at + 2] == ["one"])
    if place is None or len(words) < end + 2 or keys[end] not in _W["after_a_place"]:
        return None
    place = -1 if keys[at] == "last" else place
    start = words[end + 1].start
    told = _OF_OTHERS.split(text[start:], maxsplit=1)[0]  # "only the last one, latent, the rest were negative"
    rest = [token.key for token in tokens(told)]
    if any(a == "the" and b in ORDINALS for a, b in zip(rest, rest[1:], strict=False)):
        return None  # "the first, useless. never had the second"
    return Part(asked[place], start, told, None, counted=True) if place < len(asked) and told else None
