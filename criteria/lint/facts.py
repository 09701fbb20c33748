"""Checks of facts.yml: facts that no rule uses, numbers without sense, derivations that can give nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from criteria.derivations import Derivation
from criteria.facts import Choice, Fact, Quantity
from criteria.lint.finding import Finding
from criteria.lint.values import can_be, never
from criteria.load import Catalogue

RECORDED = "recorded"
"""What the note of a fact says that no rule uses."""


def fact_findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Facts that no rule uses and no note excuses, and what is wrong with each fact by itself."""
    used = {name for trial in catalogue.trials for criterion in trial.criteria for name in criterion.facts()}
    used |= {name for rule in catalogue.table.derivations for name in rule.inputs}
    for name, fact in catalogue.table.facts.items():
        if name not in used and RECORDED not in fact.note:
            words = f'no rule uses this fact; if that is meant, say "{RECORDED}" in its note'
            yield Finding(("facts", name, "note"), words)
        if isinstance(fact, Quantity) and not fact.unit.strip():
            yield Finding(("facts", name, "unit"), "a number needs its unit")
        if isinstance(fact, Quantity) and fact.range[0] >= fact.range[1]:
            yield Finding(("facts", name, "range"), "the lower end must be below the upper end")
        if isinstance(fact, Choice):
            for value in set(fact.values) & {"unknown", "declined"}:
                words = f"'{value}' already means that the answer is not known"
                yield Finding(("facts", name, "values", value), words)


def derivation_findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Derivations from or to a value that a fact never has, and parameters that their formula cannot use."""
    facts = catalogue.table.facts
    for place, rule in enumerate(catalogue.table.derivations):
        source, target = facts[rule.inputs[0]], facts[rule.fact]
        for key, values in (("when", rule.when or ()), ("except", rule.except_)):
            for value in values:
                if not can_be(source, value):
                    yield Finding(("derivations", place, key), f"{rule.inputs[0]} {never(source, value)}")
        if rule.formula is None and rule.gives is not None and not can_be(target, rule.gives):
            yield Finding(("derivations", place, "gives"), f"{rule.fact} {never(target, rule.gives)}")
        for name, value in rule.parameters.items():
            for words in _parameter(rule, source, value):
                yield Finding(("derivations", place, "parameters"), f"{name}: {words}")


def _parameter(rule: Derivation, first: Fact, value: Any) -> Iterator[str]:
    """Numbers must be above zero; a table must be over values of the first source, and hold what others name."""
    numbers = value.values() if isinstance(value, Mapping) else [value]
    if not isinstance(value, str) and not all(isinstance(n, int | float) and n > 0 for n in numbers):
        yield "wanted numbers above 0"
    if isinstance(value, Mapping):
        yield from (f"{rule.inputs[0]} {never(first, key)}" for key in value if not can_be(first, key))
        yield from (f"nothing for {key!r}, which `when` names" for key in rule.when or () if key not in value)
        named = [other for other in rule.parameters.values() if isinstance(other, str) and other not in value]
        yield from (f"nothing for {key!r}" for key in named)
