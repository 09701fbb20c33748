"""The rule language: eligibility rules as data, compiled to functions.

A rule is a mapping with one of these shapes (see docs/adding-a-trial.md):

  {fact: F, is: v} {fact: F, in: [v, ...]} {fact: F, above|below|at_least|at_most: limit} {fact: F, between: [a, b]}
  {fact: F, includes_any|includes_all: [code, ...]} {fact: F, within_months: n}
  {all: [...]} {any: [...]} {not: ...} {at_least: k, of: [...]}
  {cases: [{if: rule, then: true|false|unknown}, ...]}

A limit is a number, or {times: k, of: F}: a multiple of another fact, such as a laboratory's own upper limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from criteria import kleene
from criteria.facts import Between
from criteria.kleene import FALSE, TRUE, UNKNOWN, Outcome
from criteria.person import FactIndex, Person, exact

Evaluate = Callable[[Person], Outcome]
_THEN = {True: TRUE, False: FALSE, "unknown": UNKNOWN}


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def compile(self, index: FactIndex) -> Evaluate:
        """A function from a person to the outcome of this rule."""
        raise NotImplementedError

    def limbs(self) -> Iterator[_Node]:
        """The rules directly below this one."""
        return iter(())

    def tests(self) -> Iterator[Test]:
        """Every test of a fact in this rule, in reading order."""
        for limb in self.limbs():
            yield from limb.tests()


class Multiple(BaseModel):
    """A limit that is a multiple of another fact: 3 times the laboratory's upper limit of normal."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    times: float
    of: str


class Test(_Node):
    """One question to one fact."""

    fact: str
    is_: Any = Field(None, alias="is")
    in_: list[Any] | None = Field(None, alias="in")
    above: float | Multiple | None = None
    below: float | Multiple | None = None
    at_least: float | Multiple | None = None
    at_most: float | Multiple | None = None
    between: tuple[float, float] | None = None
    includes_any: list[str] | None = None
    includes_all: list[str] | None = None
    within_months: int | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _one_question(self) -> Test:
        if len(self.model_fields_set) != 2:
            allowed = "is, in, above, below, at_least, at_most, between, includes_any, includes_all, within_months"
            raise ValueError(f"a test of {self.fact} takes exactly one of {allowed}")
        return self

    @property
    def operator(self) -> str:
        return next(name for name in self.model_fields_set if name != "fact").rstrip("_")

    @property
    def operand(self) -> Any:
        return getattr(self, self.operator + "_" if self.operator in ("is", "in") else self.operator)

    def tests(self) -> Iterator[Test]:
        yield self

    def facts(self) -> tuple[str, ...]:
        return (self.fact, self.operand.of) if isinstance(self.operand, Multiple) else (self.fact,)

    def compile(self, index: FactIndex) -> Evaluate:
        if isinstance(self.operand, Multiple):
            return _against_multiple(self.fact, self.operator, self.operand)
        return _against_constant(index, self.fact, _question(self.operator, self.operand))


def window_opens(as_of: dt.date, months: int) -> dt.date:
    """The first day inside "within N months" of `as_of`: the same day N calendar months back, or that month's last."""
    return as_of - relativedelta(months=months)


Question = Callable[[Any, dt.date], bool | None]
"""Whether a typed value passes on a day; None when a value known only to a range may or may not."""


def _question(operator: str, operand: Any) -> Question:
    if operator == "is":
        return lambda value, _: value == operand
    if operator == "in":
        allowed = frozenset(operand)
        return lambda value, _: value in allowed
    if operator == "includes_any":
        wanted = frozenset(operand)
        return lambda value, _: not wanted.isdisjoint(value)
    if operator == "includes_all":
        wanted = frozenset(operand)
        return lambda value, _: wanted <= value
    if operator == "within_months":
        return lambda value, as_of: _ranged(value, lambda day: bool(day >= window_opens(as_of, operand)))
    if operator == "between":
        low, high = operand
        return lambda value, _: _both(
            _ranged(value, lambda v: bool(v >= low)), _ranged(value, lambda v: bool(v <= high))
        )
    compare = _COMPARE[operator]
    return lambda value, _: _ranged(value, lambda v: compare(v, operand))


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "above": lambda value, limit: bool(value > limit),
    "below": lambda value, limit: bool(value < limit),
    "at_least": lambda value, limit: bool(value >= limit),
    "at_most": lambda value, limit: bool(value <= limit),
}


def _ranged(value: Any, passes: Callable[[Any], bool]) -> bool | None:
    """Every comparison is monotone, so a range passes or fails as a whole when both its ends agree."""
    if not isinstance(value, Between):
        return passes(value)
    low, high = passes(value.low), passes(value.high)
    return low if low == high else None


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _against_constant(index: FactIndex, fact: str, question: Question) -> Evaluate:
    bit = index.bit[fact]
    plain = {True: kleene.decided(TRUE, bit), False: kleene.decided(FALSE, bit)}

    def evaluate(person: Person) -> Outcome:
        value = person.values.get(fact)
        if value is None:
            return person.unknown_outcome(fact)
        answer = question(value, person.as_of)
        if answer is None:
            return Outcome(UNKNOWN, person.mask(fact), bit, UNKNOWN, kleene.ANY)
        if fact in person.masks:
            return kleene.decided(TRUE if answer else FALSE, person.masks[fact])
        return plain[answer]

    return evaluate


def _against_multiple(fact: str, operator: str, limit: Multiple) -> Evaluate:
    compare = _COMPARE[operator]

    def evaluate(person: Person) -> Outcome:
        value, reference = person.values.get(fact), person.values.get(limit.of)
        if value is None or reference is None or isinstance(reference, Between):
            return _lacking(person, [fact, limit.of])
        answer = _ranged(value, lambda v: compare(exact(v), exact(limit.times) * exact(reference)))
        mask = person.mask(fact) | person.mask(limit.of)
        if answer is None:
            return Outcome(UNKNOWN, mask, person.index.bit[fact], UNKNOWN, kleene.ANY)
        return kleene.decided(TRUE if answer else FALSE, mask)

    return evaluate


def _lacking(person: Person, names: list[str]) -> Outcome:
    """A comparison of two facts is as open as the less open of those that are missing."""
    because = needs = 0
    open_ = kleene.ANY
    for name in names:
        value = person.values.get(name)
        if value is not None and not isinstance(value, Between):
            because |= person.mask(name)
            continue
        outcome = person.unknown_outcome(name)
        because, needs = because | outcome.because, needs | outcome.needs
        open_ &= UNKNOWN if value is not None else outcome.open
    return Outcome(UNKNOWN, because, needs, open_, kleene.ANY)


class All(_Node):
    all: list[Rule] = Field(min_length=1)

    def limbs(self) -> Iterator[_Node]:
        return iter(self.all)

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.all]
        return lambda person: kleene.conjunction([limb(person) for limb in limbs])


class AnyOf(_Node):
    any: list[Rule] = Field(min_length=1)

    def limbs(self) -> Iterator[_Node]:
        return iter(self.any)

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.any]
        return lambda person: kleene.disjunction([limb(person) for limb in limbs])


class Not(_Node):
    not_: Rule = Field(alias="not")

    def limbs(self) -> Iterator[_Node]:
        yield self.not_

    def compile(self, index: FactIndex) -> Evaluate:
        limb = self.not_.compile(index)
        return lambda person: kleene.negate(limb(person))


class AtLeast(_Node):
    at_least: int = Field(ge=1)
    of: list[Rule] = Field(min_length=1)

    @model_validator(mode="after")
    def _reachable(self) -> AtLeast:
        if self.at_least > len(self.of):
            raise ValueError(f"at least {self.at_least} of {len(self.of)} rules can never hold")
        return self

    def limbs(self) -> Iterator[_Node]:
        return iter(self.of)

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.of]
        return lambda person: kleene.at_least(self.at_least, [limb(person) for limb in limbs])


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    if_: Rule = Field(alias="if")
    then: bool | Literal["unknown"]


class Cases(_Node):
    """The first case that holds decides; where none does, the rule is unknown."""

    cases: list[Case] = Field(min_length=1)

    def limbs(self) -> Iterator[_Node]:
        return (case.if_ for case in self.cases)

    def compile(self, index: FactIndex) -> Evaluate:
        pairs = [(case.if_.compile(index), _THEN[case.then]) for case in self.cases]
        return lambda person: kleene.first_case([(condition(person), then) for condition, then in pairs])


def _kind(data: Any) -> str | None:
    if not isinstance(data, dict):
        return None
    for key in ("fact", "all", "any", "not", "of", "cases"):
        if key in data:
            return key
    return None


Rule = Annotated[
    Annotated[Test, Tag("fact")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[AtLeast, Tag("of")]
    | Annotated[Cases, Tag("cases")],
    Discriminator(
        _kind,
        custom_error_type="rule",
        custom_error_message="not a rule; a rule has one of the keys fact, all, any, not, at_least with of, cases",
    ),
]

for _model in (Test, All, AnyOf, Not, AtLeast, Case, Cases):
    _model.model_rebuild()
