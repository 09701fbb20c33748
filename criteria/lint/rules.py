"""Checks of what is written in a criterion: values, limits and units in its rules, and how a failure can change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.fact_table import FactTable
from criteria.facts import Fact, Quantity
from criteria.lint.finding import Finding
from criteria.lint.values import allowed, can_be, never
from criteria.reach import limits
from criteria.rules import Multiple, Test
from criteria.trial import Criterion

_UNIT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*((?:[A-Za-zµ]+\d?)?(?:/[A-Za-z]+\d?)+)")
"""A number with a compound unit: 200 IU/L, 80,000 /mm3, 1.0mg/kg/d."""


def rule_findings(table: FactTable, criterion: Criterion) -> Iterator[Finding]:
    """Tests that make no sense for their fact, or whose limit the protocol writes in another unit."""
    for place, rule in criterion.rules():
        for path, node in rule.walk(place):
            if isinstance(node, Test):
                for words in [*_test(table, node), *_unit(table.facts[node.fact], node, criterion.quote)]:
                    yield Finding((*path, node.operator), f"{node.fact}: {words}")


def _test(table: FactTable, test: Test) -> Iterator[str]:
    fact, operand = table.facts[test.fact], test.operand
    if isinstance(operand, Multiple):
        yield from _multiple(table, fact, operand)
    elif test.operator in ("is", "in", "includes_any", "includes_all"):
        values = [operand] if test.operator == "is" else operand
        yield from (f"it {never(fact, value)}" for value in values if not can_be(fact, value))
        if not values:
            yield f"'{test.operator}' of nothing"
    elif isinstance(fact, Quantity):
        yield from _threshold(test, fact)


def _multiple(table: FactTable, fact: Fact, limit: Multiple) -> Iterator[str]:
    other = table.facts[limit.of]
    if isinstance(fact, Quantity) and isinstance(other, Quantity) and fact.unit != other.unit:
        yield f"its unit is {fact.unit}, that of {limit.of} is {other.unit}"
    if limit.times <= 0:
        yield "the multiple must be above 0"


def _threshold(test: Test, fact: Quantity) -> Iterator[str]:
    """A limit outside the fact's range is passed, or failed, by everybody."""
    low, high = fact.range
    found = limits(test)
    if test.operator == "between" and found[0] > found[1]:
        yield f"nothing is between {found[0]:.10g} and {found[1]:.10g}; the lower limit comes first"
    for limit in found:
        outside = not low <= limit <= high
        if outside or (test.operator, limit) in {("above", high), ("below", low), ("at_least", low), ("at_most", high)}:
            yield f"a limit of {limit:.10g} tells nobody apart; {allowed(fact)}"


def _unit(fact: Fact, test: Test, quote: str) -> Iterator[str]:
    """The unit that the protocol writes after a limit must be that of the fact."""
    if not isinstance(fact, Quantity):
        return
    for limit in limits(test):
        written = [unit for number, unit in _UNIT.findall(quote) if float(number.replace(",", "")) == limit]
        if written and _plain(fact.unit) not in map(_plain, written):
            yield f"the quote says {limit:.10g} {written[0]}, the fact's unit is {fact.unit}"


def _plain(unit: str) -> str:
    """A unit in one spelling: protocols write mg/kg/d and mg/kg/day."""
    return re.sub(r"/d$", "/day", unit.lower().replace(" ", ""))


def change_findings(criterion: Criterion) -> Iterator[Finding]:
    """Ways to change a failure that are never read, or that hang on a fact which cannot have decided it."""
    own = set(criterion.rule.facts())
    last = len(criterion.can_change) - 1
    for place, change in enumerate(criterion.can_change):
        if change.if_ is None:
            if place != last:
                yield Finding(("can_change", place), "nothing after an entry without a condition is read")
            continue
        other = sorted(set(change.if_.facts()) - own)
        if other:
            words = f"{other[0]} is no fact of the criterion; allowed: {', '.join(sorted(own))}"
            yield Finding(("can_change", place, "if"), words)
