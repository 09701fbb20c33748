"""From facts to an assessment: each criterion's verdict with its reasons, and each trial's (contract 1 and 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from criteria import ENGINE_VERSION
from criteria.change import earliest_day, time_tests, windows_end
from criteria.compare import Evaluate
from criteria.facts import Between
from criteria.kleene import FALSE, TRUE, UNKNOWN, Outcome, negate
from criteria.person import FactIndex, Person
from criteria.registry import recruitment
from criteria.trial import Criterion, Trial
from criteria.wording import RecruitmentWords

VERDICTS = {TRUE: "met", FALSE: "not_met", UNKNOWN: "unknown"}


class Finding(NamedTuple):
    """A criterion's verdict for a person. `outcome` is TRUE when it is passed, for exclusions too."""

    rule: CompiledCriterion
    verdict: str
    outcome: Outcome


class CompiledCriterion:
    """A criterion ready to be judged. `facts`: mask of all that its verdict depends on."""

    def __init__(self, criterion: Criterion, trial: Trial, index: FactIndex) -> None:
        self.criterion = criterion
        self.id = criterion.id
        self.advisory = criterion.advisory
        self.index = index
        self.facts = index.behind(index.mask(criterion.facts()))
        self._passes = self._compile(criterion, index)
        skip = criterion.not_applicable_when
        self._skip: Evaluate | None = skip.compile(index) if skip else None
        self._time_tests = time_tests(criterion)
        self._changes = [(c.if_.compile(index) if c.if_ else None, c.by) for c in criterion.can_change]
        self._static = {
            "id": criterion.id,
            "kind": criterion.kind,
            "advisory": criterion.advisory,
            "quote": criterion.quote,
            "source": trial.sources[criterion.source].name,
        }

    @staticmethod
    def _compile(criterion: Criterion, index: FactIndex) -> Evaluate:
        evaluate = criterion.rule.compile(index)
        if criterion.requires is not None:
            return evaluate
        return lambda person: negate(evaluate(person))

    def judge(self, person: Person) -> Finding:
        if self._skip is not None:
            skip = self._skip(person)
            if skip.truth == TRUE:
                return Finding(self, "not_applicable", skip)
            outcome = self._passes(person)
            if outcome.truth == UNKNOWN and skip.truth == UNKNOWN:
                outcome = _may_be_skipped(outcome, skip)
            return Finding(self, VERDICTS[outcome.truth], outcome)
        outcome = self._passes(person)
        if self.criterion.site_only and outcome.truth != FALSE:
            return Finding(self, "site", outcome)
        return Finding(self, VERDICTS[outcome.truth], outcome)

    def can_change(self, person: Person) -> str:
        return next(by for test, by in self._changes if test is None or test(person).truth == TRUE)

    def window_ends(self, person: Person) -> str | None:
        """From when on what was told lies outside the windows of months that the criterion names; ISO date."""
        return windows_end(self._time_tests, person)

    def as_json(self, finding: Finding, person: Person) -> dict[str, Any]:
        outcome = finding.outcome
        failed = finding.verdict == "not_met"
        return {
            **self._static,
            "verdict": finding.verdict,
            "because": told(person, outcome.because),
            "needs": self.index.names_of(outcome.needs),
            "answered_by": self.criterion.answered_by,
            "can_change": self.can_change(person) if failed else self._changes[-1][1],
            "earliest": earliest_day(self._time_tests, person, self.judge) if failed else None,
        }


def _may_be_skipped(outcome: Outcome, skip: Outcome) -> Outcome:
    """A criterion that may not concern the person can also be passed by learning just that."""
    return Outcome(
        UNKNOWN,
        outcome.because | skip.because,
        outcome.needs | skip.needs,
        outcome.open | (skip.open & TRUE),
        outcome.possible | (skip.possible & TRUE),
    )


def told(person: Person, mask: int) -> dict[str, Any]:
    """The facts of a mask with what was told: values, reasons for what is not known, derived values."""
    return {name: told_value(person, name) for name in person.index.names_of(mask)}


def told_value(person: Person, name: str) -> Any:
    """Plain data for JSON: partial dates and "about" as they were told, sets in alphabetical order."""
    value = person.values.get(name)
    if type(value) in _PLAIN:
        return value
    if value is None:
        return person.not_known.get(name)
    if type(value) in (Between, dt.date) and name not in person.masks:
        return person.stated[name]
    return _rendered(value)


_PLAIN = frozenset({bool, int, float, str})


def _rendered(value: Any) -> Any:
    if isinstance(value, Fraction):
        return round(float(value), 4)
    if isinstance(value, Between):
        return {"from": _rendered(value.low), "to": _rendered(value.high)}
    return sorted(value) if isinstance(value, frozenset) else value


class TrialFinding(NamedTuple):
    """A trial's verdict with those of its criteria, in the order of the trial's file."""

    trial: CompiledTrial
    verdict: str
    settled: bool
    findings: list[Finding]

    @property
    def missing(self) -> int:
        """Mask of the facts that could still decide a criterion that counts."""
        mask = 0
        for finding in self.findings:
            asked = "unknown" if finding.rule.advisory is False else None
            if finding.verdict == asked or (finding.verdict == "site" and self.verdict == "undetermined"):
                mask |= finding.outcome.needs
        return mask

    @property
    def failed(self) -> list[Finding]:
        return [f for f in self.findings if f.verdict == "not_met" and not f.rule.advisory]


class CompiledTrial:
    """A trial ready to be judged."""

    def __init__(self, trial: Trial, index: FactIndex, words: RecruitmentWords) -> None:
        self.trial = trial
        self.nct_id = trial.nct_id
        self.index = index
        self.criteria = [CompiledCriterion(c, trial, index) for c in trial.criteria]
        self.facts = 0
        for criterion in self.criteria:
            self.facts |= criterion.facts
        self._words = words
        self._recruitment: dict[dt.date, dict[str, Any]] = {}

    def judge(self, person: Person, *, last: TrialFinding | None = None, changed: int = -1) -> TrialFinding:
        """The trial's verdict. With a `last` one, only criteria over `changed` facts are judged again.

        changed: mask of the facts that stand otherwise than for `last`, as `Person.differs_from` gives it.
        """
        if last is None:
            return self._conclude([criterion.judge(person) for criterion in self.criteria])
        if not self.facts & changed:
            return last
        return self._conclude([f.rule.judge(person) if f.rule.facts & changed else f for f in last.findings])

    def _conclude(self, findings: list[Finding]) -> TrialFinding:
        counting = [f for f in findings if not f.rule.advisory]
        if any(f.verdict == "not_met" for f in counting):
            return TrialFinding(self, "does_not_fit", True, findings)
        if all(f.verdict != "unknown" for f in counting):
            return TrialFinding(self, "may_fit", True, findings)
        return TrialFinding(self, "undetermined", _nothing_can_change(counting), findings)

    def as_json(self, finding: TrialFinding, person: Person) -> dict[str, Any]:
        criteria = [f.rule.as_json(f, person) for f in finding.findings]
        failed = [c for c in criteria if c["verdict"] == "not_met" and not c["advisory"]]
        days = [c["earliest"] for c in failed]
        return {
            "nct_id": self.nct_id,
            "title": self.trial.title,
            "verdict": finding.verdict,
            "settled": finding.settled,
            "recruitment": self.recruitment(person.as_of),
            "criteria": criteria,
            "missing": self.index.names_of(finding.missing),
            "would_change": [c["id"] for c in failed],
            "earliest": max(days) if days and all(days) else None,
        }

    def recruitment(self, as_of: dt.date) -> dict[str, Any]:
        if as_of not in self._recruitment:
            self._recruitment = {as_of: recruitment(self.trial, as_of, self._words)}
        return dict(self._recruitment[as_of])


def _nothing_can_change(findings: list[Finding]) -> bool:
    """An undecided trial is settled when no criterion can still fail and one can no longer be met."""
    undecided = [f for f in findings if f.verdict in ("unknown", "site")]
    may_fail = any(f.outcome.open & FALSE for f in undecided)
    stuck = any(f.verdict == "unknown" and not f.outcome.open & TRUE for f in undecided)
    return stuck and not may_fail


class Engine:
    """Assesses people against all trials of a catalogue."""

    def __init__(self, trials: list[Trial], index: FactIndex, words: RecruitmentWords, catalogue_hash: str) -> None:
        self.index = index
        self.catalogue_hash = catalogue_hash
        self.trials = [CompiledTrial(trial, index, words) for trial in trials]

    def person(self, facts: Mapping[str, Any], as_of: dt.date) -> Person:
        """Typed facts. Raises PersonError naming each wrong fact and what it allows."""
        return Person.read(self.index, facts, as_of)

    def assess(self, facts: Mapping[str, Any], as_of: dt.date, *, only: str | None = None) -> dict[str, Any]:
        """The assessment of contract section 3. The same facts, date and catalogue give the same result."""
        person = self.person(facts, as_of)
        chosen = [t for t in self.trials if only in (None, t.nct_id)]
        return {
            "as_of": as_of.isoformat(),
            "catalogue": self.catalogue_hash,
            "engine": ENGINE_VERSION,
            "trials": [t.as_json(t.judge(person), person) for t in chosen],
        }
