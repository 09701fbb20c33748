"""A cue, and a name of which it may speak, where they stand in the text."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A cue where it stands in the text."""

    category: str
    start: int
    end: int
    types: frozenset[str] | None
    direction: str
    scope: int = 400

    def fits(self, type_: str) -> bool:
        """A diagnosis is a condition of which more is said: it is doubted, revised, taken back."""
        return self.types is None or type_ in self.types or type_ == "diagnosis" and "condition" in self.types


class Name(NamedTuple):
    """A thing named in the text; its type decides which cues may speak of it."""

    start: int
    end: int
    type: str
