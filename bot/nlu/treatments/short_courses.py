"""Medicines that were given for some days: "ED gave pred 40 mg x5d for wheeze", "high-dose dex 40 mg x4"."""

from __future__ import annotations

import datetime as dt

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("short_courses")
_GIVING, _HIGH = 4, 3
"""Words before a medicine in which it is said that it was given, or that its dose was high."""
_COURSE = 10
"""Words behind it in which it is said for how long."""
_RECENT = dt.timedelta(days=3)
"""Since when the last one of what is taken every day may have been."""


def short_course(page: Page, mention: Mention) -> bool:
    """Whether a medicine was one of a few days, of which nothing says that they go on."""
    after = page.keys[mention.end : min(page.sentence(mention.clause)[-1].end, mention.end + _COURSE)]
    if not _W["for"] & set(after) or _W["still"] & page.sentence_words(mention.clause):
        return False
    before = page.keys[max(mention.clause.start, mention.start - _GIVING) : mention.start]
    counts = [(then, unit) for key, then, unit in zip(after, after[1:], [*after[2:], ""], strict=False)
              if key in _W["for"] and then[:1].isdigit()]  # fmt: skip
    spanned = any(unit in _W["spans"] for _, unit in counts)
    return spanned and bool(_W["giving"] & set(before)) or bool(counts and _W["high"] & set(before[-_HIGH:]))


def last_one(page: Page, mention: Mention) -> bool:
    """Whether the last one of a medicine is told, and its day is past: "last took prednisone on 1 November", "my last
    course of prednisolone was in August", "my prednisone course was in June"; not "my last pred was this morning"."""
    end = page.sentence(mention.clause)[-1].end
    past = [w for w in page.dates if mention.end <= w.start < end and w.last < page.as_of - _RECENT and not w.span]
    if not past or past[0].start - mention.end > _GIVING or _W["going_on"] & page.sentence_words(mention.clause):
        return False
    before = page.keys[max(mention.clause.start, mention.start - _HIGH) : mention.start]
    between = set(page.keys[mention.end : past[0].start])
    if not between <= _W["doses"] | _W["being"]:
        return False
    last = _W["last"] & set(before) and not _W["not_the_last"] & set(before)
    return bool(last) or bool(_W["courses"] & between and _W["being"] & between)
