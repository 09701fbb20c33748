"""Rows of values of several days: "last month AST/ALT 88/212, f/u yesterday 39/198": the names are told once."""

from __future__ import annotations

from dataclasses import replace

from bot.nlu.facts.told_when import day_of, may_tell_of_then, standing
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page

Row = list[Number]


def latest(page: Page, first: Row, end: int) -> Row | None:
    """Of a row and those that follow it up to a place, with as many values, the one of now; None where the first is
    told of then and nothing says which of the others stands in its place."""
    rows = [first, *_like_it(page, first, end)]
    if len(rows) == 1 or not may_tell_of_then(page):
        return first
    series = [_as_one(row) for row in rows]
    told = [standing(page, one, series) for one in series]
    best = max(range(1, len(rows)), key=lambda at: (told[at].sum, at))
    day, later = day_of(page, series[0], series), day_of(page, series[best], series)
    newer = told[best].sum > told[0].sum and (told[0].then > 0 or told[0].sum <= 0)
    dated = day is not None and later is not None and later > day
    if newer and told[best].sum > 0 or dated:
        return rows[best]
    return None if told[0].then and told[0].sum < 0 else first


def _like_it(page: Page, first: Row, end: int) -> list[Row]:
    """Rows of as many values behind the first one, joined by the same sign."""
    joint = page.keys[first[0].end : first[1].start]
    later = [n for n in page.numbers if first[-1].end <= n.start < end and not page.in_date(n.start)]
    rows: list[Row] = []
    row: Row = []
    for number in later:
        if row and page.keys[row[-1].end : number.start] != joint:
            row = []
        row.append(number)
        if len(row) == len(first):
            rows.append(row)
            row = []
    return rows


def _as_one(row: Row) -> Number:
    return replace(row[0], end=row[-1].end, units={"row": (1.0, row[-1].until)})
