"""Spans of time as they are counted: "three weeks", "a couple of months", "3/52", and the day that lies so far back."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.nlu.language.numbers import Number, table
from bot.nlu.times.weekdays import Weekdays
from bot.nlu.times.when import words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_UNITS = {1.0: "days", 7.0: "weeks", 14.0: "fortnights", 30.4: "months", 365.25: "years", 0.0: "hours"}
_SHORTHAND = {"7": "days", "52": "weeks", "12": "months"}
Amount = tuple[float, str, int]
"""A span of time: (count, unit, token after it)."""


class Counts(Weekdays):
    def __init__(self, keys: list[str], numbers: list[Number], as_of: dt.date) -> None:
        super().__init__(keys, as_of)
        self._numbers = {number.start: number for number in numbers}

    def amount(self, at: int) -> Amount | None:
        number = self._numbers.get(at)
        if number and self.key(number.end) == "/" and self.key(number.end + 1) in _SHORTHAND:
            return number.value, _SHORTHAND[self.key(number.end + 1)], number.end + 2
        if number and "time_day" in number.units:
            factor, end = number.units["time_day"]
            return number.value, _UNITS[factor], end
        if number and self.key(number.end) in ("ish", "odd", "full", "good", "whole") and self._unit(number.end + 1):
            return number.value, self._unit(number.end + 1), number.end + 2
        if number is None and self.key(at) in words().several:
            return self._several(at)
        unit = "" if number or self.key(at).endswith("s") else self._unit(at)
        return (1, unit, at + 1) if unit and self.key(at + 1) in ("today", "tomorrow", "ago") else None

    def _unit(self, at: int) -> str:
        """The unit of time named in full at a token; "" where it is none."""
        key = self.key(at)
        factor = next((f for f, names in table().units["time_day"].items() if key in names), None)
        return "" if factor is None or key in ("d", "w", "h", "y", "m") else _UNITS[factor]

    def _several(self, at: int) -> Amount | None:
        """ "a couple of weeks", "half a year", "a fortnight"."""
        count, place = words().several[self.key(at)], at + 1
        while self.key(place) in _W["span_fillers"]:
            count = words().several.get(self.key(place), count) if self.key(place) != "a" else count
            place += 1
        unit = self._unit(place)
        return (count, unit, place + 1) if unit else None

    def _vague(self, at: int, count: float) -> bool:
        near = {self.key(at - 1), self.key(at - 2)}
        few = {self.key(at), self.key(at + 1)} & {"few", "several", "couple", "ish", "odd", "some"}
        return not near.isdisjoint(words().about) or bool(few) or int(count) != count or self._range(at) is not None

    def _range(self, at: int) -> float | None:
        """The smaller count of "two or three weeks ago", "5-6 months ago", "a week or two ago"."""
        if self.key(at - 1) not in ("or", "to", "-", "/", "and"):
            return None
        return next((float(n.value) for n in self._numbers.values() if n.end == at - 1 and not n.units), None)

    def _back(self, count: float, unit: str) -> dt.date | None:
        return self._known(count, unit) if 0 <= count <= 1200 else None

    def _known(self, count: float, unit: str) -> dt.date:
        if unit in ("months", "years"):
            months = round(count * (12 if unit == "years" else 1))
            return self.as_of - relativedelta(months=min(months, 1200))
        return self.as_of - dt.timedelta(
            days=round(count * {"days": 1, "weeks": 7, "fortnights": 14, "hours": 0}[unit])
        )
