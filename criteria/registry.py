"""Recruitment status and how old the information is: kept apart from every verdict (clinical reference 1)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateutil.relativedelta import relativedelta

from criteria.trial import PartialDate, Trial

ACTIVE = frozenset({"RECRUITING", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "ENROLLING_BY_INVITATION"})
OPEN = frozenset({"RECRUITING", "ENROLLING_BY_INVITATION"})
CONFIRMED_WITHIN_MONTHS = 24
"""ClinicalTrials.gov turns an active status into UNKNOWN when nobody confirmed it for two years."""


def recruitment(trial: Trial, as_of: dt.date) -> dict[str, Any]:
    """Status, whether open, whether stale, when verified, and one sentence; never merged with the verdict."""
    status = trial.status
    stale = is_stale(trial, as_of)
    return {
        "status": status.overall,
        "open": status.overall in OPEN and not stale,
        "stale": stale,
        "verified": status.verified,
        "statement": statement(trial, as_of),
    }


def is_stale(trial: Trial, as_of: dt.date) -> bool:
    """An active status that is unknown, unconfirmed for two years, or past the trial's own end."""
    if trial.status.overall == "UNKNOWN":
        return True
    if trial.status.overall not in ACTIVE:
        return False
    confirmed = PartialDate(date=trial.status.verified).last_day
    return confirmed < as_of - relativedelta(months=CONFIRMED_WITHIN_MONTHS) or _ended(trial, as_of)


def _ended(trial: Trial, as_of: dt.date) -> bool:
    completion = trial.dates.get("completion")
    return completion is not None and completion.last_day < as_of


def statement(trial: Trial, as_of: dt.date) -> str:
    status = trial.status
    completion = trial.dates.get("completion")
    if status.overall == "COMPLETED":
        return f"Completed in {month(completion.date)}. Not recruiting." if completion else "Completed. Not recruiting."
    if not is_stale(trial, as_of):
        words = status.overall.replace("_", " ").capitalize()
        return f"{words}, as confirmed in {month(status.verified)}."
    last = (status.last_known or status.overall).replace("_", " ").lower()
    words = f"Was listed as {last} in {month(status.verified)}; the listing has not been updated since"
    if completion and _ended(trial, as_of):
        words += f"; its planned end, {month(completion.date)}, has passed"
    return words + ". Not known to be recruiting."


def month(date: str) -> str:
    """"2019-06-12" as "June 2019"."""
    return dt.date(int(date[:4]), int(date[5:7]), 1).strftime("%B %Y")
