"""Which question comes next: what settles the most trials for the least effort (see questions.yml for the figures)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from criteria.kleene import FALSE, TRUE, UNKNOWN
from criteria.load import Catalogue
from criteria.person import Person
from criteria.question_words import LEFT, QuestionWriter
from criteria.questions import Asked, Candidate, Group, Option, Register, wording
from criteria.standing import ADVISORY, Asking, Board

REMEMBERED = 256
"""Most people whose needed facts are kept in memory."""
CANNOT_FAIL = 0.1
"""Worth of an answer that can only clear a criterion, beside one that can rule a trial out."""


@dataclass(frozen=True)
class Needed:
    """Facts that can still change a verdict, each with the number of trials that it may rule out.

    stages: those that count, then those of advisory criteria, then consent.
    """

    main: dict[str, float]
    advisory: dict[str, float]
    consent: dict[str, float]


class Chooser:
    """Chooses and explains the questions of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.index = catalogue.index
        self.table = catalogue.table
        self.book = catalogue.questions
        self.board = Board(catalogue.engine)
        self.writer = QuestionWriter(self.table, self.book)
        self.follow_ups = {fact: rule.compile(self.index) for fact, rule in self.book.only_if.items()}
        self._needed: dict[int, Needed] = {}
        self.trial_of = {trial.nct_id: trial for trial in catalogue.engine.trials}

    def next(
        self,
        person: Person,
        register: Register,
        *,
        given_up: frozenset[str] = frozenset(),
        kept: frozenset[str] = frozenset(),
    ) -> Asked | None:
        """The next question, or None when no answer can change a verdict any more.

        given_up: trials that the person chose not to go on with. kept: those gone on with past a failure.
        """
        needed = self.needed(person, given_up=given_up, kept=kept)
        chosen = self._choose(needed, person, register)
        return None if chosen is None else self._asked(chosen, person, register, needed)

    def needed(
        self, person: Person, *, given_up: frozenset[str] = frozenset(), kept: frozenset[str] = frozenset()
    ) -> Needed:
        """What can still change a verdict. Told or asked facts are never in it."""
        # A turn asks this several times of the same person; only a number stands for who it was.
        known = frozenset(person.values.items()), frozenset(person.not_known.items())
        key = hash((known, person.as_of, given_up, kept))
        if key not in self._needed:
            if len(self._needed) >= REMEMBERED:
                self._needed.clear()
            self._needed[key] = self._weigh(person, given_up, kept)
        return self._needed[key]

    def _weigh(self, person: Person, given_up: frozenset[str], kept: frozenset[str]) -> Needed:
        board = self.board
        standing = board.stand(person, board.mask(kept - given_up))
        live = board.all & ~standing.dead & ~board.mask(given_up) & ~standing.settled
        undecided = live & standing.unknown
        hopeful = undecided & ~standing.stuck
        weights: tuple[dict[int, float], ...] = ({}, {}, {})
        for number, outcome in standing.open:
            stage, may_fail = board.stages[number], outcome.open & FALSE
            if not outcome.open & (TRUE | FALSE):
                continue
            concerned = live if stage == ADVISORY else undecided if may_fail else hopeful
            count = (board.trials[number] & concerned).bit_count()
            if count:
                worth = count if may_fail else count * CANNOT_FAIL
                weights[stage][outcome.needs] = weights[stage].get(outcome.needs, 0) + worth
        return Needed(*(self._by_fact(stage, person) for stage in weights))

    def _by_fact(self, weights: dict[int, float], person: Person) -> dict[str, float]:
        facts: dict[str, float] = {}
        for mask, weight in weights.items():
            for fact in self.index.names_of(mask):
                if fact not in person.values and fact not in person.not_known:
                    facts[fact] = facts.get(fact, 0) + weight
        return facts

    def _choose(self, needed: Needed, person: Person, register: Register) -> Candidate | None:
        """The best question of the first stage that has one; a last group also takes what only advises."""
        for stage in (needed.main, needed.advisory, needed.consent):
            candidates = self.candidates(stage, person, register)
            if not candidates:
                continue
            if stage is needed.main and len(candidates) == 1 and is_last(candidates[0]):
                return self._widest(candidates[0], {**needed.main, **needed.advisory}, person, register)
            return self.best(candidates, stage, register)
        return None

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float], register: Register) -> Candidate:
        """The candidate that should rule out the most trials for its effort; last groups wait for others."""
        now = [c for c in candidates if not is_last(c)] or candidates
        return max(now, key=lambda c: (self.score(c, weights), -self.place(c)))

    def _widest(self, candidate: Candidate, facts: dict[str, float], person: Person, register: Register) -> Candidate:
        wide = self.candidates(facts, person, register)
        return next((c for c in wide if c.group is candidate.group and c.sheet == candidate.sheet), candidate)

    def candidates(self, facts: dict[str, float], person: Person, register: Register) -> list[Candidate]:
        """Every question that asks for some of `facts`, so that together they ask for all."""
        waiting = {fact for fact in facts if self._waits(fact, facts, person)}
        now = facts.keys() - waiting or facts.keys()
        found = [c for group in self._groups(register) if (c := self._of_group(group, facts)) and set(c.facts) & now]
        covered = {fact for candidate in found for fact in candidate.covers}
        alone = [fact for fact in facts if fact in now and fact not in covered]
        for_sheet = [fact for fact in alone if register != "clinician" and self.writer.on_sheet(fact)]
        found += [Candidate((fact,)) for fact in alone if fact not in for_sheet]
        if for_sheet:
            rest = [f for f in facts if self.writer.on_sheet(f) and f not in covered and f not in for_sheet]
            found.append(Candidate(tuple(for_sheet), tuple(rest), sheet=True))
        return found

    def _waits(self, fact: str, facts: Iterable[str], person: Person) -> bool:
        """Whether a follow-up is not called for, or not yet."""
        rule = self.follow_ups.get(fact)
        if rule is None:
            return False
        outcome = rule(Asking.of(person))
        return outcome.truth == FALSE or (outcome.truth == UNKNOWN and bool(outcome.needs & self.index.mask(facts)))

    def _groups(self, register: Register) -> Iterable[Group]:
        return (group for group in self.book.groups if wording(register) in group.for_)

    @staticmethod
    def _of_group(group: Group, facts: Iterable[str]) -> Candidate | None:
        left = tuple(fact for fact in group.facts if fact in facts)
        if len(left) < group.at_least or any(fact not in facts for fact in group.when):
            return None
        return Candidate(left, tuple(fact for fact in group.also if fact in facts), group)

    def score(self, candidate: Candidate, weights: dict[str, float]) -> float:
        """Trials that the answer is expected to rule out, per unit of effort."""
        book = self.book
        gain = sum(book.chance.get(f, book.usual_chance) * weights.get(f, 0) for f in candidate.facts)
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

    def by_id(
        self,
        id: str,
        person: Person,
        register: Register,
        *,
        given_up: frozenset[str] = frozenset(),
        kept: frozenset[str] = frozenset(),
    ) -> Asked | None:
        """The question `id` again: what is still open of it, or the whole of it when all is answered, to correct it."""
        facts = self._facts_of(id, register)
        if facts is None:
            return None
        needed = self.needed(person, given_up=given_up, kept=kept)
        everything = {**needed.main, **needed.advisory, **needed.consent}
        left = {f: everything[f] for f in facts if f in everything} or {f: 1.0 for f in facts if f not in person.stated}
        candidate = self._rebuilt(id, left or dict.fromkeys(facts, 1.0), register)
        return self._asked(candidate, person, register, needed)

    def _facts_of(self, id: str, register: Register) -> list[str] | None:
        name = _whole(id)
        if name in self.table.facts:
            return [name]
        if name == self.book.sheet.id:
            return [f for f in self.table.facts if self.writer.on_sheet(f)] if register != "clinician" else None
        group = next((g for g in self._groups(register) if g.id == name), None)
        return None if group is None else [*group.facts, *group.also]

    def _rebuilt(self, id: str, facts: dict[str, float], register: Register) -> Candidate:
        name = _whole(id)
        if name == self.book.sheet.id:
            return Candidate(tuple(facts), sheet=True)
        group = next((g for g in self._groups(register) if g.id == name), None)
        main = tuple(f for f in facts if group and f in group.facts)
        if group is None or len(main) < group.at_least or any(fact not in facts for fact in group.when):
            return Candidate((main or tuple(facts))[:1])
        return Candidate(main, tuple(f for f in facts if f in group.also), group)

    def why(self, asked: Asked, person: Person, kept: frozenset[str] = frozenset()) -> dict[str, list[str]]:
        """{nct_id: [criterion id, ...]}: what an answer to `asked` can still decide."""
        board = self.board
        standing = board.stand(person, board.mask(kept))
        wanted = self.index.mask(asked.facts)
        asking = Asking.of(person)
        serves: dict[str, list[str]] = {}
        for nct in board.names(board.all & ~standing.dead & ~standing.settled):
            for rule in self.trial_of[nct].criteria:
                if rule.facts & wanted:
                    finding = rule.judge(asking)
                    if finding.verdict in ("unknown", "site") and finding.outcome.needs & wanted:
                        serves.setdefault(nct, []).append(rule.id)
        return serves

    def what_if(self, asked: Asked, option: Option, person: Person) -> dict[str, tuple[str, str]]:
        """{nct_id: (verdict now, verdict then)} of the trials whose verdict the answer would change."""
        facts = self.answer(asked, [option.id])
        then = Person.read(self.index, {**person.stated, **facts}, person.as_of)
        before, after = self.verdicts(person), self.verdicts(then)
        return {nct: (before[nct], after[nct]) for nct in before if before[nct] != after[nct]}

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
        if len(ticked) > 1 and any(o.none or o.unknown or o.skip for o in ticked):
            return {}
        facts: dict[str, Any] = {}
        contradicted: set[str] = set()
        for option in ticked:
            for fact, value in option.facts.items():
                if isinstance(value, list):
                    value = sorted({*facts.get(fact, []), *value})
                elif facts.get(fact, value) != value:
                    contradicted.add(fact)
                facts[fact] = value
        for option in chosen:
            if option.rest:
                facts = {**option.facts, **facts}
        return {fact: value for fact, value in facts.items() if fact not in contradicted}

    def remaining(
        self,
        person: Person,
        register: Register = "patient",
        *,
        given_up: frozenset[str] = frozenset(),
        kept: frozenset[str] = frozenset(),
    ) -> int:
        """At most how many questions are still to come."""
        return len(self._ahead(self.needed(person, given_up=given_up, kept=kept), register))

    def _ahead(self, needed: Needed, register: Register) -> set[str]:
        return self._units({**needed.main, **needed.advisory, **needed.consent}, register)

    def _units(self, facts: Iterable[str], register: Register) -> set[str]:
        return {self._unit[wording(register)][fact] for fact in facts}

    @cached_property
    def _unit(self) -> dict[str, dict[str, str]]:
        """The question that each fact belongs to, for counting them."""
        units: dict[str, dict[str, str]] = {}
        for words in ("patient", "clinician"):
            unit = {fact: fact for fact in self.table.facts}
            if words == "patient":
                unit.update({fact: self.book.sheet.id for fact in unit if self.writer.on_sheet(fact)})
            for group in reversed(self.book.groups):
                if words in group.for_:
                    unit.update(dict.fromkeys([*group.also, *group.facts], group.id))
            units[words] = unit
        return units

    def _asked(self, candidate: Candidate, person: Person, register: Register, needed: Needed) -> Asked:
        ahead = self._ahead(needed, register)
        done = len(self._units(person.stated, register) - ahead)
        return self.writer.asked(candidate, person, register, (done, done + max(len(ahead), 1)))


def is_last(candidate: Candidate) -> bool:
    return candidate.sheet or (candidate.group is not None and candidate.group.last)


def _whole(id: str) -> str:
    return id.rsplit("_", 2)[0] if id.endswith(LEFT) else id
