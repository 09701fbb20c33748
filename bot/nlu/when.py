"""A message as a calendar reads it: its tokens, the day on which it is written, and the times that are made of both."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bot.nlu.vocabulary import load_yaml


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


class Calendar:
    """`as_of`: the day on which the message is written."""

    def __init__(self, keys: list[str], as_of: dt.date) -> None:
        self.keys, self.as_of = keys, as_of

    def key(self, at: int) -> str:
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def number(self, at: int) -> int | None:
        key = self.key(at)
        return int(key) if key.isascii() and key.isdigit() and len(key) <= 4 else None

    def made(self, start: int, end: int, year: int, month: int, day: int) -> When | None:
        if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            return None
        made = dt.date(year, month, day)
        return self.since(When(start, end, made, made))

    def month(self, start: int, end: int, year: int, month: int) -> When:
        last = dt.date(year, month, monthrange(year, month)[1])
        if year == self.as_of.year and month == self.as_of.month:
            last = max(self.as_of, dt.date(year, month, 1))
        return self.since(When(start, end, dt.date(year, month, 1), last))

    def since(self, when: When) -> When:
        if self.key(when.start - 1) == "since" and when.first <= self.as_of:
            return replace(when, start=when.start - 1, last=self.as_of, span=True)
        return when
