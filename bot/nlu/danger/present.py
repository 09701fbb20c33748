"""Whether what is said around a sign of danger lets it be of now: asked only, denied in a list, dated long ago."""

from __future__ import annotations

import datetime as dt

from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("safety")
_OLD = dt.timedelta(days=14)
_OPENING = 3
"""Words in which a sentence opens: "once, in 2018, ..."."""
_LASTS = _W["present"] | _W["verbs_of_now"] | _W["lasts"]
_PERSONAL = _W["personal"]


def listed_none(page: Page, sign: Found[str]) -> bool:
    """ "Self harm: none ever", "chest pain - no"."""
    joint, answer = [*page.keys[sign.end : sign.end + 2], "", ""][:2]
    return joint in _W["ratio"] and answer in _W["none"]


def of_the_departed(page: Page, clause: Clause) -> bool:
    """ "My grandmother's face drooped after her stroke": a relative of long ago, and no verb of the present."""
    words = set(page.keys[clause.start : clause.end])
    return bool(words & _W["far_relatives"]) and not words & _W["present"]


def only_asks(page: Page, clause: Clause) -> bool:
    return clause.asks and not own_question(page, clause)


def asks_whether(page: Page, clause: Clause, sign: Found[str]) -> bool:
    """ "Is chest pain a side effect": asked of the sign itself, with or without a question mark."""
    opens = page.keys[clause.start] in _W["asking"] and sign.start == clause.start + 1
    return opens and bool(_W["asked_of_a_sign"] & set(page.keys[sign.end : clause.end]))


def own_question(page: Page, clause: Clause) -> bool:
    """ "Is it bad that my lips are blue?" asks about a danger that is there; "can IL-2 cause hives?" does not."""
    words = set(page.keys[clause.start : clause.end])
    if words >= {"what", "do", "i"} and not words & {"if", "could", "would", "might"}:
        return True  # "she has ..., what do I do"
    supposed = _W["supposed"]
    return bool(words & _PERSONAL) and not words & supposed


def on_an_earlier_day(page: Page, start: int, end: int) -> bool:
    """A day before yesterday: the hours told of are not the last ones."""
    dates = [when for when in page.dates if start <= when.start < end and not when.span]
    return bool(dates) and all(when.last < page.as_of - dt.timedelta(days=1) for when in dates)


def dated_long_ago(page: Page, start: int, end: int) -> bool:
    dates = dates_in(page, start, end)
    return bool(dates) and all(when.last < page.as_of - _OLD for when in dates)


def opens_long_ago(page: Page, start: int, end: int, long_past: list[Found[str]]) -> bool:
    """ "In 2022 I fitted for forty minutes": what a sentence tells after a time of long ago is of then, but for what it
    says in the present."""
    opened = start + _OPENING
    told = any(start <= one.start < opened for one in long_past)
    dated = [when for when in page.dates if start <= when.start < opened]
    old = bool(dated) and all(when.last < page.as_of - _OLD for when in dates_in(page, start, end))
    return (told or old) and not _LASTS & set(page.keys[start:end])


def dates_in(page: Page, start: int, end: int) -> list[When]:
    return [when for when in page.dates if start <= when.start < end]
