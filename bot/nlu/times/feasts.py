"""Feasts by which people date things: "at Easter", "since last Christmas", "Halloween", "Diwali"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable
from functools import lru_cache

from dateutil.easter import easter

from bot.nlu.times.when import Calendar, When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_BESIDE = dt.timedelta(days=21)
"""How far "just before Christmas" may be from it."""
_Days = tuple[dt.date, dt.date]
_Rule = Callable[[int], _Days | None]


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[tuple[list[str], _Rule]]]:
    """The feasts by their first word, longest names first."""
    named: dict[str, list[tuple[list[str], _Rule]]] = {}
    table = words()
    rules: dict[str, _Rule] = {
        **{name: _fixed(days) for name, days in table.fixed_feasts.items()},
        **{name: _after_easter(days) for name, days in table.easter_feasts.items()},
        **{name: _of_weekday(rule) for name, rule in table.weekday_feasts.items()},
        **{name: _moving(years) for name, years in table.moving_feasts.items()},
    }
    for name in sorted(rules, key=len, reverse=True):
        named.setdefault(name.split()[0], []).append((name.split(), rules[name]))
    return named


def first_words() -> set[str]:
    """The words with which the name of a feast or a period begins."""
    return {*_rules(), *(name.split()[0] for name in words().periods)}


@lru_cache(maxsize=1)
def _periods() -> dict[str, list[tuple[list[str], _Days]]]:
    """The names of long events by their first word."""
    found: dict[str, list[tuple[list[str], _Days]]] = {}
    for name, days in words().periods.items():
        found.setdefault(name.split()[0], []).append((name.split(), days))
    return found


def _fixed(days: tuple[int, ...]) -> _Rule:
    return lambda year: (dt.date(year, days[0], days[1]), dt.date(year, days[-2], days[-1]))


def _after_easter(days: tuple[int, int]) -> _Rule:
    return lambda year: (easter(year) + dt.timedelta(days=days[0]), easter(year) + dt.timedelta(days=days[1]))


def _of_weekday(rule: tuple[int, int, int]) -> _Rule:
    month, weekday, which = rule

    def days(year: int) -> _Days:
        if which > 0:
            first = dt.date(year, month, 1)
            day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        else:
            last = dt.date(year, month, monthrange(year, month)[1])
            day = last - dt.timedelta(days=(last.weekday() - weekday) % 7)
        return day, day

    return days


def _moving(years: dict[int, tuple[tuple[int, int], tuple[int, int]]]) -> _Rule:
    return lambda year: (dt.date(year, *years[year][0]), dt.date(year, *years[year][1])) if year in years else None


class Feasts(Calendar):
    def at(self, at: int) -> When | None:
        """The last feast of a name that has passed, with the next one as what it may mean besides."""
        for name, rule in _rules().get(self.key(at), ()):
            end = at + len(name)
            if self.keys[at:end] == name:
                end += self.key(end) in _W["after_a_feast"]
                return self._dated(at, end, rule)
        for period, days in _periods().get(self.key(at), ()):
            end = at + len(period)
            if self.keys[at:end] == period:
                return self._period(at, end, *days)
        return None

    def _period(self, at: int, end: int, first: dt.date, last: dt.date) -> When:
        """ "Before the pandemic", "since lockdown"."""
        before = next((back for back in (1, 2) if self.key(at - back) == "before"), 0)
        if before:
            return When(at - before, end, first - dt.timedelta(days=3650), first)
        return self.since(When(at, end, first, last))

    def _dated(self, at: int, end: int, rule: _Rule) -> When | None:
        year = self.number(end)
        if year and 1990 <= year <= 2100:
            days = rule(year)
            return self._beside(When(at, end + 1, *days)) if days else None
        if self.keys[end : end + 2] in (["this", "year"], ["last", "year"]):
            days = rule(self.as_of.year - (self.key(end) == "last"))
            return self._beside(When(at, end + 2, *days)) if days else None
        known = [days for year in range(self.as_of.year - 1, self.as_of.year + 2) if (days := rule(year))]
        past = max((days for days in known if days[0] <= self.as_of), default=None)
        coming = min((days for days in known if days[1] > self.as_of), default=None)
        if self.key(at - 1) == "this" and (days := rule(self.as_of.year)):
            return When(at, end, *days)
        if self.key(at - 1) in _W["ahead"]:
            return When(at, end, *coming) if coming else None
        return self._beside(When(at, end, *past, other=coming)) if past else None

    def _beside(self, when: When) -> When | None:
        """ "Just before Christmas", "after Easter"; "until Easter" is some time of both."""
        before, after = self.key(when.start - 1) == "before", self.key(when.start - 1) == "after"
        if not before and not after:
            return self.since(when)
        return When(when.start, when.end, *_moved(when.first, when.last, before), other=self._other(when, before))

    def _other(self, when: When, before: bool) -> _Days | None:
        return _moved(*when.other, before) if when.other else None


def _moved(first: dt.date, last: dt.date, before: bool) -> _Days:
    day = dt.timedelta(days=1)
    return (first - _BESIDE, first - day) if before else (last + day, last + _BESIDE)
