"""Days and spans of time in a message, absolute ("12.10.2026") and relative to a given day ("three weeks ago")."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import replace
from functools import lru_cache

from bot.nlu.language.numbers import Number, unit_words
from bot.nlu.times.absolute_dates import AbsoluteDates
from bot.nlu.times.before_that import counted_back
from bot.nlu.times.day_runs import DayRuns
from bot.nlu.times.feasts import Feasts, first_words
from bot.nlu.times.numeric_dates import NumericDates
from bot.nlu.times.relative_dates import RelativeDates
from bot.nlu.times.spans import Spans
from bot.nlu.times.weekdays import Weekdays
from bot.nlu.times.when import When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_AGAIN = 5
"""Words between a weekday and the date that says which one it was."""
_MOST_OF_A_YEAR = dt.timedelta(days=300)
_ROUGHLY = dt.timedelta(days=7)
"""How far from a named day what was "around" it may have been."""


def find_dates(keys: list[str], numbers: list[Number], as_of: dt.date) -> list[When]:
    """The times of a message in order. `as_of`: the day on which it is written."""
    starts, counted = _starts(), {number.start for number in numbers}
    begun = {at for at, key in enumerate(keys) if key in starts or at in counted or key[0].isdigit()}
    if not begun:
        return []
    readers = (
        NumericDates(keys, as_of),
        Feasts(keys, as_of),
        Spans(keys, as_of),
        DayRuns(keys, as_of),
        AbsoluteDates(keys, as_of),
        Weekdays(keys, as_of),
        RelativeDates(keys, numbers, as_of),
    )
    found: list[When] = []
    at = 0
    while at < len(keys):
        when = next((when for reader in readers if (when := reader.at(at))), None) if at in begun else None
        if when:
            found[-1:] = _either(keys, found[-1:], when)
        at = when.end if when else at + 1
    found = counted_back(keys, found)
    return [_rough(keys, when) for when in found if not _told_again(keys, when, found)]


def _rough(keys: list[str], when: When) -> When:
    """ "Around Memorial Day", "circa 12 May": some day near it."""
    if when.day is None or keys[when.start - 1 : when.start] == [] or keys[when.start - 1] not in _W["roughly"]:
        return when
    return replace(when, first=when.first - _ROUGHLY, last=when.last + _ROUGHLY)


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """The words with which a time may begin; most words of a message are none and are passed over."""
    table = words()
    named = (table.months, table.weekdays, table.seasons, table.ordinals, table.tens, table.several, table.parts)
    told = (table.days, table.lengths, table.uncounted, first_words(), unit_words(), _W["opening"])
    return frozenset().union(*named, *told)


def _told_again(keys: list[str], when: When, found: list[When]) -> bool:
    """ "On Thursday, that's the 12th": the date says which Thursday."""
    if when.day is None or when.end != when.start + 1 or keys[when.start] not in words().weekdays:
        return False
    return any(0 <= w.start - when.end <= _AGAIN and w.day and w.day.weekday() == when.day.weekday() for w in found)


def _either(keys: list[str], before: list[When], when: When) -> list[When]:
    """ "September or October", "the 5th or 6th of May", "between April and June": one time, some day of both."""
    last = before[0] if before else None
    if last and not last.span and (then := _year_behind(keys, last, when)):
        return [then]
    if last is None or last.span or when.span:
        return [*before, when]
    if narrowed := _of_that_year(keys, last, when):
        return [narrowed]
    joint = keys[last.end : when.start]
    months = joint == ["/"] and last.day is None and when.day is None  # "April/June"
    within = joint == ["and"] and keys[max(0, last.start - 1) : last.start] == ["between"]
    if not (months or within or joint in (["or"], ["or", "in"], ["or", "the"])):
        return [*before, when]
    return [When(last.start, when.end, min(last.first, when.first), max(last.last, when.last))]


def _of_that_year(keys: list[str], year: When, when: When) -> When | None:
    """ "Last year in November", "two years ago in the spring", "last yr oct": a month or day of the year told right
    before it."""
    dated = set(keys[when.start : when.end]) & (words().months.keys() | words().seasons.keys())
    between = set(keys[year.end : when.start])
    in_digits = when.day and keys[when.start + 1 : when.end - 1] == ["/"]  # "last year on 9/14"
    named = keys[year.end - 1] in _W["years"]
    if not (dated and when.other or in_digits) or not (between or named) or not between <= _W["in_a_year"]:
        return None
    if year.last - year.first < _MOST_OF_A_YEAR:
        return None
    meant = [
        one
        for told in range(year.first.year, year.last.year + 1)
        if (one := _in_year(when, told)) and year.first <= one[1] and one[0] <= year.last
    ]
    return When(year.start, when.end, *meant[0]) if len(meant) == 1 else None


def _year_behind(keys: list[str], when: When, year: When) -> When | None:
    """ "On 9/14 last year", "2 May two years ago", "in March 2 yrs ago": a day or month, and right behind it which year
    it is of."""
    if keys[year.end - 1] not in _W["years"] and keys[year.end - 2] not in _W["years"]:
        return None
    month = when.other is not None and keys[when.start] in words().months
    if not (when.day or month) or keys[when.end : year.start] not in ([], ["of"]):
        return None
    meant = _in_year(when, (year.first + (year.last - year.first) / 2).year)
    return When(when.start, year.end, *meant) if meant else None


def _in_year(when: When, year: int) -> tuple[dt.date, dt.date] | None:
    """A month, season or day as it falls in another year; none where it has no such day."""
    first, last = when.other or (when.first, when.last)
    closing = year + last.year - first.year
    day = min(last.day, monthrange(closing, last.month)[1])
    try:
        return first.replace(year=year), last.replace(year=closing, day=day)
    except ValueError:  # 29 February
        return None
