"""Checks that go beyond what a catalogue needs to be read: is every rule sound, every quote true, nothing left out?

Each problem is one line, "file:line: field: message".
"""

from __future__ import annotations

from collections.abc import Iterator

from criteria.lint.facts import derivation_findings, fact_findings
from criteria.lint.finding import Finding
from criteria.lint.outcomes import contradictions, outcome_findings
from criteria.lint.quotes import quote_findings, uncovered_lines
from criteria.lint.rules import change_findings, rule_findings
from criteria.load import Catalogue
from criteria.trial import Criterion, Trial
from criteria.yamlfile import YamlFile


def lint(catalogue: Catalogue) -> list[str]:
    """Every problem of a catalogue that can be read, in the order of its files and lines."""
    problems = _problems(catalogue.files["facts.yml"], [*fact_findings(catalogue), *derivation_findings(catalogue)])
    for trial in catalogue.trials:
        file = next(file for file in catalogue.files.values() if file.data.get("nct_id") == trial.nct_id)
        problems |= _problems(file, _trial_findings(catalogue, trial))
    return sorted(problems, key=_by_line)


def summary(catalogue: Catalogue) -> str:
    criteria = sum(len(trial.criteria) for trial in catalogue.trials)
    return f"{len(catalogue.table.facts)} facts, {len(catalogue.trials)} trials, {criteria} criteria: no problems"


def _problems(file: YamlFile, findings: Iterator[Finding] | list[Finding]) -> set[str]:
    return {file.problem(found.path, found.words, found.below) for found in findings}


def _by_line(problem: str) -> tuple[str, int, str]:
    file, line, rest = problem.split(":", 2)
    return file, int(line), rest


def _trial_findings(catalogue: Catalogue, trial: Trial) -> Iterator[Finding]:
    for place, criterion in enumerate(trial.criteria):
        for found in _criterion_findings(catalogue, trial, criterion):
            yield found.within(("criteria", place), criterion.id)
    yield from contradictions(catalogue.index, trial)
    yield from uncovered_lines(trial)


def _criterion_findings(catalogue: Catalogue, trial: Trial, criterion: Criterion) -> Iterator[Finding]:
    yield from quote_findings(criterion, trial.sources[criterion.source])
    senseless = list(rule_findings(catalogue.table, criterion))
    yield from senseless
    if not senseless:  # a rule whose tests make no sense cannot be tried out
        yield from outcome_findings(catalogue.index, criterion)
        yield from change_findings(criterion)
