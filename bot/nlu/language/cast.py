"""The people of one message, and whether a place speaks of the candidate or of somebody else."""

from __future__ import annotations

from bisect import bisect_left

from bot.nlu.language.candidate import PATIENT, SELF
from bot.nlu.language.clauses import Clause

STRANGER = "stranger"


class Cast:
    """The people of one message: who the candidate is, and which places speak of others."""

    def __init__(
        self, subjects: list[tuple[int, str]], candidate: str | None, sex: str | None, asides: list[tuple[int, int]]
    ) -> None:
        self._asides = asides
        self.people = subjects
        """(token, who) in order; who is "self", "patient", "stranger" or a relative."""
        self._places = [place for place, _ in subjects]
        self.candidate = candidate
        self.sex = sex
        """The sex that the word for the candidate tells ("my husband")."""

    def watched(self, at: int, clause: Clause, sentence_start: int) -> bool:
        """Whether a carer tells what she saw of the candidate: "no difference that I can see"."""
        nearest = self._before(at, sentence_start) or self._after(at, clause.end)
        return self.candidate is not None and nearest == SELF

    def other(self, at: int, clause: Clause, sentence_start: int) -> bool:
        """Whether what stands at a token is said of somebody who is not the candidate."""
        nearest = self._before(at, sentence_start)
        if nearest is None or nearest == STRANGER and self.candidate:
            after = self._after(at, clause.end)
            return self._is_other(after) and nearest is None
        return self._is_other(nearest)

    def _before(self, at: int, start: int) -> str | None:
        place = bisect_left(self._places, at) - 1
        while place >= 0 and self._places[place] >= start and self._bracketed(self._places[place], at):
            place -= 1
        return self.people[place][1] if place >= 0 and self._places[place] >= start else None

    def _bracketed(self, person: int, at: int) -> bool:
        """Whether a person is named in brackets that have closed before `at`."""
        return any(start <= person < end <= at for start, end in self._asides)

    def _after(self, at: int, end: int) -> str | None:
        place = bisect_left(self._places, at)
        return self.people[place][1] if place < len(self._places) and self._places[place] < end else None

    def _is_other(self, who: str | None) -> bool:
        if who == SELF:
            return self.candidate is not None  # a carer who speaks of herself
        return who is not None and who not in (PATIENT, self.candidate)
