"""The sets of messages with gold facts: the development set, and those that were held back when they were written."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader
from tests.bot.nlu.scoring import DATA, Score, score

MEASURING = {
    f"held_out_{number}.yml" for number in (17, 19, 24, 25, 37, 38, 42, 43, 48, 49, *range(58, 63), *range(71, 75))
}
MEASURING |= {f"held_out_{number}.yml" for number in (79, *range(81, 240))}
"""Sets of which nothing was used for mending, or the wrong values only: they say what to expect, see
docs/understanding-measured.md."""
UNUSED = [f"held_out_{number}.yml" for number in (17, 19, 24, 25, 42, 43, 48, 183, 185, 197, 198, 199)]
"""Those by which nothing was ever mended and from which nothing was learned. 185 and 197 to 199 are twins of the
development set, each of 220 messages by another hand."""
SETS = sorted(
    path.name
    for path in DATA.glob("*.yml")
    if path.name not in MEASURING and "\nutterances:" in path.read_text(encoding="utf-8")
)


@pytest.fixture(scope="session", params=SETS)
def total(reader: Reader, request: pytest.FixtureRequest) -> Score:
    """The score of one set, read once for all tests."""
    return score(reader, request.param)


def test_what_a_message_states_is_read(total: Score) -> None:
    assert total.f1 >= 0.97, total.misses


def test_what_a_message_does_not_state_is_never_set(total: Score) -> None:
    assert total.forbidden == []


def test_every_emergency_is_found_and_nothing_else_alarms(total: Score) -> None:
    assert (total.emergencies_missed, total.false_alarms) == ([], [])


@pytest.fixture(scope="session", params=UNUSED)
def unseen(reader: Reader, request: pytest.FixtureRequest) -> Score:
    """The score of one set that only measures."""
    return score(reader, request.param)


def test_messages_nobody_tuned_to_are_understood(unseen: Score) -> None:
    """Counts only: whoever sees the messages mends by them, and they measure no more."""
    assert unseen.f1 >= 0.95
    assert len(unseen.forbidden) == 0
    assert (len(unseen.emergencies_missed), len(unseen.false_alarms)) == (0, 0)
