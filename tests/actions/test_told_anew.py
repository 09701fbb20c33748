"""What is told anew takes the place of what was told last: a later result, a later day of a treatment."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat

IV, IV_DAY, VACCINE = "iv_steroid_or_ig_within_2_months", "iv_steroid_or_ig_last_date", "vaccinated_within_6_months"


@pytest.mark.parametrize(
    "text",
    [
        "sorry, that was in August, now 88",
        "sorry, it was 240 in August, now 88",
        "sorry, now 88",
        "that was August. last week it was 88",
        "last week 88",
        "repeat was 88",
        "it has come down to 88",
        "make that 88",
        "not 240, 88",
        "ALT now 88",
        "I meant 88",
    ],
)
def test_a_number_is_that_of_what_was_told_last(reader: Reader, text: str) -> None:
    chat = Chat(reader, "clinician", "50M AE AMPAR positive, steroids failed", "ALT 240 (ULN 40)")
    before = chat.facts
    chat.say(text)
    assert chat.facts == {**before, "alt_iu_l": 88}


@pytest.mark.parametrize("text", ["not 3", "in August 2024", "3 weeks ago", "now 2 seizures a week", "is 88 ok?"])
def test_other_numbers_are_not(reader: Reader, text: str) -> None:
    chat = Chat(reader, "clinician", "50M AE AMPAR positive, steroids failed", "ALT 240 (ULN 40)")
    chat.say(text)
    assert chat.facts["alt_iu_l"] == 240 and chat.facts["age_years"] == 50


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("IVIg 12.1.2026", "last IVIg 12 November 2026", {IV: True, IV_DAY: "2026-11-12"}),
        ("IVIg 2024 failed", "Since Aug 2026 IVIg monthly, last 18 November 2026", {IV: True, IV_DAY: "2026-11-18"}),
        ("flu vaccine Oct 2024", "COVID vaccine 3 Oct 2026", {VACCINE: True, "last_vaccination_date": "2026-10-03"}),
    ],
)
def test_a_later_day_contradicts_no_earlier_one(reader: Reader, first: str, then: str, told: dict[str, Any]) -> None:
    chat = Chat(reader, "clinician", "45M MMN", first, then)
    assert told.items() <= chat.facts.items() and not chat.state.doubts


def test_an_earlier_day_is_asked_about(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "45M MMN", "last IVIg 18 Nov 2026", "last IVIg 3 March 2026")
    assert chat.facts[IV_DAY] == "2026-11-18" and chat.state.doubts


def test_a_tube_that_is_out_is_no_danger_in_the_notes_of_a_clinician(reader: Reader) -> None:
    for text in ("trache out", "trach out last week"):
        assert reader.read(text, writer="clinician").safety is None
    assert reader.read("trache out").safety == reader.read("trache out, he is blue", writer="clinician").safety
    assert reader.read("trache out").safety == "breathing"
