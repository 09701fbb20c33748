"""Facts in words, as people see them."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.load import Catalogue
from criteria.speakers import Register
from criteria.words import fact_words


@pytest.mark.parametrize(
    ("fact", "value", "register", "words"),
    [
        ("age_years", 67, "clinician", "age: 67 years"),
        ("platelets_per_mm3", {"about": 79000}, "clinician", "platelets: about 79,000 /mm3"),
        ("weight_kg", {"from": 60, "to": 70.5}, "patient", "weight: 60 to 70.5 kg"),
        ("nyha_class", 3, "clinician", "NYHA class: 3"),
        ("contraception_days", 30, "patient", "days of birth control so far: 30"),
        ("nyha_class", "not_tested", "clinician", "NYHA class: not tested"),
    ],
)
def test_a_fact_says_its_unit_once(catalogue: Catalogue, fact: str, value: Any, register: Register, words: str) -> None:
    assert fact_words(catalogue.table, fact, value, register) == words
