"""What the assistant says: replies.yml, and how a text is chosen and filled."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from criteria.questions import render
from criteria.trial import Words
from criteria.yamlfile import YamlFile

Role = Literal["patient", "carer", "clinician"]
PATH = Path(__file__).with_name("catalogue") / "replies.yml"


class OwnWords(BaseModel):
    """Words that answer the assistant's own questions: yes, no, go on, and who is typing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    yes: list[str]
    no: list[str]
    resume: list[str]
    roles: dict[Role, list[str]]


class Replies(BaseModel):
    """replies.yml: every text of the conversation, in two registers; {braces} are filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    statements: list[Words]
    replies: dict[str, Words]
    emergency_numbers: str
    emergencies: dict[str, Words]
    after_emergency: Words
    roles: dict[Role, str]
    consent: dict[Literal["yes", "no"], str]
    words: OwnWords


class Speech:
    """Says the texts of replies.yml; a carer hears the patient's words, about the person they are helping."""

    def __init__(self, replies: Replies) -> None:
        self.replies = replies

    def say(self, key: str, role: Role, /, **values: Any) -> str:
        """The reply `key` for this listener. Raises KeyError for a key or a placeholder that does not exist."""
        return self.fill(self.replies.replies[key], role, **values)

    def fill(self, words: Words, role: Role, /, **values: Any) -> str:
        text = words["clinician" if role == "clinician" else "patient"]
        return render(text, role, **{name: str(value) for name, value in values.items()})

    def emergency(self, kind: str, role: Role) -> str:
        """The reply to an emergency; an unknown kind gets the general one, never silence."""
        words = self.replies.emergencies.get(kind, self.replies.emergencies["other_red_flags"])
        reply = self.fill(words, role, numbers=self.replies.emergency_numbers)
        return f"{reply}\n\n{self.fill(self.replies.after_emergency, role)}"


@lru_cache(maxsize=1)
def speech() -> Speech:
    """The shipped replies. Raises CatalogueError naming file, line and field."""
    return Speech(YamlFile(PATH, "replies.yml").parse(Replies))
