"""What a line tells of another patient is read as it would be at the beginning of a chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF

WOMAN = {"age_years": 29, "sex": "female"}
MAN = {"age_years": 45, "sex": "male", "motor_syndrome": "als"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("next patient: 29F NMDAR+", {**WOMAN, "antibodies_positive": ["nmdar"]}),
        ("next patient 29F NMDAR positive", {**WOMAN, "antibodies_positive": ["nmdar"]}),
        ("next patient: 29F NMDAR AE", {**WOMAN, "ae_diagnosis": "diagnosed"}),
        ("Next patient is a woman of 29", WOMAN),
        ("The other one is 29F", WOMAN),
        ("second pt, 45M ALS", MAN),
        ("next pt - 45M ALS", MAN),
        ("pt 2 - 45M ALS", MAN),
        ("moving on to the next patient, 45M with ALS", MAN),
        ("plt 250. Next patient: 45M ALS", MAN),
        ("45M ALS, that's a new patient", MAN),
    ],
)
def test_what_is_told_of_another_patient_is_read_whole(reader: Reader, text: str, told: dict[str, Any]) -> None:
    reading = short_answers.read(reader, text, {"asked": ["platelets_per_mm3"], "writer": "clinician"}, AS_OF)
    assert reading.intent == "another_patient"
    assert reading.facts == told and reading.doubts == {}
    assert all(text[start:end] for start, end in reading.evidence.values())


@pytest.mark.parametrize("text", ["had covid twice, second case 2022", "the next patient leaflet says so"])
def test_not_every_next_one_is_another_patient(reader: Reader, text: str) -> None:
    assert short_answers.read(reader, text, {}, AS_OF).intent != "another_patient"


@pytest.mark.parametrize("text", ["continue pls", "go on pls", "next pls"])
def test_please_is_no_illness(reader: Reader, text: str) -> None:
    assert "motor_syndrome" not in reader.read(text, ("motor_syndrome",), AS_OF).facts
