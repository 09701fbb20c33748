"""Days, months and years by name or number: "12.10.2026", "Oct 3", "on the 9th", "03/26"."""

from __future__ import annotations

import datetime as dt
import re

from bot.nlu.vocabulary import word_lists
from bot.nlu.when import Calendar, When, words

_W = word_lists("dates")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")


class AbsoluteDates(Calendar):
    def at(self, at: int) -> When | None:
        dotted = _DOTTED.fullmatch(self.key(at))
        if dotted:
            return self._numeric(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        if self.key(at) in words().months:
            return self._month_first(at)
        number = self.number(at)
        if number is None:
            return None
        day = self._separated(at, number) or self._day_first(at, number)
        return day or self._ordinal(at, number) or self._year(at, number)

    def _separated(self, at: int, first: int) -> When | None:
        """ "22/05/2026", "2026-10-20", "03/2026", "03/26", "20/11"; "10/52" and "6/12" are spans, not dates."""
        mark, second = self.key(at + 1), self.number(at + 2)
        if mark not in ("/", "-") or second is None or self.key(at + 2) == "0":
            return None
        third = self.number(at + 4) if self.key(at + 3) == mark else None
        if third is not None:
            if first > 1900:
                return self.made(at, at + 5, first, second, third)
            return self._numeric(at, at + 5, first, second, third)
        if mark == "/" and 1 <= first <= 12 and 1990 <= second <= self.as_of.year + 2:
            return self.month(at, at + 3, second, first)
        if mark == "/" and 1 <= first <= 12 and 13 <= second <= self.as_of.year % 100 + 1:
            return self.month(at, at + 3, 2000 + second, first)
        if mark == "/" and first <= 31 and 1 <= second <= 12 and len(self.key(at + 2)) == 2 and first > 12:
            return self._recent(at, at + 3, second, first)
        return None

    def _numeric(self, start: int, end: int, first: int, second: int, year: int) -> When | None:
        year = year if year > 99 else 2000 + year
        if second > 12:
            first, second = second, first
        return self.made(start, end, year, second, first)

    def _day_first(self, at: int, day: int) -> When | None:
        after = at + 1 + (self.key(at + 1) in ("st", "nd", "rd", "th"))
        after += self.key(after) == "of"
        month = words().months.get(self.key(after))
        if month is None or not 1 <= day <= 31 or (self.key(after) == "may" and self.number(at) is None):
            return None
        year, end = self._year_after(after + 1)
        if year:
            return self.made(at, end, year, month, day)
        return self._recent(at, after + 1, month, day)

    def _ordinal(self, at: int, day: int) -> When | None:
        """ "On the 9th": the last day of that number that has passed, this month or the one before."""
        ordinal = self.key(at + 1) in ("st", "nd", "rd", "th")
        before = self.keys[max(0, at - 4) : at]
        corrected = before[-1:] == ["the"] and bool({"sorry", "actually", "meant", "mean"} & set(before))
        if not ordinal or not (corrected or before[-2:] == ["on", "the"]) or not 1 <= day <= 31:
            return None
        end = at + 2 + 3 * (self.keys[at + 2 : at + 5] == ["of", "this", "month"])
        month = self.as_of.replace(day=1)
        if day > self.as_of.day:
            month = (month - dt.timedelta(days=1)).replace(day=1)
        return self.made(at, end, month.year, month.month, day)

    def _month_first(self, at: int) -> When | None:
        month = words().months[self.key(at)]
        ordinal = self.key(at + 2) in ("st", "nd", "rd", "th")
        number = self.number(at + 1)
        if number is not None and 1 <= number <= 31 and self.key(at + 2) not in ("mg", "years", "x"):
            year, end = self._year_after(at + 2 + ordinal)
            if year:
                return self.made(at, end, year, month, number)
            if not ordinal and number in (self.as_of.year % 100, self.as_of.year % 100 - 1):
                return self.month(at, at + 2, 2000 + number, month)  # "Sept 26": a day or a year
            return self._recent(at, at + 2 + ordinal, month, number)
        year, end = self._year_after(at + 1)
        if year:
            return self.month(at, end, year, month)
        day = self._ordinal_after(at + 1)
        if day:  # "in September, the 29th"
            return self._recent(at, day + 2, month, int(self.key(day)))
        before = self.key(at - 1)
        if self.key(at) in _W["months_that_are_words"] and before not in _W["before_a_month"]:  # fmt: skip
            return None
        if before in ("next", "by", "until"):
            return None
        year = self.as_of.year - (month > self.as_of.month)
        return self.month(at, at + 1, year, month)

    def _ordinal_after(self, at: int) -> int | None:
        """Where a day stands that follows its month after a comma: ", the 29th", ", on the 3rd"."""
        place = at
        while place < at + 3 and self.key(place) in (",", "on", "the"):
            place += 1
        day = self.number(place)
        dated = self.key(place + 1) in ("st", "nd", "rd", "th") and day is not None and 1 <= day <= 31
        return place if place > at and dated and self.key(place + 2) not in words().months else None

    def _year_after(self, at: int) -> tuple[int, int]:
        place = at + (self.key(at) == ",")
        place += self.key(place) in ("of", "'")
        if self.key(place) in ("this", "last") and self.key(place + 1) == "year":
            return self.as_of.year - (self.key(place) == "last"), place + 2
        year = self.number(place)
        if year is not None and 1900 <= year <= 2100:
            return year, place + 1
        return 0, at

    def _year(self, at: int, year: int) -> When | None:
        if not 1930 <= year <= 2100 or self.key(at + 1) in _W["after_no_year"]:
            return None
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return self.since(When(at, at + 1, first, last))

    def _recent(self, start: int, end: int, month: int, day: int) -> When | None:
        """A day without a year: the last one that has passed, or the next where something is booked."""
        made = self.made(start, end, self.as_of.year, month, day)
        if made and made.first > self.as_of and (made.first - self.as_of).days > 60:
            return self.made(start, end, self.as_of.year - 1, month, day)
        return made
