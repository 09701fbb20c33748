"""Phrases as the vocabulary files write them, and how they are found (notation.py)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.language.notation import GAP, Ways, gap, parse
from bot.nlu.language.text import NUMBER, is_number, keys_of
from bot.nlu.language.wide import Wide

T = TypeVar("T", bound=Hashable)
_WIDE = 200
"""Wordings from which a phrase is kept as it is written."""
_SHORT = 3
"""Words up to which a wording is found by spaCy's matcher."""
_SEVERAL = 2
_END = ""
_Owned = tuple["Phrases[Any]", Any]
"""Whose a phrase is, and what it stands for."""


@dataclass(slots=True)
class Found(Generic[T]):
    start: int
    end: int
    of: T


class Lexicon:
    """Phrases of any number of owners, all found in one walk of a text. Linear in the length of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._whole: dict[_Owned, dict[tuple[str, ...], None]] = {}
        self._tree: dict[str, Any] = {}
        """Word by word, the phrases with gaps (spaCy's Matcher tries each of them at every token) and the wordings of
        four words or more, most of them of phrases with many choices: a Doc of each costs ten times as much."""
        self._wide: Wide[_Owned] = Wide()

    def add(self, ways: Ways, meaning: _Owned) -> None:
        if prod(map(len, ways)) > _WIDE:
            self._wide.add(ways, meaning)
        else:
            self._grow((), None, ways, meaning)

    def _grow(self, keys: tuple[str, ...], node: dict[str, Any] | None, ways: Ways, meaning: _Owned) -> None:
        """Adds what may follow `keys`, or a node of the tree: branch by branch, so that beginnings are walked once."""
        if not ways:
            if node is not None:
                node.setdefault(_END, {})[meaning] = None
            elif keys:
                self._whole.setdefault(meaning, {})[keys] = None
            return
        for more in ways[0]:
            if node is not None:
                self._grow((), _descend(node, more), ways[1:], meaning)
            elif len(longer := keys + more) > _SHORT or GAP in more or NUMBER in more:
                self._grow((), _descend(self._tree, longer), ways[1:], meaning)
            else:
                self._grow(longer, None, ways[1:], meaning)

    @cached_property
    def _matcher(self) -> tuple[PhraseMatcher, dict[int, _Owned]]:
        """spaCy's matcher, one rule a meaning: each rule costs far more than each of its wordings."""
        matcher = PhraseMatcher(self.vocab)
        meanings: dict[int, _Owned] = {}
        for number, (meaning, wordings) in enumerate(self._whole.items()):
            name = f"meaning {number}"
            meanings[self.vocab.strings.add(name)] = meaning
            matcher.add(name, [Doc(self.vocab, words=list(keys)) for keys in wordings])
        return matcher, meanings

    def find(self, doc: Doc) -> dict[Phrases[Any], list[Found[Any]]]:
        """What stands in a document, by owner; walked once, however many owners ask."""
        walked: dict[Lexicon, dict[Phrases[Any], list[Found[Any]]]] = doc.user_data["found"]
        if self not in walked:
            found = walked[self] = {}
            for start, end, (owner, meaning) in self._places(doc):
                found.setdefault(owner, []).append(Found(start, end, meaning))
        return walked[self]

    def _places(self, doc: Doc) -> Iterator[tuple[int, int, _Owned]]:
        matcher, meanings = self._matcher
        for name, start, end in matcher(doc):
            yield start, end, meanings[name]
        keys = keys_of(doc)
        standing: dict[str, list[int]] = doc.user_data["standing"]
        for word, starts in standing.items():
            if node := self._tree.get(word):
                for start in starts:
                    for end, meaning in dict.fromkeys(_walk(node, keys, start + 1)):
                        yield start, end, meaning
        yield from self._wide.find(keys, standing)


class Phrases(Generic[T]):
    """Finds phrases in a document and tells what each stands for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            ways = parse(phrase)
            self.words.update(key for place in ways for more in place for key in more)
            self._lexicon.add(ways, (self, meaning))

    def find(self, doc: Doc) -> list[Found[T]]:
        return self._lexicon.find(doc).get(self, [])


def _descend(node: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    for key in keys:
        node = node.setdefault(key, {})
    return node


def _walk(node: dict[str, Any], keys: list[str], at: int) -> Iterator[tuple[int, Any]]:
    """Every (end, meaning) of the phrases that go on from a node of the tree at a token."""
    for meaning in node.get(_END, ()):
        yield at, meaning
    open_ = node.get(GAP)
    if open_:
        for place in gap(keys, at):
            yield from _walk(open_, keys, place)
    if at < len(keys):
        following = node.get(keys[at])
        if following:
            yield from _walk(following, keys, at + 1)
        if NUMBER in node and is_number(keys[at]):
            yield from _walk(node[NUMBER], keys, at + 1)


def longest(found: list[Found[T]]) -> list[Found[T]]:
    """The longest phrases only, where phrases overlap; those of the same length and place all stay."""
    if len(found) < _SEVERAL:
        return [*found]
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        place = (one.start, one.end)
        if all(taken.get(i, place) == place for i in range(one.start, one.end)):
            taken.update(dict.fromkeys(range(one.start, one.end), place))
            kept.append(one)
    return sorted(kept, key=lambda f: (f.start, f.end))
