"""Dates in digits: "12.10.2026", "2026-10-20", "03/26", "20/11", "on 5/11"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from bot.nlu.times.when import Calendar, When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(20\d\d)\.(\d{1,2})\.(\d{1,2})")
_LATELY = dt.timedelta(days=90)
"""How old a blood count may be that is told with its day."""
_COURSE = 14
"""Days that a course may last which is told by its first and its last one."""
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})")


class NumericDates(Calendar):
    def __init__(self, keys: list[str], as_of: dt.date) -> None:
        super().__init__(keys, as_of)
        slashes = [at for at, key in enumerate(keys) if key == "/" and self.key(at - 2) != "/"]
        pairs = [(self.number(at - 1), self.number(at + 1), self.key(at + 2) == "/") for at in slashes]
        years = range(13, as_of.year % 100 + 2)  # "10/26" is a month
        self._pairs = [(a, b) for a, b, whole in pairs if a and b and a <= 31 >= b and (whole or b not in years)]

    @property
    def _day_first(self) -> bool | None:
        """Whether the day stands first, as other dates of the message show ("14/10 ... 1/11")."""
        if any(a > 12 >= b for a, b in self._pairs):
            return True
        return False if any(b > 12 >= a for a, b in self._pairs) else None

    def at(self, at: int) -> When | None:
        key = self.key(at)
        if dotted := _DOTTED.fullmatch(key):
            return self._numeric(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        if dotted := _YEAR_FIRST.fullmatch(key):
            return self.made(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        dotted = _DAY_AND_MONTH.fullmatch(key)
        if dotted and self.key(at + 1) == "." and self.key(at - 1) in _W["before_a_date"]:
            return self._without_year(at, at + 2, int(dotted[1]), int(dotted[2]))  # "am 5.11."
        number = self.number(at)
        return self._separated(at, number) if number is not None else None

    def _separated(self, at: int, first: int) -> When | None:
        """ "22/05/2026", "2026-10-20", "03/2026", "03/26", "20/11"; "10/52" and "6/12" are spans, not dates."""
        mark, second = self.key(at + 1), self.number(at + 2)
        third = self.number(at + 4) if self.key(at + 3) == mark else None
        goes_on = self.key(at - 1) == "/" or self.key(at - 1) == "-" and third is None
        if mark not in ("/", "-") or second is None or self.key(at + 2) == "0" or goes_on and mark == "/":
            return None
        if mark == "-" and third is None and self.key(at + 3) == "/":
            return self._last_of_days(at, first, second)
        if third is None and first <= second and self.key(at - 1) in _W["counted"]:
            return None  # "D3/5": the third of five days; "last infusion 16/11" is a day
        if third is None and self.key(at + 3) in _W["of_a_dose"]:
            return None  # "20/10 mg alternate days"
        if third is not None:
            if first > 1900:
                return self.made(at, at + 5, first, second, third)
            return self._either_way(self._numeric(at, at + 5, first, second, third), first, second)
        if mark == "/" and 1 <= first <= 12 and 1990 <= second <= self.as_of.year + 2:
            return self.month(at, at + 3, second, first)
        if 1990 <= first <= self.as_of.year + 2 and 1 <= second <= 12 and len(self.key(at + 2)) == 2:
            return self.month(at, at + 3, first, second)  # "2026-03", "2026/03"
        if mark == "/" and 1 <= first <= 12 and 13 <= second <= self.as_of.year % 100 + 1 and self.key(at - 1) != "on":
            if (drawn := self._of_a_sample(at, first, second)) is not None:
                return drawn
            return self.month(at, at + 3, 2000 + second, first)
        return self._day_and_month(at, first, second) if mark == "/" else None

    def _of_a_sample(self, at: int, month: int, day: int) -> When | None:
        """ "CBC 11/18: WBC 2.9" of last week: counts are told of a day, not of a month eight years ago."""
        when = self._without_year(at, at + 3, day, month) if self.key(at - 1) in _W["samples"] else None
        return when if when and dt.timedelta() <= self.as_of - when.last <= _LATELY else None

    def _last_of_days(self, at: int, first: int, last: int) -> When | None:
        """ "IVMP 3-5/10", "12-14/8": the last day of a course; "pain 3-5/10" and "3-5/7" are none."""
        month = self.number(at + 4) or 0
        if not first < last <= min(31, first + _COURSE) or not 1 <= month <= 12 or self.key(at + 5) == "/":
            return None
        told = self.key(at - 1) in _W["before_a_course"] or last > 12
        return self._without_year(at, at + 5, last, month) if told and month not in (7, 12) else None

    def _day_and_month(self, at: int, first: int, second: int) -> When | None:
        if (first, second) == (24, 7):
            return None  # "on 24/7 NIV": always
        weekday = words().weekdays.get(self.key(at - 1 - (self.key(at - 1) == ",")))
        if weekday is not None:
            return self._on_a(weekday, at, first, second)
        led = self.key(at - 1) in _W["before_a_date"]
        whole = len(self.key(at + 2)) == 2
        of_a_course = self.key(at - 1) in _W["before_a_course"]
        if 12 < first <= 31 and 1 <= second <= 12 and (led or whole or of_a_course):
            return self._without_year(at, at + 3, first, second)
        if first <= 12 < second <= 31 and led and second not in (28, 30, 52):
            return self._without_year(at, at + 3, second, first)  # "on 10/14"; "6/30" is a score as often
        if led and self._day_first is not None and first <= 12 and second <= 12 and self.key(at - 1) != "since":
            day, month = (first, second) if self._day_first else (second, first)
            return self._without_year(at, at + 3, day, month)
        if self.key(at - 1) == "on":
            days = [w for w in self._both(at, first, second) if w.first <= self.as_of]
            return When(at, at + 3, min(w.first for w in days), max(w.last for w in days)) if days else None
        return None

    def _both(self, at: int, first: int, second: int) -> list[When]:
        ways = (self._without_year(at, at + 3, first, second), self._without_year(at, at + 3, second, first))
        return [when for when in ways if when]

    def _on_a(self, weekday: int, at: int, first: int, second: int) -> When | None:
        """ "Tues 10/11": the weekday tells which of the two is the day."""
        return next((w for w in self._both(at, first, second) if w.first.weekday() == weekday), None)

    def _numeric(self, start: int, end: int, first: int, second: int, year: int) -> When | None:
        """The day stands first where both can be; what lies ahead only so is the other way round."""
        year = year if year > 99 else self.full_year(year)
        if second > 12 or self._day_first is False and first <= 12:
            first, second = second, first
        made = self.made(start, end, year, second, first)
        if not made or made.first <= self.as_of or first > 12 or first == second:
            return made
        turned = self.made(start, end, year, first, second)
        if not turned or turned.first > self.as_of or turned.span:
            return made
        return replace(turned, other=(made.first, made.last))

    def _either_way(self, when: When | None, first: int, second: int) -> When | None:
        """With the day that it is in America, where nothing in the message tells which number is the month."""
        if not when or self._day_first is not None or first == second or when.first.month != second:
            return when
        return replace(when, month_first=self.date(when.first.year, first, second))

    def _without_year(self, start: int, end: int, day: int, month: int) -> When | None:
        made = self.made(start, end, self.as_of.year, month, day)
        if not made or made.first <= self.as_of:
            return made
        before = self.date(self.as_of.year - 1, month, day)
        if not before or (made.first - self.as_of).days <= 60:
            return replace(made, other=(before, before)) if before else made
        return replace(made, first=before, last=before, other=(made.first, made.last))
