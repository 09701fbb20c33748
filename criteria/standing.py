"""Where a person stands with all trials at once, fast enough for a catalogue of thousands.

Trials share rules: "HIV positive" is judged once, whoever excludes it. A set of trials is a bit mask, a trial a bit.
Only rules that a known fact touches are judged; the rest stand as they do for a person of whom nothing is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from criteria.assessment import CompiledCriterion, Engine
from criteria.kleene import ANY, FALSE, TRUE, UNKNOWN, Outcome
from criteria.person import FactIndex, Person

MAIN, ADVISORY, SITE = range(3)
"""Stages of asking: what decides a verdict, what only advises, consent."""
KEPT = 50_000
"""Most judgements kept in memory; they hold values of facts, and nothing of whose they are."""


class Asking(Person):
    """A person whose "I don't know" is an answer: what is asked already is never needed again."""

    __slots__ = ()

    @classmethod
    def of(cls, person: Person) -> Asking:
        asking = cls(person.index, person.as_of)
        asking.values, asking.stated = person.values, person.stated
        asking.not_known, asking.masks = person.not_known, person.masks
        return asking

    def unknown_outcome(self, name: str) -> Outcome:
        asked = name in self.not_known
        because, needs, open_ = (self.index.bit[name], 0, UNKNOWN) if asked else (0, self.index.bit[name], ANY)
        for rule in self.index.derivations.get(name, ()):
            if rule.formula is None and not asked:
                continue  # what one other fact implies is asked by itself first
            lacking = self.lacking(rule)
            if lacking and not any(source in self.not_known for source in lacking):
                needs |= self.index.mask(lacking)
                open_ = ANY
        return Outcome(UNKNOWN, because, needs, open_, open_)


@dataclass(frozen=True)
class Standing:
    """failed, unknown, stuck, may_fail: masks of trials with a criterion that failed, is unknown, can no longer be met,
    can still fail. open: undecided rules, each with its outcome. dead: failed for good."""

    failed: int
    unknown: int
    stuck: int
    may_fail: int
    dead: int
    open: list[tuple[int, Outcome]]

    @property
    def settled(self) -> int:
        """Undecided trials whose verdict no answer can change."""
        return self.unknown & self.stuck & ~self.may_fail


class Board:
    """Every distinct rule of a catalogue, with the trials that have it."""

    def __init__(self, engine: Engine) -> None:
        self.index = engine.index
        self.nct_ids = [trial.nct_id for trial in engine.trials]
        self.bit = {nct: 1 << i for i, nct in enumerate(self.nct_ids)}
        self.all = (1 << len(self.nct_ids)) - 1
        shared: dict[str, tuple[CompiledCriterion, int]] = {}
        for trial in engine.trials:
            for rule in trial.criteria:
                key = _same_rule(rule)
                first, trials = shared.get(key, (rule, 0))
                shared[key] = (first, trials | self.bit[trial.nct_id])
        # Rules of many trials come first: they settle most, and what they settle need not be judged again.
        ranked = sorted(shared.values(), key=lambda pair: -pair[1].bit_count())
        self.rules = [rule for rule, _ in ranked]
        self.trials = [trials for _, trials in ranked]
        self.stages = [ADVISORY if r.advisory else SITE if r.criterion.site_only else MAIN for r in self.rules]
        self.facts = [_facts_behind(rule, self.index) for rule in self.rules]
        self.touched_by: dict[str, list[int]] = {}
        for number, facts in enumerate(self.facts):
            for fact in facts:
                self.touched_by.setdefault(fact, []).append(number)
        self._judged: dict[tuple[Any, ...], tuple[str, Outcome]] = {}
        blank = Asking(self.index, dt.date.max)
        self.blank = [(f.verdict, f.outcome) for f in (rule.judge(blank) for rule in self.rules)]

    def mask(self, nct_ids: Iterable[str]) -> int:
        mask = 0
        for nct in nct_ids:
            mask |= self.bit[nct]
        return mask

    def names(self, trials: int) -> list[str]:
        return [nct for nct, bit in self.bit.items() if bit & trials]

    def stand(self, person: Person, kept: int = 0) -> Standing:
        """`kept`: trials that the person goes on with past a failure that can change."""
        asking = Asking.of(person)
        failed = dead = 0
        judged: dict[int, tuple[str, Outcome]] = {}
        touched = {rule for fact in (*person.values, *person.not_known) for rule in self.touched_by.get(fact, ())}
        for number in sorted(touched):
            rule, trials = self.rules[number], self.trials[number]
            if not trials & ~dead & (~failed | kept):
                judged[number] = ("skipped", self.blank[number][1])
                continue
            judged[number] = self._judge(number, asking)
            if judged[number][0] == "not_met" and not rule.advisory:
                failed |= trials
                if trials & kept and rule.can_change(person) == "never":
                    dead |= trials
        return self._sum_up(judged, failed, dead | failed & ~kept)

    def _judge(self, number: int, person: Person) -> tuple[str, Outcome]:
        """Verdict and outcome of a rule. Most answers are everybody's ("HIV negative"), so what was judged is kept."""
        values, reasons = person.values, person.not_known
        key = (number, person.as_of, *[values.get(fact, reasons.get(fact)) for fact in self.facts[number]])
        known = self._judged.get(key)
        if known is None:
            if len(self._judged) >= KEPT:
                self._judged.clear()
            finding = self.rules[number].judge(person)
            known = self._judged[key] = (finding.verdict, finding.outcome)
        return known

    def _sum_up(self, judged: dict[int, tuple[str, Outcome]], failed: int, dead: int) -> Standing:
        unknown = stuck = may_fail = 0
        open_: list[tuple[int, Outcome]] = []
        alive = self.all & ~dead
        for number, blank in enumerate(self.blank):
            verdict, outcome = judged.get(number, blank)
            trials = self.trials[number] & alive
            if not trials or verdict not in ("unknown", "site"):
                continue
            open_.append((number, outcome))
            if self.stages[number] == ADVISORY:
                continue
            if verdict == "unknown":
                unknown |= trials
                if not outcome.open & TRUE:
                    stuck |= trials
            if outcome.open & FALSE:
                may_fail |= trials
        return Standing(failed, unknown, stuck, may_fail, dead, open_)

    def verdict(self, standing: Standing, nct_id: str) -> str:
        bit = self.bit[nct_id]
        if standing.failed & bit:
            return "does_not_fit"
        return "undetermined" if standing.unknown & bit else "may_fit"


def _same_rule(rule: CompiledCriterion) -> str:
    """Rules with the same key judge everybody alike."""
    judging = {"requires", "excludes", "not_applicable_when", "refused_when", "site_only", "advisory", "can_change"}
    # The warnings are about rules read by another union member; what is written is whole all the same.
    return rule.criterion.model_dump_json(include=judging, exclude_unset=True, warnings=False)


def _facts_behind(rule: CompiledCriterion, index: FactIndex) -> tuple[str, ...]:
    """The facts that can change a rule's outcome, by themselves or through a derived fact."""
    facts = rule.criterion.facts()
    sources = {s for name in facts for d in index.derivations.get(name, ()) for s in d.inputs}
    return tuple(sorted(facts | sources))
