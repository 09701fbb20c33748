"""In a chat it is known who types: a patient's relatives and what a carer tells of himself are nobody's facts here."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from criteria.speakers import Role
from tests.bot.nlu.conftest import AS_OF

OF_SOMEBODY_ELSE = [
    ("patient", "ae_diagnosis", "My sister has autoimmune encephalitis, she was in hospital for weeks"),
    ("patient", "cancer_history", "my wife had breast cancer in 2020"),
    ("carer", "age_years", "I am 59 myself"),
    ("carer", "hiv_serology", "my HIV test was negative, his I don't know"),
    ("carer", "oral_steroid_dose_mg_day", "I take prednisone 5 mg, he takes nothing"),
    ("carer", "hepatitis_b_status", "I just have 2 kids and hepatitis B"),
    ("carer", "alt_iu_l", "my own ALT is 61"),
    ("carer", "vaccinated_within_6_months", "i had my flu jab in october, she did not"),
]
OF_THE_PATIENT: list[tuple[str, str, str, Any]] = [
    ("patient", "motor_syndrome", "I'm writing for my mum, she is 71 and has ALS", "als"),
    ("patient", "age_years", "I am 54, female", 54),
    ("carer", "oral_steroid_dose_mg_day", "I give him 20 mg prednisone every morning", 20),
    ("carer", "weight_kg", "I weighed her yesterday, 61 kg", 61),
    ("carer", "age_years", "My husband is 66 and has ALS. I'm 60.", 66),
    ("carer", "platelets_per_mm3", "I have a printout: Hb 12.9, platelets 287", 287000),
    ("carer", "alt_iu_l", "I've got it in front of me: AST 30, ALT 61", 61),
    ("carer", "ast_iu_l", "I think her AST was 35 and ALT 40", 35),
    ("clinician", "tx_ivig", "62M LGI1+ LE, refractory to IVMP+IVIg", "failed"),
]


@pytest.mark.parametrize(("writer", "fact", "text"), OF_SOMEBODY_ELSE)
def test_what_is_told_of_somebody_else_is_not_the_patients(reader: Reader, writer: str, fact: str, text: str) -> None:
    assert fact not in reader.read(text, (), AS_OF, writer).facts


@pytest.mark.parametrize(("writer", "fact", "text", "value"), OF_THE_PATIENT)
def test_what_is_told_of_the_patient_stands(reader: Reader, writer: str, fact: str, text: str, value: object) -> None:
    assert reader.read(text, (), AS_OF, writer).facts.get(fact) == value


def test_the_writers_are_the_roles_of_the_chat() -> None:
    assert {case[0] for case in (*OF_SOMEBODY_ELSE, *OF_THE_PATIENT)} == set(get_args(Role))


@pytest.mark.parametrize(
    "text",
    [
        "I am the patient now, my son went out",
        "my son is not here any more, I type myself",
        "dad here, my son is gone for today",
        "my wife went out, I am alone now",
    ],
)
@pytest.mark.parametrize("asked", [["infection_status"], ["venous_access"], ["hiv_serology"]])
def test_who_hands_over_sets_no_fact_and_is_in_no_danger(reader: Reader, text: str, asked: list[str]) -> None:
    reading = short_answers.read(reader, text, {"asked": asked, "writer": "carer"}, AS_OF)
    assert not reading.facts and reading.safety is None


def test_what_is_told_beside_a_handover_is_read_without_the_old_writer(reader: Reader) -> None:
    text = "this is the father, he types himself now. I had rituximab in 2019, it did nothing"
    reading = short_answers.read(reader, text, {"asked": ["infection_status"], "writer": "carer"}, AS_OF)
    assert reading.facts == {"tx_rituximab": "failed"}
