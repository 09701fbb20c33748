"""Facts about a person: their types, units, ranges and partial knowledge (clinical reference 2A).

A fact is known (a value), or not known for a stated reason, or absent (nobody asked). Silence is never "no".
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from math import ceil, floor
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from criteria.formulas import exact
from criteria.speakers import Words
from criteria.yamlfile import Entry

REASONS = ("unknown", "declined", "not_tested")
"""Why an asked fact is not known. A test that was not done is not a negative test."""
FIRST_DAY = dt.date(1900, 1, 1)
"""No fact of a living person is older; an earlier date is a slip."""


class FactError(ValueError):
    """A value that the fact does not allow; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class NotKnown:
    reason: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number or date known only to lie in a range, ends included ("about 200", "May 2026")."""

    low: Any
    high: Any


class _Fact(Entry):
    """operators: the tests of the rule language that make sense for the type."""

    operators: ClassVar[tuple[str, ...]]
    who: Literal["patient", "clinician", "site"]
    label: dict[str, str]
    note: str = ""
    ask: Words = Field(default_factory=dict)
    """The question for it by itself, patient and clinician; {you} and the like stand for the person."""
    why: Words = Field(default_factory=dict)
    sensitive: bool = False
    """Whether a patient is told the reason before the question."""
    says: Any = None
    """What people write for the fact; its shape is the language pipeline's."""
    not_known: list[str] = Field(default_factory=list)
    """Values of a choice that mean that nothing is known ("not_tested", "not_done")."""


class YesNo(_Fact):
    type: Literal["yes_no"]
    operators: ClassVar[tuple[str, ...]] = ("is", "in")

    def read(self, value: Any, as_of: dt.date) -> Any:
        if not isinstance(value, bool):
            raise FactError("true or false")
        return value


class Quantity(_Fact):
    type: Literal["integer", "number"]
    operators: ClassVar[tuple[str, ...]] = ("is", "in", "above", "below", "at_least", "at_most", "between")
    unit: str
    range: tuple[float, float]
    about: float = 0.1
    """How far "about N" may be off, as a part of N."""

    def read(self, value: Any, as_of: dt.date) -> Any:
        if isinstance(value, dict):
            return self._range(value)
        return self._number(value)

    def _number(self, value: Any) -> int | float:
        low, high = self.range
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wanted()
        if value == int(value):
            return int(value)
        if self.type == "integer":
            raise self._wanted()
        return value

    def _wanted(self) -> FactError:
        low, high = self.range
        kind = "whole number" if self.type == "integer" else "number"
        return FactError(
            f'a {kind} from {low:.10g} to {high:.10g} ({self.unit}), {{"about": N}}, or {{"from": N, "to": N}}'
        )

    def _range(self, value: dict[str, Any]) -> Between:
        """ "about" widens a whole number to whole numbers, and stays inside what the fact allows."""
        if set(value) == {"from", "to"}:
            low, high = self._number(value["from"]), self._number(value["to"])
            if low <= high:
                return Between(low, high)
        if set(value) != {"about"}:
            raise FactError('{"about": N} or {"from": N, "to": N} with the smaller number first')
        middle = self._number(value["about"])
        low, high = (float(exact(middle) * (1 + sign * exact(self.about))) for sign in (-1, 1))
        if self.type == "integer":
            low, high = floor(low), ceil(high)
        return Between(max(low, self.range[0]), min(high, self.range[1]))


class Day(_Fact):
    """The day of something that has happened; often only its month or year is known."""

    type: Literal["date"]
    operators: ClassVar[tuple[str, ...]] = ("within_months",)

    def read(self, value: Any, as_of: dt.date) -> Any:
        wanted = FactError(f"a day from {FIRST_DAY} to {as_of} as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY")
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
            raise wanted
        try:
            first, last = _days(*map(int, value.split("-")))
        except ValueError as error:
            raise wanted from error
        if first > as_of or first < FIRST_DAY:
            raise wanted
        last = min(last, as_of)
        return first if first == last else Between(first, last)


def _days(year: int, month: int | None = None, day: int | None = None) -> tuple[dt.date, dt.date]:
    """First and last day of a year, a month or a day. Raises ValueError when there is no such day."""
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
    return dt.date(year, month, day), dt.date(year, month, day)


class Choice(_Fact):
    type: Literal["choice"]
    operators: ClassVar[tuple[str, ...]] = ("is", "in")
    values: dict[str, dict[str, str]]
    """Each value with the words people see for it: {value: {patient: ..., clinician: ...}}."""

    def read(self, value: Any, as_of: dt.date) -> Any:
        if not isinstance(value, str) or value not in self.values:
            raise FactError("one of " + ", ".join(self.values))
        return value


class Codes(_Fact):
    """A set of codes, each stated by itself; an open set also takes codes that the catalogue does not list."""

    type: Literal["set"]
    operators: ClassVar[tuple[str, ...]] = ("includes_any", "includes_all")
    values: dict[str, dict[str, str]]
    open: bool = False

    def read(self, value: Any, as_of: dt.date) -> Any:
        codes = [] if value == "none" else value
        wanted = FactError("none, or a list of codes out of " + ", ".join(self.values))
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise wanted
        if not self.open and not set(codes) <= set(self.values):
            raise wanted
        if not all(re.fullmatch("[a-z0-9_]{1,40}", code) for code in codes):
            raise FactError("none, or a list of codes in lower case letters, digits and _")
        return frozenset(codes)


Fact = Annotated[YesNo | Quantity | Day | Choice | Codes, Field(discriminator="type")]
