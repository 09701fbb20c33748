"""A no at the question for a test report says that there is none, and nothing of a result."""

from __future__ import annotations

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from tests.bot.nlu.conftest import AS_OF

REPORT = ["ast_iu_l", "alt_iu_l", "liver_tests_normal", "platelets_per_mm3", "hemoglobin_g_dl", "umn_signs"]


def read(reader: Reader, text: str, asked: list[str]) -> Reading:
    return short_answers.read(reader, text, {"asked": asked, "writer": "patient"}, AS_OF)


@pytest.mark.parametrize(
    "text",
    ["no", "none", "nope", "no, not at hand", "sorry no", "no, I have nothing here", "not here", "I don't have those",
     "I haven't got any of those", "nah i dont have any of that", "no paper here, sorry"],
)  # fmt: skip
def test_no_report_skips_the_question(reader: Reader, text: str) -> None:
    reading = read(reader, text, REPORT)
    assert reading.intent == "skip" and not reading.facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("liver normal", {"liver_tests_normal": True}),
        ("no, the liver tests were not normal", {"liver_tests_normal": False}),
        ("no, only platelets 250", {"platelets_per_mm3": 250_000}),
    ],
)
def test_a_result_that_is_told_is_taken(reader: Reader, text: str, facts: dict[str, object]) -> None:
    assert read(reader, text, REPORT).facts == facts


def test_one_result_that_is_asked_for_is_denied(reader: Reader) -> None:
    assert read(reader, "no", ["liver_tests_normal"]).facts == {"liver_tests_normal": False}
    assert read(reader, "I don't know", REPORT).intent == "dont_know"
