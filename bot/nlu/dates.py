"""Days and spans of time, absolute ("12.10.2026", "Oct 3") and relative to a given day ("three weeks ago")."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict

from bot.nlu.feasts import feast
from bot.nlu.numbers import Number, table
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("dates")


class _Words(BaseModel):
    """bot/nlu/dates.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    about: set[str]
    several: dict[str, float]
    unclear_days: list[str]


@lru_cache(maxsize=1)
def words() -> _Words:
    return _Words.model_validate(load_yaml("dates.yml"))


@dataclass(frozen=True, slots=True)
class When:
    """A time at tokens start to end: some day from `first` to `last`."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    span: bool = False
    """The whole span is meant ("in the past year", "since March"), not one day in it."""

    @property
    def day(self) -> dt.date | None:
        return self.first if self.first == self.last and not self.span else None


_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_UNITS = {1.0: "days", 7.0: "weeks", 14.0: "fortnights", 30.4: "months", 365.25: "years", 0.0: "hours"}


class Dates:
    """Reads one document. `as_of`: the day on which it is written."""

    def __init__(self, keys: list[str], numbers: list[Number], as_of: dt.date) -> None:
        self._keys, self._as_of = keys, as_of
        self._numbers = {number.start: number for number in numbers}

    def find(self) -> list[When]:
        found: list[When] = []
        at = 0
        while at < len(self._keys):
            when = self._absolute(at) or self._relative(at)
            if when:
                found.append(when)
            at = when.end if when else at + 1
        return found

    def _key(self, at: int) -> str:
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def _int(self, at: int) -> int | None:
        key = self._key(at)
        return int(key) if key.isascii() and key.isdigit() and len(key) <= 4 else None

    # absolute

    def _absolute(self, at: int) -> When | None:
        dotted = _DOTTED.fullmatch(self._key(at))
        if dotted:
            return self._numeric(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        if self._key(at) in words().months:
            return self._month_first(at)
        number = self._int(at)
        if number is None:
            return None
        day = self._separated(at, number) or self._day_first(at, number)
        return day or self._ordinal(at, number) or self._year(at, number)

    def _separated(self, at: int, first: int) -> When | None:
        """ "22/05/2026", "2026-10-20", "03/2026", "03/26", "20/11"; "10/52" and "6/12" are spans, not dates."""
        mark, second = self._key(at + 1), self._int(at + 2)
        if mark not in ("/", "-") or second is None or self._key(at + 2) == "0":
            return None
        third = self._int(at + 4) if self._key(at + 3) == mark else None
        if third is not None:
            if first > 1900:
                return self._made(at, at + 5, first, second, third)
            return self._numeric(at, at + 5, first, second, third)
        if mark == "/" and 1 <= first <= 12 and 1990 <= second <= self._as_of.year + 2:
            return self._month(at, at + 3, second, first)
        if mark == "/" and 1 <= first <= 12 and 13 <= second <= self._as_of.year % 100 + 1:
            return self._month(at, at + 3, 2000 + second, first)
        if mark == "/" and first <= 31 and 1 <= second <= 12 and len(self._key(at + 2)) == 2 and first > 12:
            return self._recent(at, at + 3, second, first)
        return None

    def _numeric(self, start: int, end: int, first: int, second: int, year: int) -> When | None:
        year = year if year > 99 else 2000 + year
        if second > 12:
            first, second = second, first
        return self._made(start, end, year, second, first)

    def _day_first(self, at: int, day: int) -> When | None:
        after = at + 1 + (self._key(at + 1) in ("st", "nd", "rd", "th"))
        after += self._key(after) == "of"
        month = words().months.get(self._key(after))
        if month is None or not 1 <= day <= 31 or (self._key(after) == "may" and self._int(at) is None):
            return None
        year, end = self._year_after(after + 1)
        if year:
            return self._made(at, end, year, month, day)
        return self._recent(at, after + 1, month, day)

    def _ordinal(self, at: int, day: int) -> When | None:
        """ "On the 9th": the last day of that number that has passed, this month or the one before."""
        ordinal = self._key(at + 1) in ("st", "nd", "rd", "th")
        before = self._keys[max(0, at - 4) : at]
        corrected = before[-1:] == ["the"] and bool({"sorry", "actually", "meant", "mean"} & set(before))
        if not ordinal or not (corrected or before[-2:] == ["on", "the"]) or not 1 <= day <= 31:
            return None
        end = at + 2 + 3 * (self._keys[at + 2 : at + 5] == ["of", "this", "month"])
        month = self._as_of.replace(day=1)
        if day > self._as_of.day:
            month = (month - dt.timedelta(days=1)).replace(day=1)
        return self._made(at, end, month.year, month.month, day)

    def _month_first(self, at: int) -> When | None:
        month = words().months[self._key(at)]
        ordinal = self._key(at + 2) in ("st", "nd", "rd", "th")
        number = self._int(at + 1)
        if number is not None and 1 <= number <= 31 and self._key(at + 2) not in ("mg", "years", "x"):
            year, end = self._year_after(at + 2 + ordinal)
            if year:
                return self._made(at, end, year, month, number)
            if not ordinal and number in (self._as_of.year % 100, self._as_of.year % 100 - 1):
                return self._month(at, at + 2, 2000 + number, month)  # "Sept 26": a day or a year
            return self._recent(at, at + 2 + ordinal, month, number)
        year, end = self._year_after(at + 1)
        if year:
            return self._month(at, end, year, month)
        day = self._ordinal_after(at + 1)
        if day:  # "in September, the 29th"
            return self._recent(at, day + 2, month, int(self._key(day)))
        before = self._key(at - 1)
        if self._key(at) in _W["months_that_are_words"] and before not in _W["before_a_month"]:  # fmt: skip
            return None
        if before in ("next", "by", "until"):
            return None
        year = self._as_of.year - (month > self._as_of.month)
        return self._month(at, at + 1, year, month)

    def _ordinal_after(self, at: int) -> int | None:
        """Where a day stands that follows its month after a comma: ", the 29th", ", on the 3rd"."""
        place = at
        while place < at + 3 and self._key(place) in (",", "on", "the"):
            place += 1
        day = self._int(place)
        dated = self._key(place + 1) in ("st", "nd", "rd", "th") and day is not None and 1 <= day <= 31
        return place if place > at and dated and self._key(place + 2) not in words().months else None

    def _year_after(self, at: int) -> tuple[int, int]:
        place = at + (self._key(at) == ",")
        place += self._key(place) in ("of", "'")
        if self._key(place) in ("this", "last") and self._key(place + 1) == "year":
            return self._as_of.year - (self._key(place) == "last"), place + 2
        year = self._int(place)
        if year is not None and 1900 <= year <= 2100:
            return year, place + 1
        return 0, at

    def _year(self, at: int, year: int) -> When | None:
        if not 1930 <= year <= 2100 or self._key(at + 1) in _W["after_no_year"]:
            return None
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return self._since(When(at, at + 1, first, last))

    def _made(self, start: int, end: int, year: int, month: int, day: int) -> When | None:
        if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            return None
        made = dt.date(year, month, day)
        return self._since(When(start, end, made, made))

    def _recent(self, start: int, end: int, month: int, day: int) -> When | None:
        """A day without a year: the last one that has passed, or the next where something is booked."""
        made = self._made(start, end, self._as_of.year, month, day)
        if made and made.first > self._as_of and (made.first - self._as_of).days > 60:
            return self._made(start, end, self._as_of.year - 1, month, day)
        return made

    def _month(self, start: int, end: int, year: int, month: int) -> When:
        last = dt.date(year, month, monthrange(year, month)[1])
        if year == self._as_of.year and month == self._as_of.month:
            last = max(self._as_of, dt.date(year, month, 1))
        return self._since(When(start, end, dt.date(year, month, 1), last))

    def _since(self, when: When) -> When:
        if self._key(when.start - 1) == "since" and when.first <= self._as_of:
            return replace(when, start=when.start - 1, last=self._as_of, span=True)
        return when

    # relative

    def _relative(self, at: int) -> When | None:
        key = self._key(at)
        if self._keys[at - 1 : at] == ["ago"]:
            return None  # "a fortnight ago today"
        fixed = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
        if key in fixed:
            return self._days(at, at + 1, fixed[key], fixed[key])
        if key == "this" and self._key(at + 1) in ("morning", "afternoon", "evening"):
            return self._days(at, at + 2, 0, 0)
        if key == "day" and self._keys[at + 1 : at + 3] == ["before", "yesterday"]:
            return self._days(at, at + 3, -2, -2)
        if key in ("last", "this", "past", "previous", "next"):
            return self._named(at, key)
        if key == "within" and (amount := self._amount(at + 1)):
            return self._within(at, *amount)
        if found := feast(self._keys, at, self._as_of):
            end, first, last = found
            return self._since(When(at, end + 2 * (self._keys[end : end + 2] == ["this", "year"]), first, last))
        if key in words().weekdays and self._key(at - 1) in _W["before_a_weekday"]:
            return self._weekday(at, at + 1)
        if key in words().seasons and self._key(at - 1) in ("in", "the", "since", "this", "over"):
            return self._season(at, at + 1, last=False)
        return self._ago(at)

    def _named(self, at: int, key: str) -> When | None:
        """ "last week", "this month", "last Tuesday", "last March", "in the last six months"."""
        unit = self._key(at + 1)
        spans = {"week": 7, "month": 30, "year": 365, "night": 1, "fortnight": 14}
        if key == "next":
            return self._days(at, at + 2, 1, spans[unit] * 2) if unit in spans else None
        amount = self._amount(at + 1)
        if amount and key in ("last", "past", "previous"):
            return self._within(at, *amount)
        if unit in spans and key == "this":
            return self._days(at, at + 2, -min(spans[unit], self._elapsed(unit)), 0)
        if unit in spans and key == "last" and self._key(at - 1) != "the":
            return self._last(at, unit)
        if unit in ("yr", "year", "month", "week"):
            return self._within(at, 1, {"yr": "years"}.get(unit, unit + "s"), at + 2)
        if unit in words().weekdays:
            return self._weekday(at + 1, at + 2)
        if unit in words().seasons:
            return self._season(at + 1, at + 2, last=key == "last")
        return None

    def _elapsed(self, unit: str) -> int:
        return {"month": self._as_of.day - 1, "year": self._as_of.timetuple().tm_yday - 1}.get(unit, 6)

    def _last(self, at: int, unit: str) -> When | None:
        if unit == "night":
            return self._days(at, at + 2, -1, -1)
        if unit == "week":
            return self._days(at, at + 2, -13, -1)
        if unit == "month":
            end = self._as_of.replace(day=1) - dt.timedelta(days=1)
            return When(at, at + 2, end.replace(day=1), end)
        if unit == "year":
            return When(at, at + 2, dt.date(self._as_of.year - 1, 1, 1), dt.date(self._as_of.year - 1, 12, 31))
        return self._days(at, at + 2, -27, -1)

    def _weekday(self, at: int, end: int) -> When:
        back = (self._as_of.weekday() - words().weekdays[self._key(at)]) % 7 or 7
        return self._days(at, end, -back, -back)

    def _season(self, at: int, end: int, *, last: bool) -> When:
        first, final = words().seasons[self._key(at)]
        year = self._as_of.year - (last and final >= self._as_of.month)
        start = dt.date(year - (first > final), first, 1)
        if start > self._as_of:
            start, year = dt.date(start.year - 1, first, 1), year - 1
        return When(at, end, start, min(self._as_of, dt.date(year, final, monthrange(year, final)[1])))

    def _amount(self, at: int) -> tuple[float, str, int] | None:
        """A span of time: (count, unit, token after it)."""
        number = self._numbers.get(at)
        if number and "time_day" in number.units:
            factor, end = number.units["time_day"]
            return number.value, _UNITS[factor], end
        if number and self._key(number.end) == "/" and self._key(number.end + 1) in ("7", "52", "12"):
            return number.value, {"7": "days", "52": "weeks", "12": "months"}[self._key(number.end + 1)], number.end + 2
        if number is None and self._key(at) in words().several:
            return self._several(at)
        return None

    def _several(self, at: int) -> tuple[float, str, int] | None:
        """ "a couple of weeks", "half a year", "a fortnight"."""
        count, place = words().several[self._key(at)], at + 1
        while self._key(place) in _W["span_fillers"]:
            count = words().several.get(self._key(place), count) if self._key(place) != "a" else count
            place += 1
        factor = next((f for f, names in table().units["time_day"].items() if self._key(place) in names), None)
        if factor is None or self._key(place) in ("d", "w", "h", "y", "m"):
            return None
        return count, _UNITS[factor], place + 1

    def _ago(self, at: int) -> When | None:
        amount = self._amount(at)
        if not amount or self._key(amount[2]) not in _W["after_a_past_span"]:
            return None
        count, unit, end = amount
        day = self._back(count, unit)
        if day is None:
            return None
        vague = not {self._key(at - 1), self._key(at - 2)}.isdisjoint(words().about) or self._key(at) in (
            "few",
            "several",
        )
        vague = vague or self._key(at + 1) in ("few", "couple") or int(count) != count
        slack = {"days": 0, "hours": 0, "weeks": 0, "fortnights": 0, "months": 15, "years": 183}[unit]
        slack += {"days": 3, "hours": 0, "weeks": 7, "fortnights": 10, "months": 16, "years": 90}[unit] if vague else 0
        if "exactly" in (self._key(at - 1), self._key(end + 1)) or self._keys[end + 1 : end + 4] == [
            "to",
            "the",
            "day",
        ]:
            slack = 0
        wide = dt.timedelta(days=slack)
        before = {self._key(at - 1), self._key(at - 2)}
        if before & {"more", "over", ">"}:
            return When(at, end + 1, day - dt.timedelta(days=3660), day)
        if before & {"less", "under", "<"}:
            return When(at, end + 1, day, self._as_of)
        return When(at, end + 1, day - wide, min(day + wide, self._as_of))

    def _within(self, at: int, count: float, unit: str, end: int) -> When | None:
        day = self._back(count, unit)
        return When(at, end, day, self._as_of, span=True) if day else None

    def _back(self, count: float, unit: str) -> dt.date | None:
        if not 0 <= count <= 1200:
            return None
        if unit in ("months", "years"):
            months = round(count * (12 if unit == "years" else 1))
            return self._as_of - relativedelta(months=min(months, 1200))
        return self._as_of - dt.timedelta(
            days=round(count * {"days": 1, "weeks": 7, "fortnights": 14, "hours": 0}[unit])
        )

    def _days(self, start: int, end: int, first: int, last: int) -> When:
        day = dt.timedelta(days=1)
        return When(start, end, self._as_of + first * day, self._as_of + last * day)
