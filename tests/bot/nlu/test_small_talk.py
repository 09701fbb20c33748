"""What answers no question sets nothing, whatever was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.nlu.reader import Reader
from bot.nlu.vocabulary import CATALOGUE, catalogue
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.scoring import DATA

TEXTS = yaml.safe_load((DATA / "small_talk.yml").read_text(encoding="utf-8"))


def _listed(node: Any) -> Iterator[tuple[str, ...]]:
    """The facts of every question of questions.yml."""
    if isinstance(node, dict):
        if isinstance(node.get("facts"), list):
            yield tuple(node["facts"])
        for one in node.values():
            yield from _listed(one)
    elif isinstance(node, list):
        for one in node:
            yield from _listed(one)


QUESTIONS = yaml.safe_load(CATALOGUE.with_name("questions.yml").read_text(encoding="utf-8"))
ASKED = list(dict.fromkeys([*((fact,) for fact in catalogue()), *_listed(QUESTIONS)]))


@pytest.mark.parametrize("text", TEXTS)
def test_small_talk_answers_nothing(reader: Reader, text: str) -> None:
    told = {asked: reader.read(text, asked, AS_OF).facts for asked in ASKED}
    told = {asked: facts for asked, facts in told.items() if any(value != "unknown" for value in facts.values())}
    assert not told


@pytest.mark.parametrize("asked", [(), ("tx_ivig",)])
def test_what_stands_beside_it_is_read(reader: Reader, asked: tuple[str, ...]) -> None:
    assert reader.read("we moved house in March, I'm 62", asked, AS_OF).facts == {"age_years": 62}
