"""Two views of what a message claims: the words around a name, a number or a day, and the message as a whole.

Log odds of a linear model for each kind of claim. What weighs how much was learned from the labelled messages of
tests/bot/nlu/data (`python -m tests.bot.nlu.learn_opinion`, `... .learn_whole`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property

from bot.nlu.opinion import weighing, whole
from bot.nlu.opinion.around import Around
from bot.nlu.opinion.claims import claim, wholly
from bot.nlu.page import FactValue, Page
from bot.nlu.vocabulary import HERE

WEIGHTS = HERE / "opinion_weights.tsv"
Place = tuple[str, int, int]
"""What is named there (a fact, or a number or day), and its tokens."""


class Weights:
    def __init__(self) -> None:
        self.near = weighing.read(WEIGHTS)
        self.biases: dict[str, float] = {}
        self.whole: dict[str, list[tuple[str, float]]] = {}
        """By feature: a message has few of them."""
        for kind, weights in weighing.read(whole.WEIGHTS).items():
            self.biases[kind] = weights.pop(weighing.BIAS)
            for feature, weight in weights.items():
                self.whole.setdefault(feature, []).append((kind, weight))


class Odds:
    """Of the claims on one page."""

    def __init__(self, page: Page, weights: Weights) -> None:
        self._page, self._weights = page, weights

    @cached_property
    def _around(self) -> Around:
        return Around(self._page)

    @cached_property
    def claimed(self) -> dict[str, float]:
        """Of every claim that a whole message may make, in the words of `claims.wholly`."""
        seen = whole.features(self._page)
        sums = dict.fromkeys(self._weights.biases, 0.0)
        for feature in seen:
            for kind, weight in self._weights.whole.get(feature, ()):
                sums[kind] += weight
        scale = weighing.SCALE / math.sqrt(len(seen))
        return {kind: bias + scale * sums[kind] for kind, bias in self._weights.biases.items()}

    def near(self, fact: str, value: FactValue, told: Iterable[Place]) -> float | None:
        """Of the likeliest of the places where it may be told; None where it is told nowhere, or is not judged."""
        weights = self._weights.near.get(claim(fact, value) or "")
        if weights is None:
            return None
        return max((weighing.score(weights, self._around.features(*place)) for place in told), default=None)

    def whole(self, fact: str, value: FactValue) -> float | None:
        """None where it is not judged."""
        return self.claimed.get(wholly(fact, value) or "")
