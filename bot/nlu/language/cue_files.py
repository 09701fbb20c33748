"""The cues as their files list them: cues.yml, and outcomes.yml and events.yml for those of treatments."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.nlu.language.notation import spelled_out
from bot.nlu.vocabulary import load_yaml

Direction = Literal["forward", "backward", "both", "terminate", "pseudo"]


class Cue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    category: str
    direction: Direction
    phrases: list[str]
    types: frozenset[str] | None = None
    scope: int = 400
    """How many tokens away a name may stand."""
    final: bool = False
    """It counts only at the end of a statement ("infection: no")."""


class Cues(BaseModel):
    """All cues, and the words that the rules for them need."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    prepositions: set[str]
    verbs: set[str]
    speakers: set[str]
    ends: dict[str, set[str]]
    cues: list[Cue]

    @property
    def categories(self) -> list[str]:
        return sorted({cue.category for cue in self.cues})


class _OfTreatments(BaseModel):
    """Cues that may name classes of words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, list[str]] = {}
    cues: list[Cue]


def load_cues() -> Cues:
    """Raises pydantic.ValidationError where a file has another shape, KeyError where it names no class."""
    table = Cues.model_validate(load_yaml("cues.yml"))
    for name in ("outcomes.yml", "events.yml"):
        more = _OfTreatments.model_validate(load_yaml(name))
        for cue in more.cues:
            phrases = [spelled_out(phrase, more.words) for phrase in cue.phrases]
            table.cues.append(cue.model_copy(update={"phrases": phrases}))
    return table
