"""What the learners of weights share: the sets that they learn from, and features as numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.nlu.opinion.weighing import BIAS
from tests.bot.nlu.scoring import DATA

HELD_BACK = {f"held_out_{number}.yml" for number in (17, 19, 24, 25, 42, 43, 48, 183, 185, 187, 188, *range(189, 230))}
"""Sets that measure, and so are never learned from: those of which nothing was used, and the latest ones. What is older
was used for mending and teaches now."""
Row = Sequence[Collection[str]]
"""The features of one example, sort by sort."""


def taught() -> list[str]:
    """The sets of messages with gold facts that are learned from."""
    return [
        str(path.relative_to(DATA))
        for path in sorted([*DATA.glob("*.yml"), *DATA.glob("taught/*.yml")])
        if path.name not in HELD_BACK and "\nutterances:" in path.read_text(encoding="utf-8")
    ]


def numbered(rows: Iterable[Row]) -> dict[str, int]:
    """A column for each feature that is seen more than once."""
    counts = Counter(feature for row in rows for sort in row for feature in sort)
    return {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n > 1))}


def matrix(rows: Iterable[Row], ids: Mapping[str, int], scale: float = 1.0) -> csr_matrix:
    """A row for each example; each sort weighs the same however much there is of it."""
    places, ends, values = [], [0], []
    for row in rows:
        for sort in row:
            known = [ids[feature] for feature in sort if feature in ids]
            places += known
            values += [scale / math.sqrt(len(sort) or 1)] * len(known)
        ends.append(len(places))
    found = csr_matrix((values, places, ends), shape=(len(ends) - 1, len(ids)))
    found.sum_duplicates()
    return found


def weighed(kind: str, model: LogisticRegression, names: Sequence[str], least: float, digits: int = 1) -> Iterator[str]:
    """The lines of a file of weights for one kind of claim; weights smaller than `least` are left out."""
    yield f"{kind}\t{BIAS}\t{model.intercept_[0]:.2f}"
    for at in np.flatnonzero(np.abs(model.coef_[0]) >= least):
        yield f"{kind}\t{names[at]}\t{model.coef_[0][at]:.{digits}f}"
