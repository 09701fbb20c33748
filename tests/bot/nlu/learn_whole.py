"""Learns what weighs how much for `bot.nlu.opinion.whole` and writes whole_weights.tsv; the same each time.

`python -m tests.bot.nlu.learn_whole` learns from the messages with gold facts that are not held back, from the
catalogue's values in words, and from small talk, some eight minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.nlu.opinion.claims import wholly
from bot.nlu.opinion.weighing import SCALE
from bot.nlu.opinion.whole import WEIGHTS, features
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.learn_opinion import composed
from tests.bot.nlu.learning import matrix, numbered, taught, weighed
from tests.bot.nlu.scoring import DATA, asked, messages
from tests.bot.nlu.test_small_talk import ASKED

_STRENGTH = 10.0
_EXACT = 1e-3
_LEAST_OFTEN = 15
"""Messages with a claim from which it is learned."""
_LEAST = 0.6
"""Smaller weights are left out."""
_TALK = sorted(DATA.glob("small_talk*.yml"))
_OTHER_QUESTION = 7
"""Small talk is put to two questions, so far apart."""


class Example(NamedTuple):
    features: set[str]
    claims: set[str]
    """What its writer claims."""
    open: set[str]
    """What may be claimed or not: optional and accepted values, and what follows from others."""


def examples(reader: Reader) -> Iterator[Example]:
    for name in taught():
        as_of, specs = messages(name)
        for spec in specs:
            yield _example(spec, features(reader.page(spec["text"], asked(spec), as_of)))
    for spec in composed():
        yield _example(spec, features(reader.page(spec["text"], asked(spec), AS_OF)))
    lines = [line for path in _TALK for line in yaml.safe_load(path.read_text(encoding="utf-8"))]
    for at, line in enumerate(lines):
        for question in (ASKED[at % len(ASKED)], ASKED[(at * _OTHER_QUESTION + 3) % len(ASKED)]):
            yield Example(features(reader.page(line, tuple(question), AS_OF)), set(), set())


def _example(spec: dict[str, Any], seen: set[str]) -> Example:
    claims = {one for fact, value in (spec.get("facts") or {}).items() for one in _claims(fact, value)}
    others = [*(spec.get("optional") or {}).items()]
    others += [(fact, value) for fact, values in (spec.get("accept") or {}).items() for value in values]
    return Example(seen, claims, {one for fact, value in others for one in _claims(fact, value)} - claims)


def _claims(fact: str, value: Any) -> Iterator[str]:
    if fact in catalogue():
        for one in value if isinstance(value, list) else [value]:
            if (told := wholly(fact, one)) is not None:
                yield told


def learned(found: Sequence[Example]) -> Iterator[str]:
    """A logistic regression for each claim, of the messages in which it is not open."""
    rows = [(one.features,) for one in found]
    ids = numbered(rows)
    names, inputs = list(ids), matrix(rows, ids, SCALE)
    kinds = Counter(kind for one in found for kind in one.claims)
    for kind in sorted(kind for kind, often in kinds.items() if often >= _LEAST_OFTEN):
        claimed = np.array([kind in one.claims for one in found])
        told = np.array([kind not in one.open for one in found])
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0, tol=_EXACT)
        model.fit(inputs[told], claimed[told])
        yield from weighed(kind, model, names, _LEAST)


if __name__ == "__main__":
    lines = list(learned(list(examples(Reader()))))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {WEIGHTS}")
