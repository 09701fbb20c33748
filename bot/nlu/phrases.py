"""Phrases as the vocabulary files write them, and how they are found.

`a|b` one of two words; `<a b|c>` one of two wordings; `(a b|c)` the same, or nothing; `..` up to four words in
between; `<n>` any number.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
        self._vocab = vocab
        self._wordings: dict[T, dict[tuple[str, ...], None]] = {}
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        wordings = self._wordings.setdefault(meaning, {})
        for phrase in phrases:
            for keys in expand(phrase):
                wordings[tuple(keys)] = None
                self.words.update(keys)

    @cached_property
    def _matchers(self) -> tuple[PhraseMatcher, Matcher, dict[int, T]]:
        """spaCy's matchers, one rule a meaning: each rule costs far more than each of its wordings."""
        whole, gapped = PhraseMatcher(self._vocab), Matcher(self._vocab, validate=False)
        meanings: dict[int, T] = {}
        for number, (meaning, wordings) in enumerate(self._wordings.items()):
            name = f"meaning {number}"
            meanings[self._vocab.strings.add(name)] = meaning
            loose = [keys for keys in wordings if {GAP, NUMBER} & set(keys)]
            if len(loose) < len(wordings):
                whole.add(name, [Doc(self._vocab, words=keys) for keys in wordings if not {GAP, NUMBER} & set(keys)])
            if loose:
                gapped.add(name, [[_pattern(key) for key in keys] for keys in loose])
        return whole, gapped, meanings

    def find(self, doc: Doc) -> list[Found[T]]:
        whole, gapped, meanings = self._matchers
        found = [Found(start, end, meanings[name]) for name, start, end in whole(doc)]
        if len(gapped):
            found += [Found(start, end, meanings[name]) for name, start, end in gapped(doc)]
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
