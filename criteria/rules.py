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

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from criteria import kleene
from criteria.compare import Evaluate, against_constant, against_multiple, question
from criteria.kleene import FALSE, TRUE, UNKNOWN
from criteria.person import FactIndex
from criteria.yamlfile import Entry, Key

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

    def facts(self) -> Iterable[str]:
        """Every fact that the tests of this rule name, in reading order."""
        return (name for test in self.tests() for name in test.facts())


Value = bool | int | float | str


class Multiple(Entry):
    """A limit that is a multiple of another fact: 3 times the laboratory's upper limit of normal."""

    times: float
    of: str


class Test(Node):
    """One question to one fact."""

    fact: str
    is_: Value | None = Field(None, alias="is")
    in_: list[Value] | None = Field(None, alias="in")
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
            return against_multiple(self.fact, self.operator, self.operand.times, self.operand.of)
        return against_constant(index, self.fact, question(self.operator, self.operand))


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
