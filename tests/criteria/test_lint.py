"""The linter, on copies of the shipped catalogue with one thing made wrong in each."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from criteria.lint import lint
from criteria.load import CATALOGUE, Catalogue, load

AE, ALS = "trials/NCT02714959.yml", "trials/NCT04952155.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replaces a text that stands once; the line it stands on."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_catalogue_is_clean(catalogue: Catalogue) -> None:
    assert lint(catalogue) == []


AGE = "requires: {fact: age_years, between: [19, 80]}"
LISTED_AGE = "requires: {fact: age_years, between: [18, 70]}"
XRAY = "{if: {fact: chest_xray, is: abnormal_significant_unrelated}, then: true}"
VEINS = "excludes: {fact: venous_access, is: not_allowing_repeated_tests}"
ALLERGY = "excludes: {fact: il2_allergy_or_intolerance, is: true}"
WBC = "- {fact: wbc_per_mm3, below: 2000}"

CHANGES = {
    # what is wrong: (file, what stands there, what is put there, the words of the problem)
    "value that a choice does not have": (
        AE,
        XRAY,
        XRAY.replace("abnormal_significant_unrelated", "bad"),
        "never 'bad'",
    ),
    "value that means nothing is known": (
        AE,
        XRAY,
        XRAY.replace("abnormal_significant_unrelated", "not_done"),
        "never",
    ),
    "code that a set does not have": (AE, "&codes [nmdar,", "&codes [nmda,", "never 'nmda'"),
    "text for a yes/no fact": (ALS, ALLERGY, ALLERGY.replace("true", "often"), "allowed: true, false"),
    "number outside of the range": (ALS, WBC, WBC.replace("2000", "-5"), "tells nobody apart"),
    "number at the end of the range": (ALS, WBC, WBC.replace("2000", "0"), "tells nobody apart"),
    "limits in the wrong order": (AE, AGE, AGE.replace("19, 80", "80, 19"), "lower limit comes first"),
    "multiple of another unit": (ALS, "{times: 3, of: ast_uln_iu_l}", "{times: 3, of: weight_kg}", "unit is IU/L"),
    "never met": (
        AE,
        AGE,
        "requires: {all: [{fact: age_years, below: 20}, {fact: age_years, above: 60}]}",
        "contradictory",
    ),
    "never failed": (
        AE,
        AGE,
        "requires: {any: [{fact: age_years, above: 20}, {fact: age_years, below: 60}]}",
        "unreachable",
    ),
    "everybody is excluded": (
        AE,
        VEINS,
        "excludes: {any: [{fact: venous_access, is: adequate}, {not: {fact: venous_access, is: adequate}}]}",
        "nobody can ever pass",
    ),
    "nobody is excluded": (
        AE,
        VEINS,
        "excludes: {all: [{fact: venous_access, is: adequate}, {not: {fact: venous_access, is: adequate}}]}",
        "nobody can ever fail",
    ),
    "limb that is the same for everybody": (
        ALS,
        WBC,
        "- {all: [{fact: wbc_per_mm3, below: 1000}, {fact: wbc_per_mm3, above: 3000}]}",
        "false for everybody",
    ),
    "case after one that always holds": (
        AE,
        "- {if: {fact: infection_status, is: none}, then: false}",
        "- {if: {fact: infection_status, is: severe}, then: false}",
        "case 2 can never decide",
    ),
    "criteria that contradict each other": (
        AE,
        VEINS,
        "excludes: {fact: age_years, above: 10}",
        "nobody can pass both",
    ),
    "number without a unit": ("facts.yml", 'unit: "mg/dL"', 'unit: ""', "needs its unit"),
    "unit that the quote does not have": ("facts.yml", 'unit: "mL/min"', 'unit: "mL/s"', "the quote says 30 ml/min"),
    "quote with a word changed": (AE, "quote: Poor venous access not", "quote: Bad venous access not", "do not stand"),
    "quote of another source": (AE, "source: registry_copy", "source: listing", "do not stand in the text"),
    "bullet without a criterion": (
        AE,
        "      * Infection\n",
        "      * Infection\n      * Fever\n",
        "covers the exclusion line: Fever",
    ),
    "wrapped bullet without a criterion": (
        ALS,
        "      - Pregnant and lactating women;\n",
        "      - Pregnant and lactating women;\n\n      - Fever or any other\n      kind of heat;\n",
        "Fever or any other kind of heat;",
    ),
    "bullet half covered": (
        AE,
        "      * Infection\n",
        "      * Infection or recent fever\n",
        "Infection or recent fever",
    ),
    "structured age without a criterion": (AE, "      80 Years\n", "      85 Years\n", "85 Years"),
    "criterion under the wrong header": (AE, "      * Infection\n      * Other", "      * Other", "do not stand"),
    "open word without a decision": (
        ALS,
        'decision: Never had it and no known allergy is "no". Allergy to another drug is irrelevant.',
        'decision: ""',
        "",
    ),
    "fact of no rule": ("facts.yml", "recorded, used by no rule: an eGFR", "an eGFR", "no rule uses this fact"),
    "change that asks for another fact": (
        AE,
        "- {if: {fact: age_years, below: 19}, by: time}",
        "- {if: {fact: weight_kg, below: 50}, by: time}",
        "no fact of the criterion",
    ),
    "derivation for a value that is never": ("facts.yml", "except: [not_given]", "except: [never]", "never 'never'"),
    "derivation to a value that is never": ("facts.yml", "    gives: true\n", "    gives: often\n", "never 'often'"),
    "derivation with a number below zero": ("facts.yml", "female_factor: 0.85", "female_factor: -0.85", "above 0"),
    "derivation with a drug that is none": ("facts.yml", "hydrocortisone: 20}", "cortisol: 20}", "never 'cortisol'"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_problem_is_found(folder: Path, name: str) -> None:
    file, old, new, words = CHANGES[name]
    change(folder, file, old, new)
    problems = lint(load(folder))
    if not words:  # "intolerance" is no open word: the text without a decision is fine
        assert problems == []
        return
    assert problems, "nothing found"
    assert all(re.match(rf"{re.escape(file)}|facts\.yml:|trials/", p) for p in problems)
    assert any(words in problem for problem in problems), problems
    assert all(re.match(r"[\w/]+\.yml:\d+: \S+: \S", problem) for problem in problems), problems


@pytest.mark.parametrize("gone", ["AE-I0", "AE-I2", "AE-I4", "AE-E4", "AE-E7", "ALS-I1", "ALS-I5", "ALS-E6", "ALS-E9"])
def test_a_criterion_left_out_is_missed(folder: Path, gone: str) -> None:
    path = folder / (AE if gone.startswith("AE") else ALS)
    text = path.read_text(encoding="utf-8")
    entry = re.search(rf"  - id: {gone}\n.*?\n(?=\n  - id|\nlisting:)", text, re.DOTALL)
    assert entry
    path.write_text(text.replace(entry[0], ""), encoding="utf-8")
    problems = lint(load(folder))
    assert any("no criterion covers" in problem for problem in problems), problems


def test_an_open_word_needs_a_decision(folder: Path) -> None:
    text = (folder / AE).read_text(encoding="utf-8")
    start = text.index("    decision: Hard veins")
    end = text.index("\n", start)
    (folder / AE).write_text(text[:start] + text[end + 1 :], encoding="utf-8")
    problems = lint(load(folder))
    assert len(problems) == 1 and '"Poor" is open' in problems[0]


def test_a_problem_names_its_line(folder: Path) -> None:
    line = change(folder, AE, VEINS, VEINS.replace("not_allowing_repeated_tests", "bad"))
    assert lint(load(folder)) == [
        f"{AE}:{line}: criteria[10].excludes.is: AE-E6: venous_access: it is never 'bad'; "
        "allowed: adequate, difficult_but_obtainable, not_allowing_repeated_tests"
    ]


def test_an_uncovered_bullet_names_its_line(folder: Path) -> None:
    line = change(folder, AE, "      * Infection\n", "      * Fever\n      * Infection\n")
    assert lint(load(folder)) == [f"{AE}:{line}: sources.listing.text: no criterion covers the exclusion line: Fever"]
