"""Phrases as the vocabulary files write them, and how they are found.

`a|b` one of two words; `<a b|c>` one of two wordings; `(a b|c)` the same, or nothing; `..` up to four words in
between; `<n>` any number.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, product
from math import prod
from typing import Any, Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.language.text import tokens

T = TypeVar("T", bound=Hashable)
GAP, NUMBER = "..", "<n>"
_MOST_GAP = 4
_MOST_WORDINGS = 25_000
_WIDE = 200
"""Wordings from which a phrase is kept as it is written."""
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


def _is_broken(part: str) -> bool:
    """Whether a bracket stands within a part, or only at one end of it; alone it is a word."""
    unclosed = part.strip("<>()-") != "" and (part[0] in "(<") != (part[-1] in ")>")
    return unclosed or bool(_BROKEN.search(part[1:-1]))


Ways = list[tuple[tuple[str, ...], ...]]
"""Place by place, what may stand there, as token keys; empty where a part may be missing."""

Place = dict[str, list[tuple[str, ...]]]
"""One place of such a phrase: what may stand there by its first key; under "" where it may be missing."""


def parse(phrase: str) -> Ways:
    """The parts of a phrase. Gaps and numbers stay as they are.

    Raises ValueError where one phrase stands for more wordings than anybody could have meant.
    """
    parts = _PART.findall(_SPLIT_SUFFIX.sub(r"\1", phrase.lower()))
    if broken := next((part for part in parts if _is_broken(part.replace(NUMBER, ""))), None):
        raise ValueError(f"{broken}: a bracket stands around a whole part, not within one: {phrase}")
    ways = [
        tuple((words,) if words in (GAP, NUMBER) else tuple(_keys(words)) for words in _choices(part)) for part in parts
    ]
    if (count := prod(map(len, ways))) > _MOST_WORDINGS:
        raise ValueError(f"{count} wordings, allowed at most {_MOST_WORDINGS}: {phrase}")
    return ways


def expand(phrase: str) -> list[tuple[str, ...]]:
    """Every wording of a phrase. Raises ValueError as `parse` does."""
    wordings = (tuple(chain(*wording)) for wording in product(*parse(phrase)))
    return list(dict.fromkeys(keys for keys in wordings if keys))


class Phrases(Generic[T]):
    """Finds phrases in a document and tells what each stands for. Linear in the length of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._whole: dict[T, dict[tuple[str, ...], None]] = {}
        self._tree: dict[str, Any] = {}
        """Word by word, the phrases with gaps (spaCy's Matcher tries each of them at every token) and the wordings of
        four words or more, most of them of phrases with many choices: a Doc of each costs ten times as much."""
        self._wide: dict[str, list[tuple[list[Place], T]]] = {}
        """Phrases of very many wordings by the word that begins them: a hundred of them stand for more wordings than
        ten thousand others."""
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            ways = parse(phrase)
            self.words.update(key for place in ways for more in place for key in more)
            if prod(map(len, ways)) > _WIDE:
                self._widen(ways, meaning)
            else:
                self._grow((), None, ways, meaning)

    def _widen(self, ways: Ways, meaning: T) -> None:
        """Keeps a phrase of very many wordings as it is written, under the words that may begin it."""
        places = [_place(choices) for choices in ways]
        for key in _beginnings(ways):
            self._wide.setdefault(key, []).append((places, meaning))

    def _grow(self, keys: tuple[str, ...], node: dict[str, Any] | None, ways: Ways, meaning: T) -> None:
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
        keys: list[str] = doc.user_data["keys"]
        if self._tree:
            for start, key in enumerate(keys):
                node = self._tree.get(key)
                if node:
                    found += [Found(start, end, meaning) for end, meaning in set(_walk(node, keys, start + 1))]
                if NUMBER in self._tree and key.isdigit():
                    walked = set(_walk(self._tree[NUMBER], keys, start + 1))
                    found += [Found(start, end, meaning) for end, meaning in walked]
        return found + (self._find_wide(keys) if self._wide else [])

    def _find_wide(self, keys: list[str]) -> list[Found[T]]:
        return [
            Found(start, end, meaning)
            for start, key in enumerate(keys)
            for first in ((key, NUMBER) if key.isdigit() else (key,))
            for places, meaning in self._wide.get(first, ())
            for end in set(_ends(places, keys, start))
            if end > start
        ]


def _beginnings(ways: Ways) -> set[str]:
    """The words that may begin a phrase."""
    found: set[str] = set()
    for place in ways:
        found.update(more[0] for more in place if more)
        if all(place):
            break
    return found


def _place(choices: tuple[tuple[str, ...], ...]) -> Place:
    place: Place = {}
    for more in choices:
        place.setdefault(more[0] if more else _END, []).append(more)
    return place


def _ends(places: list[Place], keys: list[str], at: int, number: int = 0) -> Iterator[int]:
    """Where a phrase whose first places are taken up to a token may end."""
    if number == len(places):
        yield at
        return
    place, number = places[number], number + 1
    if GAP in place:
        for further in _gap(keys, at):
            yield from _ends(places, keys, further, number)
    if _END in place:
        yield from _ends(places, keys, at, number)
    if at == len(keys):
        return
    if NUMBER in place and keys[at].isdigit():
        yield from _ends(places, keys, at + 1, number)
    for more in place.get(keys[at], ()):
        if len(more) == 1 or tuple(keys[at : at + len(more)]) == more:
            yield from _ends(places, keys, at + len(more), number)


def _gap(keys: list[str], at: int) -> Iterator[int]:
    """Where a phrase may go on after a gap."""
    for place in range(at, min(at + _MOST_GAP + 1, len(keys))):
        yield place
        if keys[place] in _STOPS:
            return


def _descend(node: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    for key in keys:
        node = node.setdefault(key, {})
    return node


def _walk(node: dict[str, Any], keys: list[str], at: int) -> Iterator[tuple[int, Any]]:
    """Every (end, meaning) of the phrases that go on from a node of the tree at a token."""
    for meaning in node.get(_END, ()):
        yield at, meaning
    gap = node.get(GAP)
    if gap:
        for place in _gap(keys, at):
            yield from _walk(gap, keys, place)
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
