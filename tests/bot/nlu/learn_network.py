"""Learns the network of `bot.nlu.opinion.network` and writes opinion_network.npz; the same each time on one machine.

`python -m tests.bot.nlu.learn_network` learns from the sets of messages with gold facts that are not held back, about
ten minutes.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow import keras

from bot.nlu.language.cue_files import load_cues
from bot.nlu.opinion.around import DAY, NUMBER, plain
from bot.nlu.opinion.network import DILATION, WEIGHTS
from bot.nlu.opinion.windows import (
    ASKED,
    FLAGS,
    INSIDE,
    NONE,
    REACH,
    THERE,
    UNKNOWN,
    WIDTH,
    Known,
    Window,
    Windows,
    kind_names,
)
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import COUNTED, catalogue, says
from tests.bot.nlu.learn_opinion import lessons

_WIDE, _FILTERS, _TOGETHER = 48, 64, 96
"""Numbers that stand for a word, and units of the layers."""
_DROPPED, _EPOCHS, _BATCH, _RATE = 0.3, 16, 256, 2e-3
_FORGOTTEN = 0.06
"""Words of a window that are taken for unknown ones while it learns: of new messages some always are."""
_RARE = 3
"""Messages in which a word must stand to be known."""
_LEAST_OFTEN = 12
"""Examples of a claim from which it is learned."""
_RARELY = -2.0
"""Log odds of a claim before anything is learned."""
Floats = NDArray[np.float32]
Tensor = tf.Tensor


class Lessons(NamedTuple):
    windows: list[Window]
    claims: list[set[str]]
    known: Known


class _Growing(dict[str, int]):
    """Numbers whatever it is asked for."""

    def get(self, key: str, default: int = 0) -> int:  # type: ignore[override]
        return self.setdefault(key, len(self) + UNKNOWN + 1)


def gathered() -> Lessons:
    """Every window of the lessons; words that are rare in them are unknown."""
    often: Counter[str] = Counter()
    kinds = {kind_names(fact) for fact in says()}
    facts = {name: at for at, name in enumerate(sorted(says().keys() | kinds), NONE + 1)}
    judged = sorted(fact for fact, spec in catalogue().items() if spec["type"] not in COUNTED) + [DAY, NUMBER]
    cues = load_cues().categories
    grown = Known(_Growing(), facts, *({name: at for at, name in enumerate(names)} for names in (judged, cues)))
    windows, claims = [], []
    for page, told in lessons(Reader()):
        seen = Windows(page, grown)
        often.update({plain(key) for key in page.keys})
        windows += [seen.at(*place) for place, _ in told]
        claims += [claimed for _, claimed in told]
    words = {word: at for at, word in enumerate((w for w in grown.words if often[w] >= _RARE), UNKNOWN + 1)}
    renumbered = np.array([NONE, UNKNOWN, *(words.get(word, UNKNOWN) for word in grown.words)], np.int32)
    return Lessons([one._replace(words=renumbered[one.words]) for one in windows], claims, grown._replace(words=words))


class Forgetting(keras.layers.Layer):  # type: ignore[misc]
    """Makes some of the known words unknown, while it learns only."""

    def call(self, words: Tensor, training: bool | None = None) -> Tensor:
        if not training:
            return words
        forgotten = (tf.random.uniform(tf.shape(words)) < _FORGOTTEN) & (words > UNKNOWN)
        return tf.where(forgotten, tf.fill(tf.shape(words), UNKNOWN), words)


def network(known: Known, claims: int) -> keras.Model:
    """As `Network.odds` computes it, with parts dropped at random while it learns."""
    layers, none = keras.layers, keras.initializers.Constant(_RARELY)
    shapes = {"words": (WIDTH,), "facts": (WIDTH,), "kinds": (WIDTH,), "flags": (WIDTH, FLAGS), "about": ()}
    shapes |= {"cues": (2 * len(known.cues),), "asked": (ASKED,)}
    whole = ("words", "facts", "kinds", "about")
    given = {
        name: layers.Input(shape, name=name, dtype="int32" if name in whole else "float32")
        for name, shape in shapes.items()
    }

    def embedded(name: str, count: int, of: Tensor, wide: int = _WIDE, start: str = "uniform") -> Tensor:
        return layers.Embedding(count, wide, name=name, embeddings_initializer=start)(of)

    def dropped(of: Tensor) -> Tensor:
        return layers.Dropout(_DROPPED)(of)

    def convolved(name: str, of: Tensor, dilation: int) -> Tensor:
        layer = layers.Conv1D(_FILTERS, 3, padding="same", activation="relu", dilation_rate=dilation, name=name)
        return dropped(layer(of))

    names = len(known.facts) + NONE + 1
    tokens = embedded("word", len(known.words) + UNKNOWN + 1, Forgetting()(given["words"]))
    tokens += embedded("fact", names, given["facts"]) + embedded("kind", names, given["kinds"])
    tokens += embedded("place", WIDTH, tf.zeros_like(given["words"]) + tf.range(WIDTH))
    flags = given["flags"]
    seen = layers.Concatenate()([dropped(tokens), flags])
    second = convolved("second", convolved("first", seen, 1), DILATION)
    there, inside = second * flags[:, :, THERE, None], second * flags[:, :, INSIDE, None]
    found = [
        tf.reduce_max(there[:, :REACH], 1),
        tf.reduce_max(there[:, REACH + 1 :], 1),
        second[:, REACH],
        tf.reduce_max(inside, 1),
        embedded("subject", len(known.abouts), given["about"]),
        given["cues"],
        given["asked"],
        seen[:, REACH],
    ]
    dense = layers.Dense(_TOGETHER, activation="relu", name="together")
    together = dropped(dense(dropped(layers.Concatenate()(found))))
    bias = embedded("subject_bias", len(known.abouts), given["about"], claims, "zeros")
    return keras.Model(given, layers.Dense(claims, name="claim", bias_initializer=none)(together) + bias)


def as_inputs(windows: Sequence[Window]) -> dict[str, NDArray[np.generic]]:
    return {name: np.array(column) for name, column in zip(Window._fields, zip(*windows, strict=True), strict=True)}


def learned(found: Lessons, claims: Sequence[str]) -> keras.Model:
    """Of each window only such claims are learned as are made of what it is about."""
    inputs = as_inputs(found.windows)
    made = np.array([[claim in one for claim in claims] for one in found.claims], np.float32)
    makes: dict[int, Floats] = defaultdict(lambda: np.zeros(len(claims), np.float32))
    for about, row in zip(inputs["about"], made, strict=True):
        makes[about] = np.maximum(makes[about], row)
    open_to = np.array([makes[about] for about in inputs["about"]])

    def loss(told: Tensor, odds: Tensor) -> Tensor:
        claimed, counts = told[:, : len(claims)], told[:, len(claims) :]
        return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(claimed, odds) * counts, 1)

    model = network(found.known, len(claims))
    steps = _EPOCHS * (len(made) // _BATCH)
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(_RATE, steps)), loss)
    model.fit(inputs, np.concatenate([made, open_to], 1), batch_size=_BATCH, epochs=_EPOCHS, verbose=2)
    return model


def stored(model: keras.Model, known: Known, claims: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """By the names that `Network` reads."""
    names = {"words": known.words, "facts": known.facts, "abouts": known.abouts, "cues": known.cues, "claims": claims}
    arrays: dict[str, NDArray[np.generic]] = {name: np.array(list(of)) for name, of in names.items()}
    for layer in model.layers:
        weights = [one.astype(np.float16) for one in layer.get_weights()]
        if weights:
            arrays |= dict(zip((layer.name, f"{layer.name}_bias"), weights, strict=False))
    return arrays


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    tf.config.experimental.enable_op_determinism()
    found = gathered()
    often = Counter(claim for one in found.claims for claim in one)
    claims = sorted(claim for claim, count in often.items() if count >= _LEAST_OFTEN)
    model = learned(found, claims)
    np.savez_compressed(WEIGHTS, **stored(model, found.known, claims))
    print(f"{model.count_params()} weights written to {WEIGHTS}")
