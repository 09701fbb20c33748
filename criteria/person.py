"""One person as the rules see them: typed facts, what follows from them, and why the rest is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from criteria.derivations import Derivation
from criteria.fact_table import FactTable
from criteria.facts import FactError, NotKnown
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
        self.withheld = {name: Outcome(UNKNOWN, bit, bit, UNKNOWN, ANY) for name, bit in self.bit.items()}
        self.derivations: dict[str, list[Derivation]] = {}
        for rule in table.derivations:
            self.derivations.setdefault(rule.fact, []).append(rule)
        self._names_of: dict[int, tuple[str, ...]] = {}

    def mask(self, names: Iterable[str]) -> int:
        mask = 0
        for name in names:
            mask |= self.bit[name]
        return mask

    def names_of(self, mask: int) -> list[str]:
        """Facts of a mask, in the order of facts.yml."""
        names = self._names_of.get(mask)
        if names is None:
            if len(self._names_of) > 10_000:
                self._names_of.clear()
            names = self._names_of[mask] = tuple(self._bits(mask))
        return list(names)

    def _bits(self, mask: int) -> Iterator[str]:
        while mask:
            lowest = mask & -mask
            yield self.names[lowest.bit_length() - 1]
            mask ^= lowest

    def behind(self, mask: int) -> int:
        """The facts of a mask and those that can derive them: all that a verdict over `mask` depends on."""
        for name, rules in self.derivations.items():
            if mask & self.bit[name]:
                for rule in rules:
                    mask |= self.mask(rule.inputs)
        return mask


class Person:
    """Typed facts of one person on one day.

    values: {fact: value}, stated or derived. stated: {fact: value as told}. not_known: {fact: reason}.
    masks: {derived fact: mask of itself and its sources}. Build with `Person.read`.
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
                problems[name] = str(error)
                continue
            person.stated[name] = raw
            if isinstance(value, NotKnown):
                person.not_known[name] = value.reason
            else:
                person.values[name] = value
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

    def differs_from(self, other: Person) -> int:
        """Mask of the facts that stand otherwise for `other`, derived ones included; -1 (all) on another day."""
        if self.as_of != other.as_of:
            return -1
        here, there = (*self.values.items(), *self.not_known.items()), (*other.values.items(), *other.not_known.items())
        return self.index.mask({name for name, _ in {*here} ^ {*there}})

    def mask(self, name: str) -> int:
        """The facts behind a known fact: itself, and for a derived one its sources."""
        return self.masks.get(name) or self.index.bit[name]

    def unknown_outcome(self, name: str) -> Outcome:
        """The outcome of any test of a fact that has no value."""
        index = self.index
        outcome = index.withheld[name] if name in self.not_known else index.absent[name]
        return self._or_derived(name, outcome) if name in index.derivations else outcome

    def _or_derived(self, name: str, outcome: Outcome) -> Outcome:
        """A fact that others can give may also be learned through them, even when it was asked without success."""
        _, because, needs, open_, possible = outcome
        for rule in self.index.derivations[name]:
            lacking = self.lacking(rule)
            needs |= self.index.mask(lacking)
            if lacking and not any(source in self.not_known for source in lacking):
                open_ = ANY
        return Outcome(UNKNOWN, because, needs, open_, possible)

    def lacking(self, rule: Derivation) -> list[str]:
        """The sources that a derivation still lacks; none when it can give nothing for this person."""
        first = self.values.get(rule.inputs[0])
        if first is not None and not rule.holds_for(first):
            return []
        return [source for source in rule.inputs if source not in self.values]

    def left_open(self, mask: int) -> Outcome:
        """The outcome of a test that known facts leave open: a range across a limit, a set without the code."""
        return Outcome(UNKNOWN, mask, mask, UNKNOWN, ANY)

    def _derive(self) -> None:
        values = self.values
        for name, rules in self.index.derivations.items():
            if name in values:
                continue
            for rule in rules:
                value = rule.derive(values)
                if value is not None:
                    values[name] = value
                    self.masks[name] = self.index.bit[name] | self.index.mask(rule.inputs)
