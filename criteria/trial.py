"""A trial as its file tells it: registry facts with their sources, and criteria with quote, rule and decision."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from criteria.rules import Node, Path, Rule, Test
from criteria.speakers import Words
from criteria.yamlfile import Entry

ChangeKind = Literal["never", "time", "test", "choice"]
Who = Literal["patient", "clinician", "site"]


class PartialDate(Entry):
    """A day, or only a month, as registries give it."""

    date: str = Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    type: Literal["actual", "estimated"] = "actual"

    @property
    def last_day(self) -> dt.date:
        """The last day it can mean, so that "has passed" is never said too early."""
        if len(self.date) == 10:
            return dt.date.fromisoformat(self.date)
        year, month = map(int, self.date.split("-"))
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


class Source(Entry):
    """A copy of a registry record that a claim or quote comes from."""

    name: str
    url: str | None = None
    retrieved: str | None = None
    """When the copy was read, or the date that it prints for itself."""
    text: str = ""
    """Its text, kept so that every quote can be checked; registry escapes (backslash before <, > and the like) kept."""

    @property
    def folded(self) -> str:
        return fold(self.text)


def fold(text: str) -> str:
    """Registry text on one line with its markdown escapes undone: the form in which quotes are compared."""
    return re.sub(r"\s+", " ", re.sub(r"\\([<>~\[\]*_#^&])", r"\1", text)).strip()


class Status(Entry):
    """Recruitment as the newest copy tells it. `verified` is the month in which the sponsor last confirmed it."""

    overall: str
    last_known: str | None = None
    verified: str = Field(pattern=r"^\d{4}-\d{2}$")
    source: str
    copies: list[str] = Field(default_factory=list)
    """What other copies say, with the copy's name: kept for reviewers, since copies contradict each other."""


class Change(Entry):
    """How a failure can change; the first entry whose condition holds, or the one without a condition."""

    if_: Rule | None = Field(None, alias="if")
    by: ChangeKind


class Criterion(Entry):
    """One criterion. Exactly one of `requires` (met when true), `excludes` (not met when true) or `site_only`.

    refused_when: for a site-only criterion, the stated refusal that fails it.
    decision: how open words were read, with its [I] or [M] mark, for a clinician to review.
    topics: words, in small letters, by which people ask for it beside the names of its facts.
    about: facts whose names ask for it, too, beside those that its rule needs.
    """

    id: str
    kind: Literal["inclusion", "exclusion"]
    quote: str
    source: str
    name: Words
    answered_by: Who
    can_change: list[Change]
    decision: str = ""
    topics: list[str] = Field(default_factory=list)
    about: list[str] = Field(default_factory=list)
    advisory: bool = False
    requires: Rule | None = None
    excludes: Rule | None = None
    not_applicable_when: Rule | None = None
    site_only: bool = False
    refused_when: Rule | None = None

    @field_validator("can_change", mode="before")
    @classmethod
    def _one_word(cls, value: Any) -> Any:
        return [{"by": value}] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_rule(self) -> Criterion:
        given = [self.requires is not None, self.excludes is not None, self.site_only]
        if sum(given) != 1:
            raise ValueError("give exactly one of requires, excludes, site_only")
        wrong = self.excludes if self.kind == "inclusion" else self.requires
        if wrong is not None:
            raise ValueError("an inclusion criterion has `requires`, an exclusion criterion `excludes`")
        if self.site_only != (self.refused_when is not None):
            raise ValueError("site_only and refused_when go together")
        if self.can_change[-1].if_ is not None:
            raise ValueError("the last entry of can_change must have no condition")
        return self

    @property
    def rule(self) -> Node:
        """The rule that decides: `requires`, `excludes` or `refused_when`."""
        rule = self.requires or self.excludes or self.refused_when
        assert rule is not None  # the schema lets no criterion through without one
        return rule

    def rules(self) -> Iterator[tuple[Path, Node]]:
        """Every rule of the criterion with its place in the criterion."""
        for key in ("requires", "excludes", "not_applicable_when", "refused_when"):
            rule = getattr(self, key)
            if rule is not None:
                yield (key,), rule
        for place, change in enumerate(self.can_change):
            if change.if_ is not None:
                yield ("can_change", place, "if"), change.if_

    def tests(self) -> Iterator[Test]:
        for _, rule in self.rules():
            yield from rule.tests()

    def facts(self) -> set[str]:
        """The facts that its rules name."""
        return {name for _, rule in self.rules() for name in rule.facts()}


class Answer(Entry):
    """What the catalogue says to a question about the trial, where it says anything."""

    words: Words
    source: str


class Trial(Entry):
    """One trial, whole. `answers` holds what can be said of it by topic (dose, visits, location, ...)."""

    nct_id: str = Field(pattern=r"^NCT\d{8}$")
    title: str
    official_title: str
    short_name: Words
    called: list[str] = Field(default_factory=list)
    """Words, in small letters, by which people name it: "the Chinese one"."""
    org_study_id: str | None = None
    sponsor: str
    responsible_party: dict[str, str]
    phase: str
    study_type: str
    design: dict[str, str]
    conditions: list[str]
    arms: list[dict[str, str]]
    dose: str
    schedule: list[str]
    visits: str
    outcomes: dict[Literal["primary", "secondary"], list[str]]
    locations: list[dict[str, str]]
    enrolment: dict[str, Any]
    ages: str
    sex: str
    healthy_volunteers: bool
    results_posted: bool
    results_note: str = ""
    dates: dict[Literal["start", "primary_completion", "completion", "first_posted", "last_update_posted"], PartialDate]
    status: Status
    references: list[str]
    notes: list[str] = Field(default_factory=list)
    sources: dict[str, Source]
    listing: str
    """Key of the source whose criteria section must be covered, line by line, by the criteria below."""
    answers: dict[str, Answer] = Field(default_factory=dict)
    criteria: list[Criterion] = Field(min_length=1)


Topic = Literal["als", "ae", "alzheimers", "ms", "ftd", "stroke", "bipolar", "autism", "myositis"]


class OtherTrial(Entry):
    """A trial that is only told about: no rules, never a match. Facts are those of the copy named, at its date.

    An empty text means that the copy does not say.
    """

    nct_id: str | None = Field(None, pattern=r"^NCT\d{8}$")
    """None where no copy gives one; it is never guessed."""
    name: str
    sponsor: str
    condition: str
    topics: list[Topic] = Field(min_length=1)
    """Diseases that it may interest."""
    intervention: str
    low_dose_il2: bool
    status: str
    """As the copy words it."""
    status_date: str | None = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    """Date that the copy prints for its status; None where it prints none."""
    open_in_copy: bool = False
    phase: str = ""
    enrolment: str = ""
    dates: str = ""
    dose: str = ""
    key_criteria: str = ""
    results: str = ""
    """What was published, with what it did not show: nothing here may read as proof of an effect."""
    note: str = ""
    listed_as_related_to: str | None = Field(None, pattern=r"^NCT\d{8}$")
    """The trial whose listing names this one as related; such lists go by likeness of words, not by fit."""
    certainty: Literal["high", "medium", "low"]
    source: str


class OtherTrials(Entry):
    """other_trials.yml: trials for information, and what was searched for without finding any."""

    caution: Words
    none_found: dict[str, str]
    trials: list[OtherTrial]
