"""What time can undo: the first day on which a failed criterion would no longer be failed (contract 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from dateutil.relativedelta import relativedelta

from criteria.facts import Between
from criteria.person import Person
from criteria.rules import Test
from criteria.trial import Criterion

COUNTING_DAYS = frozenset({"contraception_days"})
"""Facts that grow by one a day, all else unchanged."""


def earliest_day(criterion: Criterion, person: Person, judge: Callable[[Person], Any]) -> str | None:
    """ISO date of the first later day on which `criterion` is not failed, or None if no day alone undoes it."""
    days = {day for test in criterion.tests() for day in _turning_days(test, person)}
    for day in sorted(days):
        if day > person.as_of and judge(_later(person, day)).verdict != "not_met":
            return day.isoformat()
    return None


def _turning_days(test: Test, person: Person) -> Iterator[dt.date]:
    """Days on which the answer to a test may turn, all else unchanged."""
    value = person.values.get(test.fact)
    if value is None:
        return
    if test.within_months is not None:
        last = value.high if isinstance(value, Between) else value
        near = last + relativedelta(months=test.within_months)
        # Months differ in length, so the turn may lie a few days past the same day of the month.
        yield from (near + dt.timedelta(days=n) for n in range(5))
    elif test.fact in COUNTING_DAYS and isinstance(test.operand, int | float) and not isinstance(value, Between):
        yield person.as_of + dt.timedelta(days=max(int(test.operand) - value, 1))


def _later(person: Person, day: dt.date) -> Person:
    elapsed = (day - person.as_of).days
    grown = {
        name: person.values[name] + elapsed
        for name in COUNTING_DAYS
        if isinstance(person.values.get(name), int)
    }
    return person.on(day, **grown)
