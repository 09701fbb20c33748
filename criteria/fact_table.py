"""facts.yml as a whole: every fact once, and what was told about one read as its type."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from typing import Any

from pydantic import Field, model_validator

from criteria.derivations import Derivation
from criteria.facts import REASONS, Fact, FactError, NotKnown
from criteria.yamlfile import Entry, YamlFile


class FactTable(Entry):
    """facts.yml: every fact once, and how some follow from others."""

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
            raise FactError(self.no_such_fact(name))
        if isinstance(value, str) and (value in fact.not_known or value in REASONS):
            return NotKnown(value)
        try:
            return fact.read(value, as_of)
        except FactError as error:
            reasons = ", ".join(dict.fromkeys((*fact.not_known, *REASONS)))
            raise FactError(f"allowed: {error}; or {reasons}") from error

    def silent_facts(self, file: YamlFile) -> list[str]:
        """Problems of facts that nobody could be asked about, for want of words; `file`: this table's."""
        return [
            file.problem(("facts", name, key), f"{name}: {key} needs words for patient and clinician")
            for name, fact in self.facts.items()
            for key, words in (("ask", fact.ask), ("why", fact.why))
            if not (words.get("patient") and words.get("clinician"))
        ]

    def no_such_fact(self, name: str) -> str:
        alike = [fact for fact in self.facts if len(name) > 2 and name in fact]
        close = dict.fromkeys([*alike, *get_close_matches(name[:60], self.facts)])
        hint = f"did you mean {' or '.join(close)}?" if close else f"allowed: {', '.join(self.facts)}"
        return f"no such fact; {hint}"
