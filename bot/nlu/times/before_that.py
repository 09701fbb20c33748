"""Times counted back from the one told before them: "last December, and the October before that"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.nlu.times.when import When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")


def counted_back(keys: list[str], found: list[When]) -> list[When]:
    """The times of a message, each month or season "before that" as the last one before the time told before it."""
    if "before" not in keys:
        return found
    told: list[When] = []
    for when in found:
        earlier = next((one for one in reversed(told) if not one.span), None)
        told.append(_back(when, earlier) if earlier and _so(keys, when) else when)
    return told


def _so(keys: list[str], when: When) -> bool:
    """ "The October before that", "one the spring before", not "in October before the move"."""
    named = keys[when.end - 1] in words().months or keys[when.end - 1] in words().seasons
    after = [*keys[when.end : when.end + 2], "", ""][:2]
    led = when.start > 0 and keys[when.start - 1] == "the"
    return named and led and not when.span and after[0] == "before" and after[1] in _W["before_that"]


def _back(when: When, earlier: When) -> When:
    first, last = when.first, when.last
    while last >= earlier.first:
        first, last = _moved(first, -1), _moved(last, -1)
    while _moved(last, 1) < earlier.first:
        first, last = _moved(first, 1), _moved(last, 1)
    return replace(when, first=first, last=last, other=None)


def _moved(day: date, years: int) -> date:
    """The same day of another year; the 28th for a 29 February."""
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
