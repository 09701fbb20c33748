"""Phrases as the vocabulary files write them, and how they are found.

`a|b` one of two words; `<a b|c>` one of two wordings; `(a b|c)` the same, or nothing; `..` up to four words in
between; `<n>` any number.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from math import prod
from typing import Any, Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.text import tokens

T = TypeVar("T", bound=Hashable)
GAP, NUMBER = "..", "<n>"
_MOST_GAP = 4
_MOST_WORDINGS = 25_000
_SHORT = 3
"""Words up to which a wording is found by spaCy's matcher."""
_END = ""
_STOPS = {".", "\n", ";", "?", "!"}
_PART = re.compile(r"\([^)]*\)|<[^>]*>|\S+")
_BROKEN = re.compile(r"[<>()]")
_SPLIT_SUFFIX = re.compile(r" (n't|'[a-z]+)")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    start: int
    end: int
    of: T


def _choices(part: str) -> list[str]:
    """What may stand in one place of a phrase; "" where it may be missing."""
    if part in (GAP, NUMBER) or len(part) < 3:
        return [part]
    if part[0] + part[-1] == "()":
        return [*part[1:-1].split("|"), ""]
    return (part[1:-1] if part[0] + part[-1] == "<>" else part).split("|")


@cache
def _keys(words: str) -> list[str]:
    return [token.key for token in tokens(words)]


def expand(phrase: str) -> list[list[str]]:
    """Every wording of a phrase, as lists of token keys; gaps and numbers stay as they are.

    Raises ValueError where one phrase stands for more wordings than anybody could have meant.
    """
    parts = _PART.findall(_SPLIT_SUFFIX.sub(r"\1", phrase.lower()))
    if broken := next((part for part in parts if _BROKEN.search(part.replace(NUMBER, "")[1:-1])), None):
        raise ValueError(f"{broken}: a bracket stands around a whole part, not within one: {phrase}")
    choices = [_choices(part) for part in parts]
    if (count := prod(map(len, choices))) > _MOST_WORDINGS:
        raise ValueError(f"{count} wordings, allowed at most {_MOST_WORDINGS}: {phrase}")
    ways: dict[tuple[str, ...], list[str]] = {}
    for wording in product(*choices):
        keys: list[str] = []
        for words in wording:
            keys += [words] if words in (GAP, NUMBER) else _keys(words)
        if keys:
            ways[tuple(keys)] = keys
    return list(ways.values())


class Phrases(Generic[T]):
    """Finds phrases in a document and tells what each stands for. Linear in the length of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._whole: dict[T, list[tuple[str, ...]]] = {}
        self._gapped: dict[str, Any] = {}
        """A tree, word by word, of the phrases with gaps (spaCy's Matcher tries each of them at every token) and of the
        wordings of four words or more, most of them of phrases with many choices: a Doc of each costs ten times as
        much."""
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        self.add_wordings((tuple(keys) for phrase in phrases for keys in expand(phrase)), meaning)

    def add_wordings(self, wordings: Iterable[tuple[str, ...]], meaning: T) -> None:
        for keys in dict.fromkeys(wordings):
            self.words.update(keys)
            if len(keys) > _SHORT or {GAP, NUMBER} & set(keys):
                self._plant(keys, meaning)
            else:
                self._whole.setdefault(meaning, []).append(keys)

    def _plant(self, keys: tuple[str, ...], meaning: T) -> None:
        node = self._gapped
        for key in keys:
            node = node.setdefault(key, {})
        node.setdefault(_END, {})[meaning] = None

    @cached_property
    def _matcher(self) -> tuple[PhraseMatcher, dict[int, T]]:
        """spaCy's matcher, one rule a meaning: each rule costs far more than each of its wordings."""
        matcher = PhraseMatcher(self._vocab)
        meanings: dict[int, T] = {}
        for number, (meaning, wordings) in enumerate(self._whole.items()):
            name = f"meaning {number}"
            meanings[self._vocab.strings.add(name)] = meaning
            matcher.add(name, [Doc(self._vocab, words=list(keys)) for keys in wordings])
        return matcher, meanings

    def find(self, doc: Doc) -> list[Found[T]]:
        matcher, meanings = self._matcher
        found = [Found(start, end, meanings[name]) for name, start, end in matcher(doc)]
        if self._gapped:
            keys = [token.text for token in doc]
            for start, key in enumerate(keys):
                node = self._gapped.get(key)
                if node:
                    found += [Found(start, end, meaning) for end, meaning in set(_walk(node, keys, start + 1))]
                if NUMBER in self._gapped and key.isdigit():
                    walked = set(_walk(self._gapped[NUMBER], keys, start + 1))
                    found += [Found(start, end, meaning) for end, meaning in walked]
        return found


def _walk(node: dict[str, Any], keys: list[str], at: int) -> Iterator[tuple[int, Any]]:
    """Every (end, meaning) of the phrases that go on from a node of the tree at a token."""
    for meaning in node.get(_END, ()):
        yield at, meaning
    gap = node.get(GAP)
    if gap:
        for place in range(at, min(at + _MOST_GAP + 1, len(keys))):
            yield from _walk(gap, keys, place)
            if keys[place] in _STOPS:
                break
    if at < len(keys):
        following = node.get(keys[at])
        if following:
            yield from _walk(following, keys, at + 1)
        if NUMBER in node and keys[at].isdigit():
            yield from _walk(node[NUMBER], keys, at + 1)


def longest(found: list[Found[T]]) -> list[Found[T]]:
    """The longest phrases only, where phrases overlap; those of the same length and place all stay."""
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        place = (one.start, one.end)
        if all(taken.get(i, place) == place for i in range(one.start, one.end)):
            taken.update(dict.fromkeys(range(one.start, one.end), place))
            kept.append(one)
    return sorted(kept, key=lambda f: (f.start, f.end))
