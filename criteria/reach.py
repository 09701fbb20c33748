"""What a rule can come to, whoever it is asked about: the truths it reaches over all people.

A fact's values fall into regions in which no test of a rule changes its answer (below a limit, at it, above it). One
value of each region stands for all, so a rule over few facts can be tried out whole; a rule over many is put together
from its limbs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Any

from criteria.compare import window_opens
from criteria.facts import Choice, Codes, Day, Quantity
from criteria.kleene import FALSE, TRUE, UNKNOWN
from criteria.person import FactIndex, Person
from criteria.rules import All, AnyOf, AtLeast, Cases, Node, Not, Test

AS_OF = dt.date(2026, 8, 31)
"""Any day would do: windows are counted back from it."""
MOST = 3000
"""People to try a rule out on before it is put together from its limbs instead."""


def regions(index: FactIndex, name: str, tests: Iterable[Test]) -> list[Any]:
    """Typed values of a fact, one for each region that the tests tell apart."""
    fact = index.table.facts[name]
    own = [test for test in tests if test.fact == name]
    if isinstance(fact, Choice):
        return [value for value in fact.values if value not in fact.not_known]
    if isinstance(fact, Codes):
        wanted = [frozenset(t.includes_any or t.includes_all or ()) for t in own]
        singles = [frozenset([min(codes)]) for codes in wanted if codes]
        return list(dict.fromkeys([frozenset(), *singles, *wanted, frozenset().union(*wanted)]))
    if isinstance(fact, Day):
        edges = [window_opens(AS_OF, t.within_months) for t in own if t.within_months]
        return sorted({AS_OF, *edges, *(edge - dt.timedelta(days=1) for edge in edges)})
    if isinstance(fact, Quantity):
        return _numbers(fact, [limit for test in own for limit in limits(test)])
    return [True, False]


def limits(test: Test) -> list[float]:
    """The numbers that a test compares with."""
    operand = [test.operand] if isinstance(test.operand, int | float) else test.operand
    numbers = operand if isinstance(operand, list | tuple) else []
    return [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)]


def _numbers(fact: Quantity, at: list[float]) -> list[Any]:
    low, high = fact.range
    points = sorted({low, high, *(n for n in at if low <= n <= high)})
    between = [(a + b) / 2 for a, b in zip(points, points[1:], strict=False)]
    if fact.type == "integer":
        between = [n for p in points for n in (p - 1, p + 1) if low <= n <= high]
    return [int(n) if n == int(n) else n for n in sorted({*points, *between})]


def people(index: FactIndex, nodes: list[Node], *, silent: bool = True) -> Iterator[Person]:
    """Every combination of the regions of the facts that the rules test; `silent`: facts may be absent, too."""
    tests = [test for node in nodes for test in node.tests()]
    names = dict.fromkeys(name for node in nodes for name in node.facts())
    absent = [None] if silent else []
    for values in product(*([*absent, *regions(index, name, tests)] for name in names)):
        person = Person(index, AS_OF)
        person.values = {n: v for n, v in zip(names, values, strict=True) if v is not None}
        yield person


def how_many(index: FactIndex, nodes: list[Node]) -> int:
    tests = [test for node in nodes for test in node.tests()]
    return prod(len(regions(index, name, tests)) + 1 for name in {name for node in nodes for name in node.facts()})


def reach(index: FactIndex, node: Node, *, silent: bool = True) -> int:
    """The truths that a rule comes to over all people. Where it is too wide to try out and its limbs share facts, a
    truth may be in that no person reaches."""
    limbs = [limb for _, limb in node.limbs()]
    if not limbs or (_share_facts(limbs) and how_many(index, [node]) <= MOST):
        evaluate = node.compile(index)
        reached = 0
        for person in people(index, [node], silent=silent):
            reached |= evaluate(person).truth
        return reached
    return _combined(node, [reach(index, limb, silent=silent) for limb in limbs])


def _share_facts(limbs: list[Node]) -> bool:
    of_limb = [set(limb.facts()) for limb in limbs]
    return sum(map(len, of_limb)) > len(set().union(*of_limb))


def _combined(node: Node, reaches: list[int]) -> int:
    """All truths of a rule whose limbs come to these, each by itself."""
    match node:
        case Not():
            return _swapped(reaches[0])
        case All():
            return _conjunction(reaches)
        case AnyOf():
            return _swapped(_conjunction([_swapped(r) for r in reaches]))
        case AtLeast():
            return _at_least(node.at_least, reaches)
        case Cases():
            return _first_case([case.then for case in node.cases], reaches)
    raise NotImplementedError(type(node).__name__)


def _swapped(truths: int) -> int:
    return (truths & UNKNOWN) | (FALSE if truths & TRUE else 0) | (TRUE if truths & FALSE else 0)


def _conjunction(reaches: list[int]) -> int:
    never_false = all(r & (TRUE | UNKNOWN) for r in reaches)
    return (
        (FALSE if any(r & FALSE for r in reaches) else 0)
        | (TRUE if all(r & TRUE for r in reaches) else 0)
        | (UNKNOWN if never_false and any(r & UNKNOWN for r in reaches) else 0)
    )


def _at_least(wanted: int, reaches: list[int]) -> int:
    can, must = sum(1 for r in reaches if r & TRUE), sum(1 for r in reaches if r == TRUE)
    unsure = sum(1 for r in reaches if r & UNKNOWN)
    return (
        (TRUE if can >= wanted else 0)
        | (FALSE if len(reaches) - sum(1 for r in reaches if r & FALSE) < wanted else 0)
        | (UNKNOWN if unsure and must < wanted else 0)
    )


def _first_case(thens: list[Any], reaches: list[int]) -> int:
    reached = 0
    for then, condition in zip(thens, reaches, strict=True):
        if condition & TRUE:
            reached |= {True: TRUE, False: FALSE}.get(then, UNKNOWN)
        if condition == TRUE:
            return reached
    return reached | UNKNOWN
