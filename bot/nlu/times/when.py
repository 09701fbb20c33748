"""A message as a calendar reads it: its tokens, the day on which it is written, and the times that are made of both."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("dates")
_WEEK = dt.timedelta(days=7)


class _Words(BaseModel):
    """bot/nlu/dates.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    ordinals: dict[str, int]
    tens: dict[str, int]
    about: set[str]
    several: dict[str, float]
    days: dict[str, int]
    lengths: dict[str, int]
    uncounted: dict[str, tuple[int, int]]
    periods: dict[str, tuple[dt.date, dt.date]]
    parts: dict[str, tuple[float, float]]
    fixed_feasts: dict[str, tuple[int, int] | tuple[int, int, int, int]]
    easter_feasts: dict[str, tuple[int, int]]
    weekday_feasts: dict[str, tuple[int, int, int]]
    moving_feasts: dict[str, dict[int, tuple[tuple[int, int], tuple[int, int]]]]


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
    begun: dt.date | None = None
    """The last day on which a span may have begun: "since March" may be since its end."""
    other: tuple[dt.date, dt.date] | None = None
    """What the same words mean on the other side of today: "on Tuesday", "in May", "at Easter"."""
    month_first: dt.date | None = None
    """The day that the same digits are where the month stands first: "10/3/26", of which nothing tells the order."""

    @property
    def day(self) -> dt.date | None:
        return self.first if self.first == self.last and not self.span else None

    def turned(self, ahead: bool, as_of: dt.date) -> When:
        """The time as it is meant of what is to come, or of what has been."""
        if self.other is None or (self.first > as_of) == ahead:
            return self
        return replace(self, first=self.other[0], last=self.other[1], other=(self.first, self.last))

    def until(self, as_of: dt.date) -> When:
        """The time as it is meant after "until": to come, if that is near ("until Friday", "until the new year")."""
        coming = self.turned(True, as_of)
        return coming if coming.first - as_of <= max(as_of - self.first, _WEEK) else self


class Calendar:
    """`as_of`: the day on which the message is written."""

    def __init__(self, keys: list[str], as_of: dt.date) -> None:
        self.keys, self.as_of = keys, as_of

    def key(self, at: int) -> str:
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def number(self, at: int) -> int | None:
        key = self.key(at)
        return int(key) if key.isascii() and key.isdigit() and len(key) <= 4 else None

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """A day of the month and the token after it: "9th", "ninth", "twenty second"."""
        number = self.number(at)
        if number is not None:
            marked = self.key(at + 1) in _W["after_an_ordinal"]
            return (number, at + 2) if marked and 1 <= number <= 31 else None
        tens = words().tens.get(self.key(at), 0)
        ones = words().ordinals.get(self.key(at + bool(tens)))
        return (tens + ones, at + 1 + bool(tens)) if ones and tens + ones <= 31 else None

    def full_year(self, short: int) -> int:
        """The year of two digits; none lies far ahead."""
        return 2000 + short if short <= self.as_of.year % 100 + 5 else 1900 + short

    def date(self, year: int, month: int, day: int) -> dt.date | None:
        if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            return None
        return dt.date(year, month, day)

    def made(self, start: int, end: int, year: int, month: int, day: int) -> When | None:
        made = self.date(year, month, day)
        return self.since(When(start, end, made, made)) if made else None

    def month(self, start: int, end: int, year: int, month: int, other: int | None = None) -> When:
        """A month of a year; `other`: the year that is meant on the other side of today."""
        first, last = _month(year, month)
        if (year, month) == (self.as_of.year, self.as_of.month):
            last = max(self.as_of, first)
        return self.since(When(start, end, first, last, other=_month(other, month) if other else None))

    def since(self, when: When) -> When:
        """The span from a time until today, where "since" stands before it."""
        at = when.start - 1
        days = words().weekdays  # "since Friday the 13th"
        while at > when.start - 4 and (self.key(at) in _W["between_since_and_a_time"] or self.key(at) in days):
            at -= 1
        if self.key(at) == "since" and when.first <= self.as_of:
            begun = min(when.last, self.as_of)
            return replace(when, start=at, last=self.as_of, span=True, begun=begun, other=None)
        return when


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def within(days: Iterable[When], start: int, end: int) -> bool:
    """Whether tokens are part of a day: the "mid" of "mid-July" is no stage of a treatment."""
    return any(day.start <= start and end <= day.end for day in days)
