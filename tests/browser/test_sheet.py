"""The printed sheet: a patient's is one A4 page, whatever was told."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from benchmarks.people import people
from bot.report.sheet import Sheet
from criteria.load import catalogue

DAY = dt.date(2026, 11, 22)

NOTHING_KNOWN: dict[str, Any] = dict.fromkeys(catalogue().table.facts, "unknown")
EVERYTHING_FAILS: dict[str, Any] = {
    **NOTHING_KNOWN,
    "age_years": 82,
    "ae_diagnosis": "ruled_out",
    "motor_syndrome": "none",
    "immune_markers": "normal",
    "antibody_panel_negative": True,
    "tx_high_dose_steroid": "not_given",
    "tx_ivig": "not_given",
    "tx_steroid_any": "not_given",
    "infection_status": "severe",
    "hiv_serology": "positive",
    "vaccination_planned": True,
    "in_other_trial": True,
    "il2_allergy_or_intolerance": True,
    "severe_lung_dysfunction": True,
    "platelets_per_mm3": 1000,
}


def pages(browser: Browser, facts: dict[str, Any], role: Any) -> int:
    page = browser.new_page()
    page.set_content(Sheet.of(facts, DAY, role).html())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    return len(PdfReader(io.BytesIO(printed)).pages)


@pytest.mark.parametrize("role", ["patient", "carer"])
@pytest.mark.parametrize(
    "facts",
    [{}, NOTHING_KNOWN, EVERYTHING_FAILS, *people(4, seed=5)],
    ids=["nothing told", "nothing known", "everything fails", "p1", "p2", "p3", "p4"],
)
def test_a_patients_sheet_is_one_page(browser: Browser, facts: dict[str, Any], role: str) -> None:
    assert pages(browser, facts, role) == 1
