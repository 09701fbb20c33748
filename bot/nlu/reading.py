"""What one message was read to say, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.nlu.language import places
from bot.nlu.language.text import Token
from bot.nlu.page import Finding, Page


@dataclass
class Reading:
    """What one message says. Places are character offsets into the text."""

    text: str
    intent: str
    confidence: float
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[int]] = field(default_factory=dict)
    safety: str | None = None
    conflicts: dict[str, list[Any]] = field(default_factory=dict)
    """Facts for which the message says two things; neither is taken."""
    doubts: dict[str, str] = field(default_factory=dict)
    """Facts to confirm back: "unit" where one was assumed, "computed" where two numbers made it."""
    topic: str | None = None
    """What a trial question is about; of a question what a word means, the term of the glossary."""
    places: places.Places | None = None
    """What the reply says by places and in no other way; `facts` has it of the facts asked, in their order."""
    counted: bool = False
    """Some of `facts` come of counting the facts asked."""
    dropped: list[str] = field(default_factory=list)
    """Facts that the message takes back and puts nothing in the place of: "forget the ALT"."""
    planned: bool = False
    """A medicine or a vaccine is meant to be stopped or changed, beside what else the message says."""
    ranking: list[tuple[str, float]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Facts that the message names of somebody else, where it states nothing of the candidate; but for the sex, which
    every word for a person tells."""
    about: list[str] = field(default_factory=list)
    """Facts that the message names and asks about, where it states nothing."""

    def take(self, one: Finding, page: Page) -> None:
        self.facts[one.fact], self.evidence[one.fact] = one.value, place(one, page)
        if one.doubt:
            self.doubts[one.fact] = one.doubt
        else:
            self.doubts.pop(one.fact, None)

    def add(self, other: Reading) -> None:
        """Takes what another reading of the same text says of other facts."""
        for fact in [fact for fact in other.facts if fact not in self.facts and fact not in self.conflicts]:
            self.facts[fact], self.evidence[fact] = other.facts[fact], other.evidence[fact]
            if fact in other.doubts:
                self.doubts[fact] = other.doubts[fact]

    def drop(self, fact: str) -> None:
        self.facts.pop(fact, None)
        self.evidence.pop(fact, None)
        self.doubts.pop(fact, None)


def place(finding: Finding, page: Page) -> list[int]:
    """Of a finding in the text, from its first character to behind its last."""
    places: list[Token] = page.doc.user_data["tokens"]
    last = min(max(finding.end, finding.start + 1), len(places)) - 1
    return [places[finding.start].start, places[last].end]
