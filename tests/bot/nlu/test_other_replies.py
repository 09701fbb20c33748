"""What tells of one thing answers no question about another: each message is put to every question and list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.opinion.likely import LIKELY
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import catalogue
from criteria.load import CATALOGUE
from tests.bot.nlu.conftest import AS_OF

BANK: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("other_replies.yml").read_text(encoding="utf-8")
)
GROUPS = yaml.safe_load((CATALOGUE / "questions.yml").read_text(encoding="utf-8"))["groups"]
QUESTIONS = sorted({*((fact,) for fact in catalogue()), *(tuple(group["facts"]) for group in GROUPS)})


@pytest.mark.parametrize("message", BANK["messages"], ids=lambda message: message["text"][:40])
def test_it_sets_what_it_sets_unasked(reader: Reader, message: dict[str, Any]) -> None:
    text = message["text"]
    stated = {*reader.read(text, [], AS_OF).facts, *message.get("may", ())}
    answered = {
        (fact, value if isinstance(value, str) else repr(value))
        for asked in QUESTIONS
        for fact, value in reader.read(text, asked, AS_OF).facts.items()
        if fact not in stated
    }
    assert not answered


@pytest.mark.parametrize(
    ("text", "fact", "doubt"),
    [
        ("no, he is 65 now", "mental_illness", LIKELY),
        ("no, 72 kilos", "heart_failure", LIKELY),
        ("no. I'm 54", "mental_illness", None),
        ("no, I'm 54", "pregnant", None),
    ],
)
def test_a_no_before_a_number_of_another_thing_is_asked_about(
    reader: Reader, text: str, fact: str, doubt: str | None
) -> None:
    reading = reader.read(text, [fact], AS_OF)
    assert fact in reading.facts and reading.doubts.get(fact) == doubt


@pytest.mark.parametrize("text", ["EEG n/a", "cause unclear", "unknown onset", "which line is unknown and why"])
def test_not_knowing_something_else_is_no_answer(reader: Reader, text: str) -> None:
    reading = reader.read(text, ["hiv_serology", "hepatitis_b_status", "infection_status"], AS_OF)
    assert (reading.facts, reading.intent) == ({}, "out_of_scope")
