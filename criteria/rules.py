"""The rule language: eligibility rules as data, compiled to functions.

A rule is a mapping with one of these shapes (see docs/adding-a-trial.md):

  {fact: F, is: v} {fact: F, in: [v, ...]}
  {fact: F, above|below|at_least|at_most: limit} {fact: F, between: [low, high]}
  {fact: F, includes_any|includes_all: [code, ...]} {fact: F, within_months: n}
  {all: [...]} {any: [...]} {not: ...} {at_least: k, of: [...]}
  {cases: [{if: rule, then: true|false|unknown}, ...]}

A limit is a number, or {times: k, of: F}: a multiple of another fact, such as a laboratory's own upper limit.
A test of a fact that is not known is unknown, and so is a set that does not (yet) include what is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Annotated, Any, Literal

from dateutil.relativedelta import relativedelta
from pydantic import Discriminator, Field, Tag, model_validator

from criteria import kleene
from criteria.facts import Between
from criteria.formulas import exact
from criteria.kleene import ANY, FALSE, TRUE, UNKNOWN, Outcome, decided
from criteria.person import FactIndex, Person
from criteria.yamlfile import Entry, Key

Evaluate = Callable[[Person], Outcome]
_THEN = {True: TRUE, False: FALSE, "unknown": UNKNOWN}


Path = tuple[Key, ...]


class Node(Entry):
    """A rule or a part of one."""

    def compile(self, index: FactIndex) -> Evaluate:
        """A function from a person to the outcome of this rule."""
        raise NotImplementedError

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        """The rules directly below this one, each with its place in the file."""
        return iter(())

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """This rule and every rule below it, in reading order."""
        yield path, self
        for place, limb in self.limbs():
            yield from limb.walk(path + place)

    def tests(self) -> Iterator[Test]:
        """Every test of a fact in this rule, in reading order."""
        return (node for _, node in self.walk() if isinstance(node, Test))


class Multiple(Entry):
    """A limit that is a multiple of another fact: 3 times the laboratory's upper limit of normal."""

    times: float
    of: str


class Test(Node):
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

    def facts(self) -> tuple[str, ...]:
        return (self.fact, self.operand.of) if isinstance(self.operand, Multiple) else (self.fact,)

    def compile(self, index: FactIndex) -> Evaluate:
        if isinstance(self.operand, Multiple):
            return _against_multiple(index, self.fact, self.operator, self.operand)
        return _against_constant(index, self.fact, _question(self.operator, self.operand))


@lru_cache(maxsize=256)
def window_opens(as_of: dt.date, months: int) -> dt.date:
    """First day inside "within N months" of `as_of`: the same day N months back, or that month's last day."""
    return as_of - relativedelta(months=months)


Question = Callable[[Any, dt.date], bool | None]
"""Whether a typed value passes on a day; None when what was told leaves it open."""


def _question(operator: str, operand: Any) -> Question:
    if operator in ("is", "in"):
        return _one_of(frozenset([operand] if operator == "is" else operand))
    if operator == "includes_any":
        return _includes(frozenset(operand), lambda wanted, told: not wanted.isdisjoint(told))
    if operator == "includes_all":
        return _includes(frozenset(operand), lambda wanted, told: wanted <= told)
    if operator == "within_months":
        return lambda value, as_of: _over(value, lambda day: bool(day >= window_opens(as_of, operand)))
    if operator == "between":
        low, high = (_compare(name, limit) for name, limit in zip(("at_least", "at_most"), operand, strict=True))
        return lambda value, as_of: _both(low(value, as_of), high(value, as_of))
    return _compare(operator, operand)


def _one_of(allowed: frozenset[Any]) -> Question:
    def ask(value: Any, _: dt.date) -> bool | None:
        if type(value) is not Between:
            return value in allowed
        hits = [a for a in allowed if value.low <= a <= value.high]
        if not hits:
            return False
        whole = isinstance(value.low, int) and isinstance(value.high, int)
        return True if whole and len(hits) == value.high - value.low + 1 else None

    return ask


def _includes(wanted: frozenset[str], holds: Callable[[frozenset[str], frozenset[str]], bool]) -> Question:
    """Sets only grow, a code at a time: one that is not in a set was not said, which is not the same as denied."""
    return lambda told, _: True if holds(wanted, told) else None


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "above": gt,
    "below": lt,
    "at_least": ge,
    "at_most": le,
}


def _compare(operator: str, limit: float) -> Question:
    compare = _COMPARE[operator]
    if limit != int(limit):
        decimal = exact(limit)
        return lambda value, _: _over(value, lambda v: compare(exact(v), decimal))
    whole = int(limit)  # against a whole limit, floats compare exactly as they stand

    def passes(value: Any) -> bool:
        return compare(value, whole)

    return lambda value, _: _over(value, passes)


def _over(value: Any, passes: Callable[[Any], bool]) -> bool | None:
    """Every comparison is monotone, so a range passes or fails as a whole when both its ends agree."""
    if type(value) is not Between:
        return passes(value)
    low, high = passes(value.low), passes(value.high)
    return low if low == high else None


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _against_constant(index: FactIndex, fact: str, question: Question) -> Evaluate:
    bit, derivable = index.bit[fact], fact in index.derivations
    passed, failed = decided(TRUE, bit), decided(FALSE, bit)

    def evaluate(person: Person) -> Outcome:
        value = person.values.get(fact)
        if value is None:
            return person.unknown_outcome(fact)
        answer = question(value, person.as_of)
        if derivable and fact in person.masks:
            return _answered(person, answer, person.masks[fact])
        if answer is None:
            return person.left_open(bit)
        return passed if answer else failed

    return evaluate


def _answered(person: Person, answer: bool | None, mask: int) -> Outcome:
    return person.left_open(mask) if answer is None else decided(TRUE if answer else FALSE, mask)


def _against_multiple(index: FactIndex, fact: str, operator: str, limit: Multiple) -> Evaluate:
    compare, times = _COMPARE[operator], exact(limit.times)

    def evaluate(person: Person) -> Outcome:
        value, reference = person.values.get(fact), person.values.get(limit.of)
        if value is None or reference is None:
            return _lacking(person, (fact, limit.of))
        answers = {compare(exact(v), times * exact(r)) for v in _ends(value) for r in _ends(reference)}
        answer = answers.pop() if len(answers) == 1 else None
        return _answered(person, answer, person.mask(fact) | person.mask(limit.of))

    return evaluate


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


class All(Node):
    all: list[Rule] = Field(min_length=1)

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        return ((("all", place), limb) for place, limb in enumerate(self.all))

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.all]
        return lambda person: kleene.conjunction([limb(person) for limb in limbs])


class AnyOf(Node):
    any: list[Rule] = Field(min_length=1)

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        return ((("any", place), limb) for place, limb in enumerate(self.any))

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.any]
        return lambda person: kleene.disjunction([limb(person) for limb in limbs])


class Not(Node):
    not_: Rule = Field(alias="not")

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        yield ("not",), self.not_

    def compile(self, index: FactIndex) -> Evaluate:
        limb = self.not_.compile(index)
        return lambda person: kleene.negate(limb(person))


class AtLeast(Node):
    at_least: int = Field(ge=1)
    of: list[Rule] = Field(min_length=1)

    @model_validator(mode="after")
    def _reachable(self) -> AtLeast:
        if self.at_least > len(self.of):
            raise ValueError(f"at least {self.at_least} of {len(self.of)} rules can never hold")
        return self

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        return ((("of", place), limb) for place, limb in enumerate(self.of))

    def compile(self, index: FactIndex) -> Evaluate:
        limbs = [limb.compile(index) for limb in self.of]
        return lambda person: kleene.at_least(self.at_least, [limb(person) for limb in limbs])


class Case(Entry):
    if_: Rule = Field(alias="if")
    then: bool | Literal["unknown"]


class Cases(Node):
    """The first case that holds decides; where none does, the rule is unknown."""

    cases: list[Case] = Field(min_length=1)

    def limbs(self) -> Iterator[tuple[Path, Node]]:
        return ((("cases", place, "if"), case.if_) for place, case in enumerate(self.cases))

    def compile(self, index: FactIndex) -> Evaluate:
        pairs = [(case.if_.compile(index), _THEN[case.then]) for case in self.cases]
        return lambda person: kleene.first_case((condition(person), then) for condition, then in pairs)


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
