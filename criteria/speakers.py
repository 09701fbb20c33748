"""Who is typing, and how a text speaks to them: its register, and its words for the person asked about."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import RootModel, model_validator

from criteria.yamlfile import YamlFile

Role = Literal["patient", "carer", "clinician"]
Register = Literal["patient", "clinician"]
Words = dict[Register, str]
"""One text in both registers."""
SPEAKERS = Path(__file__).with_name("catalogue") / "speakers.yml"


def register_of(role: Role) -> Register:
    """A carer reads the patient's words, with other words for the person."""
    return "clinician" if role == "clinician" else "patient"


class Speakers(RootModel[dict[Role, dict[str, str]]]):
    """speakers.yml: words for the person asked about, by who is speaking and by placeholder."""

    @model_validator(mode="after")
    def _same_placeholders(self) -> Speakers:
        for role, words in self.root.items():
            if words.keys() != self.root["patient"].keys():
                odd = min(words.keys() ^ self.root["patient"].keys())
                raise ValueError(f"{role}: the placeholder {odd} must stand in every register")
        return self


@lru_cache(maxsize=1)
def speakers() -> dict[Role, dict[str, str]]:
    """The shipped words. Raises CatalogueError naming file, line and field."""
    return YamlFile(SPEAKERS, "speakers.yml").parse(Speakers).root


def render(text: str, role: Role, **words: str) -> str:
    """`text` with its words for the person: "{Are you} ..." is "Is the person you are helping ..." to a carer.

    `words` fill placeholders of their own. Other braces stay as they are: they may be a person's own words.
    """
    known = {**speakers()[role], **words}
    return re.sub(r"\{([^{}]+)\}", lambda found: known.get(found[1], found[0]), text)


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
