"""What a message tells of its people, before it is known who is who."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from bot.nlu.language.clauses import Clause
from bot.nlu.language.numbers import table
from bot.nlu.language.text import keys_of, word_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("people")
SELF, PATIENT = "self", "patient"
_HEADS = 5
"""Words in brackets that may head a list."""
_DENIED = 5
"""Tokens from a "not" to the comma behind who is denied: "not my dear old wife,"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a message tells of its people, before it is known who is who."""

    doc: Doc
    people: list[tuple[int, str]]
    """(token, who) in order."""
    relatives: Mapping[str, object]
    acquaintances: Mapping[str, object]
    sexes: Mapping[str, str]
    carer: list[tuple[int, int]]
    """Places of phrases by which a carer presents himself."""
    dead: list[int]
    applies: bool
    """The writer asks whether he may take part himself."""
    told: Mapping[int, bool]
    """Tokens at which a fact is named; whether it is one of the trials' own diseases and treatments."""
    clinical: bool
    """The message names such a disease or treatment, or an age."""
    starts: list[int]
    """Where each sentence starts."""

    @property
    def keys(self) -> list[str]:
        return keys_of(self.doc)

    def key(self, at: int) -> str:
        return word_at(self.keys, at)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence of a token starts and ends."""
        following = bisect_right(self.starts, at)
        end = self.starts[following] if following < len(self.starts) else len(self.doc)
        return self.starts[following - 1], end


def asides(keys: list[str]) -> list[tuple[int, int]]:
    """The places of words in brackets."""
    spans = []
    start = None
    for at, key in enumerate(keys):
        if key == "(":
            start = at + 1
        elif key == ")" and start is not None:
            spans.append((start, at))
            start = None
    return spans


def closed_asides(keys: list[str]) -> list[tuple[int, int]]:
    """The words in brackets but for those that head what follows: "Myasthenia (wife): IVIG", "PMH (husband, same
    form): CABG"; and who is denied between commas."""
    told = asides(keys) + _denied_between(keys)
    return [(start, end) for start, end in told if end - start > _HEADS or word_at(keys, end + 1) != ":"]


def _denied_between(keys: list[str]) -> list[tuple[int, int]]:
    """ "It is my wife, not I, who takes prednisone": of the one who is denied nothing is told by the "who"."""
    opened = (at for at, key in enumerate(keys[:-4]) if key == "not" and keys[at - 1 : at] == [","])
    closed = ((at, end) for at in opened for end in range(at + 2, min(at + _DENIED, len(keys) - 1)) if keys[end] == ",")
    return [(at, end) for at, end in closed if keys[end + 1] in _W["relatives"]]


def aside_at(keys: list[str], at: int) -> range:
    """The places within brackets that open at a token."""
    close = next((place for place in range(at, len(keys)) if keys[place] == ")"), at)
    return range(at + 1, close)


def sentence_starts(clauses: list[Clause]) -> list[int]:
    """Where each sentence starts."""
    return [one.start for at, one in enumerate(clauses) if not at or clauses[at - 1].sentence != one.sentence]


def owner(keys: list[str], at: int) -> str:
    """The word before a relative and what describes him: "my" in "my 34 year old son"; "" at the start."""
    if keys[at] in _W["writers"]:
        return keys[at]  # "our boy"
    place = at - 1
    while place >= 0 and (
        keys[place] in _W["between_owner_and_relative"] or keys[place].isdigit() or keys[place] in table().words
    ):
        place -= 1
    return keys[place] if place >= 0 else ""


def agrees(word: str, sex: str | None) -> bool:
    """Whether a pronoun may stand for a person of a sex."""
    return not (sex == "male" and word in _W["of_women"] or sex == "female" and word in _W["of_men"])
