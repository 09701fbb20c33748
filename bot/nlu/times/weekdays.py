"""Weekdays as people of all regions say them: "Tuesday gone", "Tuesday week", "last Friday", "Monday of last week"."""

from __future__ import annotations

import datetime as dt

from bot.nlu.times.when import Calendar, When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_WEEK = dt.timedelta(days=7)


class Weekdays(Calendar):
    def at(self, at: int) -> When | None:
        if self.key(at) not in words().weekdays:
            return self._weekend(at)
        if not self._meant(at):
            return None
        end = at + 1 + (self.key(at + 1) in _W["parts_of_a_day"])
        return self._said_after(at, end) or self._said_before(at, end)

    def past(self, at: int) -> dt.date:
        """The last day of that name before today."""
        return self.as_of - dt.timedelta(days=(self.as_of.weekday() - words().weekdays[self.key(at)]) % 7 or 7)

    def next(self, at: int) -> dt.date:
        return self.past(at) + _WEEK * (1 + (words().weekdays[self.key(at)] == self.as_of.weekday()))

    def _meant(self, at: int) -> bool:
        if self.key(at - 1) == "the" and self.key(at - 2) in _W["of_a_story"]:
            return False  # "on a Tuesday and by the Friday she was asking for her dolls"
        if (
            self.key(at - 1) == "the"
            and self.key(at + 1) in ("after", "before")
            and self.key(at + 2) in _W["of_an_event"]
        ):
            return False  # "the Thursday after my name day"
        if self.key(at - 1) in _W["every"] or self.key(at + 1) == "s" or self._dated(at + 1):
            return False
        return self.key(at) not in _W["short_weekdays"] or self.key(at - 1) in _W["before_a_weekday"]

    def _dated(self, at: int) -> bool:
        """A date follows: "Tuesday the 10th", "Tue 10/11"; the date itself says which Tuesday."""
        at += self.key(at) in (",", "(")
        at += self.key(at) in ("the", "was", "the")
        return bool(self.ordinal(at)) or self.key(at)[:1].isdigit() or self.key(at) in words().months

    def _said_after(self, at: int, end: int) -> When | None:
        """ "Tuesday week", "Tuesday just gone", "Tuesday before last", "Tuesday of last week"."""
        past, coming = self.past(at), self.next(at)
        after = self.key(end)
        if self.keys[end : end + 2] == ["before", "last"]:
            return self._day(at, end + 2, past - _WEEK)
        if self.keys[end : end + 2] == ["after", "next"]:
            return self._day(at, end + 2, coming + _WEEK)
        place = end + (after in ("of", "in"))
        if self.keys[place + 1 : place + 2] == ["week"] and self.key(place) in ("last", "this", "next"):
            return self._of_week(at, place + 2, {"last": -1, "this": 0, "next": 1}[self.key(place)])
        if after in ("week", "fortnight", "wk"):
            back = self.key(end + 1) in _W["passed"]
            weeks = 2 if after == "fortnight" else 1
            return self._day(at, end + 1 + back, past - weeks * _WEEK if back else coming + weeks * _WEEK)
        place = end + (after in _W["just"])
        if self.key(place) in _W["passed"]:
            return self._day(at, place + 1, past)
        return self._day(at, end + 1, coming) if after in _W["ahead"] else None

    def _said_before(self, at: int, end: int) -> When | None:
        before = self.key(at - 1)
        past, coming = self.past(at), self.next(at)
        if before == "coming" or before == "this" and past < self.as_of - 5 * _WEEK / 7:
            return self._day(at, end, coming)
        if before == "next":
            return When(at, end, coming, coming + _WEEK)
        if before in ("last", "past"):
            return self._day(at, end, past)
        when = When(at, end, past, past, other=(coming, coming))
        return self.since(when)

    def _of_week(self, start: int, end: int, weeks: int) -> When:
        monday = self.as_of - dt.timedelta(days=self.as_of.weekday())
        return self._day(start, end, monday + weeks * _WEEK + dt.timedelta(days=words().weekdays[self.key(start)]))

    def _day(self, start: int, end: int, day: dt.date) -> When:
        return self.since(When(start, end, day, day))

    def _weekend(self, at: int) -> When | None:
        """ "At the weekend", "last weekend", "the weekend before last"; on a Sunday it may be this one or the last."""
        if self.key(at) != "weekend":
            return None
        saturday = self.as_of - dt.timedelta(days=(self.as_of.weekday() - 5) % 7)
        day = dt.timedelta(days=1)
        if self.keys[at + 1 : at + 3] == ["before", "last"]:
            return When(at, at + 3, saturday - 2 * _WEEK, saturday - _WEEK + day)
        if self.key(at - 1) in _W["ahead"]:
            return When(at, at + 1, saturday + _WEEK, saturday + _WEEK + day)
        last = min(self.as_of, saturday + day)
        return When(at, at + 1, saturday - _WEEK, last, other=(saturday + _WEEK, saturday + _WEEK + day))
