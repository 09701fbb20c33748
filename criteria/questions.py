"""A question: as it could be asked, and as one person is asked it, with the facts that each answer sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from criteria.question_book import Group, Input


@dataclass(frozen=True)
class Candidate:
    """A question that could be asked: a group, or without one the single question of `facts`."""

    facts: tuple[str, ...]
    also: tuple[str, ...] = ()
    group: Group | None = None
    sheet: bool = False

    @property
    def covers(self) -> tuple[str, ...]:
        return self.facts + self.also

    @property
    def last(self) -> bool:
        """Whether it waits until nothing but such questions is left."""
        return self.sheet or (self.group is not None and self.group.last)


@dataclass(frozen=True)
class Option:
    """One answer. `facts`: what it sets. At most one flag is true.

    none: none of the list; rest: none of those not ticked; unknown: "I don't know"; skip: prefers not to say.
    """

    id: str
    title: str
    facts: dict[str, Any] = field(default_factory=dict)
    none: bool = False
    unknown: bool = False
    skip: bool = False
    rest: bool = False


@dataclass(frozen=True)
class Asked:
    """A question as one person is asked it.

    progress: questions answered, and at most so many in all.
    once: what an answer leaves out of it is not asked again, but counts as not known.
    """

    id: str
    facts: tuple[str, ...]
    input: Input
    text: str
    why: str
    unit: str | None
    options: tuple[Option, ...]
    progress: tuple[int, int]
    sensitive: bool
    once: bool = False

    def left_out(self, told: Iterable[str]) -> dict[str, str]:
        """What an answer that told these facts leaves out for good."""
        told = set(told) & set(self.facts)
        return {fact: "unknown" for fact in self.facts if fact not in told} if self.once and told else {}
