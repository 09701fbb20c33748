"""Facts about a person: their types, units, ranges and partial knowledge (clinical reference 2A).

A fact is known (a value), or not known for a stated reason, or absent (nobody asked). Silence is never "no".
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Number = int | float | Fraction
REASONS = ("unknown", "declined", "not_tested")
"""Why an asked fact is not known. A test that was not done is not a negative test."""


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


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    who: Literal["patient", "clinician", "site"]
    label: dict[str, str]
    note: str = ""
    says: Any = None
    """What people write for the fact; its shape is the language pipeline's."""
    not_known: list[str] = Field(default_factory=list)
    """Values of a choice that mean that nothing is known ("not_tested", "not_done")."""


class YesNo(_Fact):
    type: Literal["yes_no"]

    def read(self, value: Any, as_of: dt.date) -> Any:
        if not isinstance(value, bool):
            raise FactError("true or false")
        return value


class Quantity(_Fact):
    type: Literal["integer", "number"]
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
        wanted = (
            f"a {'whole number' if self.type == 'integer' else 'number'} from {low:g} to {high:g} {self.unit}, "
            'or {"about": N}, or {"from": N, "to": N}'
        )
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FactError(wanted)
        if not low <= value <= high or (self.type == "integer" and value != int(value)):
            raise FactError(wanted)
        return int(value) if value == int(value) else value

    def _range(self, value: dict[str, Any]) -> Between:
        if set(value) == {"about"}:
            middle = self._number(value["about"])
            return Between(middle * (1 - self.about), middle * (1 + self.about))
        if set(value) == {"from", "to"}:
            low, high = self._number(value["from"]), self._number(value["to"])
            if low <= high:
                return Between(low, high)
        raise FactError('{"about": N} or {"from": N, "to": N} with the smaller number first')


class Day(_Fact):
    type: Literal["date"]
    future: bool = False
    """Whether the date may lie ahead; most facts tell of something that has happened."""

    def read(self, value: Any, as_of: dt.date) -> Any:
        first, last = self._days(value)
        if not self.future and first > as_of:
            raise FactError(f"a day up to {as_of.isoformat()}: it has already happened")
        if not self.future:
            last = min(last, as_of)
        return first if first == last else Between(first, last)

    def _days(self, value: Any) -> tuple[dt.date, dt.date]:
        wanted = FactError("a date as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY")
        if not isinstance(value, str) or len(value) not in (4, 7, 10):
            raise wanted
        try:
            numbers = [int(part) for part in value.split("-")]
            if len(value) == 10:
                day = dt.date.fromisoformat(value)
                return day, day
            if len(value) == 7 and len(numbers) == 2:
                year, month = numbers
                return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
            return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
        except ValueError as error:
            raise wanted from error


class Choice(_Fact):
    type: Literal["choice"]
    values: dict[str, dict[str, str]]
    """Each value with the words people see for it: {value: {patient: ..., clinician: ...}}."""

    def read(self, value: Any, as_of: dt.date) -> Any:
        if not isinstance(value, str) or value not in self.values:
            raise FactError("one of " + ", ".join(self.values))
        return value


class Codes(_Fact):
    """A set of codes, each stated by itself; an open set also takes codes that the catalogue does not list."""

    type: Literal["set"]
    values: dict[str, dict[str, str]]
    open: bool = False

    def read(self, value: Any, as_of: dt.date) -> Any:
        codes = [] if value == "none" else value
        wanted = FactError("a list of codes out of " + ", ".join(self.values))
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise wanted
        if not self.open and not set(codes) <= set(self.values):
            raise wanted
        if not all(code.replace("_", "").isalnum() and code == code.lower() for code in codes):
            raise FactError("codes in lower case, letters, digits and _ only")
        return frozenset(codes)


Fact = Annotated[YesNo | Quantity | Day | Choice | Codes, Field(discriminator="type")]


class FactTable(BaseModel):
    """facts.yml: every fact once, and how some follow from others."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    facts: dict[str, Fact]
    derivations: list[Derivation] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _share_values(cls, data: Any) -> Any:
        """`values_of: other_fact` lets facts share one list of values, so that it stands once."""
        facts = data.get("facts") if isinstance(data, dict) else None
        if not isinstance(facts, dict):
            raise ValueError("facts.yml must hold a mapping 'facts'")
        shared = {}
        for name, fact in facts.items():
            if isinstance(fact, dict) and "values_of" in fact:
                other = facts.get(fact["values_of"])
                if not isinstance(other, dict) or "values" not in other:
                    raise ValueError(f"{name}: values_of names {fact['values_of']}, which has no values")
                fact = {k: v for k, v in fact.items() if k != "values_of"} | {"values": other["values"]}
            shared[name] = fact
        return {**data, "facts": shared}

    @model_validator(mode="after")
    def _derivations_name_facts(self) -> FactTable:
        for rule in self.derivations:
            unknown = [name for name in (rule.fact, *rule.inputs) if name not in self.facts]
            if unknown:
                raise ValueError(f"a derivation names {unknown[0]}, which is no fact of this file")
        return self

    def read(self, name: str, value: Any, as_of: dt.date) -> Any:
        """The typed value of one stated fact, or NotKnown.

        Raises FactError when there is no such fact or the value is not allowed, saying what is.
        """
        fact = self.facts.get(name)
        if fact is None:
            raise FactError("no such fact; see criteria/catalogue/facts.yml")
        if isinstance(value, str):
            if value in fact.not_known:
                return NotKnown(value)
            if value in REASONS:
                return NotKnown(value)
        try:
            return fact.read(value, as_of)
        except FactError as error:
            extra = ", ".join((*fact.not_known, "unknown", "declined"))
            raise FactError(f"allowed: {error}; or {extra}") from error


class Derivation(BaseModel):
    """A fact that follows from others, used only where nobody stated it (contract 1, derived facts)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fact: str
    formula: Literal["cockcroft_gault", "prednisone_equivalent"] | None = None
    parameters: Mapping[str, Any] = Field(default_factory=dict)
    from_: list[str] = Field(alias="from", min_length=1)
    when: list[Any] | None = None
    """Values of the one source fact for which the derivation holds."""
    except_: list[Any] = Field(alias="except", default_factory=list)
    gives: Any = None
    """The derived value; none means: the value of the source itself."""
    source: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(self.from_)


FactTable.model_rebuild()
