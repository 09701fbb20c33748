"""Gold cases of cases.yml: verdicts, reasons and dates, each derived by hand from the clinical reference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from criteria.load import Catalogue

GOLD = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = GOLD["cases"]


def facts_of(case: dict[str, Any]) -> dict[str, Any]:
    facts = {**GOLD["bases"].get(case.get("base"), {}), **case.get("facts", {})}
    return {name: value for name, value in facts.items() if name not in case.get("without", ())}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], catalogue: Catalogue) -> None:
    as_of: dt.date = case.get("day", GOLD["as_of"])
    assessment = catalogue.engine.assess(facts_of(case), as_of)
    trials = {t["nct_id"]: t for t in assessment["trials"]}
    criteria = {c["id"]: c for t in trials.values() for c in t["criteria"]}

    assert {id: criteria[id]["verdict"] for id in case["expected"]} == case["expected"]
    for key, of in (("overall", "verdict"), ("settled", "settled"), ("would_change", "would_change")):
        assert {nct: trials[nct][of] for nct in case.get(key, ())} == case.get(key, {})
    for key in ("needs", "because"):
        for id, facts in case.get(key, {}).items():
            assert set(criteria[id][key]) == set(facts), (id, key)
    assert {id: criteria[id]["earliest"] for id in case.get("earliest", ())} == case.get("earliest", {})


def test_every_criterion_has_each_verdict_it_can_have(catalogue: Catalogue) -> None:
    seen = {(id, verdict) for case in CASES for id, verdict in case["expected"].items()}
    for trial in catalogue.trials:
        for criterion in trial.criteria:
            possible = ["site", "not_met"] if criterion.site_only else ["met", "not_met", "unknown"]
            possible += ["not_applicable"] if criterion.not_applicable_when else []
            assert [v for v in possible if (criterion.id, v) not in seen] == [], criterion.id


def test_ids_are_told_apart() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120
