"""Days, months and years by name: "Oct 3", "the ninth of November", "on the 9th", "spring 2025", "back in '09"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import replace

from bot.nlu.times.when import When, words
from bot.nlu.times.years import Years
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_AFTER_A_DAY = _W["after_a_day_of_the_month"] | _W["after_a_later_day"]
_ROUGHLY = dt.timedelta(days=3)
_SOON = 60
"""A day without a year that lies further ahead than this many days is last year's."""
_JUST_OVER = dt.timedelta(days=120)
""" "This winter", said in March, is the one that has just been."""


class AbsoluteDates(Years):
    def at(self, at: int) -> When | None:
        found = self._told(at)
        return self._or_another(found) if found and found.day and self.key(found.end) == "or" else found

    def _told(self, at: int) -> When | None:
        if self.key(at) in words().months:
            return self._month_first(at)
        if self.key(at) in words().seasons:
            return self._season(at)
        day = self.ordinal(at)
        number = self.number(at)
        if day:
            return self._day_first(at, *day) or self._of_the_month(at, *day) or self._first_of_two(at, *day)
        if number and self.key(at + 1) in ("or", "and") and (two := self._first_of_two(at, number, at + 1)):
            return two
        if number is None:
            return self._short_year(at)
        counted = self.key(at - 1) in _W["before_a_count"]  # "1 g x3 Jan 26"
        return (None if counted else self._day_first(at, number, at + 1)) or self._year(at, number)

    def _day_first(self, at: int, day: int, after: int) -> When | None:
        """ "9 November", "the 9th of Nov 25", "2 and 16 October"."""
        after += self.keys[after : after + 2] == [",", "of"]
        after += self.key(after) in ("of", "-", ",", "/", ".") and self.key(after + 1) in words().months
        month = words().months.get(self.key(after))
        if month is None or not 1 <= day <= 31:
            return None
        if self.key(after) == "may" and self.number(at) is None and self.key(after - 1) != "of":
            return None
        year, end = self._any_year_after(after + 1)
        if year:
            return self.made(at, end, year, month, day)
        return self._recent(at, after + 1, month, day)

    def _of_the_month(self, at: int, day: int, after: int) -> When | None:
        """ "On the 9th", "the 3rd of last month": the last day of that number that has passed, or the one said."""
        before = self.keys[max(0, at - 4) : at]
        told = self.keys[after : after + 3]
        first = self.as_of.replace(day=1)
        if told[:2] in (["of", "this"], ["of", "last"], ["of", "the"]) and told[2:] == ["month"]:
            first = (first - dt.timedelta(days=1)).replace(day=1) if told[1] == "last" else first
            return self.made(at, after + 3, first.year, first.month, day)
        corrected = before[-1:] == ["the"] and bool({"sorry", "actually", "meant", "mean"} & set(before))
        led = before[-1:] == ["the"] and (
            len(before) == 1 or before[-2] in _W["before_a_day_of_the_month"] or before[-2] in words().weekdays
        )
        if not (corrected or led) or self.number(at) is None or self.key(after) not in _W["after_a_day_of_the_month"]:
            return None
        if day > self.as_of.day:
            first = (first - dt.timedelta(days=1)).replace(day=1)
        return self.made(at, after, first.year, first.month, day)

    def _month_first(self, at: int) -> When | None:
        month = words().months[self.key(at)]
        place = at + 1 + (self.key(at + 1) in ("the", "-", "."))
        day = self.ordinal(place)
        number = self.number(place)
        if (
            not day
            and number is not None
            and 1 <= number <= 31
            and self.key(place + 1) not in ("mg", "x", *_W["years"])
        ):
            return self._month_and_number(at, place, month, number)
        if day:
            year, end = self._year_after(day[1])
            if year:
                return self.made(at, end, year, month, day[0])
            return self._recent(at, day[1], month, day[0])
        year, end = self._any_year_after(at + 1)
        if year:
            later = self._day_after(end)  # "the end of May this year, the 28th"
            return self.made(at, later[1], year, month, later[0]) if later else self.month(at, end, year, month)
        later = self._day_after(at + 1)
        if later:  # "in September, the 29th"
            return self._recent(at, later[1], month, later[0])
        return self._bare_month(at, month)

    def _month_and_number(self, at: int, place: int, month: int, number: int) -> When | None:
        year, end = self._any_year_after(place + 1)
        if year:
            return self.made(at, end, year, month, number)
        paired = self.key(at - 1 - (self.key(at - 1) in ("-", "/", "to", "and", "&"))) in words().months
        if number == self.as_of.year % 100 or paired and len(self.key(place)) == 2:
            return self.month(at, place + 1, 2000 + number, month)  # "Sept 26": a day or a year
        day = self._recent(at, place + 1, month, number)
        if day and number in (self.as_of.year % 100 - 1, self.as_of.year % 100 - 2) and not day.span:
            return When(at, place + 1, dt.date(2000 + number, month, 1), day.last)
        return day

    def _bare_month(self, at: int, month: int) -> When | None:
        before = self.key(at - 1)
        bracketed = before == "(" and self.key(at + 1) == ")"  # "after RTX (May)"
        if self.key(at) in _W["months_that_are_words"] and before not in _W["before_a_month"] and not bracketed:
            return None
        other = at + 1 + (self.key(at + 1) in ("-", "/", "to", "and", "&", "until"))
        if self.key(other) in words().months:
            year, _ = self._short_year_after(other + 1) or self._year_after(other + 1)
            if year:
                return self.month(at, at + 1, year, month)  # "Oct-Nov 25"
        year = self.as_of.year - (month > self.as_of.month)
        if before in _W["ahead"] or before == "this" and month > self.as_of.month:
            return self.month(at, at + 1, self.as_of.year + (month <= self.as_of.month), month)
        if self.key(at + 1) in ("before", "after") and self.key(at + 2) == "last":
            return self.month(at, at + 3, year - 1, month)
        coming = None if before == "last" or self.key(at + 1) in _W["passed"] else year + 1
        return self.month(at, at + 1, year, month, coming)

    def _season(self, at: int) -> When | None:
        """ "Last spring", "in the summer", "autumn 2025"."""
        first, final = words().seasons[self.key(at)]
        year, end = self._any_year_after(at + 1)
        if year:
            return self._of_season(at, end, year - (first > final and self.key(at) != "winter"), first, final)
        before = self.key(at - 1)
        if before not in _W["before_a_season"]:
            return None
        year = self.as_of.year - (dt.date(self.as_of.year, first, 1) > self.as_of)
        since_it = self.as_of - _closes(year, first, final)
        in_it = since_it <= dt.timedelta()
        if before == "this" and year < self.as_of.year and since_it > _JUST_OVER:
            return self._of_season(at, at + 1, year + 1, first, final)
        if before == "last" and in_it:
            return self._of_season(at, at + 1, year - 1, first, final)
        running = self._of_season(at, at + 1, year, first, final)
        if before in _W["ahead"]:
            return self._of_season(at, at + 1, year + 1, first, final)
        coming = self._of_season(at, at + 1, year + 1, first, final)
        return running if running.span or before == "last" else replace(running, other=(coming.first, coming.last))

    def _of_season(self, start: int, end: int, year: int, first: int, final: int) -> When:
        opens = dt.date(year, first, 1)
        closes = _closes(year, first, final)
        return self.since(When(start, end, opens, min(closes, self.as_of) if opens <= self.as_of else closes))

    def _day_after(self, at: int) -> tuple[int, int] | None:
        """The day after its month and a comma, and the token behind it: ", the 29th", not ", the 2nd course"."""
        place = at
        while place < at + 3 and self.key(place) in (",", "on", "the"):
            place += 1
        day = self.ordinal(place)
        return day if day and place > at and self.key(day[1]) in _AFTER_A_DAY else None

    def _first_of_two(self, at: int, day: int, after: int) -> When | None:
        """ "The 5th or 6th of May", "between 3 and 4 May": the month stands behind the second day."""
        between = self.key(after) == "and" and "between" in self.keys[max(0, at - 2) : at]
        if self.key(after) != "or" and not between:
            return None
        place = after + 1 + (self.key(after + 1) == "the")
        number = self.number(place)
        second = self.ordinal(place) or (number, place + 1) if number else self.ordinal(place)
        then = self._day_first(at, *second) or self._of_the_month(at, *second) if second else None
        first = self.date(then.first.year, then.first.month, day) if then and then.day else None
        if then is None or first is None:
            return None
        return replace(then, first=min(first, then.first), last=max(first, then.last), other=None)

    def _or_another(self, when: When) -> When:
        """ "The 28th or 29th", "the 20th or so": some day of both, some day near it."""
        after = when.end + 1
        if self.key(after) in _W["or_so"]:
            return replace(when, end=after + 1, first=when.first - _ROUGHLY, last=when.last + _ROUGHLY)
        day = self.ordinal(after + (self.key(after) == "the"))
        second = self.date(when.first.year, when.first.month, day[0]) if day else None
        if day is None or second is None or self.key(day[1]) not in _AFTER_A_DAY:
            return when
        return replace(when, end=day[1], first=min(when.first, second), last=max(when.last, second), other=None)

    def _short_year(self, at: int) -> When | None:
        """ "Back in '09"."""
        short = self._short_year_mark(at)
        return self._whole_year(at, short[1], short[0]) if short else None

    def _year(self, at: int, year: int) -> When | None:
        titre = self.key(at - 1) == ":" and self.key(at - 2) == "1"  # "LGI1 1:2000"
        if titre or not 1930 <= year <= 2100 or self.key(at + 1) in _W["after_no_year"]:
            return None
        return self._whole_year(at, at + 1, year)

    def _whole_year(self, start: int, end: int, year: int) -> When:
        last = self.as_of if year == self.as_of.year else dt.date(year, 12, 31)
        return self.since(When(start, end, dt.date(year, 1, 1), last))

    def _recent(self, start: int, end: int, month: int, day: int) -> When | None:
        """A day without a year: the last one that has passed, or the next where that is soon."""
        made = self.made(start, end, self.as_of.year, month, day)
        if not made or made.span:
            return made
        ahead = (made.first - self.as_of).days
        other = self.date(self.as_of.year + (-1 if ahead > 0 else 1), month, day)
        if other is None:
            return made
        made = replace(made, other=(other, other))
        return made.turned(False, self.as_of) if ahead > _SOON else made


def _closes(year: int, first: int, final: int) -> dt.date:
    """The last day of a season that opens in a year."""
    closing = year + (first > final)
    return dt.date(closing, final, monthrange(closing, final)[1])
