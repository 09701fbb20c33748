"""Which question comes next: what settles the most trials for the least effort (see questions.yml for the figures)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from criteria.candidates import Candidates, part
from criteria.load import Catalogue
from criteria.needed import Needed, Needs
from criteria.person import Person
from criteria.progress import Progress
from criteria.question_words import QuestionWriter
from criteria.questions import Asked, Candidate, Option
from criteria.speakers import Role
from criteria.standing import Board


class Chooser:
    """Chooses the questions of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.index = catalogue.index
        self.table = catalogue.table
        self.book = catalogue.questions
        self.board = Board(catalogue.engine)
        self.needs = Needs(self.board)
        self.candidates = Candidates(self.index, self.book)
        self.progress = Progress(self.table, self.book)
        self.writer = QuestionWriter(self.table, self.book)

    def next(
        self,
        person: Person,
        role: Role,
        *,
        given_up: frozenset[str] = frozenset(),
        kept: frozenset[str] = frozenset(),
    ) -> Asked | None:
        """The next question, or None when no answer can change a verdict any more.

        given_up: trials that the person chose not to go on with. kept: those gone on with past a failure.
        """
        needed = self.needs.of(person, given_up=given_up, kept=kept)
        chosen = self._choose(needed, person, role)
        return None if chosen is None else self._asked(chosen, person, role, needed)

    def by_id(
        self,
        id: str,
        person: Person,
        role: Role,
        *,
        given_up: frozenset[str] = frozenset(),
        kept: frozenset[str] = frozenset(),
    ) -> Asked | None:
        """The question `id` again: what is still open of it, or the whole of it when all is answered, to correct it."""
        whole = self.candidates.whole(id, role)
        if whole is None:
            return None
        needed = self.needs.of(person, given_up=given_up, kept=kept)
        open_ = [fact for fact in whole.covers if fact in needed.everything]
        left = open_ or [fact for fact in whole.covers if fact not in person.stated] or whole.covers
        return self._asked(part(whole, left), person, role, needed)

    def _asked(self, candidate: Candidate, person: Person, role: Role, needed: Needed) -> Asked:
        progress = self.progress.of(person.stated, needed.everything, role)
        return self.writer.asked(candidate, person, role, progress)

    def _choose(self, needed: Needed, person: Person, role: Role) -> Candidate | None:
        """The best question of the first stage that has one; a last group also takes what only advises."""
        for stage in (needed.main, needed.advisory, needed.consent):
            candidates = self.candidates.asking_for(stage, person, role)
            if not candidates:
                continue
            if stage is needed.main and len(candidates) == 1 and candidates[0].last:
                return self._widest(candidates[0], {**needed.main, **needed.advisory}, person, role)
            return self.best(candidates, stage)
        return None

    def _widest(self, candidate: Candidate, facts: dict[str, float], person: Person, role: Role) -> Candidate:
        wide = self.candidates.asking_for(facts, person, role)
        return next((c for c in wide if c.group is candidate.group and c.sheet == candidate.sheet), candidate)

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float]) -> Candidate:
        """The candidate that should rule out the most trials for its effort; last groups wait for others."""
        now = [candidate for candidate in candidates if not candidate.last] or candidates
        return max(now, key=lambda candidate: (self._score(candidate, weights), -self.place(candidate)))

    def _score(self, candidate: Candidate, weights: dict[str, float]) -> float:
        """Trials that the answer is expected to rule out, per unit of effort."""
        book = self.book
        gain = sum(book.chance.get(fact, book.usual_chance) * weights.get(fact, 0) for fact in candidate.facts)
        return gain / book.effort[self._effort(candidate)]

    def _effort(self, candidate: Candidate) -> str:
        if candidate.sheet:
            return "text"
        if candidate.group is not None:
            return candidate.group.input if candidate.group.options or candidate.group.clear else "text"
        return self.writer.input(candidate.facts[0])

    def place(self, candidate: Candidate) -> int:
        """Place in the catalogue: decides between questions of equal worth, so that the order never wavers."""
        return min(self.index.bit[fact] for fact in candidate.facts)

    def verdicts(self, person: Person) -> dict[str, str]:
        """{nct_id: verdict} of all trials, without the reasons: fast among thousands."""
        standing = self.board.stand(person)
        return {nct: self.board.verdict(standing, nct) for nct in self.board.nct_ids}

    def answer(self, asked: Asked, option_ids: Sequence[str]) -> dict[str, Any]:
        """The facts that the chosen options set. Raises KeyError for an option that the question does not have.

        "None of the others" sets what no ticked option speaks of. Two options that contradict each other set nothing.
        """
        options = {option.id: option for option in asked.options}
        chosen = [options[id] for id in option_ids]
        ticked = [option for option in chosen if not option.rest]
        if len(ticked) > 1 and any(option.none or option.unknown or option.skip for option in ticked):
            return {}
        facts, contradicted = _together(ticked)
        rest = {fact: value for option in chosen if option.rest for fact, value in option.facts.items()}
        return {fact: value for fact, value in {**rest, **facts}.items() if fact not in contradicted}


def _together(ticked: Iterable[Option]) -> tuple[dict[str, Any], set[str]]:
    """What options set together, codes of a set added up; and the facts that they set differently."""
    facts: dict[str, Any] = {}
    contradicted: set[str] = set()
    for option in ticked:
        for fact, value in option.facts.items():
            if isinstance(value, list):
                value = sorted({*facts.get(fact, []), *value})
            elif facts.get(fact, value) != value:
                contradicted.add(fact)
            facts[fact] = value
    return facts, contradicted
