"""Times without a number: "yesterday", "last week", "the other day", "early October", "the start of the month"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import replace

from bot.nlu.times.absolute_dates import AbsoluteDates
from bot.nlu.times.when import When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_LENGTHS = words().lengths
_MOST_OF_A_MONTH = dt.timedelta(days=20)


class Spans(AbsoluteDates):
    def at(self, at: int) -> When | None:
        key = self.key(at)
        if key in words().days:
            return self._days(at, at + 1, words().days[key], words().days[key])
        located = self.key(at + 1) == "back" and self.key(at + 2) in _W["before_a_month"]  # "days back in July"
        if key in words().uncounted and self.key(at + 1) in ("ago", "back") and not located:
            return self._days(at, at + 2, *(-days for days in words().uncounted[key]))
        if key == "this" and self.key(at + 1) in ("morning", "afternoon", "evening", "am"):
            return self._days(at, at + 2, 0, 0)
        if key == "day" and self.keys[at + 1 : at + 3] == ["before", "yesterday"]:
            return self._days(at, at + 3, -2, -2)
        if key == "day" and self.keys[at + 1 : at + 3] == ["after", "tomorrow"]:
            return self._days(at, at + 3, 2, 2)
        if key == "other" and self.key(at - 1) == "the":
            return self._other(at)
        if key in words().parts or key in ("first", "second") and self.key(at + 1) == "half":
            return self._part(at)
        unit = at + 1 + (self.key(at + 1) in _W["after_an_ordinal"])
        if self.key(unit) in ("week", "day", "days") and (week := self._week_of_month(at, unit)):
            return week
        if key in _LENGTHS and self.keys[at + 1 : at + 3] in (["before", "last"], ["after", "next"]):
            return self._named(at - 1, "the")
        if key in ("last", "this", "past", "previous", "next", "the"):
            return self._named(at, key)
        if key in ("earlier", "later") and self.key(at + 1) in ("this", "today"):
            return self._of_this(at, key == "later")
        return None

    def _week_of_month(self, at: int, unit: int) -> When | None:
        """ "The first week of October", "the last week in September"."""
        which = {"last": -1, "1": 1, "2": 2, "3": 3}.get(self.key(at), words().ordinals.get(self.key(at), 0))
        place = unit + 1 + (self.key(unit + 1) in ("of", "in"))
        whole = AbsoluteDates.at(self, place) if place > unit + 1 and self.key(place) in words().months else None
        if not which or which > 4 or not whole or whole.day or whole.span:
            return None
        first = whole.first + dt.timedelta(days=7 * (which - 1))
        if which < 0:
            first = whole.first.replace(day=monthrange(whole.first.year, whole.first.month)[1]) - dt.timedelta(days=7)
        return When(at, whole.end, first, first + dt.timedelta(days=7))

    def _other(self, at: int) -> When | None:
        """ "The other day", "the other week"."""
        ways = {"day": (-14, -1), "night": (-14, -1), "evening": (-14, -1), "morning": (-14, -1), "week": (-28, -4)}
        days = ways.get(self.key(at + 1))
        return self._days(at, at + 2, *days) if days else None

    def _of_this(self, at: int, later: bool) -> When | None:
        """ "Earlier this year", "later this month"."""
        if self.key(at + 1) == "today":
            return self._days(at, at + 2, 0, 0)
        unit = self.key(at + 2)
        if unit not in _LENGTHS:
            return None
        first, last = self._this(unit)
        day = dt.timedelta(days=1)
        return (
            When(at, at + 3, self.as_of + day, max(last, self.as_of + day))
            if later
            else When(at, at + 3, first, self.as_of)
        )

    def _named(self, at: int, key: str) -> When | None:
        """ "Last week", "this month", "next year", "the week before last", "in the past year"."""
        unit = self.key(at + 1)
        if self.keys[at + 2 : at + 4] == ["before", "last"] and unit in _LENGTHS:
            return self._before_last(at, unit)
        if self.keys[at + 2 : at + 4] == ["after", "next"] and unit in _LENGTHS:
            return self._days(at, at + 4, _LENGTHS[unit] + 1, 3 * _LENGTHS[unit])
        if key == "the" or unit not in (*_LENGTHS, "night", "evening"):
            return None
        if key == "next":
            return self._days(at, at + 2, 1, _LENGTHS[unit] * 2) if unit in _LENGTHS and unit != "weekend" else None
        if key == "this":
            return self._this_one(at, unit)
        if key == "last" and self.key(at - 1) not in ("the", "this", "these"):
            return self._last(at, unit)
        if unit in ("night", "evening", "weekend"):
            return None
        day = (
            self.as_of - dt.timedelta(days=_LENGTHS[unit])
            if unit not in ("year", "yr")
            else self.as_of.replace(year=self.as_of.year - 1, day=min(28, self.as_of.day))
        )
        return When(at, at + 2, day, self.as_of, span=True)

    def _this_one(self, at: int, unit: str) -> When | None:
        if unit not in _LENGTHS or unit in ("weekend", "fortnight"):
            return None
        first, _ = self._this(unit)
        return When(at, at + 2, first, self.as_of)

    def _this(self, unit: str) -> tuple[dt.date, dt.date]:
        """The first and the last day of the running week, month or year."""
        if unit == "month":
            return self.as_of.replace(day=1), self.as_of.replace(day=monthrange(self.as_of.year, self.as_of.month)[1])
        if unit in ("year", "yr"):
            return dt.date(self.as_of.year, 1, 1), dt.date(self.as_of.year, 12, 31)
        return self.as_of - dt.timedelta(days=6), self.as_of + dt.timedelta(days=6)

    def _last(self, at: int, unit: str) -> When | None:
        if unit in ("night", "evening"):
            return self._days(at, at + 2, -1, -1)
        if unit in ("week", "wk"):
            return self._days(at, at + 2, -13, -1)
        if unit == "month":
            end = self.as_of.replace(day=1) - dt.timedelta(days=1)
            return self.since(When(at, at + 2, end.replace(day=1), end))
        if unit in ("year", "yr"):
            year = self.as_of.year - 1
            return self.since(When(at, at + 2, dt.date(year, 1, 1), dt.date(year, 12, 31)))
        return self._days(at, at + 2, -27, -1) if unit == "fortnight" else None

    def _before_last(self, at: int, unit: str) -> When | None:
        if unit in ("week", "wk"):
            return self._days(at, at + 4, -20, -7)
        if unit == "month":
            end = self.as_of.replace(day=1) - dt.timedelta(days=1)
            end = end.replace(day=1) - dt.timedelta(days=1)
            return self.since(When(at, at + 4, end.replace(day=1), end))
        if unit in ("year", "yr"):
            year = self.as_of.year - 2
            return self.since(When(at, at + 4, dt.date(year, 1, 1), dt.date(year, 12, 31)))
        return None

    def _part(self, at: int) -> When | None:
        """ "Early October", "the end of last month", "the beginning of the year", "mid 2025"."""
        place = at + 1 + (self.key(at + 1) == "half")
        while self.key(place) in ("part", "of", "in", "the", "-", "/", "to", "end") and place < at + 4:
            place += 1
        whole = self._last(place, self.key(place + 1)) if self.key(place) == "last" else None
        if self.key(place) in ("week", "month", "year") and self.key(place - 1) == "the" or self.key(place) == "this":
            unit = self.key(place + (self.key(place) == "this"))
            whole = When(at, place + 1 + (self.key(place) == "this"), *self._this(unit)) if unit in _LENGTHS else None
        if whole is None and (self.key(place) in words().months or len(self.key(place)) == 4):
            whole = AbsoluteDates.at(self, place)
            if whole and whole.begun:
                whole = replace(whole, last=whole.begun, begun=None, span=False)  # "since mid September"
            whole = whole if whole and whole.last - whole.first >= _MOST_OF_A_MONTH else None  # "end of May, the 28th"
        return self._share(at, whole) if whole else None

    def _share(self, at: int, whole: When) -> When:
        halves = {"first": (0.0, 0.5), "second": (0.5, 1.0)}
        low, high = halves.get(self.key(at)) or words().parts[self.key(at)]
        first, last = self._of(whole.first, whole.last, low, high)
        other = self._of(*whole.other, low, high) if whole.other else None
        return self.since(When(at, whole.end, first, last, other=other))

    def _of(self, first: dt.date, last: dt.date, low: float, high: float) -> tuple[dt.date, dt.date]:
        if (first.year, first.month) == (last.year, last.month):
            last = last.replace(day=monthrange(last.year, last.month)[1])
        days = (last - first).days
        part = first + dt.timedelta(days=int(days * low)), first + dt.timedelta(days=int(days * high))
        return (part[0], min(part[1], self.as_of)) if part[0] <= self.as_of else part

    def _days(self, start: int, end: int, first: int, last: int) -> When:
        day = dt.timedelta(days=1)
        return self.since(When(start, end, self.as_of + first * day, self.as_of + last * day))
