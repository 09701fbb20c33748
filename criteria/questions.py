"""Questions as data: their words in each register, their options, and the facts that an answer sets.

A fact has a question by itself from facts.yml. questions.yml groups facts into one question, and says how likely an
answer is to rule a trial out, and which follow-up waits for which answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from criteria.fact_table import FactTable
from criteria.facts import FactError
from criteria.rules import Rule
from criteria.yamlfile import Key, YamlFile

Register = Literal["patient", "carer", "clinician"]
Wording = Literal["patient", "clinician"]
"""The wordings that stand in the catalogue; a carer's is the patient's with other words for the person."""
Input = Literal["choice", "multi", "number", "date", "text"]


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
    accept: bool = False


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


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionEntry(_Entry):
    """An answer of a group. Without a title, it is told by the facts that it sets."""

    facts: dict[str, Any] = Field(min_length=1)
    title: dict[Wording, str] = Field(default_factory=dict)


class Group(_Entry):
    """Facts asked in one question.

    for: who is asked so. facts: those it asks for. also: those that can answer it too ("at most 2 x ULN" for AST).
    when: facts that must all be open for it to be asked. at_least: how many of `facts` must be.
    clear: answers in which every fact has its clear value but for those named, told by their facts, put first.
    last: asked when nothing but such groups is left. names: words for the facts where the text says {facts}.
    none: title of "none of these", where the list alone does not say what it means.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    for_: list[Wording] = Field(alias="for", min_length=1)
    facts: list[str] = Field(min_length=1)
    also: list[str] = Field(default_factory=list)
    when: list[str] = Field(default_factory=list)
    at_least: int = Field(2, ge=1)
    input: Input
    text: dict[Wording, str]
    why: dict[Wording, str]
    options: list[OptionEntry] = Field(default_factory=list)
    clear: list[dict[str, Any]] = Field(default_factory=list)
    names: dict[str, dict[Wording, str]] = Field(default_factory=dict)
    none: dict[Wording, str] = Field(default_factory=dict)
    last: bool = False

    @model_validator(mode="after")
    def _worded_for_all_who_are_asked(self) -> Group:
        texts = {"text": self.text, "why": self.why, "none": self.none or self.text}
        texts |= {f"title of option {i + 1}": o.title for i, o in enumerate(self.options) if o.title}
        texts |= {f"name of {fact}": words for fact, words in self.names.items()}
        for register in self.for_:
            lacking = [name for name, words in texts.items() if not words.get(register)]
            if lacking:
                raise ValueError(f"{self.id}: the {lacking[0]} has no words for {register}")
        return self


class Buttons(_Entry):
    """Titles of the answers that every question of a kind offers."""

    unknown: dict[Wording, str]
    skip: dict[Wording, str]
    none: dict[Wording, str]
    rest: dict[Wording, str]
    yes: dict[Wording, str]
    no: dict[Wording, str]


class Sheet(_Entry):
    """The one question in which a patient is asked for what only a clinician or a test report tells.

    patients_know: facts of that kind that a patient is asked by themselves nevertheless.
    """

    id: str
    text: dict[Wording, str]
    why: dict[Wording, str]
    names: dict[str, dict[Wording, str]] = Field(default_factory=dict)
    patients_know: list[str]


class QuestionBook(_Entry):
    """questions.yml."""

    buttons: Buttons
    groups: list[Group]
    sheet: Sheet
    clear: dict[str, Any]
    """The value of a fact that "none of these" means; for a yes/no fact it is no, unless said here. null: none."""
    only_if: dict[str, Rule]
    """Follow-ups: a fact that is asked by itself only when its rule holds."""
    chance: dict[str, float]
    """How likely an answer rules a trial out that depends on the fact [I]."""
    usual_chance: float
    effort: dict[str, float]

    def render(self, text: str, register: Register, **words: str) -> str:
        return render(text, register, **words)

    def problems(self, file: YamlFile, table: FactTable) -> list[str]:
        """Facts and values that facts.yml does not have, ids that stand twice, facts without a question."""
        found = []
        for path, fact in self._names():
            if fact not in table.facts:
                found.append(file.problem(path, f"unknown fact {fact}"))
        if found:
            return found
        for path, fact, value in self._values():
            if wrong := _wrong(table, fact, value):
                found.append(file.problem(path, f"{fact}: {wrong}"))
        ids = [*(g.id for g in self.groups), self.sheet.id]
        found += [file.problem(("groups",), f"the id {i} stands twice") for i in sorted(_twice(ids, table))]
        return found

    def silent_facts(self, file: YamlFile, table: FactTable) -> list[str]:
        """Facts of `file` that nobody could be asked about, for want of words."""
        return [
            file.problem(("facts", name, key), f"{name}: {key} needs words for patient and clinician")
            for name, fact in table.facts.items()
            for key, words in (("ask", fact.ask), ("why", fact.why))
            if not (words.get("patient") and words.get("clinician"))
        ]

    def _names(self) -> Iterable[tuple[tuple[Key, ...], str]]:
        for i, group in enumerate(self.groups):
            for key in ("facts", "also", "when", "names"):
                yield from ((("groups", i, key), fact) for fact in getattr(group, key))
        for path, fact, _ in self._values():
            yield path, fact
        for key in ("only_if", "chance", "clear"):
            yield from (((key, fact), fact) for fact in getattr(self, key))
        for fact, rule in self.only_if.items():
            for test in rule.tests():
                yield from ((("only_if", fact), name) for name in test.facts())
        for key in ("patients_know", "names"):
            yield from ((("sheet", key), fact) for fact in getattr(self.sheet, key))

    def _values(self) -> Iterable[tuple[tuple[Key, ...], str, Any]]:
        for i, group in enumerate(self.groups):
            for j, option in enumerate(group.options):
                yield from ((("groups", i, "options", j), f, v) for f, v in option.facts.items())
            for j, combination in enumerate(group.clear):
                yield from ((("groups", i, "clear", j), f, v) for f, v in combination.items())
        yield from ((("clear", f), f, v) for f, v in self.clear.items() if v is not None)


def _wrong(table: FactTable, fact: str, value: Any) -> str:
    try:
        table.read(fact, value, dt.date.max)
    except FactError as error:
        return str(error)
    return ""


def _twice(ids: Sequence[str], table: FactTable) -> set[str]:
    return {i for i in ids if ids.count(i) > 1 or i in table.facts}


@dataclass(frozen=True)
class Candidate:
    """A question that could be asked: a group, or without one the single question of `facts`."""

    facts: tuple[str, ...]
    also: tuple[str, ...] = ()
    group: Group | None = None
    sheet: bool = False

    @cached_property
    def covers(self) -> tuple[str, ...]:
        return self.facts + self.also


SPEAKERS = Path(__file__).with_name("catalogue") / "speakers.yml"


class Speakers(RootModel[dict[Register, dict[str, str]]]):
    """speakers.yml: words for the person asked about, by who is speaking and by placeholder."""

    @model_validator(mode="after")
    def _same_placeholders(self) -> Speakers:
        for register, words in self.root.items():
            if words.keys() != self.root["patient"].keys():
                odd = min(words.keys() ^ self.root["patient"].keys())
                raise ValueError(f"{register}: the placeholder {odd} must stand in every register")
        return self


@lru_cache(maxsize=1)
def speakers() -> dict[Register, dict[str, str]]:
    """The shipped words. Raises CatalogueError naming file, line and field."""
    return YamlFile(SPEAKERS, "speakers.yml").parse(Speakers).root


def render(text: str, register: Register, **words: str) -> str:
    """`text` with its words for the person: "{Are you} ..." is "Is the person you are helping ..." to a carer.

    `words` fill placeholders of their own. Other braces stay as they are: they may be a person's own words.
    """
    known = {**speakers()[register], **words}
    return re.sub(r"\{([^{}]+)\}", lambda found: known.get(found[1], found[0]), text)


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def wording(register: Register) -> Wording:
    return "clinician" if register == "clinician" else "patient"
