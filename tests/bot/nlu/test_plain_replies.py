"""Plain replies to every question: however a no is put it is a no; who does not know or does not answer says none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.reader import Reader
from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.conftest import AS_OF

REPLIES = yaml.safe_load(Path(__file__).with_name("plain_replies.yml").read_text(encoding="utf-8"))
ASKED = [fact for fact, spec in catalogue().items() if spec["type"] in ("yes_no", "choice", "set")]
TESTS = {"chest_xray", "immune_markers", "urine_hcg"}
"""Of what is tested a no may mean that the test was normal, or that there was none."""
NEGATIVES = {"antibody_panel_negative"}
"""What asks whether all was negative is affirmed by "negative"."""
OPEN = (None, "unknown", "suspected", "not_tested", "not_done")
Answers = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def answers(reader: Reader) -> Answers:
    """What one reply answers to each question."""

    def read(reply: str) -> dict[str, Any]:
        return {fact: reader.read(reply, [fact], AS_OF).facts.get(fact) for fact in ASKED}

    return read


@pytest.mark.parametrize("reply", REPLIES["yes"])
def test_a_yes_is_a_yes(answers: Answers, reply: str) -> None:
    plain = answers("yes")
    assert {fact: one for fact, one in answers(reply).items() if one not in (None, plain[fact])} == {}


@pytest.mark.parametrize("reply", REPLIES["no"])
def test_a_no_is_a_no(answers: Answers, reply: str) -> None:
    plain = answers("no")
    open_ = TESTS | (NEGATIVES if "negative" in reply.lower() else set())
    told = {fact: one for fact, one in answers(reply).items() if fact not in open_}
    assert {fact: one for fact, one in told.items() if one not in (None, plain[fact])} == {}


@pytest.mark.parametrize("reply", REPLIES["unknown"] + REPLIES["nothing"])
def test_who_does_not_know_says_nothing(reader: Reader, reply: str) -> None:
    """To no question, of a number or a day neither; nor does it tell of anything else."""
    told = {fact: reader.read(reply, [fact], AS_OF).facts for fact in catalogue()}
    told = {fact: facts for fact, facts in told.items() if any(one not in OPEN for one in facts.values())}
    assert told == {}
