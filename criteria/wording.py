"""The texts of wording.yml: what people see that belongs to no single fact, question or trial."""

from __future__ import annotations

from string import Formatter

from pydantic import model_validator

from criteria.yamlfile import Entry


def placeholders(text: str) -> set[str]:
    """The names in braces that a text needs filled. Raises ValueError for braces that are not closed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


class RecruitmentWords(Entry):
    """How recruitment stands, a sentence for each state of a registry record."""

    completed: str
    completed_undated: str
    closed: str
    confirmed: str
    stale: str
    stale_past_end: str

    @model_validator(mode="after")
    def _known_placeholders(self) -> RecruitmentWords:
        for state, text in self:
            extra = placeholders(text) - {"status", "verified", "completion"}
            if extra:
                raise ValueError(f"{state}: unknown {{{min(extra)}}}; allowed: status, verified, completion")
        return self


class Wording(Entry):
    """wording.yml."""

    recruitment: RecruitmentWords
