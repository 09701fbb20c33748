"""questions.yml: facts asked for in one question, the titles of their answers, and what an answer is worth.

A fact has a question by itself from facts.yml. questions.yml groups facts into one question, and says how likely an
answer is to rule a trial out, and which follow-up waits for which answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import Field, model_validator

from criteria.fact_table import FactTable
from criteria.facts import FactError
from criteria.rules import Path, Rule
from criteria.speakers import Register, Words
from criteria.yamlfile import Entry, YamlFile

Input = Literal["choice", "multi", "number", "date", "text"]


class OptionEntry(Entry):
    """An answer of a group. Without a title, it is told by the facts that it sets."""

    facts: dict[str, Any] = Field(min_length=1)
    title: Words = Field(default_factory=dict)


class Group(Entry):
    """Facts asked in one question.

    for: who is asked so. facts: those it asks for. also: those that can answer it too ("at most 2 x ULN" for AST).
    when: facts that must all be open for it to be asked. at_least: how many of `facts` must be.
    clear: answers in which every fact has its clear value but for those named, told by their facts, put first.
    last: asked when nothing but such groups is left. names: words for the facts where the text says {facts}.
    none: title of "none of these", where the list alone does not say what it means.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    for_: list[Register] = Field(alias="for", min_length=1)
    facts: list[str] = Field(min_length=1)
    also: list[str] = Field(default_factory=list)
    when: list[str] = Field(default_factory=list)
    at_least: int = Field(2, ge=1)
    input: Input
    text: Words
    why: Words
    options: list[OptionEntry] = Field(default_factory=list)
    clear: list[dict[str, Any]] = Field(default_factory=list)
    names: dict[str, Words] = Field(default_factory=dict)
    none: Words = Field(default_factory=dict)
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


class Buttons(Entry):
    """Titles of the answers that every question of a kind offers."""

    unknown: Words
    skip: Words
    none: Words
    rest: Words
    yes: Words
    no: Words


class Sheet(Entry):
    """The one question in which a patient is asked for what only a clinician or a test report tells.

    patients_know: facts of that kind that a patient is asked by themselves nevertheless.
    """

    id: str
    text: Words
    why: Words
    names: dict[str, Words] = Field(default_factory=dict)
    patients_know: list[str]

    def facts(self, table: FactTable) -> list[str]:
        """What a patient is asked for here alone, in the order of facts.yml."""
        return [
            fact for fact, entry in table.facts.items() if entry.who != "patient" and fact not in self.patients_know
        ]


class QuestionBook(Entry):
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

    def problems(self, file: YamlFile, table: FactTable) -> list[str]:
        """Facts and values that facts.yml does not have, ids that stand twice."""
        unknown = [(path, fact) for path, fact in self._names() if fact not in table.facts]
        if unknown:  # the values of an unknown fact cannot be read
            return [file.problem(path, f"unknown fact {fact}") for path, fact in unknown]
        wrong = [
            file.problem(path, f"{fact}: {words}")
            for path, fact, value in self._values()
            if (words := _wrong(table, fact, value))
        ]
        ids = [*(g.id for g in self.groups), self.sheet.id]
        return wrong + [file.problem(("groups",), f"the id {i} stands twice") for i in sorted(_twice(ids, table))]

    def _names(self) -> Iterator[tuple[Path, str]]:
        """Every fact named anywhere in the file, with its place."""
        for i, group in enumerate(self.groups):
            for key in ("facts", "also", "when", "names"):
                yield from ((("groups", i, key), fact) for fact in getattr(group, key))
        for path, fact, _ in self._values():
            yield path, fact
        for key in ("only_if", "chance", "clear"):
            yield from (((key, fact), fact) for fact in getattr(self, key))
        for fact, rule in self.only_if.items():
            yield from ((("only_if", fact), name) for name in rule.facts())
        for key in ("patients_know", "names"):
            yield from ((("sheet", key), fact) for fact in getattr(self.sheet, key))

    def _values(self) -> Iterator[tuple[Path, str, Any]]:
        """Every fact that an answer sets, with its place and value."""
        for i, group in enumerate(self.groups):
            for j, option in enumerate(group.options):
                yield from ((("groups", i, "options", j), f, v) for f, v in option.facts.items())
            for j, combination in enumerate(group.clear):
                yield from ((("groups", i, "clear", j), f, v) for f, v in combination.items())
        yield from ((("clear", f), f, v) for f, v in self.clear.items() if v is not None)


def _wrong(table: FactTable, fact: str, value: Any) -> str:
    """What the fact allows, where it does not allow this value."""
    try:
        table.read(fact, value, dt.date.max)
    except FactError as error:
        return str(error)
    return ""


def _twice(ids: Sequence[str], table: FactTable) -> set[str]:
    return {i for i in ids if ids.count(i) > 1 or i in table.facts}
