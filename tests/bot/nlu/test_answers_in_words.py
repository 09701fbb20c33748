"""Every fact and value, said in words as an answer to its question, and without the question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.nlu.phrases import CASES, PHRASES, phrase
from tests.bot.nlu.scoring import same


@pytest.mark.parametrize(("fact", "value"), CASES)
def test_said_in_answer_to_its_question(facts: Callable[..., dict[str, Any]], fact: str, value: Any) -> None:
    assert same(facts(phrase(fact, value), fact).get(fact), value)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        (fact, value)
        for fact, value in CASES
        if fact not in PHRASES["only_when_asked"]
        and value not in PHRASES["only_when_asked_values"]
        and fact not in ("other_therapies", "immunosuppressants")
    ],
)
def test_said_unasked(facts: Callable[..., dict[str, Any]], fact: str, value: Any) -> None:
    assert same(facts(phrase(fact, value)).get(fact), value)


SHORT = [
    (["age_years"], "54", {"age_years": 54}),
    (["heart_failure"], "no", {"heart_failure": False}),
    (["heart_failure"], "Yes.", {"heart_failure": True}),
    (["motor_syndrome"], "no known paper on that", {}),
    (["cancer_history"], "no known issues", {"cancer_history": False}),
    (["heart_failure"], "not sure", {"heart_failure": "unknown"}),
    (["heart_failure"], "skip", {}),
    (["heart_failure"], "I'd rather not say", {}),
    (["pregnant", "lactating"], "neither", {"pregnant": False, "lactating": False}),
    (["umn_signs", "lmn_signs"], "both of them", {"umn_signs": True, "lmn_signs": True}),
    (["cancer_history", "dementia"], "none of them", {"cancer_history": False, "dementia": False}),
    (["cancer_history", "dementia"], "only the first", {"cancer_history": True, "dementia": False}),
    (["cancer_history", "dementia"], "just the last one", {"cancer_history": False, "dementia": True}),
    (["cancer_history", "dementia"], "same as before", {}),
    (["last_vaccination_date", "vaccinated_within_6_months"], "two weeks ago",
     {"last_vaccination_date": "2026-11-08", "vaccinated_within_6_months": True}),
    (["last_vaccination_date", "vaccinated_within_6_months"], "never", {"vaccinated_within_6_months": False}),
    (["last_vaccination_date", "vaccinated_within_6_months"], "in 2019", {"vaccinated_within_6_months": False}),
    (["tx_rituximab"], "no", {"tx_rituximab": "not_given"}),
    (["tx_rituximab"], "yes", {"tx_rituximab": "given_unknown"}),
    (["platelets_per_mm3"], "79 not 97", {"platelets_per_mm3": 79000}),
    (["ast_iu_l", "alt_iu_l"], "31/44", {"ast_iu_l": 31, "alt_iu_l": 44}),
    (["hiv_serology", "hepatitis_c_status"], "yes", {}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "expected"), SHORT)
def test_short_replies(
    facts: Callable[..., dict[str, Any]], asked: list[str], text: str, expected: dict[str, Any]
) -> None:
    assert facts(text, *asked) == expected
