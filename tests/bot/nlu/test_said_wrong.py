"""What is said to be wrong is named, and nothing is taken back or set by it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("the weight is wrong", "weight_kg"),
        ("that's not right, the weight", "weight_kg"),
        ("you got my age wrong", "age_years"),
        ("no, the age isn't correct", "age_years"),
        ("the rituximab answer was wrong", "tx_rituximab"),
        ("the HIV result is wrong", "hiv_serology"),
        ("please change my age", "age_years"),
        ("ALS is wrong", "motor_syndrome"),
    ],
)
def test_what_is_said_to_be_wrong_is_named(reader: Reader, text: str, fact: str) -> None:
    reading = short_answers.read(reader, text, {"asked": ["heart_failure"]}, AS_OF)
    assert (reading.intent, reading.about, reading.facts) == ("correct", [fact], {})


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("that's wrong, the weight is 72", {"weight_kg": 72}),
        ("wrong, the weight is 72", {"weight_kg": 72}),
        ("that is wrong, I have no HIV", {"hiv_serology": "negative"}),
        ("no that's wrong, my HIV test was negative", {"hiv_serology": "negative"}),
    ],
)
def test_a_value_beside_it_is_taken(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    assert short_answers.read(reader, text, {}, AS_OF).facts == facts


@pytest.mark.parametrize("text", ["nothing is wrong with my heart", "my weight was not asked"])
def test_what_disputes_nothing(reader: Reader, text: str) -> None:
    assert short_answers.read(reader, text, {}, AS_OF).intent != "correct"
