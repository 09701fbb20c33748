"""What no rule reads and both learned views suppose is read as a doubt; nothing else is."""

from __future__ import annotations

import pytest

from bot.nlu.opinion import whole
from bot.nlu.opinion.claims import TOLD, wholly
from bot.nlu.opinion.likely import LIKELY
from bot.nlu.opinion.weighing import BIAS
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import COUNTED, catalogue
from tests.bot.nlu.conftest import AS_OF

FILLED = "takes them four goes and a warm towel, but they always fill the tubes in the end"
SUPPOSED = [
    (FILLED, "venous_access", "difficult_but_obtainable"),
    ("Dad himself passed all the memory tests, no dementia, his own father had it", "dementia", False),
    ("nothing at all for my immune system, never was on any of those", "immunosuppressant_route", "none"),
]


@pytest.mark.parametrize(("text", "fact", "value"), SUPPOSED)
def test_what_no_rule_reads_is_supposed_and_doubted(reader: Reader, text: str, fact: str, value: object) -> None:
    reading = reader.read(text, (), AS_OF)
    assert reading.facts[fact] == value
    assert reading.doubts[fact] == LIKELY
    start, end = reading.evidence[fact]
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "What if it takes them four goes and a warm towel?",
        "Does heart failure in class two keep somebody out of the trial?",
        "four goes and a towel",
        "we took the dog to the vet and they got the blood out of him in the end",
    ],
)
def test_of_questions_few_words_and_other_things_nothing_is_supposed(reader: Reader, text: str) -> None:
    assert LIKELY not in reader.read(text, (), AS_OF).doubts.values()


def test_of_a_contradiction_nothing_is_supposed(reader: Reader) -> None:
    reading = reader.read("I have heart failure and I do not have heart failure", (), AS_OF)
    assert "heart_failure" in reading.conflicts and "heart_failure" not in reading.facts


def test_what_the_rules_read_is_no_doubt(reader: Reader) -> None:
    assert reader.read("My rituximab did nothing at all. No heart failure.", (), AS_OF).doubts == {}


def test_learned_weights_belong_to_the_claims_of_the_catalogue() -> None:
    """After a change of them: python -m tests.bot.nlu.learn_whole."""
    rows = [line.split("\t") for line in whole.WEIGHTS.read_text(encoding="utf-8").splitlines()]
    claims = set()
    for fact, spec in catalogue().items():
        values = catalogue()[spec.get("values_of", fact)].get("values", ())
        known = (True, False) if spec["type"] == "yes_no" else (TOLD,) if spec["type"] in COUNTED else values
        claims |= {wholly(fact, value) for value in known}
    assert {kind for kind, _, _ in rows} <= claims
    assert {kind for kind, feature, _ in rows if feature == BIAS} == {kind for kind, _, _ in rows}
