"""Learns what weighs how much beside a name, a number or a day and writes opinion_weights.tsv; the same each time.

`python -m tests.bot.nlu.learn_opinion` learns from the sets of messages with gold facts that are not held back, about
four minutes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.facts.specimens import NEGATIVE, PENDING, POSITIVE
from bot.nlu.opinion.around import DAY, NUMBER, Around, Seen
from bot.nlu.opinion.claims import claim, places
from bot.nlu.opinion.odds import WEIGHTS, Place
from bot.nlu.opinion.weighing import SCALE
from bot.nlu.page import Page
from bot.nlu.reader import Reader, stated
from bot.nlu.vocabulary import COUNTED, catalogue, says
from tests.bot.nlu import forms
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.learning import matrix, numbered, taught, weighed
from tests.bot.nlu.phrases import CASES, phrase
from tests.bot.nlu.scoring import asked, messages, right

_STRENGTH = 10.0
_LEAST_OFTEN = 12
"""Examples of a claim from which it is learned."""
_LEAST = 0.5
"""Smaller weights are left out: as much is found out with a tenth of the file."""
_SETS = (POSITIVE, NEGATIVE, PENDING)
_BESIDE: list[tuple[str, str, dict[str, Any]]] = [
    ("62F. ", "", {"age_years": 62, "sex": "female"}),
    ("", ". I weigh 71 kg.", {"weight_kg": 71}),
    ("Hello, I'm 44. ", "", {"age_years": 44}),
    ("", "; ALT 31, AST 28", {"alt_iu_l": 31, "ast_iu_l": 28}),
    ("She is 38 years old. ", ". That's all I know.", {"age_years": 38}),
]
"""What may stand before and after such a sentence, and what it states."""


class Example(NamedTuple):
    features: Seen
    claims: set[str]
    """What is claimed there, by the labels."""


class Judged(NamedTuple):
    page: Page
    told: list[tuple[Place, set[str]]]
    """Each name, number and day, with what its writer claims by it, by the labels."""


def judged(reader: Reader, specs: Iterable[dict[str, Any]], as_of: dt.date) -> Iterator[Judged]:
    """Messages with gold facts."""
    for spec in specs:
        page = reader.page(spec["text"], asked(spec), as_of)
        named = {(m.fact, m.start, m.end, m.means.value) for m in page.mentions}
        told: list[tuple[Place, set[str]]] = [
            ((fact, start, end), _claims(spec, fact, code))
            for fact, start, end, code in sorted(named, key=repr)  # in one order, so that the weights come out the same
            if fact in catalogue() and catalogue()[fact]["type"] not in COUNTED
        ]
        counted = _told(page, spec) if page.numbers or page.dates else set()
        for about, found in ((NUMBER, page.numbers), (DAY, page.dates)):
            places = [(about, one.start, one.end) for one in found]
            told += [(place, {kind for kind, where in counted if where == place}) for place in places]
        yield Judged(page, told)


def lessons(reader: Reader) -> Iterator[Judged]:
    yield from judged(reader, composed(), AS_OF)
    for name in taught():
        as_of, specs = messages(name)
        yield from judged(reader, specs, as_of)


def _claims(spec: dict[str, Any], fact: str, code: object) -> set[str]:
    kind = catalogue()[fact]["type"]
    values = [
        (one, value)
        for key in ("facts", "optional")
        for one, value in (spec.get(key) or {}).items()
        if one == fact or one in _SETS and says()[fact].kind == "antibodies"
    ]
    values += [(fact, value) for value in (spec.get("accept") or {}).get(fact, [])] if kind != "set" else []
    if kind == "set":
        values = [(one, value) for one, value in values if isinstance(value, list) and (code in value or code is None)]
    return {found for one, value in values if (found := claim(one, value))}


def _told(page: Page, spec: dict[str, Any]) -> set[tuple[str, tuple[str, int, int]]]:
    """Which numbers and days the rules read rightly, and as what."""
    return {
        (kind, place)
        for one in stated(page)
        if right(spec, one.fact, one.value) and (kind := claim(one.fact, one.value))
        for place in places(page, one.fact, one.start, one.end)
    }


class Learned:
    """A logistic regression for each kind of claim; that of numbers and days learns from those."""

    def __init__(self, found: Sequence[Example]) -> None:
        rows = [one.features for one in found]
        self.ids = numbered(rows)
        inputs = matrix(rows, self.ids, SCALE)
        counted = np.array([not one.features.beside.isdisjoint((f"is {NUMBER}", f"is {DAY}")) for one in found])
        kinds = Counter(kind for one in found for kind in one.claims)
        self.models: dict[str, LogisticRegression] = {}
        for kind in sorted(kind for kind, often in kinds.items() if often >= _LEAST_OFTEN):
            claimed = np.array([kind in one.claims for one in found])
            alike = counted == bool((claimed & counted).any())
            model = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0)
            self.models[kind] = model.fit(inputs[alike], claimed[alike])

    def lines(self) -> Iterator[str]:
        names = list(self.ids)
        for kind, model in self.models.items():
            yield from weighed(kind, model, names, _LEAST)


def composed() -> Iterator[dict[str, Any]]:
    """The plain forms of a sentence, which people seldom write and which must be borne out; each alone, in answer to
    its question, and beside something else."""
    for number, one in enumerate(forms.sentences()):
        yield {"text": one.text, "facts": one.facts}
        yield {"text": one.text, "facts": one.facts, "asked": list(one.about)}
        before, after, facts = _BESIDE[number % len(_BESIDE)]
        if one.about[0] not in facts:
            yield {"text": f"{before}{one.text}{after}", "facts": {**one.facts, **facts}}
    for fact, value in CASES:
        for question in ({}, {"asked": fact}):
            yield {"text": phrase(fact, value), "facts": {fact: value}, **question}


def learn() -> None:
    reader = Reader()
    found = []
    for page, told in lessons(reader):
        around = Around(page)
        found += [Example(around.features(*place), claims) for place, claims in told]
    lines = list(Learned(found).lines())
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {WEIGHTS}")


if __name__ == "__main__":
    learn()
