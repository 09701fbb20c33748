"""Age from a date of birth, whatever way it is written: "14/02/1961", "4-Sep-71", "August '79", "in 1990 in July"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from dateutil.relativedelta import relativedelta

from bot.nlu.page import Finding, Page
from bot.nlu.times.when import words as calendar
from bot.nlu.vocabulary import word_lists

_W = word_lists("births")
_REACH = 6
"""Words that may stand between the word for a birth and its date."""
_LONGEST = 9
"""Tokens that a date of birth may have with its marks."""
_YOUNGEST = 5
"""Years: who was born since is a candidate's baby."""


def read(page: Page) -> Finding | None:
    for at, key in enumerate(page.keys):
        if not _tells(page.keys, at):
            continue
        for start in range(at + 1, min(at + _REACH, len(page.keys))):
            span = _days(page, start)
            if span is not None and (key in _W["birth"] - _W["papers"] or span[0] == span[1]):
                return _from_birth(page, *span)
            if page.keys[start] in _W["other_numbers"]:
                break
    return None


def replied(page: Page) -> Finding | None:
    """The age of somebody who answers with a date of birth and no word for it: "5th March 1961"."""
    for start in range(min(_REACH, len(page.keys))):
        span = _days(page, start)
        if span is not None:
            parts, _ = _parts(page.keys, start)
            whole = len(parts) == 3 or any(isinstance(one, int) and one > 1900 for one in parts)
            return _from_birth(page, *span) if whole else None  # "52 in August" is no year
    return None


def of_year(page: Page, at: int) -> bool:
    """Whether the number at a token is the year of a birth: "born in 88", "class of 54"."""
    return bool(_W["birth"] & set(page.keys[max(0, at - 2) : at]))


def _tells(keys: list[str], at: int) -> bool:
    """Whether a word tells of the birth of a person: "date of birth", not "the birth of my son" or "hep B"."""
    key = keys[at]
    if key not in _W["birth"] and key not in ("birth", "b"):
        return False
    before = keys[max(0, at - 2) : at]
    if key == "birth":
        return before == ["date", "of"] or keys[at + 1 : at + 2] in (["date"], [":"])
    if key == "b":
        return not before or before[-1] in _W["before_b"] or keys[max(0, at - 4) : at] == ["d", ".", "o", "."]
    return key in _W["birth"] and not _W["babies"] & set(before)


def _days(page: Page, start: int) -> tuple[dt.date, dt.date, int, int] | None:
    """The first and last day that a date at a token may mean, and its place; a year alone may mean any of its days."""
    if not page.keys[start][0].isdigit() and page.keys[start] not in calendar().months:
        return None
    parts, end = _parts(page.keys, start)
    first, last = _range(parts, page.as_of, dotted="." in page.keys[start])
    if first is None or last is None or page.as_of.year - first.year < _YOUNGEST:
        return None
    return first, last, start, end


def _parts(keys: list[str], start: int) -> tuple[list[int | str], int]:
    """The numbers and months of a date: [14, 2, 1961], [4, "sep", 71]."""
    parts: list[int | str] = []
    end = at = start
    while at < min(start + _LONGEST, len(keys)) and len(parts) < 3:
        key = keys[at]
        if key.replace(".", "").isdigit():
            numbers = [int(one) for one in key.split(".") if one]
            if keys[at + 1 : at + 2] and keys[at + 1] in _W["other_numbers"]:
                break
            parts += numbers
            end = at + 1
        elif key in calendar().months:
            parts.append(key)
            end = at + 1
        elif key not in _W["between"]:
            break
        at += 1
    return parts[:3], end


def _range(parts: list[int | str], as_of: dt.date, *, dotted: bool) -> tuple[dt.date | None, dt.date | None]:
    """`dotted`: "07.12.1999" is written where the day stands first."""
    months = [calendar().months[one] for one in parts if isinstance(one, str)]
    numbers = [one for one in parts if isinstance(one, int)]
    short = len(numbers) > 1 and len(parts) == 3 or numbers != [] and len(parts) == 2 and numbers[-1] > 31
    years = [one for one in numbers if one > 1900] or (numbers[-1:] if short else [])
    if len(years) != 1 or years[0] > as_of.year or len(months) > 1:
        return None, None
    days = list(numbers)
    days.remove(years[0])
    year = _year(years[0], as_of)
    if months and len(days) <= 1:
        return _spread([(months[0], days[0] if days else None)], year)
    if len(days) == 2:
        first, second = days
        iso = parts[0] in years
        either = [(first, second)] if iso else [(second, first)] if dotted else [(second, first), (first, second)]
        return _spread([(m, d) for m, d in either if 1 <= m <= 12 and 1 <= d <= 31], year)
    return _spread([(1, 1), (12, 31)], year) if not days and len(parts) == 1 else (None, None)


def _spread(days: list[tuple[int, int | None]], year: int) -> tuple[dt.date | None, dt.date | None]:
    """The earliest and the latest of the days that may be meant ("03/12" in two countries)."""
    ends = []
    for month, day in days:
        longest = monthrange(year, month)[1]
        if day is not None and not 1 <= day <= longest:
            continue
        ends += [dt.date(year, month, day or 1), dt.date(year, month, day or longest)]
    return (min(ends), max(ends)) if ends else (None, None)


def _year(year: int, as_of: dt.date) -> int:
    if year > 99:
        return year
    return 1900 + year if year > as_of.year % 100 else 2000 + year


def _from_birth(page: Page, first: dt.date, last: dt.date, start: int, end: int) -> Finding | None:
    clause = page.clause_at(start)
    oldest, youngest = relativedelta(page.as_of, first).years, relativedelta(page.as_of, last).years
    if oldest != youngest or not 0 <= oldest <= 120 or page.cast.other(start, clause, clause.start) or clause.asks:
        return None
    return Finding("age_years", oldest, start, end)
