"""A third view of a claim: a small network that reads the words around a name in their order.

The linear views count words and pairs of words. This one has learned which words stand for each other and where they
must stand: two layers of convolutions, the strongest of what they find on each side, and a layer that puts these
together. It errs elsewhere than they do, so that all of them together err least; see docs/understanding-measured.md.
Its weights were learned from the same messages (`python -m tests.bot.nlu.learn_network`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu.opinion.windows import INSIDE, NONE, REACH, THERE, UNKNOWN, Floats, Known, Window
from bot.nlu.vocabulary import HERE

WEIGHTS = HERE / "opinion_network.npz"
DILATION = 2
"""Of the second layer: how far apart the tokens stand that it sees together."""
_SPREAD = 3
"""Tokens further away than those that are there tell nothing of these."""
NAMES = {"words": UNKNOWN + 1, "facts": NONE + 1, "abouts": 0, "cues": 0, "claims": 0}
"""What is stored by name, and from which number it counts."""


class Network:
    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path) as stored:
            arrays: Mapping[str, NDArray[np.generic]] = dict(stored)
        counted = {
            name: {one: at for at, one in enumerate(arrays[name].tolist(), first)} for name, first in NAMES.items()
        }
        self.claims: Mapping[str, int] = counted.pop("claims")
        self.known = Known(**counted)
        self._weights = {name: array.astype(np.float32) for name, array in arrays.items() if name not in NAMES}

    def odds(self, windows: Sequence[Window]) -> Floats:
        """Log odds, for each window a row, of each of the `claims`."""
        w = self._weights
        words, facts, kinds, flags, abouts, cues, asked = (np.array(column) for column in zip(*windows, strict=True))
        there = np.flatnonzero(flags[:, :, THERE].any(axis=0))
        seen = slice(max(0, there[0] - _SPREAD), there[-1] + _SPREAD + 1)
        middle, flags = REACH - seen.start, flags[:, seen]
        tokens = w["word"][words[:, seen]] + w["fact"][facts[:, seen]] + w["kind"][kinds[:, seen]] + w["place"][seen]
        tokens = np.concatenate((tokens, flags), axis=2)
        first = _convolved(tokens, w["first"], w["first_bias"], 1)
        second = _convolved(first, w["second"], w["second_bias"], DILATION)
        near, inside = second * flags[:, :, THERE, None], second * flags[:, :, INSIDE, None]
        found = (
            near[:, :middle].max(axis=1, initial=0),
            near[:, middle + 1 :].max(axis=1, initial=0),
            second[:, middle],
            inside.max(axis=1),
            w["subject"][abouts],
            cues,
            asked,
            tokens[:, middle],
        )
        together = np.maximum(np.concatenate(found, axis=1) @ w["together"] + w["together_bias"], 0)
        return together @ w["claim"] + w["claim_bias"] + w["subject_bias"][abouts]


def _convolved(rows: Floats, weights: Floats, bias: Floats, dilation: int) -> Floats:
    """Of three tokens each, so far apart; what stands outside counts for nothing."""
    before, here, after = (rows @ one for one in weights)
    found = here + bias
    found[:, dilation:] += before[:, :-dilation]
    found[:, :-dilation] += after[:, dilation:]
    return np.maximum(found, 0)
