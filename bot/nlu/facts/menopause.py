"""Periods that ended a year or more ago: no childbearing potential, unless a method, a baby or a pregnancy is why."""

from __future__ import annotations

import datetime as dt
import re

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("menopause")
_DAY, _DAYS = re.compile(r"\d{1,2}/\d{2}"), 31
_YEAR = dt.timedelta(days=365)
_OTHER_REASONS = ("contraception_days", "lactating", "pregnant")
_YOUNGEST = 35
"""Years of age from which "my periods stopped at 48" tells of the menopause."""


def read(page: Page) -> list[Finding]:
    for at, key in enumerate(page.keys):
        if not _names_periods(page.keys, at, key):
            continue
        clause = page.clause_at(at)
        words = set(page.keys[clause.start : clause.end])
        if clause.asks or page.cast.other(at, clause, page.sentence(clause)[0].start) or words & _W["not_the_end"]:
            continue
        if _reason_unclear(page, clause):
            continue
        if words & _W["ended"] and _long_ago(page, clause) and not page.of_kind(*_OTHER_REASONS):
            return [Finding("childbearing_potential", False, at, clause.end)]
    return []


def _names_periods(keys: list[str], at: int, key: str) -> bool:
    """ "My last period", not "a period of two years"."""
    if keys[at + 1 : at + 2] == ["of"]:
        return False
    return key in _W["periods"] or key == "period" and keys[at - 1] in _W["before_a_period"] and at > 0


def _long_ago(page: Page, clause: Clause) -> bool:
    """ "three years ago", "since 2020", "for over a year", "at 48", "in my fifties"."""
    if any(clause.start <= when.start < clause.end and _past(page, when) for when in page.dates):
        return True
    for number in page.numbers:
        if not clause.start <= number.start < clause.end or page.in_date(number.start):
            continue
        factor, _ = number.units.get("time_day", (0, 0))
        if number.value * factor >= _YEAR.days:
            return True
        if not number.units and number.value >= _YOUNGEST and _at_an_age(page.keys[: number.start]):
            return True
    words = set(page.keys[clause.start : clause.end])
    return bool(words & _W["long"])


def _at_an_age(before: list[str]) -> bool:
    """ "At 48", "when I was 51"."""
    if not before:
        return False
    return (
        before[-1] in _W["at_an_age"]
        or before[-1] in _W["being_of_age"]
        and not _W["at_that_age"].isdisjoint(before[-3:-1])
    )


def _past(page: Page, when: When) -> bool:
    """Of "since last winter" its end counts: they may have gone on through it. "11/20" may be a day of this year."""
    day = "".join(page.keys[when.start : when.end])
    if _DAY.fullmatch(day) and int(day.split("/")[1]) <= _DAYS:
        return False
    return page.as_of - ((when.begun or when.first) if when.span else when.last) >= _YEAR


def _reason_unclear(page: Page, clause: Clause) -> bool:
    """ "... and nobody knows whether it's menopause or the illness", "since the chemo"."""
    return not _W["reason_unclear"].isdisjoint(page.sentence_words(clause))
