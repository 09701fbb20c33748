"""Weights that are told of a time before another: "before the swallowing trouble I weighed 92 kilos"."""

from __future__ import annotations

import datetime as dt

from bot.nlu.facts.told_when import put_back
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("weight")
_VERB = 2
"""Words before a number within which its verb stands."""
_MONTH = dt.timedelta(days=31)


def before_that(page: Page, number: Number) -> bool:
    """ "Before the swallowing trouble I weighed 92 kilos", "I weighed 80 kg before I fell ill"; not "before breakfast
    today I weighed 92"."""
    start = page.sentence(page.clause_at(number.start))[0].start
    before, after = page.keys[start : number.start], page.keys[number.until : number.until + 1]
    headed = before[:1] != [] and before[0] in _W["earlier"] and ":" not in before
    told = bool(_W["was"] & set(before[-_VERB:])) and (headed or bool(_W["former"] & set(after)))
    days = (w for w in page.dates if start <= w.start < number.start)
    return told and not _W["lately"] & set(before) and not any(w.last > page.as_of - _MONTH for w in days)


def pointed_back(page: Page, number: Number) -> bool:
    """ "94 kilos. No hang on, that was before the steroids"."""
    return put_back(page, number.until)
