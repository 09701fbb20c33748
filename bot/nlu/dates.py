"""Days and spans of time in a message, absolute ("12.10.2026") and relative to a given day ("three weeks ago")."""

from __future__ import annotations

import datetime as dt

from bot.nlu.absolute_dates import AbsoluteDates
from bot.nlu.feasts import Feasts
from bot.nlu.numbers import Number
from bot.nlu.numeric_dates import NumericDates
from bot.nlu.relative_dates import RelativeDates
from bot.nlu.spans import Spans
from bot.nlu.weekdays import Weekdays
from bot.nlu.when import When


def find_dates(keys: list[str], numbers: list[Number], as_of: dt.date) -> list[When]:
    """The times of a message in order. `as_of`: the day on which it is written."""
    readers = (
        NumericDates(keys, as_of),
        Feasts(keys, as_of),
        Spans(keys, as_of),
        AbsoluteDates(keys, as_of),
        Weekdays(keys, as_of),
        RelativeDates(keys, numbers, as_of),
    )
    found: list[When] = []
    at = 0
    while at < len(keys):
        when = next((when for reader in readers if (when := reader.at(at))), None)
        if when:
            found.append(when)
        at = when.end if when else at + 1
    return found
