"""What time can undo: the first day on which a failed criterion would no longer be failed (contract 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from dateutil.relativedelta import relativedelta

from criteria.compare import window_opens
from criteria.facts import Between
from criteria.person import Person
from criteria.rules import Test
from criteria.trial import Criterion

COUNTING_DAYS = frozenset({"contraception_days"})
"""Facts that grow by one a day, all else unchanged."""


def time_tests(criterion: Criterion) -> list[Test]:
    """The tests of a criterion whose answer can turn with time alone."""
    return [t for t in criterion.tests() if t.within_months is not None or t.fact in COUNTING_DAYS]


def earliest_day(tests: list[Test], person: Person, judge: Callable[[Person], Any]) -> str | None:
    """ISO date of the first later day on which a failed criterion is not failed, or None if time does not undo it.

    tests: the criterion's `time_tests`. judge: its verdict for a person.
    """
    days = {day for test in tests for day in _turning_days(test, person)}
    for day in sorted(days):
        if day > person.as_of and judge(_later(person, day)).verdict != "not_met":
            return day.isoformat()
    return None


def _turning_days(test: Test, person: Person) -> Iterator[dt.date]:
    """Days on which the answer to a test may turn, all else unchanged."""
    value = person.values.get(test.fact)
    if value is None:
        return
    for end in (value.low, value.high) if isinstance(value, Between) else (value,):
        if test.within_months is not None:
            yield window_leaves(end, test.within_months)
        elif isinstance(test.operand, int | float):
            # "At least" turns when the count reaches its limit, "above" a day later.
            yield from (person.as_of + dt.timedelta(days=int(test.operand) - end + n) for n in range(2))


def windows_end(tests: list[Test], person: Person) -> str | None:
    """ISO date from which all that was told lies outside its windows, or None if none of it lies inside one."""
    dated = [t for t in tests if t.within_months is not None]
    days = [day for test in dated for day in _turning_days(test, person) if day > person.as_of]
    return max(days).isoformat() if days else None


@lru_cache(maxsize=4096)
def window_leaves(day: dt.date, months: int) -> dt.date:
    """The first day on which `day` is no longer "within N months". Months differ in length: it may lie a few days past
    the same day of the month."""
    leaves = day + relativedelta(months=months)
    while window_opens(leaves, months) <= day:
        leaves += dt.timedelta(days=1)
    return leaves


def _later(person: Person, day: dt.date) -> Person:
    elapsed = (day - person.as_of).days
    return person.on(day, **{n: _grown(person.values[n], elapsed) for n in COUNTING_DAYS if n in person.values})


def _grown(value: Any, days: int) -> Any:
    return Between(value.low + days, value.high + days) if isinstance(value, Between) else value + days
