"""Corrections of what is on file: the new value comes, and nobody is told that it was noted before."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat
from tests.actions.talk import Talk

KNOWN = "I have noted this already"
TOLD = {
    "age_years": 50,
    "sex": "male",
    "motor_syndrome": "als",
    "ae_diagnosis": "none",
    "weight_kg": 81,
    "infection_status": "none",
    "oral_steroid_drug": "prednisolone",
    "oral_steroid_dose_mg_day": 7.5,
}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("my weight is 78 actually not 81", "weight_kg", 78),
        ("I weigh 78 actually not 81", "weight_kg", 78),
        ("oh and the prednisolone is 17.5 not 7.5", "oral_steroid_dose_mg_day", 17.5),
        ("i said none but i have a cold sore", "infection_status", "minor"),
        ("the infection one, i said none but i have a cold sore", "infection_status", "minor"),
        ("about the infection: I do have a cold now", "infection_status", "minor"),
    ],
)
def test_the_new_value_stands(reader: Reader, text: str, fact: str, value: Any) -> None:
    chat = Chat(reader, "patient")
    chat.tell(**TOLD)
    before = chat.facts
    chat.say(text)
    if chat.facts == before:  # a doubt: which is right?
        chat.pick("change")
    assert KNOWN not in chat.text and chat.facts == {**before, fact: value}


def test_what_is_right_already_is_only_said_so(reader: Reader) -> None:
    chat = Chat(reader, "patient")
    chat.tell(**TOLD)
    chat.say("I am 50 actually not 49")
    assert KNOWN in chat.text and chat.facts["age_years"] == 50


@pytest.mark.parametrize(
    "text",
    ["sorry scratch that I meant the steroids helped a little for a week", "scratch that, the steroids helped a bit"],
)
def test_steroids_put_right_are_asked_of_the_drip_that_was_told_of(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient")
    chat.tell(ae_diagnosis="diagnosed", motor_syndrome="none", tx_high_dose_steroid="failed")
    chat.say(text)
    assert chat.question["facts"] == ["tx_high_dose_steroid"] and "tx_steroid_any" not in chat.facts
    chat.pick("change")
    assert chat.facts["tx_high_dose_steroid"] == "partial"


@pytest.mark.parametrize(
    ("text", "alt"),
    [
        ("ALT 205 was the other patient's, his is 185", 185),
        ("ALT 205 was another patient's", None),
        ("wrong patient, that ALT", None),
        ("the ALT belongs to somebody else, delete it", None),
    ],
)
def test_what_was_of_another_patient_leaves_the_file(reader: Reader, text: str, alt: int | None) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=51, sex="male", motor_syndrome="als", ae_diagnosis="none", alt_iu_l=205)
    chat.say(text)
    assert chat.facts.get("alt_iu_l") == alt


def test_another_number_of_another_patient_leaves_it(reader: Reader) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=51, sex="male", motor_syndrome="als", ae_diagnosis="none", alt_iu_l=205)
    chat.say("ALT 90 was another patient's")
    assert chat.facts["alt_iu_l"] == 205


def test_an_error_of_the_laboratory_is_asked_about(reader: Reader) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=51, sex="male", motor_syndrome="als", ae_diagnosis="none", alt_iu_l=205)
    chat.say("ALT 205 was a lab error")
    assert "what should it be" in chat.text and chat.question["id"] == "alt_iu_l"


@pytest.mark.parametrize(
    "text",
    [
        "back to the first: his lymphs are 1.4, plt 230",
        "for the first patient: plt 230",
        "patient 1 again: plt 230",
        "the other one has plt 230",
        "his ALT is 300",
        "ok. Different patient then: she turned 19 on 3 October 2026",
        "Bed 7: 50M ALS",
    ],
)
def test_what_is_told_of_another_patient_does_not_go_onto_the_one_on_file(reader: Reader, text: str) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=49, sex="female", motor_syndrome="mmn", platelets_per_mm3=260000, lymphocytes_per_mm3=1200)
    before = chat.facts
    chat.say(text)
    assert chat.facts == before and chat.question["id"] == "restart"


@pytest.mark.parametrize("text", ["go", "yes please", "do it", "next", "start with her: 49F MMN"])
def test_to_start_with_the_other_patient_may_be_said_in_many_ways(reader: Reader, text: str) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=61, sex="male")
    chat.say("Next patient: female, MMN")
    chat.say(text)
    assert (chat.facts["sex"], chat.facts["motor_syndrome"]) == ("female", "mmn") and chat.state.asked != "restart"


def test_while_another_patient_waits_the_result_is_said_to_be_of_the_first(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "61M ALS", "Next patient: 29F NMDAR")
    chat.say("result")
    assert "Of the patient on file" in chat.text


def test_only_one_patient_is_kept(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "61M ALS")
    chat.say("what was the first one's result?")
    assert "One patient is kept at a time" in chat.text


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("plt clumped, citrate tube 145", "platelets_per_mm3", 145000),
        ("pseudothrombocytopenia, true plt 145", "platelets_per_mm3", 145000),
        ("plt amended by lab: 145", "platelets_per_mm3", 145000),
        ("plt 145 after transfusion", "platelets_per_mm3", 145000),
        ("Thrombo jetzt 136.000", "platelets_per_mm3", 136000),
        ("Hb-Korrektur: 11,2 statt 12,8", "hemoglobin_g_dl", 11.2),
        ("cardiology amended: NYHA II", "nyha_class", 2),
        ("HBsAg confirmatory: negative (false positive)", "hepatitis_b_status", "negative"),
    ],
)
def test_a_newer_finding_takes_the_place_of_the_one_on_file(reader: Reader, text: str, fact: str, value: Any) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(ae_diagnosis="diagnosed", motor_syndrome="none", platelets_per_mm3=97000, hemoglobin_g_dl=12.8)
    chat.tell(nyha_class=3, hepatitis_b_status="positive_unspecified")
    chat.say(text)
    assert chat.facts[fact] == value and not chat.state.doubts


def test_what_is_told_twice_and_differently_is_asked_at_once(reader: Reader) -> None:
    chat = Chat(reader, "patient")
    chat.tell(motor_syndrome="als", ae_diagnosis="none", cancer_history=True)
    chat.hear("CA is calcium, she never had cancer", conflicts=("cancer_history",))
    assert chat.question["id"] == "cancer_history"
    chat.say("cancer never")
    assert chat.facts["cancer_history"] is False


def test_a_likely_fact_that_is_on_file_is_answered() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", cancer_history=True)
    talk.hear("known tumour", facts={"cancer_history": True}, doubts={"cancer_history": "likely"})
    assert "On file: malignancy" in talk.text


@pytest.mark.parametrize("text", ["take it back", "delete the last sentence"])
def test_what_was_told_last_is_taken_back(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient", "I have ALS, no encephalitis", "I weigh 70 kg")
    chat.say(text)
    assert "weight_kg" not in chat.facts


FOUR = "IVMP failed, IVIg failed, rituximab partial"


@pytest.mark.parametrize(
    "line",
    [
        "Rituximab is failed, not partial",
        "RTX is failed not partial",
        "the rituximab response was not meaningful, count it as failed",
        "change to failed",
        "please make that failed",
        "change rituximab to failed",
    ],
)
def test_an_outcome_is_put_right(reader: Reader, line: str) -> None:
    chat = Chat(reader, "clinician", "50M AE, AMPAR antibody positive, no motor neurone disease", FOUR, line)
    assert (chat.facts["tx_rituximab"], chat.facts["tx_ivig"], chat.state.doubt) == ("failed", "failed", None)


@pytest.mark.parametrize("line", ["make a note", "they make it worse", "change the subject to something else"])
def test_what_orders_nothing_puts_nothing_right(reader: Reader, line: str) -> None:
    chat = Chat(reader, "clinician", "50M AE, AMPAR antibody positive, no motor neurone disease", FOUR)
    before = dict(chat.facts)
    chat.say(line)
    assert chat.facts == before


def test_which_outcome_is_meant_is_asked_where_two_could_be(reader: Reader) -> None:
    told = "IVMP partial, IVIg partial, rituximab failed"
    chat = Chat(reader, "clinician", "50M AE, AMPAR antibody positive, no motor neurone disease", told)
    before = dict(chat.facts)
    chat.say("change to failed")
    assert chat.facts == before and "Which fact?" in chat.text
    chat.say("I wouldn't call that partial")
    assert chat.facts == before and "Which fact?" in chat.text
