"""Recruitment status and how old the information is: kept apart from every verdict (clinical reference 1)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateutil.relativedelta import relativedelta

from criteria.trial import PartialDate, Trial
from criteria.wording import RecruitmentWords

ACTIVE = frozenset({"RECRUITING", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "ENROLLING_BY_INVITATION"})
OPEN = frozenset({"RECRUITING", "ENROLLING_BY_INVITATION"})
CONFIRMED_WITHIN_MONTHS = 24
"""ClinicalTrials.gov turns an active status into UNKNOWN when nobody confirmed it for two years."""


def recruitment(trial: Trial, as_of: dt.date, words: RecruitmentWords) -> dict[str, Any]:
    """Status, whether open, whether stale, when verified, and one sentence; never merged with the verdict."""
    status = trial.status
    stale = is_stale(trial, as_of)
    return {
        "status": status.overall,
        "open": status.overall in OPEN and not stale,
        "stale": stale,
        "verified": status.verified,
        "statement": statement(trial, as_of, words),
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


def statement(trial: Trial, as_of: dt.date, words: RecruitmentWords) -> str:
    """How recruitment stands, in one or two sentences."""
    status, completion = trial.status, trial.dates.get("completion")
    stale = is_stale(trial, as_of)
    said = (status.last_known if stale else None) or status.overall
    name = said.replace("_", " ").lower()
    template: str = getattr(words, _state(trial, as_of))
    return template.format(
        status=name if stale else name.capitalize(),
        verified=month(status.verified),
        completion=month(completion.date) if completion else "",
    )


def _state(trial: Trial, as_of: dt.date) -> str:
    """The field of RecruitmentWords that fits."""
    if is_stale(trial, as_of):
        return "stale_past_end" if _ended(trial, as_of) else "stale"
    if trial.status.overall == "COMPLETED":
        return "completed" if "completion" in trial.dates else "completed_undated"
    return "confirmed" if trial.status.overall in ACTIVE else "closed"


def month(date: str) -> str:
    """ "2019-06-12" as "June 2019"."""
    return dt.date(int(date[:4]), int(date[5:7]), 1).strftime("%B %Y")
