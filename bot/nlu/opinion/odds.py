"""Three views of what a message claims: the words around a name, a number or a day, counted and read in order, and
the message as a whole.

Log odds of two linear models and a small network (`network.py`). What weighs how much was learned from the labelled
messages of tests/bot/nlu/data (`python -m tests.bot.nlu.learn_opinion`, `... .learn_whole`, `... .learn_network`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.nlu.opinion import weighing, whole
from bot.nlu.opinion.around import Around
from bot.nlu.opinion.claims import claim, whole_claim, wholly
from bot.nlu.opinion.network import Network
from bot.nlu.opinion.windows import Windows
from bot.nlu.page import FactValue, Page
from bot.nlu.vocabulary import HERE

WEIGHTS = HERE / "opinion_weights.tsv"
Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Place = tuple[str, int, int]
"""What is named there (a fact, or a number or day), and its tokens."""


class Weights:
    """Those of the whole message stand in a row for each feature, as a message has few of them: what it weighs for each
    of `claims`."""

    def __init__(self) -> None:
        self.near = weighing.read(WEIGHTS)
        self.network = Network()
        kinds = weighing.read(whole.WEIGHTS)
        self.claims = [whole_claim(kind) for kind in kinds]
        self.places = {kind: at for at, kind in enumerate(kinds)}
        self.biases = np.array([weights.pop(weighing.BIAS) for weights in kinds.values()])
        self.rows = {feature: row for row, feature in enumerate(dict.fromkeys(chain(*kinds.values())))}
        self.whole = np.zeros((len(self.rows), len(kinds)), np.float32)
        for at, weights in enumerate(kinds.values()):
            self.whole[[self.rows[feature] for feature in weights], at] = list(weights.values())


class Odds:
    """Of the claims on one page."""

    def __init__(self, page: Page, weights: Weights) -> None:
        self._page, self._weights = page, weights
        self._read: dict[Place, Floats32] = {}

    @cached_property
    def _around(self) -> Around:
        return Around(self._page)

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self._page, self._weights.network.known)

    @cached_property
    def _whole(self) -> Floats:
        """Of every claim that a whole message may make."""
        seen, weights = whole.features(self._page), self._weights
        rows = [row for row in map(weights.rows.get, seen) if row is not None]
        total = np.add.reduce(weights.whole.take(rows, axis=0), axis=0)
        return weights.biases + total * (weighing.SCALE / math.sqrt(len(seen)))

    def claimed(self, least: float) -> Iterator[tuple[str, FactValue, float]]:
        """The facts and values that the whole message claims with at least these odds."""
        for at in np.flatnonzero(self._whole >= least):
            yield (*self._weights.claims[at], float(self._whole[at]))

    def near(self, fact: str, value: FactValue, told: Iterable[Place]) -> float | None:
        """Of the likeliest of the places where it may be told; None where it is told nowhere, or is not judged."""
        weights = self._weights.near.get(claim(fact, value) or "")
        if weights is None:
            return None
        return max((weighing.score(weights, self._around.features(*place)) for place in told), default=None)

    def read(self, fact: str, value: FactValue, told: Sequence[Place]) -> float:
        """As `near`, of the words in their order; dearer, so it is asked where the others leave a doubt."""
        at = self._weights.network.claims.get(claim(fact, value) or "")
        for place in told:
            if at is not None and place not in self._read:
                self._read[place] = self._weights.network.odds([self._windows.at(*place)])[0]
        return max((float(self._read[place][at]) for place in told), default=0.0) if at is not None else 0.0

    def whole(self, fact: str, value: FactValue) -> float | None:
        """None where it is not judged."""
        at = self._weights.places.get(wholly(fact, value) or "")
        return None if at is None else float(self._whole[at])
