"""Patients announced by a number: the first starts nothing anew, and the lines of one go onto no other."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat


@pytest.mark.parametrize(
    "opening", ["Pt 1", "patient 1", "Case 1", "screening three pts. Pt 1", "new patient", "Bed 4"]
)
def test_the_first_who_is_announced_is_no_other_one(reader: Reader, opening: str) -> None:
    chat = Chat(reader, "clinician", f"{opening}: 52F MMN, GM1+")
    assert chat.state.asked != "restart"
    chat.say("weight 55 kg")
    assert (chat.facts["weight_kg"], chat.facts["motor_syndrome"]) == (55, "mmn")


def test_what_was_told_of_the_first_goes_onto_no_other(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "Pt 1: 52F MMN", "weight 55 kg, hysterectomy", "HIV neg", "Pt 2: 61M ALS")
    assert (chat.facts["age_years"], chat.state.asked) == (52, "restart")
    chat.say("yes")
    assert chat.facts == {"age_years": 61, "sex": "male", "motor_syndrome": "als"}
    chat.say("pt 2: weight 70 kg")
    assert chat.facts["weight_kg"] == 70


def test_of_two_who_wait_the_last_announced_is_meant(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "Pt 1: 52F MMN", "Pt 2: 61M ALS", "Pt 3: 30F NMDAR encephalitis")
    assert "dropped" in chat.text
    chat.say("yes")
    assert (chat.facts["age_years"], chat.facts["sex"]) == (30, "female")
    assert "motor_syndrome" not in chat.facts


def test_the_one_on_file_announced_again_goes_on(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "Pt 1: 52F MMN", "Pt 2: 61M ALS", "Pt 1: weight 55 kg")
    assert (chat.facts["age_years"], chat.facts["weight_kg"]) == (52, 55)
    assert chat.state.asked != "restart" and not chat.state.held


@pytest.mark.parametrize("told", ["Pt 1: 61M ALS", "Pt 1 again: weight 60 kg", "patient 2: weight 60 kg"])
def test_an_announcement_beside_one_who_had_none_is_asked_about(reader: Reader, told: str) -> None:
    chat = Chat(reader, "clinician", "52F MMN", told)
    assert chat.state.asked == "restart" and "weight_kg" not in chat.facts


@pytest.mark.parametrize(
    "told",
    [
        "can I screen several patients?",
        "I have 3 patients to screen",
        "three patients to screen today",
        "We have 3 patients.",
    ],
)
def test_several_patients_come_one_after_the_other(reader: Reader, told: str) -> None:
    assert "One patient is kept at a time" in Chat(reader, "clinician", told).text
