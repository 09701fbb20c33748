"""Questions in words: what a candidate asks one person, with its options, in their register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from criteria.fact_table import FactTable
from criteria.facts import Choice, Codes, Day, Fact, Quantity, YesNo
from criteria.person import Person
from criteria.questions import (
    Asked,
    Candidate,
    Group,
    Input,
    Option,
    QuestionBook,
    Register,
    Sheet,
    render,
    upper_first,
    wording,
)

LEFT = "_left"
"""Ends the id of a group of which a part is asked again: no id is asked twice."""
MANY = 8
"""A set with more codes than this is answered by typing."""


class QuestionWriter:
    """Words the questions of one catalogue."""

    def __init__(self, table: FactTable, book: QuestionBook) -> None:
        self.table = table
        self.book = book

    def asked(self, candidate: Candidate, person: Person, register: Register, progress: tuple[int, int]) -> Asked:
        """The question as `person` is asked it."""
        sensitive = any(self.table.facts[fact].sensitive for fact in candidate.facts)
        why = render(self._entry(candidate).why[wording(register)], register)
        text = self._text(candidate, register)
        if sensitive and register != "clinician":
            text = f"{why} {text}"
        return Asked(
            id=self._id(candidate, person),
            facts=candidate.covers,
            input=self._asked_input(candidate),
            text=text,
            why=why,
            unit=self._unit_of(candidate),
            options=tuple(self._options(candidate, register)),
            progress=progress,
            sensitive=sensitive,
            once=candidate.sheet,
        )

    def on_sheet(self, fact: str) -> bool:
        """Whether a patient is asked for it only in the list of test results."""
        return self.table.facts[fact].who != "patient" and fact not in self.book.sheet.patients_know

    def _id(self, candidate: Candidate, person: Person) -> str:
        """A part of a group that is partly answered has an id of its own."""
        if candidate.group is None and not candidate.sheet:
            return candidate.facts[0]
        name = candidate.group.id if candidate.group else self.book.sheet.id
        whole = candidate.group.facts + candidate.group.also if candidate.group else candidate.facts
        touched = candidate.sheet and any(self.on_sheet(fact) for fact in person.stated)
        if touched or any(fact in person.stated for fact in whole):
            return f"{name}_{len(candidate.covers)}{LEFT}"
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

    def _text(self, candidate: Candidate, register: Register) -> str:
        entry = self._entry(candidate)
        words = entry.text if isinstance(entry, Group | Sheet) else entry.ask
        return upper_first(render(words[wording(register)], register, facts=self._names(candidate, register)))

    def _entry(self, candidate: Candidate) -> Group | Sheet | Fact:
        return self.book.sheet if candidate.sheet else candidate.group or self.table.facts[candidate.facts[0]]

    def _names(self, candidate: Candidate, register: Register) -> str:
        """The facts asked for, in words; a patient's sheet has a line for each."""
        entry = self._entry(candidate)
        special = entry.names if isinstance(entry, Group | Sheet) else {}
        names = [
            render(special[fact][wording(register)], register) if fact in special else self._label(fact, register)
            for fact in candidate.facts
        ]
        return ("\n- " if candidate.sheet else ", ").join(dict.fromkeys(names))

    def _options(self, candidate: Candidate, register: Register) -> Iterable[Option]:
        if candidate.group is not None:
            yield from self._group_options(candidate, candidate.group, register)
        elif not candidate.sheet:
            yield from self._single_options(candidate.facts[0], register)
        words, buttons = wording(register), self.book.buttons
        asked = candidate.covers
        yield Option("unknown", buttons.unknown[words], dict.fromkeys(asked, "unknown"), unknown=True)
        yield Option("skip", buttons.skip[words], dict.fromkeys(asked, "declined"), skip=True)

    def _single_options(self, fact: str, register: Register) -> Iterable[Option]:
        entry, buttons, words = self.table.facts[fact], self.book.buttons, wording(register)
        if isinstance(entry, YesNo):
            yield Option("yes", buttons.yes[words], {fact: True})
            yield Option("no", buttons.no[words], {fact: False})
        elif isinstance(entry, Choice):
            for value in entry.values:
                title = self._value(fact, value, register)
                yield Option(value, upper_first(title), {fact: value})
        elif isinstance(entry, Codes) and len(entry.values) <= MANY:
            for value in entry.values:
                yield Option(value, self._value(fact, value, register), {fact: [value]})
            yield Option("none", buttons.none[words], {fact: []}, none=True)

    def _group_options(self, candidate: Candidate, group: Group, register: Register) -> Iterable[Option]:
        """A group's answers, but for those about facts that are not asked for any more."""
        open_ = set(candidate.covers)
        multi = group.input == "multi"
        clear = self._clear(group, candidate)
        for i, instead in enumerate(group.clear):
            facts = {fact: instead.get(fact, value) for fact, value in clear.items()}
            if set(instead) <= open_ and len(facts) > 1:
                yield Option(f"clear{i + 1}", self.told(facts, register), facts)
        for i, entry in enumerate(group.options):
            if set(entry.facts) <= open_:
                title = entry.title.get(wording(register))
                told = self.told(entry.facts, register)
                yield Option(f"o{i + 1}", render(title, register) if title else told, dict(entry.facts))
        if multi and clear:
            yield Option("none", self._none_title(group, clear, register), dict(clear), none=True)
            if len(clear) > 1:
                yield Option("rest", self.book.buttons.rest[wording(register)], dict(clear), rest=True)

    def _clear(self, group: Group, candidate: Candidate) -> dict[str, Any]:
        """The open facts that a group's answers speak of, each with the value that "none of these" means."""
        named = {fact for entry in group.options for fact in entry.facts} | self.book.clear.keys()
        values = {fact: self._clear_value(fact) for fact in candidate.covers if fact in named}
        return {fact: value for fact, value in values.items() if value is not None}

    def _clear_value(self, fact: str) -> Any:
        usual = False if isinstance(self.table.facts[fact], YesNo) else None
        return self.book.clear.get(fact, usual)

    def _none_title(self, group: Group, clear: dict[str, Any], register: Register) -> str:
        """A list that names all other values says by itself what none of them is; else it must be said."""
        if group.none:
            return group.none[wording(register)]
        none = self.book.buttons.none[wording(register)]
        said = [fact for fact, value in clear.items() if not self._rest_is_listed(group, fact, value)]
        return f"{none}: {self.told({f: clear[f] for f in said}, register)}" if said else none

    def _rest_is_listed(self, group: Group, fact: str, value: Any) -> bool:
        entry = self.table.facts[fact]
        others = {not value} if isinstance(entry, YesNo) else set(getattr(entry, "values", ())) - {value}
        return others <= {option.facts.get(fact) for option in group.options}

    def _label(self, fact: str, register: Register) -> str:
        return render(self.table.facts[fact].label[wording(register)], register)

    def told(self, facts: Mapping[str, Any], register: Register) -> str:
        """Facts in words, for an answer that says all that it sets: "no dementia; chest X-ray: normal"."""
        return upper_first("; ".join(self._told(fact, value, register) for fact, value in facts.items()))

    def _told(self, fact: str, value: Any, register: Register) -> str:
        entry = self.table.facts[fact]
        label = entry.label[wording(register)]
        if isinstance(entry, YesNo):
            return label if value else f"no {label}"
        return f"{label}: {self._value(fact, value, register)}"

    def _value(self, fact: str, value: Any, register: Register) -> str:
        values = getattr(self.table.facts[fact], "values", {})
        words = values.get(value, {}).get(wording(register), str(value)) if isinstance(value, str) else str(value)
        return words
