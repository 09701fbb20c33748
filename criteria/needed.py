"""Which facts can still change a verdict, and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.kleene import FALSE, TRUE
from criteria.person import Person
from criteria.standing import ADVISORY, Board

REMEMBERED = 256
"""Most people whose needed facts are kept in memory."""
CANNOT_FAIL = 0.1
"""Worth of an answer that can only clear a criterion, beside one that can rule a trial out."""


@dataclass(frozen=True)
class Needed:
    """Facts that can still change a verdict, each with the number of trials that it may rule out.

    main: of what decides a verdict. advisory: of criteria that only advise. consent: of what the site decides.
    """

    main: dict[str, float]
    advisory: dict[str, float]
    consent: dict[str, float]

    @property
    def everything(self) -> dict[str, float]:
        return {**self.main, **self.advisory, **self.consent}


class Needs:
    """Weighs the facts that people still have to tell, over all trials of a catalogue."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._remembered: dict[int, Needed] = {}

    def of(
        self, person: Person, *, given_up: frozenset[str] = frozenset(), kept: frozenset[str] = frozenset()
    ) -> Needed:
        """What can still change a verdict. Told or asked facts are never in it.

        given_up: trials that the person chose not to go on with. kept: those gone on with past a failure.
        """
        # A turn asks this several times of the same person; only a number stands for who it was.
        known = frozenset(person.values.items()), frozenset(person.not_known.items())
        key = hash((known, person.as_of, given_up, kept))
        if key not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = self._weigh(person, given_up, kept)
        return self._remembered[key]

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
            for fact in self.board.index.names_of(mask):
                if fact not in person.values and fact not in person.not_known:
                    facts[fact] = facts.get(fact, 0) + weight
        return facts
