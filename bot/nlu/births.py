"""Age from a date of birth."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.nlu.page import Finding, Page


def read(page: Page) -> Finding | None:
    """Age from a date of birth."""
    days = [w for w in page.dates if w.day and page.keys[w.start].isdigit()]
    for when in page.dates:
        before = page.keys[max(0, when.start - 4) : when.start]
        if when.first.year < page.as_of.year - 5 and {"born", "dob", "birth", "birthday", "b"} & set(before):
            day = next((w.day for w in days if w is not when and abs(w.start - when.end) <= 4), None)
            if day and not when.day:  # "born in 1971, on the 4th of May"
                born = day.replace(year=when.first.year)
                return _from_birth(page, born, born, when.start, when.end)
            return _from_birth(page, when.first, when.last, when.start, when.end)
    return None


def _from_birth(page: Page, first: dt.date, last: dt.date, start: int, end: int) -> Finding | None:
    clause = page.clause_at(start)
    oldest, youngest = relativedelta(page.as_of, first).years, relativedelta(page.as_of, last).years
    if oldest != youngest or not 0 <= oldest <= 120 or page.cast.other(start, clause, clause.start) or clause.asks:
        return None
    return Finding("age_years", oldest, start, end)
