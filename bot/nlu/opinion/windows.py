"""What stands on both sides of a name, a number or a day, in order, as numbers that a network can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.nlu.opinion.around import clause_numbers, cues_beside, plain
from bot.nlu.page import Page
from bot.nlu.vocabulary import says

REACH = 20
"""Tokens on each side."""
WIDTH = 2 * REACH + 1
INSIDE, _SENTENCE, _SAME, _ITSELF, THERE = range(5)
"""Flags of a token: in the same clause, in the same sentence, naming the same fact, the name itself, there at all."""
FLAGS = 5
ASKED = 3
"""Whether the fact was asked for, another one was, or none."""
NONE, UNKNOWN = 0, 1
Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


class Known(NamedTuple):
    """The numbers of what was seen in learning: words, facts and kinds of names in texts, what is judged, cues. Words
    count from what is nothing and what is unknown, names from what is nothing, the others from zero."""

    words: Mapping[str, int]
    facts: Mapping[str, int]
    abouts: Mapping[str, int]
    cues: Mapping[str, int]


def kind_names(fact: str) -> str:
    """All names of its kind."""
    return f"{says()[fact].kind} names"


class Window(NamedTuple):
    """words, facts, kinds: of each token, WIDTH numbers. flags: WIDTH x FLAGS. about: what is judged. cues: those of
    the clause, on the left and then on the right. asked: see ASKED."""

    words: Ids
    facts: Ids
    kinds: Ids
    flags: Floats
    about: int
    cues: Floats
    asked: Floats


class Windows:
    """Those of one page."""

    def __init__(self, page: Page, known: Known) -> None:
        self._page, self._known = page, known
        around = (REACH, REACH)
        self._words = np.pad([known.words.get(plain(key), UNKNOWN) for key in page.keys], around)
        self._named: list[str | None] = [None] * len(page.keys)
        for mention in page.mentions:
            self._named[mention.start : mention.end] = [mention.fact] * (mention.end - mention.start)
        kinds = [kind_names(fact) if fact else "" for fact in self._named]
        self._facts = np.pad([known.facts.get(fact or "", NONE) for fact in self._named], around)
        self._kinds = np.pad([known.facts.get(kind, NONE) for kind in kinds], around)
        clauses = clause_numbers(page)
        sentences = [page.clauses[number].sentence for number in clauses]
        self._clauses = np.pad(clauses, around, constant_values=-1)
        self._sentences = np.pad(sentences, around, constant_values=-1)
        self._same: dict[str, NDArray[np.bool_]] = {}

    def at(self, about: str, start: int, end: int) -> Window:
        """Of the tokens from `start` to `end`, which stand as one; they name `about`, or it is a NUMBER or DAY."""
        places = np.concatenate((np.arange(start, start + REACH + 1), np.arange(end, end + REACH) + REACH))
        clauses = self._clauses[places]
        flags = np.zeros((WIDTH, FLAGS), np.float32)
        flags[:, INSIDE] = clauses == clauses[REACH]
        flags[:, _SENTENCE] = self._sentences[places] == self._sentences[places[REACH]]
        flags[:, _SAME] = self._of(about)[places]
        flags[REACH, _ITSELF] = 1
        flags[:, THERE] = clauses >= 0
        asked = np.zeros(ASKED, np.float32)
        asked[2 if not self._page.asked else 0 if about in self._page.asked else 1] = 1
        return Window(
            self._words[places],
            self._facts[places],
            self._kinds[places],
            flags,
            self._known.abouts.get(about, 0),
            self._cues(start, end),
            asked,
        )

    def _of(self, about: str) -> NDArray[np.bool_]:
        if about not in self._same:
            self._same[about] = np.pad([fact == about for fact in self._named], (REACH, REACH))
        return self._same[about]

    def _cues(self, start: int, end: int) -> Floats:
        count = len(self._known.cues)
        found = np.zeros(2 * count, np.float32)
        for side, category in cues_beside(self._page, start, end):
            if (at := self._known.cues.get(category)) is not None:
                found[at if side == "L" else count + at] = 1
        return found
