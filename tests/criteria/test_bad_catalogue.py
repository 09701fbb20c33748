"""Catalogue files that cannot be read: each problem names file, line, field and what is allowed; nothing is loaded."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from criteria import __main__ as command
from criteria.load import CATALOGUE, load
from criteria.yamlfile import CatalogueError
from tests.criteria.test_lint import AE, AGE, ALS, VEINS, WBC, change

FACT = "  venous_access:\n    type: choice\n"

BROKEN = {
    # what is wrong: (file, what stands there, what is put there, field, words of the problem)
    "operator misspelt": (
        AE,
        AGE,
        "requires: {fact: age_years, betwen: [19, 80]}",
        "betwen",
        "allowed: fact, is, in, above",
    ),
    "key misspelt": (
        AE,
        "requires: {fact: age_years,",
        "requries: {fact: age_years,",
        "requries",
        "requires, excludes",
    ),
    "rule without a fact": (AE, AGE, "requires: {age_years: 19}", "requires", "one of the keys fact, all, any"),
    "rule that is a word": (AE, AGE, "requires: often", "requires", "one of the keys"),
    "rule that is a list": (AE, AGE, "requires: [{fact: age_years, above: 3}]", "requires", "one of the keys"),
    "two operators": (AE, AGE, "requires: {fact: age_years, above: 3, below: 9}", "requires", "exactly one of"),
    "no operator": (AE, AGE, "requires: {fact: age_years}", "requires", "exactly one of"),
    "unknown fact": (AE, AGE, "requires: {fact: age_yaers, between: [19, 80]}", "fact", "did you mean age_years"),
    "unknown fact of a multiple": (
        ALS,
        "{times: 3, of: ast_uln_iu_l}",
        "{times: 3, of: ast_uln}",
        "ast_iu_l",
        "ast_uln_iu_l",
    ),
    "comparing a choice": (AE, VEINS, "excludes: {fact: venous_access, above: 3}", "above", "allowed: is, in"),
    "a window over a number": (
        AE,
        AGE,
        "requires: {fact: age_years, within_months: 3}",
        "within_months",
        "does not fit the type integer",
    ),
    "codes of a choice": (AE, VEINS, "excludes: {fact: venous_access, includes_any: [x]}", "includes_any", "is, in"),
    "comparing a date": (
        ALS,
        "- if: {not: {fact: last_vaccination_date, within_months: 6}}",
        "- if: {not: {fact: last_vaccination_date, above: 6}}",
        "above",
        "allowed: within_months",
    ),
    "multiple of no number": (ALS, "{times: 3, of: ast_uln_iu_l}", "{times: 3, of: sex}", "above", "sex is no number"),
    "list where a value is wanted": (
        AE,
        VEINS,
        "excludes: {fact: venous_access, is: [adequate]}",
        "is",
        "must be a valid",
    ),
    "limit that is a word": (ALS, WBC, "- {fact: wbc_per_mm3, below: low}", "below", "must be a valid number"),
    "one limit of two": (AE, AGE, "requires: {fact: age_years, between: [19]}", "between", "missing"),
    "at least more than there are": (
        AE,
        AGE,
        "requires: {at_least: 2, of: [{fact: sex, is: male}]}",
        "requires",
        "can never hold",
    ),
    "nothing to be all of": (AE, AGE, "requires: {all: []}", "all", "at least 1"),
    "then that is no truth": (
        AE,
        VEINS,
        "excludes: {cases: [{if: {fact: sex, is: male}, then: perhaps}]}",
        "then",
        "'unknown'",
    ),
    "window of no months": (
        AE,
        AGE,
        "requires: {fact: age_years, within_months: 0}",
        "within_months",
        "greater than 0",
    ),
    "inclusion that excludes": (
        AE,
        AGE,
        AGE.replace("requires", "excludes"),
        "criteria[0]",
        "an inclusion criterion has",
    ),
    "no rule": (AE, "    " + AGE + "\n", "", "criteria[0]", "exactly one of requires, excludes, site_only"),
    "kind misspelt": (
        AE,
        "  - id: AE-E6\n    kind: exclusion",
        "  - id: AE-E6\n    kind: exclude",
        "kind",
        "'inclusion' or 'exclusion'",
    ),
    "answered by nobody known": (
        AE,
        "name: {patient: an infection now, clinician: infection}\n    answered_by: patient",
        "name: {patient: an infection now, clinician: infection}\n    answered_by: nurse",
        "answered_by",
        "'patient', 'clinician' or 'site'",
    ),
    "change of no kind": (
        AE,
        "- {if: {fact: age_years, below: 19}, by: time}",
        "- {if: {fact: age_years, below: 19}, by: luck}",
        "by",
        "'never'",
    ),
    "key missing": (AE, "title: IL-2 in Refractory Autoimmune Encephalitis\n", "", "", "'title' is missing"),
    "number of the trial": (AE, "nct_id: NCT02714959", "nct_id: NCT1", "nct_id", "match pattern"),
    "id twice": (AE, "- id: AE-E5", "- id: AE-E4", "id", "AE-E4 stands twice"),
    "source that is none": (AE, "source: registry_copy", "source: registry", "source", "allowed: "),
    "listing that is none": (AE, "listing: listing\n", "listing: list\n", "listing", "allowed: "),
    "text where a list is wanted": (
        AE,
        "conditions: [autoimmune encephalitis]",
        "conditions: autoimmune encephalitis",
        "conditions",
        "list",
    ),
    "date that is none": (
        AE,
        'completion: {date: "2019-06-12"}',
        'completion: {date: "June 2019"}',
        "date",
        "match pattern",
    ),
    "answer with an unknown word in braces": (
        AE,
        '"It took place in {city},',
        '"It took place in {town},',
        "answers.location",
        "city",
    ),
    "tab": (AE, "phase: Phase 1/2", "phase:\n\tPhase 1/2", "", "spaces, not tabs"),
    "key twice": (AE, "phase: Phase 1/2", "phase: Phase 1/2\nphase: Phase 2", "phase", "twice"),
    "quote not closed": (AE, 'org_study_id: "1510112713"', 'org_study_id: "1510112713', "", "not valid YAML"),
    "day that does not exist": (AE, "phase: Phase 1/2", "phase: 2026-02-31", "", "not valid YAML"),
    "merge of mappings": (AE, "phase: Phase 1/2", "phase: Phase 1/2\n<<: {a: 1}", "", "plain word"),
    "type misspelt": ("facts.yml", FACT, FACT.replace("choice", "chioce"), "venous_access", "'choice'"),
    "type missing": ("facts.yml", FACT, "  venous_access:\n", "venous_access", "type"),
    "number without a unit": (
        "facts.yml",
        '    unit: "mL/min"\n',
        "",
        "creatinine_clearance_ml_min",
        "'unit' is missing",
    ),
    "range of three": ("facts.yml", "range: [20, 300]", "range: [20, 300, 400]", "range", "at most 2"),
    "key that a fact does not have": ("facts.yml", FACT, FACT + "    colour: red\n", "colour", "allowed: who, label"),
    "values of no fact": (
        "facts.yml",
        "values_of: antibodies_positive\n    not_known: [not_tested]",
        "values_of: antibodies\n    not_known: [not_tested]",
        "",
        "has no values",
    ),
    "formula that is none": (
        "facts.yml",
        "formula: cockcroft_gault",
        "formula: mdrd",
        "derivations[0]",
        "cockcroft_gault, prednisone_equivalent",
    ),
    "parameter of a formula missing": ("facts.yml", ", female_factor: 0.85}", "}", "derivations[0]", "female_factor"),
    "source of a formula missing": (
        "facts.yml",
        "from: [age_years, sex, weight_kg, serum_creatinine_mg_dl]",
        "from: [age_years, sex, weight_kg]",
        "derivations[0]",
        "4 sources",
    ),
    "derivation from no fact": ("facts.yml", "from: [motor_syndrome]", "from: [motor]", "", "names motor"),
    "wording with an unknown word in braces": (
        "wording.yml",
        "Completed in {completion}",
        "Completed in {month}",
        "recruitment",
        "status, verified, completion",
    ),
    "term of no fact": ("glossary.yml", "of: [riluzole_use]", "of: [riluzole]", "terms.riluzole", "did you mean"),
    "term of no value": ("glossary.yml", "[motor_syndrome.mmn]", "[motor_syndrome.mnm]", "terms.mmn", "no value mnm"),
    "term that nothing names": ("glossary.yml", "    says: [placebo, sham, sugar pill]\n", "", "", "nothing names it"),
    "name of two terms": ("glossary.yml", "says: [mri, ", "says: [eeg, ", "says", "eeg names two terms"),
    "wording left out": (
        "wording.yml",
        'completed_undated: "Completed. Not recruiting."',
        "",
        "recruitment",
        "'completed_undated' is missing",
    ),
    "other trial of no topic": ("other_trials.yml", "topics: [stroke]", "topics: []", "topics", "at least 1"),
    "other trial with a key too many": (
        "other_trials.yml",
        "    name: IMODALS\n",
        "    name: IMODALS\n    nice: true\n",
        "nice",
        "allowed: nct_id",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    return caught.value.problems


@pytest.mark.parametrize("name", BROKEN)
def test_problem_is_told(folder: Path, name: str) -> None:
    file, old, new, field, words = BROKEN[name]
    line = change(folder, file, old, new)
    problems = problems_of(folder)
    assert all(re.match(r"[\w/]+(\.yml)?:\d+: \S", problem) and "\n" not in problem for problem in problems), problems
    told = [problem for problem in problems if words in problem]
    assert told, problems
    assert field in told[0]
    if field and name not in ("id twice", "key missing"):
        assert abs(int(told[0].split(":")[1]) - line) <= 20, (told[0], line)


def test_a_problem_names_its_exact_line(folder: Path) -> None:
    line = change(folder, ALS, WBC, "- {fact: wbc_per_mm3, belwo: 2000}")
    assert problems_of(folder)[0].startswith(f"{ALS}:{line}: criteria[11].excludes.any[0].belwo: unknown key 'belwo'")


def test_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    change(folder, AE, "phase: Phase 1/2", "fase: Phase 1/2")
    change(folder, ALS, "phase: Phase 2", "fase: Phase 2")
    change(folder, "wording.yml", "  stale: >-", "  stail: >-")
    assert {problem.split(":")[0] for problem in problems_of(folder)} == {AE, ALS, "wording.yml"}


def test_files_that_are_not_there(folder: Path) -> None:
    (folder / "facts.yml").unlink()
    (folder / "wording.yml").write_bytes(b"\xff")
    assert problems_of(folder) == ["facts.yml:1: cannot be read: No such file or directory", problems_of(folder)[1]]


def test_no_trials(folder: Path) -> None:
    shutil.rmtree(folder / "trials")
    assert problems_of(folder) == ["trials:1: (top): no trial file; wanted trials/NCT*.yml"]


@pytest.mark.parametrize("content", ["", "[]", "word", "facts:", "a: &x [*x]", "{? [a] : b}", "a: 1\n---\nb: 2\n"])
def test_files_of_another_shape(folder: Path, content: str) -> None:
    (folder / "facts.yml").write_text(content, encoding="utf-8")
    assert all(problem.startswith("facts.yml:") for problem in problems_of(folder))


def test_the_command_line_tells_and_answers_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, AE, "phase: Phase 1/2", "fase: Phase 1/2")
    monkeypatch.setattr(command, "catalogue", lambda: load(folder))
    assert command.main(["assess"]) == 1
    out, err = capsys.readouterr()
    assert (out, err[: len(AE)]) == ("", AE)
    assert command.main(["lint"]) == 1
    out, err = capsys.readouterr()
    assert (out[: len(AE)], err) == (AE, "")
