"""Questions in words: what a candidate asks one person, with its options, in their register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from criteria.fact_table import FactTable
from criteria.facts import Choice, Codes, Day, Fact, Quantity, YesNo
from criteria.person import Person
from criteria.question_book import Group, Input, QuestionBook, Sheet
from criteria.questions import Asked, Candidate, Option
from criteria.speakers import Role, register_of, render, upper_first

MANY = 8
"""A set with more codes than this is answered by typing."""
_LEFT = "_left"
"""Ends the id of a group of which a part is asked again, after the number of its facts: no id is asked twice."""


def whole_id(id: str) -> str:
    """The id of the question of which `id` names a part, or `id` itself."""
    return id.rsplit("_", 2)[0] if id.endswith(_LEFT) else id


class QuestionWriter:
    """Words the questions of one catalogue."""

    def __init__(self, table: FactTable, book: QuestionBook) -> None:
        self.table = table
        self.book = book

    def asked(self, candidate: Candidate, person: Person, role: Role, progress: tuple[int, int]) -> Asked:
        """The question as `person` is asked it."""
        sensitive = any(self.table.facts[fact].sensitive for fact in candidate.facts)
        why = render(self._entry(candidate).why[register_of(role)], role)
        text = self._text(candidate, role)
        if sensitive and role != "clinician":
            text = f"{why} {text}"
        return Asked(
            id=self._id(candidate, person),
            facts=candidate.covers,
            input=self._asked_input(candidate),
            text=text,
            why=why,
            unit=self._unit_of(candidate),
            options=tuple(self._options(candidate, role)),
            progress=progress,
            sensitive=sensitive,
            once=candidate.sheet,
        )

    def _id(self, candidate: Candidate, person: Person) -> str:
        """A part of a group that is partly answered has an id of its own."""
        if candidate.group is None and not candidate.sheet:
            return candidate.facts[0]
        name = candidate.group.id if candidate.group else self.book.sheet.id
        whole = candidate.group.facts + candidate.group.also if candidate.group else self.book.sheet.facts(self.table)
        if any(fact in person.stated for fact in whole):
            return f"{name}_{len(candidate.covers)}{_LEFT}"
        return name

    def _asked_input(self, candidate: Candidate) -> Input:
        if candidate.sheet:
            return "choice"
        return candidate.group.input if candidate.group else self.input(candidate.facts[0])

    def input(self, fact: str) -> Input:
        entry = self.table.facts[fact]
        if isinstance(entry, Codes):
            return "multi" if len(entry.values) <= MANY else "text"
        if isinstance(entry, Quantity):
            return "number"
        return "date" if isinstance(entry, Day) else "choice"

    def _unit_of(self, candidate: Candidate) -> str | None:
        entry = self.table.facts[candidate.facts[0]]
        single = candidate.group is None and not candidate.sheet
        return entry.unit if single and isinstance(entry, Quantity) else None

    def _text(self, candidate: Candidate, role: Role) -> str:
        entry = self._entry(candidate)
        words = entry.text if isinstance(entry, Group | Sheet) else entry.ask
        return upper_first(render(words[register_of(role)], role, facts=self._names(candidate, role)))

    def _entry(self, candidate: Candidate) -> Group | Sheet | Fact:
        return self.book.sheet if candidate.sheet else candidate.group or self.table.facts[candidate.facts[0]]

    def _names(self, candidate: Candidate, role: Role) -> str:
        """The facts asked for, in words; a patient's sheet has a line for each."""
        entry = self._entry(candidate)
        special = entry.names if isinstance(entry, Group | Sheet) else {}
        names = [
            render(special[fact][register_of(role)], role) if fact in special else self._label(fact, role)
            for fact in candidate.facts
        ]
        return ("\n- " if candidate.sheet else ", ").join(dict.fromkeys(names))

    def _options(self, candidate: Candidate, role: Role) -> Iterable[Option]:
        if candidate.group is not None:
            yield from self._group_options(candidate, candidate.group, role)
        elif not candidate.sheet:
            yield from self._single_options(candidate.facts[0], role)
        words, buttons = register_of(role), self.book.buttons
        asked = candidate.covers
        yield Option("unknown", buttons.unknown[words], dict.fromkeys(asked, "unknown"), unknown=True)
        yield Option("skip", buttons.skip[words], dict.fromkeys(asked, "declined"), skip=True)

    def _single_options(self, fact: str, role: Role) -> Iterable[Option]:
        entry, buttons, words = self.table.facts[fact], self.book.buttons, register_of(role)
        if isinstance(entry, YesNo):
            yield Option("yes", buttons.yes[words], {fact: True})
            yield Option("no", buttons.no[words], {fact: False})
        elif isinstance(entry, Choice):
            for value in entry.values:
                title = self._value(fact, value, role)
                yield Option(value, upper_first(title), {fact: value})
        elif isinstance(entry, Codes) and len(entry.values) <= MANY:
            for value in entry.values:
                yield Option(value, self._value(fact, value, role), {fact: [value]})
            yield Option("none", buttons.none[words], {fact: []}, none=True)

    def _group_options(self, candidate: Candidate, group: Group, role: Role) -> Iterable[Option]:
        """A group's answers, but for those about facts that are not asked for any more."""
        open_ = set(candidate.covers)
        multi = group.input == "multi"
        clear = self._clear(group, candidate)
        for i, instead in enumerate(group.clear):
            facts = {fact: instead.get(fact, value) for fact, value in clear.items()}
            if set(instead) <= open_ and len(facts) > 1:
                yield Option(f"clear{i + 1}", self.told(facts, role), facts)
        for i, entry in enumerate(group.options):
            if set(entry.facts) <= open_:
                title = entry.title.get(register_of(role))
                told = self.told(entry.facts, role)
                yield Option(f"o{i + 1}", render(title, role) if title else told, dict(entry.facts))
        if multi and clear:
            yield Option("none", self._none_title(group, clear, role), dict(clear), none=True)
            if len(clear) > 1:
                yield Option("rest", self.book.buttons.rest[register_of(role)], dict(clear), rest=True)

    def _clear(self, group: Group, candidate: Candidate) -> dict[str, Any]:
        """The open facts that a group's answers speak of, each with the value that "none of these" means."""
        named = {fact for entry in group.options for fact in entry.facts} | self.book.clear.keys()
        values = {fact: self._clear_value(fact) for fact in candidate.covers if fact in named}
        return {fact: value for fact, value in values.items() if value is not None}

    def _clear_value(self, fact: str) -> Any:
        usual = False if isinstance(self.table.facts[fact], YesNo) else None
        return self.book.clear.get(fact, usual)

    def _none_title(self, group: Group, clear: dict[str, Any], role: Role) -> str:
        """A list that names all other values says by itself what none of them is; else it must be said."""
        if group.none:
            return group.none[register_of(role)]
        none = self.book.buttons.none[register_of(role)]
        said = [fact for fact, value in clear.items() if not self._rest_is_listed(group, fact, value)]
        return f"{none}: {self.told({f: clear[f] for f in said}, role)}" if said else none

    def _rest_is_listed(self, group: Group, fact: str, value: Any) -> bool:
        entry = self.table.facts[fact]
        others = {not value} if isinstance(entry, YesNo) else set(getattr(entry, "values", ())) - {value}
        return others <= {option.facts.get(fact) for option in group.options}

    def _label(self, fact: str, role: Role) -> str:
        return render(self.table.facts[fact].label[register_of(role)], role)

    def told(self, facts: Mapping[str, Any], role: Role) -> str:
        """Facts in words, for an answer that says all that it sets: "no dementia; chest X-ray: normal"."""
        return upper_first("; ".join(self._told(fact, value, role) for fact, value in facts.items()))

    def _told(self, fact: str, value: Any, role: Role) -> str:
        entry = self.table.facts[fact]
        label = entry.label[register_of(role)]
        if isinstance(entry, YesNo):
            return label if value else f"no {label}"
        return f"{label}: {self._value(fact, value, role)}"

    def _value(self, fact: str, value: Any, role: Role) -> str:
        values = getattr(self.table.facts[fact], "values", {})
        return values.get(value, {}).get(register_of(role), str(value)) if isinstance(value, str) else str(value)
