"""Learns what weighs how much for `bot.nlu.danger.likeness` and writes danger_weights.tsv; the same each time.

`python -m tests.bot.nlu.learn_dangers` learns from every bank; with `--folds` it holds back one bank after the other
and prints what is found of its dangers and what alarms of the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.danger.likeness import BIAS, KINDS, WEIGHTS, Features, Seen, parts
from bot.nlu.language.text import tokens
from tests.bot.nlu.danger_lessons import Example, banks
from tests.bot.nlu.learning import matrix, numbered

_STRENGTH = 20.0
_OF_THE_GRAMMAR = 0.3
"""What a composed example weighs beside one that was written."""
_ALARM_LONGEST = 60
_LEAST = 0.03
"""Smaller weights are left out."""
_ORDINARY_FOLDS = 4
LIMITS = (0.5, 1.0, 1.5, 2.0)


class Learned:
    """Logistic regression over the features of the parts of the examples; a danger is learned from as a whole."""

    def __init__(self, seen: Seen, examples: Sequence[tuple[Example, float]]) -> None:
        self._seen = seen
        rows, kinds, weights = [], [], []
        for (text, kind), weight in examples:
            keys = [token.key for token in tokens(text)]
            for start, end in [(0, _ALARM_LONGEST)] if kind else parts(keys):
                rows.append(seen.features(keys[start:end]))
                kinds.append(kind)
                weights.append(weight)
        self.ids = numbered(rows)
        alarms = np.array([kind is not None for kind in kinds])
        self.model = LogisticRegression(C=_STRENGTH, class_weight="balanced", solver="liblinear", random_state=0)
        self.model.fit(matrix(rows, self.ids), alarms, sample_weight=np.array(weights))
        self.kinds = _KindLearned([(row, kind) for row, kind in zip(rows, kinds, strict=True) if kind])

    def scores(self, texts: Iterable[str]) -> np.ndarray:
        """The highest score of any part of each text."""
        rows, owners, texts = [], [], list(texts)
        found = np.full(len(texts), -np.inf)
        for at, text in enumerate(texts):
            keys = [token.key for token in tokens(text)]
            for start, end in parts(keys):
                if self._seen.names_danger(keys[start:end]):
                    rows.append(self._seen.features(keys[start:end]))
                    owners.append(at)
        np.maximum.at(found, owners, self.model.decision_function(matrix(rows, self.ids)))
        return found


class _KindLearned:
    """Which kind a danger is, by its concepts."""

    def __init__(self, rows: Sequence[tuple[Features, str]]) -> None:
        self.ids = {name: at for at, name in enumerate(sorted({name for row, _ in rows for name in row.concepts}))}
        inputs = np.zeros((len(rows), len(self.ids)))
        for at, (row, _) in enumerate(rows):
            inputs[at, [self.ids[name] for name in row.concepts]] = 1
        self.model = LogisticRegression(C=0.05, max_iter=500).fit(inputs, [KINDS.index(kind) for _, kind in rows])


def _weighed(found: dict[str, list[Example]], without: set[str]) -> list[tuple[Example, float]]:
    return [
        (example, _OF_THE_GRAMMAR if bank == "grammar" else 1.0)
        for bank, examples in found.items()
        if bank not in without
        for example in examples
    ]


def folds() -> None:
    found, seen = banks(), Seen()
    dangers = [bank for bank in found if bank.startswith("dangers")]
    ordinary = [bank for bank in found if bank not in (*dangers, "lessons", "grammar")]
    for held in [[bank] for bank in dangers] + [ordinary[at::_ORDINARY_FOLDS] for at in range(_ORDINARY_FOLDS)]:
        learned = Learned(seen, _weighed(found, set(held)))
        examples = [example for bank in held for example in found[bank]]
        scores = learned.scores(text for text, _ in examples)
        danger = np.array([kind is not None for _, kind in examples])
        print(
            f"{', '.join(held)}: {danger.sum()} dangers, {(~danger).sum()} others;",
            *(
                f"from {limit}: {(scores[danger] > limit).mean():.3f} found, {(scores[~danger] > limit).sum()} alarm;"
                for limit in LIMITS
            ),
            flush=True,
        )


def learn() -> None:
    learned = Learned(Seen(), _weighed(banks(), set()))
    kinds, of_kind = learned.kinds.ids, learned.kinds.model
    weights = dict(zip(learned.ids, learned.model.coef_[0], strict=True)) | {BIAS: learned.model.intercept_[0]}
    lines = []
    for feature in sorted({*weights, *kinds}):
        weight = weights.get(feature, 0.0)
        numbers = {BIAS: of_kind.intercept_}.get(feature, of_kind.coef_[:, kinds[feature]] if feature in kinds else [])
        more = [f"{number:.2f}" for number in numbers]
        if abs(weight) >= _LEAST or feature == BIAS or any(abs(float(number)) >= _LEAST for number in more):
            lines.append("\t".join([feature, f"{weight:.2f}", *more]))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {WEIGHTS}")


if __name__ == "__main__":
    folds() if "--folds" in sys.argv[1:] else learn()
