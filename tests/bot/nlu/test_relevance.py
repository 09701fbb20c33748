"""Replies that have nothing to do with the question are told from answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.scoring import DATA
from tests.bot.nlu.test_small_talk import ASKED

BANKS = sorted(DATA.glob("small_talk_*.yml"))
_EVERY = 35
"""Each message is put to every 35th question, to others than the message before."""
_MISREAD = 0.05
"""Most of those that open with a no ("No, Biscuit, off the sofa"), of which few replies are told apart; else 0.02."""

# Of none of these was anything learned.
BESIDE_THE_POINT = [
    ("age_years", "we have 3 cats"),
    ("age_years", "that's my third coffee"),
    ("weight_kg", "bus 62 is late as ever"),
    ("heart_failure", "none of the lights work in this kitchen"),
    ("cancer_history", "never seen so much rain"),
    ("tx_ivig", "the dishwasher stopped halfway"),
    ("hiv_serology", "negative comments all over the internet today"),
    ("pregnant", "yes dear I'm on the phone"),
]
MEANT: list[tuple[str, str, Any]] = [
    ("age_years", "fifty four, fifty five in June", 54),
    ("weight_kg", "62 on the bathroom scales this morning", 62),
    ("heart_failure", "no, my heart's fine thank goodness", False),
    ("cancer_history", "never, touch wood", False),
    ("tx_ivig", "it made me come out in hives", "intolerant"),
    ("hiv_serology", "came back negative", "negative"),
    ("pregnant", "no chance, I'm 71", False),
]


@pytest.mark.parametrize(("asked", "text"), BESIDE_THE_POINT)
def test_what_has_nothing_to_do_with_the_question_answers_nothing(reader: Reader, asked: str, text: str) -> None:
    assert asked not in reader.read(text, (asked,), AS_OF).facts


@pytest.mark.parametrize(("asked", "text", "value"), MEANT)
def test_what_answers_it_in_ones_own_words_stands(reader: Reader, asked: str, text: str, value: object) -> None:
    assert reader.read(text, (asked,), AS_OF).facts.get(asked) == value


@pytest.mark.parametrize("bank", BANKS, ids=lambda path: path.stem)
def test_hardly_any_small_talk_is_taken_for_an_answer(reader: Reader, bank: Any) -> None:
    texts = yaml.safe_load(bank.read_text(encoding="utf-8"))
    tried = [(text, asked) for at, text in enumerate(texts) for asked in ASKED[at % _EVERY :: _EVERY]]
    misread = [(text, asked) for text, asked in tried if _told(reader, text, asked, AS_OF)]
    assert len(misread) <= _MISREAD * len(tried), misread


def _told(reader: Reader, text: str, asked: tuple[str, ...], as_of: date) -> bool:
    facts = reader.read(text, asked, as_of).facts
    return any(facts.get(fact, "unknown") != "unknown" for fact in asked)
