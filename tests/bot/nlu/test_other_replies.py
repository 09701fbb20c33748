"""What tells of one thing answers no question about another: each message is put to every question and list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
