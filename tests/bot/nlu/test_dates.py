"""Days that are told from the day of writing: at the turn of a year, on a leap day, in and after a season."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.nlu.reader import Reader

NEW_YEAR, LEAP_DAY, LATE_MARCH = dt.date(2027, 1, 2), dt.date(2028, 2, 29), dt.date(2027, 3, 31)
NOVEMBER, DECEMBER = dt.date(2026, 11, 22), dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    ("told", "day", "first", "last"),
    [
        ("two weeks ago", NEW_YEAR, "2026-12-19", "2026-12-19"),
        ("last month", NEW_YEAR, "2026-12-01", "2026-12-31"),
        ("on the 30th", NEW_YEAR, "2026-12-30", "2026-12-30"),
        ("Oct 3", NEW_YEAR, "2026-10-03", "2026-10-03"),
        ("at Christmas", NEW_YEAR, "2026-12-24", "2026-12-26"),
        ("last Easter", NEW_YEAR, "2026-04-03", "2026-04-06"),
        ("last Monday", NEW_YEAR, "2026-12-28", "2026-12-28"),
        ("last March", NEW_YEAR, "2026-03-01", "2026-03-31"),
        ("a year ago today", LEAP_DAY, "2027-02-28", "2027-02-28"),
        ("on the 30th", LEAP_DAY, "2028-01-30", "2028-01-30"),
        ("last month", LATE_MARCH, "2027-02-01", "2027-02-28"),
        ("at Easter", LATE_MARCH, "2027-03-26", "2027-03-29"),
        ("last winter", NOVEMBER, "2025-12-01", "2026-02-28"),
        ("since last winter", NOVEMBER, "2025-12-01", "2026-11-22"),
        ("since last winter", NEW_YEAR, "2025-12-01", "2027-01-02"),
        ("this winter", NOVEMBER, "2026-12-01", "2027-02-28"),
        ("this winter", DECEMBER, "2026-12-01", "2026-12-05"),
        ("this winter", NEW_YEAR, "2026-12-01", "2027-01-02"),
        ("this winter", LATE_MARCH, "2026-12-01", "2027-02-28"),
        ("in the winter", DECEMBER, "2026-12-01", "2026-12-05"),
        ("this summer", NOVEMBER, "2026-06-01", "2026-08-31"),
        ("this summer", LATE_MARCH, "2027-06-01", "2027-08-31"),
        ("last autumn", NOVEMBER, "2025-09-01", "2025-11-30"),
        ("last autumn", DECEMBER, "2026-09-01", "2026-11-30"),
        ("since last summer", LATE_MARCH, "2026-06-01", "2027-03-31"),
    ],
)
def test_when_it_was(reader: Reader, told: str, day: dt.date, first: str, last: str) -> None:
    (when,) = reader.page(f"my last vaccine was {told}", (), day).dates
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("day", "date"), [(NEW_YEAR, "2026-03-03"), (LEAP_DAY, "2027-03-03"), (LATE_MARCH, "2027-03-03")]
)
def test_what_has_been_lies_behind_the_day_of_writing(reader: Reader, day: dt.date, date: str) -> None:
    assert reader.read("my last flu jab was on 3 March", (), day).facts["last_vaccination_date"] == date


@pytest.mark.parametrize(
    ("told", "read"),
    [("since last winter", None), ("since 2025", None), ("for two years", False), ("since 2019", False)],
)
def test_periods_that_may_have_ended_within_a_year_tell_no_menopause(
    reader: Reader, told: str, read: bool | None
) -> None:
    """Twelve months without a period end childbearing potential."""
    assert reader.read(f"No periods {told}", (), NOVEMBER).facts.get("childbearing_potential") is read
