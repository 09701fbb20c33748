"""Vaccinations to come, told in answer to what is planned: "the booster on the 4th", "no, but I have one booked"."""

from __future__ import annotations

from dataclasses import replace

from dateutil.relativedelta import relativedelta

from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("to_be_jabbed")
_NO = word_lists("answers")["no"]


def day_to_come(page: Page, when: When) -> When | None:
    """ "On the 4th" as the next such day; None for any other time, and behind a no ("no, had it on the 4th")."""
    keys = page.keys[when.start : when.end]
    named = all(key.isdigit() or key in _W["of_a_day"] for key in keys)
    if not named or sum(key.isdigit() for key in keys) != 1 or when.day is None or page.keys[0] in _NO:
        return None
    first = when.day if when.day >= page.as_of else when.day + relativedelta(months=1)
    return replace(when, first=first, last=first, other=None)


def though_one(page: Page, start: int, end: int) -> bool:
    """Whether a denial of what is planned goes on to what is: "no, but I have one booked"."""
    words = page.keys[start:end]
    at = next((at for at, key in enumerate(words) if key in _W["but"]), None)
    return at is not None and _W["denials"].isdisjoint(words[at:])


def only_since(page: Page, start: int, end: int) -> bool:
    """Whether a denial is of the time since: "none since 2024, flu due"; not "nothing since and nothing booked"."""
    words = page.keys[start:end]
    return "since" in words and _W["denials"].isdisjoint(words[words.index("since") :])
