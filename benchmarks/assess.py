"""Assessments per second on one core, beside the same rules as JSON-Logic on the same people.

    python benchmarks/assess.py [--people 2000] [--seed 1]

Ours: a plain dict of facts in, the whole assessment of contract section 3 out (verdicts, reasons, needs, dates).
JSON-Logic: bare verdicts only, on facts already typed and derived, one expression a criterion.
Both must give the same verdicts, else this exits 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from json_logic import jsonLogic

from criteria import rules
from criteria.compare import window_opens
from criteria.facts import Choice, Codes, Day, Quantity, YesNo
from criteria.load import Catalogue, catalogue
from criteria.trial import Criterion

AS_OF = dt.date(2026, 11, 22)
WINDOWS = (2, 6)
Expression = Any


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    known = catalogue()
    chance = random.Random(chosen.seed)
    people = [person(known, chance) for _ in range(chosen.people)]
    expressions = {c.id: verdict(c) for trial in known.trials for c in trial.criteria}
    prepared = [json_logic_data(known, facts) for facts in people]

    wrong = differences(known, people, prepared, expressions)
    if wrong:
        print(f"verdicts differ: {wrong[:5]}", file=sys.stderr)
        return 1
    ours, theirs = rates(
        lambda: [known.engine.assess(facts, AS_OF) and None for facts in people],
        lambda: [jsonLogic(e, data) and None for data in prepared for e in expressions.values()],
        len(people),
    )
    print(f"{len(people)} people, {len(expressions)} criteria, the same verdicts from both")
    print(f"criteria, whole assessment   {ours:8.0f} a second")
    print(f"json-logic, bare verdicts    {theirs:8.0f} a second")
    print(f"ratio                        {ours / theirs:8.2f}   (to reach: 1.00)")
    return 0


def rates(ours: Callable[[], object], theirs: Callable[[], object], count: int) -> list[float]:
    """People a second of each: the best of rounds taken in turns, in processor time, so that little else disturbs."""
    times: list[list[float]] = [[], []]
    for _ in range(7):
        for run, taken in zip((ours, theirs), times, strict=True):
            start = time.process_time()
            run()
            taken.append(time.process_time() - start)
    return [count / min(taken) for taken in times]


def person(known: Catalogue, chance: random.Random) -> dict[str, Any]:
    """Facts of a made-up person: some not asked, some not known, mostly unremarkable."""
    facts = {}
    for name, fact in known.table.facts.items():
        kind = chance.random()
        if kind < 0.3:
            continue
        facts[name] = "unknown" if kind < 0.4 else _value(fact, chance)
    return facts


def _value(fact: Any, chance: random.Random) -> Any:
    if isinstance(fact, YesNo):
        return chance.random() < 0.2
    if isinstance(fact, Choice):
        return chance.choice(list(fact.values))
    if isinstance(fact, Codes):
        return chance.sample(list(fact.values), chance.choice([0, 1, 2]))
    if isinstance(fact, Day):
        return (AS_OF - dt.timedelta(days=chance.randrange(500))).isoformat()
    assert isinstance(fact, Quantity)
    low, high = fact.range
    if fact.type == "integer":
        return chance.randint(int(low), int(high))
    return round(low + (high - low) * chance.random() ** 4, 1)


def json_logic_data(known: Catalogue, facts: dict[str, Any]) -> dict[str, Any]:
    values = known.engine.person(facts, AS_OF).values
    data = {name: _plain(value) for name, value in values.items()}
    return data | {f"opens_{months}": window_opens(AS_OF, months).isoformat() for months in WINDOWS}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value if isinstance(value, bool | int | str) else float(value)


def differences(
    known: Catalogue, people: list[dict[str, Any]], prepared: list[dict[str, Any]], expressions: dict[str, Expression]
) -> list[tuple[str, str, str]]:
    found = []
    for facts, data in zip(people, prepared, strict=True):
        for trial in known.engine.assess(facts, AS_OF)["trials"]:
            for ours in trial["criteria"]:
                theirs = jsonLogic(expressions[ours["id"]], data)
                if ours["verdict"] != theirs:
                    found.append((ours["id"], ours["verdict"], theirs))
    return found


# Kleene in a two-valued language: for each rule an expression for "surely true" and one for "surely false".


def verdict(criterion: Criterion) -> Expression:
    passed, failed = surely(criterion.rule, True), surely(criterion.rule, False)
    if criterion.requires is None:
        passed, failed = failed, passed
    if criterion.site_only:
        return {"if": [failed, "not_met", "site"]}
    branches = [failed, "not_met", passed, "met", "unknown"]
    if criterion.not_applicable_when is not None:
        branches = [surely(criterion.not_applicable_when, True), "not_applicable", *branches]
    return {"if": branches}


def surely(rule: Any, truth: bool) -> Expression:
    """True exactly when the rule surely has this truth."""
    match rule:
        case rules.All():
            return {"and" if truth else "or": [surely(limb, truth) for limb in rule.all]}
        case rules.AnyOf():
            return {"or" if truth else "and": [surely(limb, truth) for limb in rule.any]}
        case rules.Not():
            return surely(rule.not_, not truth)
        case rules.AtLeast():
            wanted = rule.at_least if truth else len(rule.of) - rule.at_least + 1
            return {">=": [{"+": [{"if": [surely(limb, truth), 1, 0]} for limb in rule.of]}, wanted]}
        case rules.Cases():
            branches: list[Expression] = []
            for case in rule.cases:
                branches += [surely(case.if_, True), case.then is truth]
            return {"if": [*branches, False]}
    return _surely_test(rule, truth)


def _surely_test(test: rules.Test, truth: bool) -> Expression:
    value = {"var": test.fact}
    if test.includes_any is not None:
        return {"or": [{"in": [code, value]} for code in test.includes_any]} if truth else False
    if test.includes_all is not None:
        return {"and": [{"in": [code, value]} for code in test.includes_all]} if truth else False
    holds, of = _holds(test, value)
    known = [{"!==": [{"var": name}, None]} for name in of]
    return {"and": [*known, holds if truth else {"!": [holds]}]}


def _holds(test: rules.Test, value: Expression) -> tuple[Expression, tuple[str, ...]]:
    """The test of known facts, and the facts that must be known."""
    operand = test.operand
    if test.operator == "is":
        return {"===": [value, operand]}, test.facts()
    if test.operator == "in":
        return {"in": [value, operand]}, test.facts()
    if test.operator == "between":
        return {"<=": [operand[0], value, operand[1]]}, test.facts()
    if test.operator == "within_months":
        return {">=": [value, {"var": f"opens_{operand}"}]}, test.facts()
    limit = {"*": [operand.times, {"var": operand.of}]} if isinstance(operand, rules.Multiple) else operand
    sign = {"above": ">", "below": "<", "at_least": ">=", "at_most": "<="}[test.operator]
    return {sign: [value, limit]}, test.facts()


if __name__ == "__main__":
    sys.exit(main())
