"""Tests of single facts, compiled: what a value answers, what a range answers, and what stays open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from criteria.facts import Between, Choice, YesNo
from criteria.formulas import exact
from criteria.kleene import ANY, FALSE, TRUE, UNKNOWN, Outcome, decided
from criteria.person import FactIndex, Person

Evaluate = Callable[[Person], Outcome]
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {"above": gt, "below": lt, "at_least": ge, "at_most": le}


class Question(NamedTuple):
    """What a test asks: of a typed value on a day, and of a range. None: what was told leaves it open."""

    value: Callable[[Any, dt.date], bool | None]
    range: Callable[[Between, dt.date], bool | None]


@lru_cache(maxsize=256)
def window_opens(as_of: dt.date, months: int) -> dt.date:
    """First day inside "within N months" of `as_of`: the same day N months back, or that month's last day."""
    return as_of - relativedelta(months=months)


def question(operator: str, operand: Any) -> Question:
    if operator in ("is", "in"):
        return _one_of(frozenset([operand] if operator == "is" else operand))
    if operator == "includes_any":
        return _includes(frozenset(operand), lambda wanted, told: not wanted.isdisjoint(told))
    if operator == "includes_all":
        return _includes(frozenset(operand), lambda wanted, told: wanted <= told)
    if operator == "within_months":
        return _monotone(lambda day, as_of: bool(day >= window_opens(as_of, operand)))
    if operator == "between":
        return _between(*operand)
    compare, limit = _COMPARE[operator], operand
    if limit == int(limit):  # against a whole limit, floats compare exactly as they stand
        limit = int(limit)
        return _monotone(lambda value, _: compare(value, limit))
    limit = exact(limit)
    return _monotone(lambda value, _: compare(exact(value), limit))


def _monotone(passes: Callable[[Any, dt.date], bool]) -> Question:
    """A range passes or fails as a whole when both its ends agree."""

    def over(told: Between, as_of: dt.date) -> bool | None:
        low, high = passes(told.low, as_of), passes(told.high, as_of)
        return low if low == high else None

    return Question(passes, over)


def _between(low: float, high: float) -> Question:
    first, last = exact(low), exact(high)

    def over(told: Between, _: dt.date) -> bool | None:
        if exact(told.high) < first or exact(told.low) > last:
            return False
        return True if first <= exact(told.low) and exact(told.high) <= last else None

    return Question(lambda value, _: first <= exact(value) <= last, over)


def _one_of(allowed: frozenset[Any]) -> Question:
    def over(told: Between, _: dt.date) -> bool | None:
        hits = [a for a in allowed if told.low <= a <= told.high]
        if not hits:
            return False
        whole = isinstance(told.low, int) and isinstance(told.high, int)
        return True if whole and len(hits) == told.high - told.low + 1 else None

    return Question(lambda value, _: value in allowed, over)


def _includes(wanted: frozenset[str], holds: Callable[[frozenset[str], frozenset[str]], bool]) -> Question:
    """Sets only grow, a code at a time: one that is not in a set was not said, which is not the same as denied."""
    return Question(lambda told, _: True if holds(wanted, told) else None, lambda told, _: None)


def against_constant(index: FactIndex, name: str, asked: Question) -> Evaluate:
    """A test of a fact against what stands in the rule."""
    fact, bit = index.table.facts[name], index.bit[name]
    passed, failed = decided(TRUE, bit), decided(FALSE, bit)
    if name in index.derivations:
        return _against_derived(name, asked)
    if isinstance(fact, Choice | YesNo):
        values = fact.values if isinstance(fact, Choice) else (True, False)
        outcomes = {value: passed if asked.value(value, dt.date.min) else failed for value in values}

        def look_up(person: Person) -> Outcome:
            value = person.values.get(name)
            return outcomes[value] if value is not None else person.unknown_outcome(name)

        return look_up

    def ask(person: Person) -> Outcome:
        value = person.values.get(name)
        if value is None:
            return person.unknown_outcome(name)
        answer = asked.range(value, person.as_of) if type(value) is Between else asked.value(value, person.as_of)
        return passed if answer else person.left_open(bit) if answer is None else failed

    return ask


def _against_derived(name: str, asked: Question) -> Evaluate:
    """The same for a fact that may be derived: its reasons are then its sources, too."""

    def ask(person: Person) -> Outcome:
        value = person.values.get(name)
        if value is None:
            return person.unknown_outcome(name)
        answer = asked.range(value, person.as_of) if type(value) is Between else asked.value(value, person.as_of)
        return _answered(person, answer, person.mask(name))

    return ask


def _answered(person: Person, answer: bool | None, mask: int) -> Outcome:
    return person.left_open(mask) if answer is None else decided(TRUE if answer else FALSE, mask)


def against_multiple(name: str, operator: str, times: float, of: str) -> Evaluate:
    """A test of a fact against a multiple of another fact."""
    compare, factor = _COMPARE[operator], exact(times)

    def ask(person: Person) -> Outcome:
        value, reference = person.values.get(name), person.values.get(of)
        if value is None or reference is None:
            return _lacking(person, (name, of))
        answers = {compare(exact(v), factor * exact(r)) for v in _ends(value) for r in _ends(reference)}
        answer = answers.pop() if len(answers) == 1 else None
        return _answered(person, answer, person.mask(name) | person.mask(of))

    return ask


def _ends(value: Any) -> tuple[Any, ...]:
    return (value.low, value.high) if isinstance(value, Between) else (value,)


def _lacking(person: Person, names: tuple[str, str]) -> Outcome:
    """A comparison of two facts is as open as the less open of those that are missing."""
    because = needs = 0
    open_ = ANY
    for name in names:
        if name in person.values:
            because |= person.mask(name)
            continue
        outcome = person.unknown_outcome(name)
        because, needs, open_ = because | outcome.because, needs | outcome.needs, open_ & outcome.open
    return Outcome(UNKNOWN, because, needs, open_, ANY)
