"""Days counted from another event's: "IVIG on 17 November, the flu jab two weeks before", "the jab a week after it"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.nlu.page import Mention, Page
from bot.nlu.times.relative_dates import RelativeDates
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("counted_from")
_SLACK = {"months": 15, "years": 180}
"""Days by which a count of months or years may miss the day."""
_NEAR = 5
"""Words behind a name within which its count begins, and behind the count within which its day stands."""


def counted_from(page: Page, mention: Mention) -> When | None:
    """The day of what is named, where it is told by the day of something else; of that day nothing is told here."""
    calendar = RelativeDates(page.keys, page.numbers, page.as_of)
    for at in range(mention.end, min(len(page.keys), mention.end + _NEAR)):
        amount = calendar.amount(at)
        way = page.keys[amount[2]] if amount and amount[2] < len(page.keys) else ""
        if not amount or way not in _W["before"] | _W["after"]:
            continue
        event = _event(page, mention, amount[2] + 1)
        span = RelativeDates(page.keys, page.numbers, event.day).within(at, amount) if event and event.day else None
        if not event or not event.day or not span:
            return None
        day = span.first if way in _W["before"] else event.day + (event.day - span.first)
        slack = dt.timedelta(days=_SLACK.get(amount[1], 0))
        end = max(event.end, amount[2] + 1)
        return replace(event, start=at, end=end, first=day - slack, last=day + slack, other=None)
    return None


def _event(page: Page, mention: Mention, end: int) -> When | None:
    """The day counted from: behind the count, or the last one told before the name."""
    if page.keys[end : end + 1] == [] or page.keys[end] in _W["that"]:
        told = [when for when in page.dates if when.end <= mention.start]
        return told[-1] if told else None
    return next((when for when in page.dates if end <= when.start <= end + _NEAR), None)
