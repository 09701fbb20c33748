"""Facts in words, as people see them."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.load import Catalogue, speech
from criteria.results import ResultWords
from criteria.speakers import Register, Role
from criteria.words import fact_words
from tests.criteria.conftest import AS_OF


@pytest.mark.parametrize(
    ("fact", "value", "register", "words"),
    [
        ("age_years", 67, "clinician", "age: 67 years"),
        ("platelets_per_mm3", {"about": 79000}, "clinician", "platelets: about 79,000 /mm3"),
        ("weight_kg", {"from": 60, "to": 70.5}, "patient", "weight: 60 to 70.5 kg"),
        ("weight_kg", 57.15263862, "patient", "weight: 57.15 kg"),
        ("serum_creatinine_mg_dl", 1.1086, "clinician", "serum creatinine: 1.11 mg/dL"),
        ("serum_creatinine_mg_dl", 0.09523, "clinician", "serum creatinine: 0.0952 mg/dL"),
        ("nyha_class", 3, "clinician", "NYHA class: 3"),
        ("contraception_days", 30, "patient", "days of birth control so far: 30"),
        ("nyha_class", "not_tested", "clinician", "NYHA class: not tested"),
    ],
)
def test_a_fact_says_its_unit_once(catalogue: Catalogue, fact: str, value: Any, register: Register, words: str) -> None:
    assert fact_words(catalogue.table, fact, value, register) == words


@pytest.mark.parametrize(
    ("role", "whose"), [("patient", "your age"), ("carer", "their age"), ("clinician", "age 18-70")]
)
def test_a_criterion_that_stands_in_the_way_is_the_persons(catalogue: Catalogue, role: Role, whose: str) -> None:
    words = ResultWords(catalogue, speech(), role)
    assessed = catalogue.engine.assess({"age_years": 71, "motor_syndrome": "als"}, AS_OF)
    (trial,) = (one for one in assessed["trials"] if one["nct_id"] == "NCT04952155")
    assert whose in words.change_set(trial)


NEEDS_NO_WORDS = {
    "age_years",
    "antibodies_negative",
    "antibodies_pending",
    "can_keep_medication_stable",
    "il2_allergy_or_intolerance",
    "immunosuppressant_route",
    "in_other_trial",
    "iv_dose_excessive",
    "iv_steroid_or_ig_last_date",
    "iv_steroid_or_ig_within_2_months",
    "lactating",
    "pregnant",
    "sex",
}
"""What a criterion asks about in words of every day, or in those of other facts."""


def test_the_glossary_has_what_the_criteria_ask_about(catalogue: Catalogue) -> None:
    explained = {name.partition(".")[0] for name in catalogue.glossary.of_facts}
    asked = {fact for trial in catalogue.trials for criterion in trial.criteria for fact in criterion.facts()}
    assert asked - explained <= NEEDS_NO_WORDS
