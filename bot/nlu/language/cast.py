"""The people of one message, and whether a place speaks of the candidate or of somebody else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.language.owners import excepted, owner_after
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.language.two_people import NOBODY

STRANGER = "stranger"


class Cast:
    """The people of one message: who the candidate is, and which places speak of others."""

    def __init__(
        self,
        subjects: list[tuple[int, str]],
        candidate: str | None,
        sex: str | None,
        asides: list[tuple[int, int]],
        *,
        writer: str | None = None,
    ) -> None:
        self._asides = asides
        self.people = subjects
        """(token, who) in order; who is "self", "patient", "stranger" or a relative."""
        self._places = [place for place, _ in subjects]
        self._who = dict(subjects)
        self.candidate = candidate
        self.writer = writer
        """The writer's role, if it is known."""
        self.sex = sex
        """The sex that the word for the candidate tells ("my husband")."""

    def watched(self, at: int, clause: Clause, sentence_start: int) -> bool:
        """Whether a carer tells what she saw of the candidate: "no difference that I can see"."""
        nearest = self._before(at, sentence_start) or self._after(at, clause.end)
        return self.candidate not in (None, SELF) and nearest == SELF

    def other(self, at: int, clause: Clause, sentence_start: int, *, denied: bool = False) -> bool:
        """Whether what stands at a token is said of somebody who is not the candidate. `denied`: it is said not to be:
        "no heart failure (that's my mother)" names in brackets who has it instead."""
        nearest = self._before(at, sentence_start)
        if nearest is None and denied and self._named_aside(at, clause.end):
            return False
        if nearest is None:
            after = self._after(at, clause.end)
            return self._is_other(after)
        return self._is_other(nearest)

    def divided(self, places: Iterable[tuple[int, int]]) -> bool:
        """Whether places, each with the start of its sentence, speak of the writer and of somebody who is only "he" or
        "her", and nothing says which of both is the candidate: "I'm 80 kilos, the nurse had her at 51"."""
        if self.candidate not in (None, NOBODY):
            return False
        return {SELF, PATIENT} <= {self._before(at, start) for at, start in places}

    def _before(self, at: int, start: int) -> str | None:
        place = bisect_left(self._places, at) - 1
        while place >= 0 and self._places[place] >= start and self._bracketed(self._places[place], at):
            place -= 1
        return self.people[place][1] if place >= 0 and self._places[place] >= start else None

    def _bracketed(self, person: int, at: int) -> bool:
        """Whether a person is named in brackets that have closed before `at`."""
        return any(start <= person < end <= at for start, end in self._asides)

    def begins(self, at: int) -> bool:
        """ "Our baby is five weeks old and I'm pumping": whether a name begins with the writer's "I"."""
        return self._who.get(at) == SELF

    def owned_after(self, keys: Sequence[str], start: int, end: int) -> bool | None:
        """Whether a name belongs to somebody else who follows it ("the lymphoma my husband had"); None: nobody does."""
        owner = owner_after(keys, start, end, self._who)
        return None if owner is None else self._is_other(owner)

    def excepted(self, keys: Sequence[str], start: int, end: int) -> bool:
        """Whether the candidate is left out of what is said between two places: "we all had it except my husband"."""
        who = excepted(keys, start, end, self._who)
        return who is not None and not self._is_other(who)

    def _named_aside(self, at: int, end: int) -> bool:
        """Whether the next person stands in brackets that open after a token."""
        place = bisect_left(self._places, at)
        person = self._places[place] if place < len(self._places) else end
        return person < end and any(at < start <= person < closed for start, closed in self._asides)

    def _after(self, at: int, end: int) -> str | None:
        place = bisect_left(self._places, at)
        return self.people[place][1] if place < len(self._places) and self._places[place] < end else None

    def _is_other(self, who: str | None) -> bool:
        if who == SELF:
            return self.candidate not in (None, SELF)  # a carer who speaks of herself
        if who == PATIENT:
            return self.candidate in (SELF, NOBODY)
        return who is not None and who != self.candidate
