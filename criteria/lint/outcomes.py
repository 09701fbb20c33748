"""Checks of what rules come to, tried out on everybody: rules that part nobody, criteria that nobody can pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from criteria.kleene import FALSE, TRUE
from criteria.lint.finding import Finding
from criteria.person import FactIndex
from criteria.reach import MOST, how_many, people, reach
from criteria.rules import All, AnyOf, Cases, Node
from criteria.trial import Criterion, Trial


def outcome_findings(index: FactIndex, criterion: Criterion) -> Iterator[Finding]:
    """Rules that come to the same for everybody, cases that never decide."""
    for place, rule in criterion.rules():
        for path, node in rule.walk(place):
            if words := _limb(index, node):
                yield Finding(path, words)
    reached = reach(index, criterion.rule)
    passing, failing = (TRUE, FALSE) if criterion.requires else (FALSE, TRUE)
    deciding = next(place for place, rule in criterion.rules() if rule is criterion.rule)
    if not reached & passing:
        yield Finding(deciding, "contradictory: nobody can ever pass this rule")
    if not reached & failing:
        yield Finding(deciding, "unreachable: nobody can ever fail this rule")


def _limb(index: FactIndex, node: Node) -> str:
    """What is wrong with a part of a rule; "" when nothing is."""
    if isinstance(node, All | AnyOf | Cases) and not reach(index, node) & (TRUE | FALSE):
        return "this part can never be true or false"
    if isinstance(node, All | AnyOf):
        settled = reach(index, node, silent=False)
        if settled in (TRUE, FALSE):
            return f"this part is {'true' if settled == TRUE else 'false'} for everybody"
    return _shadowed(index, node) if isinstance(node, Cases) else ""


def _shadowed(index: FactIndex, node: Cases) -> str:
    if how_many(index, [node]) > MOST:
        return ""
    conditions = [case.if_.compile(index) for case in node.cases]
    idle = set(range(len(conditions)))
    for person in people(index, [node]):
        first = next((place for place, holds in enumerate(conditions) if holds(person).truth == TRUE), None)
        idle -= {first}
    if not idle:
        return ""
    return f"case {min(idle) + 1} can never decide: its condition never holds, or an earlier case always holds too"


def contradictions(index: FactIndex, trial: Trial) -> Iterator[Finding]:
    """Two criteria that nobody can pass together."""
    deciding = [(place, criterion) for place, criterion in enumerate(trial.criteria) if not criterion.advisory]
    for (_, one), (place, other) in combinations(deciding, 2):
        share_facts = not set(one.rule.facts()).isdisjoint(other.rule.facts())
        if share_facts and _exclude_each_other(index, one, other):
            words = f"contradictory: nobody can pass both this and {one.id}"
            yield Finding(("criteria", place), f"{other.id}: {words}")


def _exclude_each_other(index: FactIndex, one: Criterion, other: Criterion) -> bool:
    """Whether nobody passes both; too many facts to try out count as no."""
    rules = [one.rule, other.rule]
    if how_many(index, rules) > MOST:
        return False
    passes = [(c.rule.compile(index), TRUE if c.requires else FALSE) for c in (one, other)]
    return not any(all(rule(person).truth == truth for rule, truth in passes) for person in people(index, rules))
