"""Linear models whose weights were learned: how they are read from their file, and how they weigh what is seen."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from itertools import repeat
from pathlib import Path

BIAS = "<bias>"
SCALE = 3.0
Weights = Mapping[str, float]


def read(path: Path) -> dict[str, dict[str, float]]:
    """{kind: {feature: weight}} of a file with a kind, a feature and a weight on each line."""
    found: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, feature, weight = line.split("\t")
        found.setdefault(kind, {})[feature] = float(weight)
    return found


def score(weights: Weights, seen: Iterable[Collection[str]]) -> float:
    """Log odds; each sort of features weighs the same however many there are of it."""
    sorts = (sum(map(weights.get, sort, repeat(0.0))) / math.sqrt(len(sort)) for sort in seen)
    return weights[BIAS] + SCALE * sum(sorts)
