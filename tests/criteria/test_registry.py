"""Recruitment: never merged into a verdict, never "open" for a record that nobody confirms."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from criteria.load import Catalogue
from criteria.registry import recruitment
from criteria.trial import PartialDate, Status, Trial
from tests.criteria.conftest import AS_OF

SOURCE = "a copy"


def of(catalogue: Catalogue, place: int, as_of: dt.date = AS_OF, **changed: Any) -> dict[str, Any]:
    trial: Trial = catalogue.trials[place].model_copy(update=changed)
    return recruitment(trial, as_of, catalogue.wording.recruitment)


def test_the_ae_trial_is_completed(catalogue: Catalogue) -> None:
    assert of(catalogue, 0) == {
        "status": "COMPLETED",
        "open": False,
        "stale": False,
        "verified": "2021-09",
        "statement": "Completed in June 2019. Not recruiting.",
    }


def test_the_als_trial_is_stale(catalogue: Catalogue) -> None:
    told = of(catalogue, 1)
    assert (told["status"], told["open"], told["stale"], told["verified"]) == ("UNKNOWN", False, True, "2021-08")
    assert told["statement"] == (
        "Was listed as recruiting in August 2021; the listing has not been updated since; "
        "its planned end, December 2022, has passed. Not known to be recruiting."
    )


@pytest.mark.parametrize(
    ("as_of", "open_", "stale"),
    [
        (dt.date(2022, 12, 31), True, False),  # the planned end itself
        (dt.date(2023, 1, 1), False, True),  # the day after it
    ],
)
def test_an_active_record_is_stale_past_its_own_end(
    catalogue: Catalogue, as_of: dt.date, open_: bool, stale: bool
) -> None:
    status = Status(overall="RECRUITING", verified="2022-06", source=SOURCE)
    told = of(catalogue, 1, as_of, status=status)
    assert (told["open"], told["stale"]) == (open_, stale)


@pytest.mark.parametrize(("as_of", "stale"), [(dt.date(2028, 6, 30), False), (dt.date(2028, 7, 1), True)])
def test_an_active_record_is_stale_after_24_months(catalogue: Catalogue, as_of: dt.date, stale: bool) -> None:
    status = Status(overall="RECRUITING", verified="2026-06", source=SOURCE)
    told = of(catalogue, 1, as_of, status=status, dates={"completion": PartialDate(date="2030-01")})
    assert told["stale"] == stale
    expected = "Recruiting, as confirmed in June 2026." if not stale else "Was listed as recruiting in June 2026"
    assert told["statement"].startswith(expected)


@pytest.mark.parametrize("overall", ["TERMINATED", "WITHDRAWN", "SUSPENDED", "A_STATUS_NEVER_SEEN"])
def test_other_states_are_not_open(catalogue: Catalogue, overall: str) -> None:
    told = of(catalogue, 1, status=Status(overall=overall, verified="2024-01", source=SOURCE))
    assert (told["open"], told["stale"]) == (False, False)
    assert told["statement"].endswith("as of January 2024. Not recruiting.")


def test_not_yet_recruiting_is_not_open(catalogue: Catalogue) -> None:
    status = Status(overall="NOT_YET_RECRUITING", verified="2026-10", source=SOURCE)
    told = of(catalogue, 1, status=status, dates={})
    assert (told["open"], told["statement"]) == (False, "Not yet recruiting, as confirmed in October 2026.")


def test_completed_without_a_date(catalogue: Catalogue) -> None:
    assert of(catalogue, 0, dates={})["statement"] == "Completed. Not recruiting."


def test_no_trial_of_the_catalogue_is_called_open(catalogue: Catalogue) -> None:
    for trial in catalogue.engine.assess({}, AS_OF)["trials"]:
        assert trial["recruitment"]["open"] is False
        assert trial["verdict"] == "undetermined"
