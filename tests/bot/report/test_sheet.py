"""The sheet: what it shows to whom, that it escapes what a person said, and that its FHIR form is valid."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from bot.report.fhir import bundle
from bot.report.sheet import STYLE, STYLE_HASH, Sheet
from criteria.load import catalogue
from tests.actions.test_turn import AE_FITS, COUNTS

DAY = dt.date(2026, 11, 22)
FITS = {**AE_FITS, **COUNTS}


def sheet(facts: dict[str, Any], role: Any = "patient") -> Sheet:
    return Sheet.of(facts, DAY, role)


def test_a_patient_reads_what_was_told_what_fits_and_what_does_not() -> None:
    page = sheet({**FITS, "age_years": 81}).html()
    assert "age: 81 years" in page
    assert "19 Years 80 Years" in page
    assert "Completed in June 2019" in page
    assert "22 November 2026" in page
    assert catalogue().digest in page


def test_a_clinician_reads_every_criterion_with_its_quote() -> None:
    page = sheet(FITS, "clinician").html()
    for trial in catalogue().trials:
        for criterion in trial.criteria:
            assert f">{criterion.id}</th>" in page


@pytest.mark.parametrize("role", ["patient", "carer", "clinician"])
def test_the_six_statements_stand_on_every_sheet(role: str) -> None:
    page = sheet({}, role).html()
    assert page.count("<li>") >= 6
    assert "Not recruiting" in page
    assert "{" not in page.replace(STYLE, "")


def test_no_field_for_a_name() -> None:
    assert not re.search(r"<input|<form|name:", sheet(FITS).html(), re.IGNORECASE)


def test_what_was_said_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("criteria.results.facts_words", lambda *_: "<script>alert(1)</script>")
    page = sheet(FITS).html()
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_style_is_the_one_that_the_policy_allows() -> None:
    assert STYLE_HASH.startswith("'sha256-") and STYLE in sheet({}).html()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        FITS,
        {
            "hiv_serology": "declined",
            "ast_iu_l": {"about": 200},
            "antibodies_positive": ["lgi1", "gad"],
            "last_vaccination_date": "2026-10",
            "chest_xray": "not_done",
            "age_years": 54,
            "weight_kg": 70.5,
        },
    ],
)
def test_the_bundle_is_valid_fhir(facts: dict[str, Any]) -> None:
    told = bundle(sheet(facts))
    assert Bundle.model_validate(told)
    kinds = [entry["resource"]["resourceType"] for entry in told["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "ResearchStudy", "ResearchStudy"]
    assert "Patient" not in json.dumps(told)


def test_a_fact_nobody_asked_about_is_absent_and_an_unknown_one_says_why() -> None:
    response = bundle(sheet({"hiv_serology": "declined", "age_years": 54}))["entry"][1]["resource"]
    items = {item["linkId"]: item for item in response["item"]}
    assert set(items) == {"hiv_serology", "age_years"}
    assert "answer" not in items["hiv_serology"]
    assert items["hiv_serology"]["extension"][0]["valueCode"] == "asked-declined"
    assert items["age_years"]["answer"] == [{"valueInteger": 54}]


def test_the_same_facts_give_the_same_bundle() -> None:
    assert json.dumps(bundle(sheet(FITS))) == json.dumps(bundle(sheet(FITS)))
