"""Days and spans of time in a message, absolute ("12.10.2026") and relative to a given day ("three weeks ago")."""

from __future__ import annotations

import datetime as dt

from bot.nlu.absolute_dates import AbsoluteDates
from bot.nlu.numbers import Number
from bot.nlu.relative_dates import RelativeDates
from bot.nlu.when import When


def find_dates(keys: list[str], numbers: list[Number], as_of: dt.date) -> list[When]:
    """The times of a message in order. `as_of`: the day on which it is written."""
    absolute, relative = AbsoluteDates(keys, as_of), RelativeDates(keys, numbers, as_of)
    found: list[When] = []
    at = 0
    while at < len(keys):
        when = absolute.at(at) or relative.at(at)
        if when:
            found.append(when)
        at = when.end if when else at + 1
    return found
