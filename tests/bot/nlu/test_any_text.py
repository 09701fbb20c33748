"""Random texts of the vocabulary's words and of pieces of messages: never a failure, never a bad value."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.nlu.reader import Reader
from bot.nlu.vocabulary import CATALOGUE, catalogue, says
from criteria.fact_table import FactTable
from criteria.yamlfile import YamlFile
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.scoring import DATA, messages

SIGNS = [
    *",.;:?()-+/\n",
    "12",
    "2026",
    "1,5",
    "x",
    "mg",
    "kg",
    "my",
    "I",
    "he",
    "born",
    "age",
    "since",
    "not",
    "no",
    "never",
]


def texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    phrases = [phrase for entry in says().values() for phrase in [*entry.about, *sum(entry.values.values(), [])]]
    real = [spec["text"] for path in sorted(Path(DATA).glob("*utt*.yml")) for spec in messages(path.name)[1]]
    made = []
    for number in range(count):
        if number % 2:
            made.append(" ".join(chance.choice(chance.choice([phrases, SIGNS])) for _ in range(chance.randint(1, 25))))
        else:
            first, second = chance.choice(real), chance.choice(real)
            made.append(first[: chance.randint(0, len(first))] + second[chance.randint(0, len(second)) :])
    return made


@pytest.mark.parametrize("seed", range(4))
def test_every_value_is_one_that_the_catalogue_allows(reader: Reader, seed: int) -> None:
    table = YamlFile(CATALOGUE).parse(FactTable)
    chance = random.Random(seed)
    for text in texts(seed, 150):
        reading = reader.read(text, chance.sample(list(catalogue()), chance.randint(0, 4)), AS_OF)
        assert set(reading.evidence) == set(reading.facts)
        for fact, value in reading.facts.items():
            table.read(fact, value, AS_OF)
            start, end = reading.evidence[fact]
            assert 0 <= start < end <= len(text)
