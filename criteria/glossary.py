"""What words mean: glossary.yml, and which of its terms a name stands for."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from criteria.fact_table import FactTable
from criteria.facts import Choice, Codes
from criteria.yamlfile import Entry, YamlFile


class Term(Entry):
    """of: facts, or values of facts ("motor_syndrome.als"), whose names in facts.yml name this. says: other names."""

    of: list[str] = Field(default_factory=list)
    says: list[str] = Field(default_factory=list)
    patient: str


class Glossary(Entry):
    """glossary.yml."""

    terms: dict[str, Term]

    @cached_property
    def of_facts(self) -> dict[str, str]:
        """{fact, or fact.value: term}."""
        return {one: key for key, term in self.terms.items() for one in term.of}

    @cached_property
    def of_names(self) -> dict[str, str]:
        """{name that no fact has: term}."""
        return {name: key for key, term in self.terms.items() for name in term.says}

    def problems(self, file: YamlFile, table: FactTable) -> list[str]:
        """Terms that nothing names, names of two terms, and facts or values that facts.yml does not have."""
        found: list[str] = []
        named: set[tuple[str, str]] = set()
        for key, term in self.terms.items():
            if not term.of and not term.says:
                found.append(file.problem(("terms", key), "nothing names it; wanted 'of' or 'says'"))
            for kind, names in (("of", term.of), ("says", term.says)):
                for place, name in enumerate(names):
                    if (kind, name) in named:
                        found.append(file.problem(("terms", key, kind, place), f"{name} names two terms"))
                    named.add((kind, name))
            for place, name in enumerate(term.of):
                if wrong := _wrong(table, name):
                    found.append(file.problem(("terms", key, "of", place), wrong))
        return found


def _wrong(table: FactTable, name: str) -> str:
    """Why "fact" or "fact.value" stands for nothing; "" where it does."""
    fact, _, value = name.partition(".")
    if fact not in table.facts:
        return table.no_such_fact(fact)
    known = table.facts[fact]
    if value and not (isinstance(known, Choice | Codes) and value in known.values):
        return f"{fact} has no value {value}"
    return ""
