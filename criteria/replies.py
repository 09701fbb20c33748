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
    """Words that answer the assistant's own questions: yes, no, and who is typing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    yes: list[str]
    no: list[str]
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

    def say(self, key: str, role: Role, **values: Any) -> str:
        """The reply `key` for this listener. Raises KeyError for a key or a placeholder that does not exist."""
        return fill(self.replies[key], role, **values)

    def emergency(self, kind: str, role: Role) -> str:
        """The reply to an emergency; an unknown kind gets the general one, never silence."""
        words = self.emergencies.get(kind, self.emergencies["other_red_flags"])
        return f"{fill(words, role, numbers=self.emergency_numbers)}\n\n{fill(self.after_emergency, role)}"


def fill(words: Words, role: Role, **values: Any) -> str:
    """One text for a listener: carers get the patient's words, about the person they are helping."""
    text = words["clinician" if role == "clinician" else "patient"]
    if values:
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
    return render(text, role)


@lru_cache(maxsize=1)
def replies() -> Replies:
    """The shipped replies. Raises CatalogueError naming file, line and field."""
    return YamlFile(PATH, "replies.yml").parse(Replies)
