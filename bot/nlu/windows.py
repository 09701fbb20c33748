"""Windows of time before enrolment: which date belongs to an event, and whether it lies inside."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.nlu.clauses import Clause
from bot.nlu.merge import CORRECTIONS
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists
from bot.nlu.when import When

_W = word_lists("windows")

VACCINE = "vaccinated_within_6_months"
VACCINE_DAY = "last_vaccination_date"
DRIP = "iv_steroid_or_ig_within_2_months"
DRIP_DAY = "iv_steroid_or_ig_last_date"
ODD = "nonstandard_treatment_within_2_months"
ODD_DAY = "nonstandard_treatment_last_date"
_FEW = 2
"""Words that a clause may hold beside its date and still only date what follows ("in 2025, ...")."""
NONE = {"NEGATED", "NOT_GIVEN"}


def edge_of(flag: str, as_of: dt.date) -> dt.date:
    """The first day inside the window that a fact asks about."""
    return as_of - relativedelta(months=says()[flag].months or 0)


def dated(flag: str, day: str, when: When, as_of: dt.date) -> list[Finding]:
    """A past event on some day: the day where it is known, and whether it lies inside the window."""
    edge = edge_of(flag, as_of)
    found = []
    if when.day and when.day <= as_of:
        found.append(Finding(day, when.day.isoformat(), when.start, when.end))
    inside: bool | str = True if when.first >= edge else False if when.last < edge else "unknown"
    return [*found, Finding(flag, inside, when.start, when.end)]


def absent(flag: str, when: When | None, as_of: dt.date, mention: Mention) -> list[Finding]:
    """Nothing of the kind in a span: false when the span covers the window."""
    edge = edge_of(flag, as_of)
    whole = when is not None and when.first <= edge and (when.span or when.last >= as_of)
    covered = when is None or whole or (not when.span and when.last < edge)
    return [Finding(flag, False, mention.start, mention.end)] if covered else []


def dates_of(page: Page, mention: Mention) -> list[When]:
    """The dates of the clause, else of the sentence where it names no other event."""
    here: list[When] = []
    free: list[When] = []
    named = {id(m.clause) for m in page.mentions}
    for when in page.dates:
        clause = page.clause_at(when.start)
        corrects = bool(CORRECTIONS & set(page.keys[max(0, min(clause.start, when.start - 4)) : when.start]))
        same = clause.sentence == mention.clause.sentence
        goes_on = corrects and here or id(clause) not in named and _most_recent(page, clause, when)
        if clause is mention.clause or same and goes_on:
            here.append(when)
        elif clause.sentence == mention.clause.sentence and id(clause) not in named:
            told_first = when.end <= mention.start and clause.end - clause.start > when.end - when.start + _FEW
            free += [] if told_first else [when]  # "teratoma out 2025, IVMP": the date of something else
    return here or free


def _most_recent(page: Page, clause: Clause, when: When) -> bool:
    """ "Three rounds since summer, the most recent on 30 October"."""
    return bool(_W["latest"] & set(page.keys[clause.start : when.start]))


def latest_of(whens: list[When]) -> When | None:
    return max(whens, key=lambda w: w.last, default=None)
