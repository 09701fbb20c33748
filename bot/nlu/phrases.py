"""Phrases as the vocabulary files write them, and how they are found.

`a|b` one of two words; `<a b|c>` one of two wordings; `(a b|c)` the same, or nothing; `..` up to four words in
between; `<n>` any number.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.text import Tokenizer, tokens

T = TypeVar("T", bound=Hashable)
GAP, NUMBER = "..", "<n>"
_MOST_GAP = 4
_PART = re.compile(r"\([^)]*\)|<[^>]*>|\S+")
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


@lru_cache(maxsize=None)
def _keys(words: str) -> list[str]:
    return [token.key for token in tokens(words)]


def expand(phrase: str) -> list[list[str]]:
    """Every wording of a phrase, as lists of token keys; gaps and numbers stay as they are."""
    parts = _PART.findall(_SPLIT_SUFFIX.sub(r"\1", phrase.lower()))
    ways: dict[tuple[str, ...], list[str]] = {}
    for wording in product(*map(_choices, parts)):
        keys: list[str] = []
        for words in wording:
            keys += [words] if words in (GAP, NUMBER) else _keys(words)
        if keys:
            ways[tuple(keys)] = keys
    return list(ways.values())


class Phrases(Generic[T]):
    """Finds phrases in a document and tells what each stands for. Linear in the length of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self._tokenizer = Tokenizer(vocab)
        self._whole = PhraseMatcher(vocab)
        self._gapped = Matcher(vocab, validate=False)
        self._meaning: dict[str, list[T]] = {}
        self._vocab = vocab
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            for keys in expand(phrase):
                self._add(keys, meaning)

    def _add(self, keys: list[str], meaning: T) -> None:
        name = " ".join(keys)
        meanings = self._meaning.setdefault(name, [])
        if meaning in meanings:
            return
        if not meanings:
            self.words.update(keys)
            if GAP in keys or NUMBER in keys:
                self._gapped.add(name, [[_pattern(key) for key in keys]])
            else:
                self._whole.add(name, [Doc(self._vocab, words=keys)])
        meanings.append(meaning)

    def find(self, doc: Doc) -> list[Found[T]]:
        strings = self._vocab.strings
        found = []
        for matches in (self._whole(doc), self._gapped(doc) if len(self._gapped) else ()):
            for name, start, end in matches:
                found += [Found(start, end, meaning) for meaning in self._meaning[strings[name]]]
        return found


def _pattern(key: str) -> dict[str, object]:
    if key == GAP:
        return {"ORTH": {"NOT_IN": [".", "\n", ";", "?", "!"]}, "OP": f"{{0,{_MOST_GAP}}}"}
    if key == NUMBER:
        return {"IS_DIGIT": True}
    return {"ORTH": key}


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
