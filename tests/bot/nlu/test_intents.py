"""What a message wants, apart from what it tells."""

from __future__ import annotations

import pytest
import yaml

from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.scoring import DATA

WANTED = yaml.safe_load((DATA / "intents.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in WANTED.items() for text in texts])
def test_what_is_wanted(reader: Reader, intent: str, text: str) -> None:
    assert reader.read(text, (), AS_OF).intent == intent


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("exact criterion for platelets?", "platelets_per_mm3"),
        ("is past hep B excluded", "hepatitis_b_status"),
        ("whats hepatitis b got to do with it", "hepatitis_b_status"),
        ("could she join later when she stops nursing?", "lactating"),
    ],
)
def test_what_a_question_is_about_is_no_fact(reader: Reader, text: str, about: str) -> None:
    reading = reader.read(text, (), AS_OF)
    assert about in reading.about and not reading.facts


def test_what_is_stated_is_not_asked_about(reader: Reader) -> None:
    assert reader.read("platelets 250", (), AS_OF).about == []
