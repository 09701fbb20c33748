"""The values that a known fact can have, for whatever names one: tests of rules, derivations, parameters."""

from __future__ import annotations

from typing import Any

from criteria.facts import Choice, Codes, Fact, FactError, Quantity, YesNo
from criteria.reach import AS_OF


def can_be(fact: Fact, value: Any) -> bool:
    """Whether a known fact can have this value; a set, whether it can hold this code."""
    if isinstance(fact, Choice):
        return value in fact.values and value not in fact.not_known
    if isinstance(fact, YesNo):
        return isinstance(value, bool)
    if isinstance(fact, Quantity):
        try:
            return isinstance(fact.read(value, AS_OF), int | float)
        except FactError:
            return False
    return not isinstance(fact, Codes) or fact.open or value in fact.values


def allowed(fact: Fact) -> str:
    if isinstance(fact, Choice):
        return "allowed: " + ", ".join(value for value in fact.values if value not in fact.not_known)
    if isinstance(fact, Quantity):
        return f"allowed: {fact.range[0]:.10g} to {fact.range[1]:.10g} {fact.unit}"
    return "allowed: " + ("codes of its values" if isinstance(fact, Codes) else "true, false")


def never(fact: Fact, value: Any) -> str:
    return f"is never {value!r}; {allowed(fact)}"
