"""Feasts by which people date things: "at Easter", "since last Christmas", "Halloween"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from dateutil.easter import easter

_DAYS = dt.timedelta(days=2)


def _easter(year: int) -> tuple[dt.date, dt.date]:
    sunday = easter(year)
    return sunday - _DAYS, sunday + dt.timedelta(days=1)


_FEASTS: dict[tuple[str, ...], Callable[[int], tuple[dt.date, dt.date]]] = {
    ("easter",): _easter,
    ("christmas",): lambda year: (dt.date(year, 12, 24), dt.date(year, 12, 26)),
    ("xmas",): lambda year: (dt.date(year, 12, 24), dt.date(year, 12, 26)),
    ("halloween",): lambda year: (dt.date(year, 10, 31), dt.date(year, 10, 31)),
    ("new", "year"): lambda year: (dt.date(year, 1, 1), dt.date(year, 1, 1)),
    ("new", "years"): lambda year: (dt.date(year, 1, 1), dt.date(year, 1, 1)),
}
_AHEAD = frozenset({"next", "after", "until", "till", "before", "by", "this", "coming"})
"""Before a feast: it may be the one to come."""


def feast(keys: Sequence[str], at: int, as_of: dt.date) -> tuple[int, dt.date, dt.date] | None:
    """(token after it, first day, last day) of the last feast that has passed, or None where none is named here."""
    for name, days in _FEASTS.items():
        end = at + len(name)
        if tuple(keys[at:end]) != name or at and keys[at - 1] in _AHEAD:
            continue
        end += keys[end : end + 1] in (["day"], ["time"], ["eve"])
        first, last = days(as_of.year)
        if first > as_of:
            first, last = days(as_of.year - 1)
        return end, first, last
    return None
