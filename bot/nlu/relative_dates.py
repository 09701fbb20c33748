"""Times counted from the day of the message: "three weeks ago", "last spring", "in the past six months"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from dateutil.relativedelta import relativedelta

from bot.nlu.feasts import feast
from bot.nlu.numbers import Number, table
from bot.nlu.vocabulary import word_lists
from bot.nlu.when import Calendar, When, words

_W = word_lists("dates")
_UNITS = {1.0: "days", 7.0: "weeks", 14.0: "fortnights", 30.4: "months", 365.25: "years", 0.0: "hours"}


class RelativeDates(Calendar):
    def __init__(self, keys: list[str], numbers: list[Number], as_of: dt.date) -> None:
        super().__init__(keys, as_of)
        self._numbers = {number.start: number for number in numbers}

    def at(self, at: int) -> When | None:
        key = self.key(at)
        if self.keys[at - 1 : at] == ["ago"]:
            return None  # "a fortnight ago today"
        fixed = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
        if key in fixed:
            return self._days(at, at + 1, fixed[key], fixed[key])
        if key == "this" and self.key(at + 1) in ("morning", "afternoon", "evening"):
            return self._days(at, at + 2, 0, 0)
        if key == "day" and self.keys[at + 1 : at + 3] == ["before", "yesterday"]:
            return self._days(at, at + 3, -2, -2)
        if key in ("last", "this", "past", "previous", "next"):
            return self._named(at, key)
        if key == "within" and (amount := self._amount(at + 1)):
            return self._within(at, *amount)
        if found := feast(self.keys, at, self.as_of):
            end, first, last = found
            return self.since(When(at, end + 2 * (self.keys[end : end + 2] == ["this", "year"]), first, last))
        if key in words().weekdays and self.key(at - 1) in _W["before_a_weekday"]:
            return self._weekday(at, at + 1)
        if key in words().seasons and self.key(at - 1) in ("in", "the", "since", "this", "over"):
            return self._season(at, at + 1, last=False)
        return self._ago(at)

    def _named(self, at: int, key: str) -> When | None:
        """ "last week", "this month", "last Tuesday", "last March", "in the last six months"."""
        unit = self.key(at + 1)
        spans = {"week": 7, "month": 30, "year": 365, "night": 1, "fortnight": 14}
        if key == "next":
            return self._days(at, at + 2, 1, spans[unit] * 2) if unit in spans else None
        amount = self._amount(at + 1)
        if amount and key in ("last", "past", "previous"):
            return self._within(at, *amount)
        if unit in spans and key == "this":
            return self._days(at, at + 2, -min(spans[unit], self._elapsed(unit)), 0)
        if unit in spans and key == "last" and self.key(at - 1) != "the":
            return self._last(at, unit)
        if unit in ("yr", "year", "month", "week"):
            return self._within(at, 1, {"yr": "years"}.get(unit, unit + "s"), at + 2)
        if unit in words().weekdays:
            return self._weekday(at + 1, at + 2)
        if unit in words().seasons:
            return self._season(at + 1, at + 2, last=key == "last")
        return None

    def _elapsed(self, unit: str) -> int:
        return {"month": self.as_of.day - 1, "year": self.as_of.timetuple().tm_yday - 1}.get(unit, 6)

    def _last(self, at: int, unit: str) -> When | None:
        if unit == "night":
            return self._days(at, at + 2, -1, -1)
        if unit == "week":
            return self._days(at, at + 2, -13, -1)
        if unit == "month":
            end = self.as_of.replace(day=1) - dt.timedelta(days=1)
            return When(at, at + 2, end.replace(day=1), end)
        if unit == "year":
            return When(at, at + 2, dt.date(self.as_of.year - 1, 1, 1), dt.date(self.as_of.year - 1, 12, 31))
        return self._days(at, at + 2, -27, -1)

    def _weekday(self, at: int, end: int) -> When:
        back = (self.as_of.weekday() - words().weekdays[self.key(at)]) % 7 or 7
        return self._days(at, end, -back, -back)

    def _season(self, at: int, end: int, *, last: bool) -> When:
        first, final = words().seasons[self.key(at)]
        year = self.as_of.year - (last and final >= self.as_of.month)
        start = dt.date(year - (first > final), first, 1)
        if start > self.as_of:
            start, year = dt.date(start.year - 1, first, 1), year - 1
        return When(at, end, start, min(self.as_of, dt.date(year, final, monthrange(year, final)[1])))

    def _amount(self, at: int) -> tuple[float, str, int] | None:
        """A span of time: (count, unit, token after it)."""
        number = self._numbers.get(at)
        if number and "time_day" in number.units:
            factor, end = number.units["time_day"]
            return number.value, _UNITS[factor], end
        if number and self.key(number.end) == "/" and self.key(number.end + 1) in ("7", "52", "12"):
            return number.value, {"7": "days", "52": "weeks", "12": "months"}[self.key(number.end + 1)], number.end + 2
        if number is None and self.key(at) in words().several:
            return self._several(at)
        return None

    def _several(self, at: int) -> tuple[float, str, int] | None:
        """ "a couple of weeks", "half a year", "a fortnight"."""
        count, place = words().several[self.key(at)], at + 1
        while self.key(place) in _W["span_fillers"]:
            count = words().several.get(self.key(place), count) if self.key(place) != "a" else count
            place += 1
        factor = next((f for f, names in table().units["time_day"].items() if self.key(place) in names), None)
        if factor is None or self.key(place) in ("d", "w", "h", "y", "m"):
            return None
        return count, _UNITS[factor], place + 1

    def _ago(self, at: int) -> When | None:
        amount = self._amount(at)
        if not amount or self.key(amount[2]) not in _W["after_a_past_span"]:
            return None
        count, unit, end = amount
        day = self._back(count, unit)
        if day is None:
            return None
        vague = not {self.key(at - 1), self.key(at - 2)}.isdisjoint(words().about) or self.key(at) in (
            "few",
            "several",
        )
        vague = vague or self.key(at + 1) in ("few", "couple") or int(count) != count
        slack = {"days": 0, "hours": 0, "weeks": 0, "fortnights": 0, "months": 15, "years": 183}[unit]
        slack += {"days": 3, "hours": 0, "weeks": 7, "fortnights": 10, "months": 16, "years": 90}[unit] if vague else 0
        if "exactly" in (self.key(at - 1), self.key(end + 1)) or self.keys[end + 1 : end + 4] == [
            "to",
            "the",
            "day",
        ]:
            slack = 0
        wide = dt.timedelta(days=slack)
        before = {self.key(at - 1), self.key(at - 2)}
        if before & {"more", "over", ">"}:
            return When(at, end + 1, day - dt.timedelta(days=3660), day)
        if before & {"less", "under", "<"}:
            return When(at, end + 1, day, self.as_of)
        return When(at, end + 1, day - wide, min(day + wide, self.as_of))

    def _within(self, at: int, count: float, unit: str, end: int) -> When | None:
        day = self._back(count, unit)
        return When(at, end, day, self.as_of, span=True) if day else None

    def _back(self, count: float, unit: str) -> dt.date | None:
        if not 0 <= count <= 1200:
            return None
        if unit in ("months", "years"):
            months = round(count * (12 if unit == "years" else 1))
            return self.as_of - relativedelta(months=min(months, 1200))
        return self.as_of - dt.timedelta(
            days=round(count * {"days": 1, "weeks": 7, "fortnights": 14, "hours": 0}[unit])
        )

    def _days(self, start: int, end: int, first: int, last: int) -> When:
        day = dt.timedelta(days=1)
        return When(start, end, self.as_of + first * day, self.as_of + last * day)
