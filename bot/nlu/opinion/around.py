"""What is seen around a name, a number or a day: words and pairs of words by side, nearness and clause, and cues; and
which words its sentence and the whole message hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.nlu.page import Page
from bot.nlu.vocabulary import says

NUMBER, DAY = "<number>", "<day>"
_OWN, _DIGITS, _NEWLINE = "<it>", "<n>", "<line>"
_REACH, _PLACES = 12, 24
"""Words that are seen on each side, and the tokens among which they are looked for."""
_NEAR, _CLOSE = 4, 5
"""Words seen with their nearness, and with the fact."""
_LONGEST = 6
"""Messages of 64 tokens and more are long."""


class Seen(NamedTuple):
    """Two sorts of features, which weigh the same however many they are."""

    beside: set[str]
    anywhere: set[str]


def plain(key: str) -> str:
    """A token as it is seen: all numbers are alike."""
    return _DIGITS if key[:1].isdigit() else _NEWLINE if key == "\n" else key


def cues_beside(page: Page, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The side, L or R, and the category of each cue that stands beside the tokens from `start` to `end` in their
    clause."""
    clause = page.clause_at(start)
    for cue in page.cues:
        if clause.start <= cue.start < clause.end and not start <= cue.start < end:
            yield ("L" if cue.end <= start else "R"), cue.category


def clause_numbers(page: Page) -> list[int]:
    """In which clause each token stands."""
    return [number for number, one in enumerate(page.clauses) for _ in range(one.start, one.end)]


class Around:
    """What is seen of one page; names stand there as the kind of thing they name."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._keys = [plain(key) for key in page.keys]
        self._facts: dict[int, set[str]] = {}
        for mention in page.mentions:
            for at in range(mention.start, mention.end):
                self._keys[at] = f"<{says()[mention.fact].kind}>"
                self._facts.setdefault(at, set()).add(mention.fact)
        self._clauses = clause_numbers(page)
        self._seen: dict[tuple[str, int, int], Seen] = {}
        self._message = {f"M {key}" for key in self._keys}
        self._sentences: dict[int, set[str]] = {}
        for one in page.clauses:
            words = {f"S {key}" for key in self._keys[one.start : one.end]}
            self._sentences.setdefault(one.sentence, set()).update(words)

    def features(self, about: str, start: int, end: int) -> Seen:
        """Of the tokens from `start` to `end`, which name the fact `about` or are a NUMBER or DAY."""
        place = (about, start, end)
        if place not in self._seen:
            self._seen[place] = self._look(*place)
        return self._seen[place]

    def _look(self, about: str, start: int, end: int) -> Seen:
        page = self._page
        clause = page.clauses[self._clauses[start]]
        found = {f"is {about}", f"called {' '.join(page.keys[start:end]).strip()}"}
        found.add(f"long {min(_LONGEST, int(math.log2(len(page.keys) + 1)))}")
        if page.asked:
            found.add("asked" if about in page.asked else "asked of others")
        for side, category in cues_beside(page, start, end):
            found.update((f"{side}={category}", f"{about}|{side}={category}"))
        here = [
            "c" if number == self._clauses[start] else "s" if one.sentence == clause.sentence else "o"
            for number, one in enumerate(page.clauses)
        ]
        self._add(found, about, here, "L", range(start - 1, max(-1, start - 1 - _PLACES), -1))
        self._add(found, about, here, "R", range(end, min(len(page.keys), end + _PLACES)))
        return Seen(found, self._message | self._sentences[clause.sentence])

    def _add(self, found: set[str], about: str, here: list[str], side: str, places: Iterable[int]) -> None:
        last, seen, add = "^", 0, found.add
        for at in places:
            word = self._keys[at]
            if word[0] == "<":
                word = _OWN if about in self._facts.get(at, ()) else word
                if word == last:
                    continue  # a name of several words
            add(f"{side}{here[self._clauses[at]]} {word}")
            add(f"{side} {last} {word}")
            if seen < _NEAR:
                add(f"{side}{min(seen, 1)} {word}")
            if seen < _CLOSE:
                add(f"{about}|{side} {word}")
            last, seen = word, seen + 1
            if seen == _REACH:
                return
