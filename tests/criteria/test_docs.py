"""The guide is true: its trial can be added as it stands there, its rules can be read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from criteria import rules
from criteria.lint import lint
from criteria.load import CATALOGUE, Catalogue, load
from criteria.rules import Rule
from criteria.trial import Criterion
from tests.criteria.conftest import AS_OF

GUIDE = (Path(__file__).parents[2] / "docs" / "adding-a-trial.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_trial_of_the_guide_is_added_by_one_file(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))
    (folder / "trials" / "NCT99999999.yml").write_text(EXAMPLES[0], encoding="utf-8")
    catalogue = load(folder)
    assert lint(catalogue) == []

    facts = {"age_years": 65, "platelets_per_mm3": 100000, "infection_status": "none"}
    added = catalogue.engine.assess(facts, AS_OF)["trials"][-1]
    assert (added["nct_id"], added["verdict"]) == ("NCT99999999", "may_fit")
    assert added["recruitment"]["statement"] == "Recruiting, as confirmed in September 2026."
    failed = catalogue.engine.assess({**facts, "platelets_per_mm3": 99999}, AS_OF)["trials"][-1]
    assert (failed["verdict"], failed["would_change"]) == ("does_not_fit", ["EX-E1"])


def test_the_rules_of_the_guide_can_be_read(catalogue: Catalogue) -> None:
    for rule in [rule for example in EXAMPLES[1:] for rule in yaml.safe_load(example)]:
        tests = list(TypeAdapter(Rule).validate_python(rule).tests())
        assert all(name in catalogue.table.facts for test in tests for name in test.facts())


def test_the_guide_names_every_operator_and_key() -> None:
    operators = {field.alias or name for name, field in rules.Test.model_fields.items()}
    keys = {field.alias or name for name, field in Criterion.model_fields.items()}
    assert {word for word in operators | keys if not re.search(rf"\b{word}\b", GUIDE)} == set()
