"""Entries of before that are set right: "I said 72 kg but it's 68", "I wrote LGI1 but it's CASPR2"."""

from __future__ import annotations

from bot.nlu.counted import Count
from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("said_before")
_BEFORE, _REACH = 8, 12
"""Words before an entry in which it is said that it was one, and from it to what is so."""
_TYPES = {"antibody", "therapy", "medicine"}


def set_right(page: Page, old: Count, new: Count) -> bool:
    """Whether a count that was told before is set right by another: "I told you 40 mg of prednisolone but it's 30"."""
    day = isinstance(new.what, When)
    after = page.keys[new.end : new.end + 1]
    if after != [] and not day and after[0] in _W["of_then"]:
        return False  # "I said 40 mg but it's 30 in the evening"
    return _entered(page, old.start) and _turned(page, old.end, new.start, _W["leads_a_day"] if day else _W["leads"])


def take_back(page: Page) -> None:
    """Takes back the names that were told before and others are put in the place of."""
    if not _W["entered"] & page.words:
        return
    named = [m for m in page.mentions if m.means.type in _TYPES]
    for one, other in ((one, other) for one in named for other in named if one.end <= other.start):
        same = (one.fact, one.means.value) == (other.fact, other.means.value)
        if one.means.type == other.means.type and not same and _entered(page, one.start):
            one.taken_back = one.taken_back or _turned(page, one.end, other.start, _W["leads_a_day"])


def _entered(page: Page, at: int) -> bool:
    """ "I said", "I told you", "I've put down" before a place, and nothing denied."""
    before = page.keys[max(0, at - _BEFORE) : at]
    said = next((place for place, key in enumerate(before) if place and key in _W["entered"]), None)
    if said is None or _W["ends"] & set(before[said:]):
        return False
    return bool(_W["i"] & set(before[max(0, said - 2) : said]))


def _turned(page: Page, end: int, start: int, leads: frozenset[str]) -> bool:
    """Whether "but it's" is all that stands before a place since something else was told."""
    between = page.keys[end:start]
    if len(between) > _REACH or "but" not in between:
        return False
    at = between.index("but")
    if _W["ends"] & set(between[:at]) or any(m.start >= end + at and m.start < start for m in page.mentions):
        return False
    return between[at + 1 :] != [] and set(between[at + 1 :]) <= leads
