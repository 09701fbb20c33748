"""How much a message is like one of danger: a linear model over words, letters and concepts, beside the rules.

The concepts and the states they may be in are data (danger_concepts.yml); what weighs how much was learned from the
messages of tests/bot/nlu/data (`python -m tests.bot.nlu.learn_dangers`, which writes danger_weights.tsv). A message is
judged part by part, so that what else it tells does not hide a danger.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.nlu.vocabulary import HERE, load_yaml

WEIGHTS = HERE / "danger_weights.tsv"
BIAS = "<bias>"
KINDS = (
    "status_epilepticus",
    "breathing",
    "infusion_allergic_reaction",
    "capillary_leak",
    "suicidal_thoughts",
    "other_red_flags",
)
_ALIKE = 2.5
"""The score from which a part is like a danger; chosen on held-back folds, see docs/understanding-measured.md."""
_UNLIKE, _UNLIKE_DESPAIR = 0.0, -4.0
"""The scores up to which a message is so unlike any danger, or any thought of dying, that a sign in it is taken for
something else: on held-back banks no danger that a rule found lay below, and most of the rules' false alarms did."""
_ENDS = frozenset(".!?;\n")
_LONG, _STEP = 24, 12
"""Tokens of a part, and from one part to the next, where a sentence is longer."""
_NEAR = 4
"""Tokens up to which two concepts stand near each other."""


class Concepts(BaseModel):
    """bot/nlu/danger_concepts.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    concepts: dict[str, list[str]]
    states: dict[str, list[str]]
    numbers: dict[str, tuple[float, float]]
    """Names of numbers from one value to another: a low saturation."""
    decimals: dict[str, tuple[float, float]]
    """The same of numbers with a decimal: 38.5 is a fever, 38 an age."""


class Features(NamedTuple):
    """What is seen of a part of a message, sort by sort: each sort weighs the same however much there is of it."""

    words: set[str]
    letters: list[str]
    """Those of each different word."""
    concepts: set[str]


class Seen:
    """Sees the features of a part of a message."""

    def __init__(self) -> None:
        table = Concepts.model_validate(load_yaml("danger_concepts.yml"))
        self._whole: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        for name, words in {**table.concepts, **table.states}.items():
            for word in words:
                (self._begun if word.endswith("*") else self._whole).setdefault(word.rstrip("*"), []).append(name)
        self._numbers, self._decimals = table.numbers, table.decimals
        self._states = frozenset({*table.states, *table.numbers, *table.decimals})
        self.of_word = lru_cache(maxsize=4096)(self._of_word)

    def _of_word(self, word: str) -> tuple[str, ...]:
        """The concepts and states that a word may stand for."""
        found = [*self._whole.get(word, ()), *(self._of_number(word) if word[:1].isdigit() else ())]
        for end in range(1, len(word) + 1):
            found += self._begun.get(word[:end], ())
        return tuple(dict.fromkeys(found))

    def _of_number(self, word: str) -> list[str]:
        try:
            value = float(word.replace(",", "."))
        except ValueError:
            return []
        tables = [self._numbers, self._decimals] if value % 1 else [self._numbers]
        return [name for table in tables for name, (least, most) in table.items() if least <= value <= most]

    def names_danger(self, keys: Sequence[str]) -> bool:
        """Whether any concept is there at all, beside states such as "now"."""
        return any(not self._states.issuperset(self.of_word(key)) for key in keys)

    def features(self, keys: Sequence[str]) -> Features:
        return Features(words(keys), [one for key in dict.fromkeys(keys) for one in letters(key)], self.concepts(keys))

    def concepts(self, keys: Sequence[str]) -> set[str]:
        """Each concept, those said together, and those said shortly after one another."""
        by_word = [self.of_word(key) for key in keys]
        here = sorted({name for names in by_word for name in names})
        found = {f"={name}" for name in here}
        found.update(f"={a}+{b}" for at, a in enumerate(here) for b in here[at + 1 :])
        for at, names in enumerate(by_word):
            if names:
                near = [other for others in by_word[at + 1 : at + 1 + _NEAR] for other in others]
                found.update(f"={a}>{b}" for a in names for b in near)
        return found


def words(keys: Sequence[str]) -> set[str]:
    """Words and pairs of neighbours."""
    return {*keys, *(f"{a} {b}" for a, b in zip(["<", *keys], [*keys, ">"], strict=True))}


def letters(word: str) -> list[str]:
    """Three to five letters in a row, so that slips and endings matter little."""
    spaced = f" {word} "
    return [f"~{spaced[at : at + n]}" for n in (3, 4, 5) for at in range(max(1, len(spaced) - n + 1))]


def parts(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where sentences stand, neighbouring sentences together, and pieces of long ones."""
    ends = [at + 1 for at, key in enumerate(keys) if key in _ENDS]
    sentences = [
        (start, end) for start, end in zip([0, *ends], [*ends, len(keys)], strict=True) if end - start > 1
    ] or [(0, len(keys))]
    neighbours = [(one[0], other[1]) for one, other in zip(sentences, sentences[1:], strict=False)]
    for first, last in [*sentences, *neighbours]:
        for start in range(first, max(first + 1, last - _LONG + _STEP), _STEP):
            yield start, min(start + _LONG, last)


class Likeness:
    def __init__(self) -> None:
        self._seen = Seen()
        self._weights: dict[str, float] = {}
        self._kinds: dict[str, list[float]] = {}
        self._of_letters = lru_cache(maxsize=4096)(self._spelled)
        for line in WEIGHTS.read_text(encoding="utf-8").split("\n"):
            feature, *numbers = line.split("\t")
            if numbers:
                self._weights[feature] = float(numbers[0])
                if len(numbers) > 1:
                    self._kinds[feature] = [float(number) for number in numbers[1:]]

    def alike(self, keys: Sequence[str]) -> list[tuple[int, int]]:
        """The parts that are like a danger, likest first."""
        scored = [(self.score(keys[start:end]), start, end) for start, end in parts(keys)]
        return [(start, end) for score, start, end in sorted(scored, reverse=True) if score > _ALIKE]

    def likely(self, keys: Sequence[str]) -> bool:
        """Whether these words by themselves are like a danger."""
        return self.score(keys) > _ALIKE

    def unlike(self, keys: Sequence[str], *, despair: bool) -> bool:
        """Whether all that can be judged is clearly none; `despair`: whether a thought of dying was seen in it. What
        names no concept is not judged."""
        scores = [score for start, end in parts(keys) if (score := self.score(keys[start:end])) > -math.inf]
        return bool(scores) and max(scores) <= (_UNLIKE_DESPAIR if despair else _UNLIKE)

    def score(self, keys: Sequence[str]) -> float:
        """The log odds of a part being one of danger."""
        if not self._seen.names_danger(keys):
            return -math.inf
        get = self._weights.get
        spelled = [self._of_letters(key) for key in set(keys)]
        total = self._weights[BIAS] + sum(weight for weight, _ in spelled) / math.sqrt(
            sum(count for _, count in spelled)
        )
        for sort in (words(keys), self._seen.concepts(keys)):
            total += sum(map(get, sort, repeat(0.0))) / math.sqrt(len(sort))
        return total

    def _spelled(self, word: str) -> tuple[float, int]:
        """What the letters of a word weigh, and how many features they are."""
        found = letters(word)
        return sum(self._weights.get(one, 0.0) for one in found), len(found)

    def kind(self, keys: Sequence[str]) -> str:
        """Which kind of danger a part of one is most like."""
        rows = [self._kinds[one] for one in self._seen.concepts(keys) if one in self._kinds]
        totals = [sum(column) for column in zip(self._kinds[BIAS], *rows, strict=True)]
        return KINDS[totals.index(max(totals))]
