"""Which told facts to ask about before they are taken: contradictions and values that look mistyped (doubts.yml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from criteria.fact_table import FactTable
from criteria.kleene import TRUE
from criteria.person import FactIndex, Person
from criteria.rules import Path, Rule
from criteria.trial import Trial
from criteria.yamlfile import Entry, YamlFile

UNIT = "unit"
"""Why a value is doubted whose unit was assumed."""


class Suspect(Entry):
    above: float | None = None
    below: float | None = None

    def holds(self, value: float) -> bool:
        return (self.above is not None and value > self.above) or (self.below is not None and value < self.below)


class Implausible(Entry):
    suspect: Suspect
    meant: float | None = None
    """Factor from the value told to the one that was probably meant."""


class WithoutUnit(Entry):
    plausible: tuple[float, float]
    """What a person can have."""
    others: list[float]
    """Factors from the value as it was read to what it would be in another unit."""


class DoubtRules(Entry):
    """doubts.yml."""

    contradictions: list[Rule]
    implausible: dict[str, Implausible]
    without_unit: dict[str, WithoutUnit]
    near_limit: float
    vague: dict[str, dict[str, list[str]]]
    """{fact: {value: values beside which it adds nothing}}: no contradiction, and nothing new."""
    goes_further: dict[str, dict[str, list[str]]]
    """{fact: {value: what it may become by itself}}: a later finding, no contradiction."""
    narrower: dict[str, str]
    """{fact: the one of its kind that may be meant where only that was told of}."""
    awaited: dict[str, list[str]]
    """{fact of codes that are awaited: facts of codes with a result}."""

    def problems(self, file: YamlFile, table: FactTable) -> list[str]:
        """Facts that facts.yml does not have."""
        named: list[tuple[Path, str]] = [(("implausible", fact), fact) for fact in self.implausible]
        for number, rule in enumerate(self.contradictions):
            named += [(("contradictions", number), fact) for fact in rule.facts()]
        named += [(("without_unit", fact), fact) for fact in self.without_unit]
        named += [(("vague", fact), fact) for fact in self.vague]
        named += [(("goes_further", fact), fact) for fact in self.goes_further]
        named += [(("awaited", fact), one) for fact, results in self.awaited.items() for one in (fact, *results)]
        return [file.problem(where, f"unknown fact {fact}") for where, fact in named if fact not in table.facts]


class Doubts:
    """Finds what to ask about. Facts are raw stated values, as the assistant keeps them."""

    def __init__(self, rules: DoubtRules, index: FactIndex, trials: Iterable[Trial]) -> None:
        self.rules = rules
        self.index = index
        self._contradictions = [(rule.compile(index), set(rule.facts())) for rule in rules.contradictions]
        self._limits = _numeric_limits(trials)

    def contradicting(self, person: Person, told: Mapping[str, Any]) -> tuple[set[str], set[str]] | None:
        """(new facts, earlier facts) that cannot stand together once `told` is added, or None."""
        for rule, facts in self._contradictions:
            new = facts & set(told)
            if new and rule(person).truth == TRUE:
                return new, {fact for fact in facts - new if fact in person.stated}
        return None

    def adds_nothing(self, fact: str, old: Any, new: Any) -> bool:
        """ "Had rituximab in 2025" beside its failure: it was given, as was known."""
        return isinstance(new, str) and old in self.rules.vague.get(fact, {}).get(new, ())

    def goes_further(self, fact: str, old: Any, new: Any) -> bool:
        """A suspicion that was confirmed or ruled out, a response that is known now."""
        return isinstance(old, str) and new in self.rules.goes_further.get(fact, {}).get(old, ())

    def probably_meant(self, fact: str, value: Any) -> Any | None:
        """The value that was probably meant by an implausible one; the value itself if only a check is wanted."""
        rule = self.rules.implausible.get(fact)
        if (
            rule is None
            or isinstance(value, bool)
            or not isinstance(value, int | float)
            or not rule.suspect.holds(value)
        ):
            return None
        if rule.meant is None:
            return value
        meant = round(value * rule.meant, 2)
        return int(meant) if meant == int(meant) else meant

    def uncertain(self, fact: str, value: Any, why: str) -> bool:
        """Whether a value that the reader doubts is to be confirmed: it may be in another unit as well, or was computed
        and lies near a limit."""
        rule = self.rules.without_unit.get(fact)
        if why != UNIT or rule is None:
            return self._near_a_limit(fact, value)
        low, high = rule.plausible
        return any(low <= value * factor <= high for factor in rule.others)

    def _near_a_limit(self, fact: str, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return any(abs(value - limit) <= self.rules.near_limit * limit for limit in self._limits.get(fact, ()))


def _numeric_limits(trials: Iterable[Trial]) -> dict[str, set[float]]:
    limits: dict[str, set[float]] = {}
    for trial in trials:
        for criterion in trial.criteria:
            for test in criterion.tests():
                for limit in _numbers(test.operand if test.operator in _NUMERIC else None):
                    limits.setdefault(test.fact, set()).add(limit)
    return limits


_NUMERIC = {"above", "below", "at_least", "at_most", "between"}


def _numbers(operand: Any) -> Iterator[float]:
    for value in operand if isinstance(operand, tuple) else (operand,):
        if isinstance(value, int | float):
            yield float(value)
