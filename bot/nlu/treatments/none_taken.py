"""That nothing is taken since a day, told at the end of a row of doses: "60 of prednisone, 40 by Easter, and since the
first of October none at all"."""

from __future__ import annotations

from bot.nlu.language.text import word_at
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("none_taken")


def none_taken(page: Page, mention: Mention) -> int | None:
    """Where it is told behind a drug and its doses that none is taken since a day: the token after it, if it is."""
    if _W["none"].isdisjoint(page.keys):
        return None
    counted = {at for told in (*page.dates, *page.numbers) for at in range(told.start, told.end)}
    until = min((m.start for m in page.mentions if m.start >= mention.end), default=len(page.keys))
    for at in range(mention.end, until):
        if page.keys[at] in _W["none"] and (end := since_a_day(page, at)):
            return end
        if at not in counted and page.keys[at] not in _W["of_doses"]:
            return None  # "60 of prednisone, had seizures every week, and since October none"
    return None


def since_a_day(page: Page, at: int) -> int | None:
    """ "None at all since October", "from May on nothing": where what the "none" at a place says of a day ends."""
    end = at + 1
    while word_at(page.keys, end) in _W["at_all"]:
        end += 1
    for when in page.dates:
        if when.first > page.as_of or not _W["since"] & set(page.keys[max(0, when.start - 1) : when.start + 1]):
            continue
        before = when.end <= at and _W["onwards"].issuperset(page.keys[when.end : at])
        behind = when.start >= end and _W["since"].issuperset(page.keys[end : when.start])
        closed = when.end if behind else end
        if (before or behind) and not word_at(page.keys, closed).isalnum():
            return closed
    return None
