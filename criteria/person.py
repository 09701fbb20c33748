"""One person as the rules see them: typed facts, what follows from them, and why the rest is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from criteria.facts import Between, Derivation, FactError, FactTable, NotKnown
from criteria.kleene import ANY, UNKNOWN, Outcome


class PersonError(ValueError):
    """Facts that cannot be read; `problems` maps each fact to what is wrong and what is allowed."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{fact}: {words}" for fact, words in problems.items()))
        self.problems = problems


class FactIndex:
    """The bit of each fact, and the derivations in their order; shared by all people of one catalogue."""

    def __init__(self, table: FactTable) -> None:
        self.table = table
        self.names = list(table.facts)
        self.bit = {name: 1 << i for i, name in enumerate(self.names)}
        self.absent = {name: Outcome(UNKNOWN, 0, bit, ANY, ANY) for name, bit in self.bit.items()}
        self.derivations: dict[str, list[Derivation]] = {}
        for rule in table.derivations:
            self.derivations.setdefault(rule.fact, []).append(rule)

    def mask(self, names: Iterable[str]) -> int:
        mask = 0
        for name in names:
            mask |= self.bit[name]
        return mask

    def names_of(self, mask: int) -> list[str]:
        """Facts of a mask, in the order of facts.yml."""
        names = []
        while mask:
            low = mask & -mask
            names.append(self.names[low.bit_length() - 1])
            mask ^= low
        return names


class Person:
    """Typed facts of one person on one day.

    values: {fact: value}, stated or derived. stated: {fact: raw value as told}. not_known: {fact: reason}.
    Build with `Person.read`; rules call `unknown_outcome` and `mask`.
    """

    __slots__ = ("as_of", "index", "masks", "not_known", "stated", "values")

    def __init__(self, index: FactIndex, as_of: dt.date) -> None:
        self.index = index
        self.as_of = as_of
        self.values: dict[str, Any] = {}
        self.stated: dict[str, Any] = {}
        self.not_known: dict[str, str] = {}
        self.masks: dict[str, int] = {}

    @classmethod
    def read(cls, index: FactIndex, facts: Mapping[str, Any], as_of: dt.date) -> Person:
        """A person from stated facts. Raises PersonError naming every fact that is wrong."""
        person = cls(index, as_of)
        problems = {}
        read = index.table.read
        for name, raw in facts.items():
            try:
                value = read(name, raw, as_of)
            except FactError as error:
                problems[str(name)] = str(error)
                continue
            if isinstance(value, NotKnown):
                person.not_known[name] = value.reason
            else:
                person.values[name] = value
            person.stated[name] = raw
        if problems:
            raise PersonError(problems)
        person._derive()
        return person

    def on(self, day: dt.date, **changed: Any) -> Person:
        """The same person on another day, with some typed values changed."""
        other = Person(self.index, day)
        other.values = {**self.values, **changed}
        other.stated, other.not_known, other.masks = self.stated, self.not_known, self.masks
        return other

    def mask(self, name: str) -> int:
        """The facts behind a known fact: itself, and for a derived one its sources."""
        return self.masks.get(name) or self.index.bit[name]

    def unknown_outcome(self, name: str) -> Outcome:
        """The outcome of any test of a fact that has no exact value."""
        derivations = self.index.derivations.get(name)
        if derivations is None and name not in self.not_known:
            return self.index.absent[name]
        needs = bit = self.index.bit[name]
        because = bit if name in self.not_known else 0
        open_ = UNKNOWN if name in self.not_known else ANY
        for rule in derivations or ():
            lacking = [source for source in rule.inputs if source not in self.values]
            if lacking and self._may_give(rule):
                needs |= self.index.mask(lacking)
                if not any(source in self.not_known for source in lacking):
                    open_ = ANY
        return Outcome(UNKNOWN, because, needs, open_, ANY)

    def _may_give(self, rule: Derivation) -> bool:
        """Simple implications (one source, no formula) are asked through the fact itself, not through their source."""
        return rule.formula is not None

    def _derive(self) -> None:
        for name, rules in self.index.derivations.items():
            if name in self.values:
                continue
            for rule in rules:
                value = derive(rule, self.values)
                if value is not None:
                    self.values[name] = value
                    self.masks[name] = self.index.bit[name] | self.index.mask(rule.inputs)


def derive(rule: Derivation, values: Mapping[str, Any]) -> Any:
    """The derived value, or None when the sources do not give one."""
    sources = [values.get(name) for name in rule.inputs]
    if any(source is None or isinstance(source, Between) for source in sources):
        return None
    if rule.formula == "cockcroft_gault":
        return cockcroft_gault(*sources, **rule.parameters)
    if rule.formula == "prednisone_equivalent":
        return prednisone_equivalent(*sources, **rule.parameters)
    if sources[0] in rule.except_ or (rule.when is not None and sources[0] not in rule.when):
        return None
    return sources[0] if rule.gives is None else rule.gives


def cockcroft_gault(
    age: int, sex: str, weight: float, creatinine: float, *, age_base: int, divisor: int, female_factor: float
) -> Fraction | None:
    """Creatinine clearance in mL/min, exactly, from years, kg and mg/dL (ALS-E7); None past the formula's ages."""
    if age >= age_base:
        return None
    clearance = Fraction((age_base - age)) * exact(weight) / (divisor * exact(creatinine))
    return clearance * exact(female_factor) if sex == "female" else clearance


def prednisone_equivalent(
    drug: str, dose: float, weight: float, *, reference: str, equal_mg: Mapping[str, float]
) -> Fraction | None:
    """Prednisone-equivalent dose in mg/kg/day, exactly, from mg a day and kg (ALS-I5); None for an unlisted drug."""
    if drug not in equal_mg:
        return None
    return exact(dose) * exact(equal_mg[reference]) / exact(equal_mg[drug]) / exact(weight)


def exact(number: float | Fraction) -> Fraction:
    """A decimal as it was written: 0.1 is one tenth, not the nearest binary fraction."""
    return number if isinstance(number, Fraction) else Fraction(str(number))
