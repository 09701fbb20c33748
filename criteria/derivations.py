"""Facts that follow from others: from a value of one ("als" is degenerative), or from several by a formula."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from itertools import product
from typing import Any

from pydantic import Field, model_validator

from criteria.facts import Between
from criteria.formulas import FORMULAS
from criteria.yamlfile import Entry


class Derivation(Entry):
    """A fact that follows from others, used only where nobody stated it (contract 1, derived facts)."""

    fact: str
    formula: str | None = None
    parameters: Mapping[str, Any] = Field(default_factory=dict)
    inputs: list[str] = Field(alias="from", min_length=1)
    when: list[Any] | None = None
    """Values of the first source for which the derivation holds; none means: all values."""
    except_: list[Any] = Field(alias="except", default_factory=list)
    gives: Any = None
    """The derived value; none means: the value of the source itself."""
    source: str = ""

    @model_validator(mode="after")
    def _fits_formula(self) -> Derivation:
        if self.formula is None:
            if len(self.inputs) != 1 or self.parameters:
                raise ValueError("a derivation without a formula has one source and no parameters")
            return self
        if self.formula not in FORMULAS:
            raise ValueError(f"no formula {self.formula}; allowed: {', '.join(FORMULAS)}")
        arguments = signature(FORMULAS[self.formula]).parameters.values()
        named = {a.name for a in arguments if a.kind is a.KEYWORD_ONLY}
        count = len(arguments) - len(named)
        if set(self.parameters) != named or len(self.inputs) != count:
            raise ValueError(f"{self.formula} takes {count} sources and the parameters {', '.join(sorted(named))}")
        return self

    def holds_for(self, first: Any) -> bool:
        """Whether this value of the first source can lead to a derived value."""
        return first not in self.except_ and (self.when is None or first in self.when)

    def derive(self, values: Mapping[str, Any]) -> Any:
        """The derived value, or None when the sources do not give one. A source known to a range gives a range."""
        first = values.get(self.inputs[0])
        if first is None or not self.holds_for(first):
            return None
        if self.formula is None:
            return first if self.gives is None else self.gives
        sources = [values.get(name) for name in self.inputs]
        if None in sources:
            return None
        ends = [(s.low, s.high) if isinstance(s, Between) else (s,) for s in sources]
        results = [FORMULAS[self.formula](*corner, **self.parameters) for corner in product(*ends)]
        return results[0] if len(results) == 1 else Between(min(results), max(results))
