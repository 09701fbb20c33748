"""Days told one after another whose month stands behind the last: "on the 3rd, 4th and 5th of October"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.nlu.times.absolute_dates import AbsoluteDates
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_BETWEEN = 4
"""Words between two days of a run: "on the 2nd and covid on the 9th of October"."""
_LONGEST = 6
"""Days of a run."""


class DayRuns(AbsoluteDates):
    def at(self, at: int) -> When | None:
        day = self.ordinal(at)
        if day is None or self._day_first(at, *day):
            return None
        return self._of_its_month(at, *day) or self._behind_another(at, *day)

    def _of_its_month(self, at: int, day: int, after: int) -> When | None:
        """The first of "the 28th and 29th of March": the day of the month that is told behind a later one."""
        for place, later in self._run(day, after):
            told = self._day_first(place, *later)
            if told and told.day:
                first = self.date(told.day.year, told.day.month, day)
                return replace(told, start=at, end=after, first=first, last=first, other=None) if first else None
        return None

    def _run(self, day: int, after: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """The later days that follow a day, each with its place, as long as they only join on."""
        for _ in range(_LONGEST):
            found = self._next(after)
            if found is None or found[1][0] <= day:
                return
            yield found
            day, after = found[1]

    def _next(self, after: int) -> tuple[int, tuple[int, int]] | None:
        if self.key(after) not in _W["joins_days"]:
            return None
        for place in range(after + 1, after + 1 + _BETWEEN):
            if later := self.ordinal(place):
                joined = all(self.key(one) in _W["joins_days"] | _W["leads_a_day"] for one in range(after, place))
                apart = self.number(place) is not None and self.key(place - 1) == "the"
                return (place, later) if joined or apart else None
            if self.number(place) is not None or self.key(place) in _W["ends_a_run"]:
                return None
        return None

    def _behind_another(self, at: int, day: int, after: int) -> When | None:
        """ "The 12th, 13th and 21st": of the month of the day before it."""
        if self.key(after) not in _W["after_a_day_of_the_month"] | _W["joins_days"]:
            return None
        end = at
        while self.key(end - 1) in _W["joins_days"]:
            end -= 1
        start = next((one for one in (end - 2, end - 1) if (self.ordinal(one) or (0, 0))[1] == end), None)
        head = (self.at(start) or super()._told(start)) if start is not None and end < at else None
        if head is None or head.day is None or head.day.day >= day:
            return None
        return self.made(at, after, head.day.year, head.day.month, day)
