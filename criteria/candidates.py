"""The questions that could be asked for some facts: groups, the sheet of test results, and facts by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from criteria.kleene import FALSE, UNKNOWN
from criteria.person import FactIndex, Person
from criteria.question_book import Group, QuestionBook
from criteria.question_words import whole_id
from criteria.questions import Candidate
from criteria.speakers import Role, register_of
from criteria.standing import Asking


class Candidates:
    """Puts facts into questions, in the groups of questions.yml."""

    def __init__(self, index: FactIndex, book: QuestionBook) -> None:
        self.index = index
        self.book = book
        self.sheet = book.sheet.facts(index.table)
        self.follow_ups = {fact: rule.compile(index) for fact, rule in book.only_if.items()}

    def asking_for(self, facts: Collection[str], person: Person, role: Role) -> list[Candidate]:
        """Every question that asks for some of `facts`, so that together they ask for all."""
        waiting = {fact for fact in facts if self._waits(fact, facts, person)}
        now = set(facts) - waiting or set(facts)
        found = [c for group in self._groups(role) if (c := _of_group(group, facts)) and set(c.facts) & now]
        covered = {fact for candidate in found for fact in candidate.covers}
        alone = [fact for fact in facts if fact in now and fact not in covered]
        for_sheet = [fact for fact in alone if role != "clinician" and fact in self.sheet]
        found += [Candidate((fact,)) for fact in alone if fact not in for_sheet]
        if for_sheet:
            rest = [fact for fact in facts if fact in self.sheet and fact not in covered and fact not in for_sheet]
            found.append(Candidate(tuple(for_sheet), tuple(rest), sheet=True))
        return found

    def _waits(self, fact: str, facts: Collection[str], person: Person) -> bool:
        """Whether a follow-up is not called for, or not yet."""
        rule = self.follow_ups.get(fact)
        if rule is None:
            return False
        outcome = rule(Asking.of(person))
        return outcome.truth == FALSE or (outcome.truth == UNKNOWN and bool(outcome.needs & self.index.mask(facts)))

    def _groups(self, role: Role) -> Iterator[Group]:
        return (group for group in self.book.groups if register_of(role) in group.for_)

    def whole(self, id: str, role: Role) -> Candidate | None:
        """The question that `id` names whole or in part; None when nobody in this role is asked it."""
        name = whole_id(id)
        if name in self.index.bit:
            return Candidate((name,))
        if name == self.book.sheet.id:
            return Candidate(tuple(self.sheet), sheet=True) if role != "clinician" else None
        group = next((group for group in self._groups(role) if group.id == name), None)
        return Candidate(tuple(group.facts), tuple(group.also), group) if group else None


def part(whole: Candidate, left: Collection[str]) -> Candidate:
    """What is `left` of a question. Of a group with too little left for its words, one fact by itself."""
    facts = tuple(fact for fact in whole.covers if fact in left)
    if whole.group is None:
        return replace(whole, facts=facts)
    return _of_group(whole.group, left) or Candidate(facts[:1])


def _of_group(group: Group, facts: Collection[str]) -> Candidate | None:
    """The group's question for those of its facts that are among `facts`; None where its words would not fit."""
    left = tuple(fact for fact in group.facts if fact in facts)
    if len(left) < group.at_least or any(fact not in facts for fact in group.when):
        return None
    return Candidate(left, tuple(fact for fact in group.also if fact in facts), group)
