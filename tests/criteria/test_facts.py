"""Facts as they are told: partial knowledge, reasons for not knowing, what follows from what."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from criteria.assessment import told
from criteria.facts import Between, FactError, NotKnown
from criteria.formulas import cockcroft_gault, exact, prednisone_equivalent
from criteria.load import Catalogue
from criteria.person import PersonError
from tests.criteria.conftest import AS_OF


@pytest.mark.parametrize(
    ("fact", "raw", "typed"),
    [
        ("age_years", 54.0, 54),
        ("weight_kg", 70.5, 70.5),
        ("platelets_per_mm3", {"about": 200000}, Between(180000.0, 220000.0)),
        ("age_years", {"about": 54}, Between(48, 60)),
        ("age_years", {"about": 118}, Between(106, 120)),
        ("weight_kg", {"from": 60, "to": 70}, Between(60, 70)),
        ("last_vaccination_date", "2026-02", Between(dt.date(2026, 2, 1), dt.date(2026, 2, 28))),
        ("last_vaccination_date", "2025", Between(dt.date(2025, 1, 1), dt.date(2025, 12, 31))),
        ("last_vaccination_date", "2026-11", Between(dt.date(2026, 11, 1), AS_OF)),
        ("last_vaccination_date", "2026-11-22", AS_OF),
        ("antibodies_positive", "none", frozenset()),
        ("antibodies_positive", ["gad", "gad"], frozenset({"gad"})),
        ("immunosuppressants", ["some_new_drug"], frozenset({"some_new_drug"})),
        ("hiv_serology", "not_tested", NotKnown("not_tested")),
        ("ast_iu_l", "not_done", NotKnown("not_done")),
        ("pregnant", "declined", NotKnown("declined")),
        ("tuberculosis", "none", "none"),
    ],
)
def test_reading(catalogue: Catalogue, fact: str, raw: Any, typed: Any) -> None:
    assert catalogue.table.read(fact, raw, AS_OF) == typed


def test_every_fact_takes_unknown_and_declined_and_no_null(catalogue: Catalogue) -> None:
    for name in catalogue.table.facts:
        for reason in ("unknown", "declined"):
            assert catalogue.table.read(name, reason, AS_OF) == NotKnown(reason)
        with pytest.raises(FactError, match="allowed"):
            catalogue.table.read(name, None, AS_OF)


def test_all_wrong_facts_are_told_at_once(catalogue: Catalogue) -> None:
    with pytest.raises(PersonError) as caught:
        catalogue.engine.person({"age_years": -1, "sex": "x", "weight_kg": 70}, AS_OF)
    assert list(caught.value.problems) == ["age_years", "sex"]


def test_reasons_are_kept_and_shown(catalogue: Catalogue) -> None:
    facts = {"hiv_serology": "not_tested", "hepatitis_b_status": "declined"}
    criteria = catalogue.engine.assess(facts, AS_OF)["trials"][0]["criteria"]
    assert next(c["because"] for c in criteria if c["id"] == "AE-E2") == facts


def test_what_was_told_is_shown_as_it_was_told(catalogue: Catalogue) -> None:
    facts = {
        "last_vaccination_date": "2026-05",
        "platelets_per_mm3": {"about": 200000},
        "antibodies_positive": ["lgi1", "caspr2"],
        "age_years": 54,
    }
    person = catalogue.engine.person(facts, AS_OF)
    shown = told(person, catalogue.index.mask(facts))
    assert shown == {**facts, "antibodies_positive": ["caspr2", "lgi1"]}


def test_derived_values_are_shown_beside_their_sources(catalogue: Catalogue) -> None:
    facts = {"oral_steroid_drug": "dexamethasone", "oral_steroid_dose_mg_day": 12, "weight_kg": 70}
    criteria = catalogue.engine.assess(facts, AS_OF)["trials"][1]["criteria"]
    because = next(c["because"] for c in criteria if c["id"] == "ALS-I5")
    assert because == {**facts, "prednisone_equiv_mg_per_kg_day": 1.1429}


def test_a_decimal_counts_as_it_was_written() -> None:
    assert exact(0.1) * 3 == Fraction(3, 10)
    constants = {"age_base": 140, "divisor": 72, "female_factor": 0.85}
    assert cockcroft_gault(65, "female", 57.6, 1.7, **constants) == 30
    assert round(float(cockcroft_gault(78, "female", 47.6, 1.56, **constants)), 1) == 22.3
    equal = {"prednisone": 5, "dexamethasone": 0.75, "methylprednisolone": 4}
    assert prednisone_equivalent("dexamethasone", 9, 60, reference="prednisone", equal_mg=equal) == 1
    assert prednisone_equivalent("methylprednisolone", 56, 70, reference="prednisone", equal_mg=equal) == 1


NEVER_DERIVED = [
    ({"sex": "female", "age_years": 80}, "childbearing_potential"),
    ({"sex": "male"}, "childbearing_potential"),
    ({"urine_hcg": "positive"}, "pregnant"),
    ({"urine_hcg": "negative"}, "pregnant"),
    ({"egfr_ml_min_173": 90}, "creatinine_clearance_ml_min"),
    ({"tx_high_dose_steroid": "not_given"}, "tx_steroid_any"),
    ({"tx_steroid_any": "failed"}, "tx_high_dose_steroid"),
    ({"ae_diagnosis": "diagnosed"}, "antibodies_positive"),
    ({"motor_syndrome": "mmn"}, "other_neurodegenerative_disease"),
    ({"motor_syndrome": "lewis_sumner"}, "other_neurodegenerative_disease"),
    ({"motor_syndrome": "cidp"}, "other_neurodegenerative_disease"),
    ({"childbearing_potential": True}, "pregnant"),
    ({"childbearing_potential": False}, "lactating"),
    ({"immunosuppressants": ["tacrolimus"]}, "immunosuppressant_route"),
    ({"oral_steroid_drug": "other", "oral_steroid_dose_mg_day": 9, "weight_kg": 70}, "prednisone_equiv_mg_per_kg_day"),
    ({"age_years": 60, "weight_kg": 70, "serum_creatinine_mg_dl": 1}, "creatinine_clearance_ml_min"),
]


@pytest.mark.parametrize(("facts", "not_derived"), NEVER_DERIVED)
def test_what_must_be_asked_is_not_derived(catalogue: Catalogue, facts: dict[str, Any], not_derived: str) -> None:
    assert not_derived not in catalogue.engine.person(facts, AS_OF).values


@pytest.mark.parametrize(
    "drug", ["prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone"]
)
def test_steroid_factors(catalogue: Catalogue, drug: str) -> None:
    factor = {"prednisone": Fraction(1), "prednisolone": Fraction(1), "methylprednisolone": Fraction(5, 4)}
    factor |= {"dexamethasone": 5 / Fraction(3, 4), "hydrocortisone": Fraction(1, 4)}
    facts = {"oral_steroid_drug": drug, "oral_steroid_dose_mg_day": 20, "weight_kg": 100}
    assert catalogue.engine.person(facts, AS_OF).values["prednisone_equiv_mg_per_kg_day"] == factor[drug] / 5
