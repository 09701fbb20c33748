"""Present danger alarms whatever else is said; history, idiom, questions and denials do not."""

from __future__ import annotations

import pytest
import yaml

from bot.nlu.danger.likeness import WEIGHTS, Concepts
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import load_yaml
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.scoring import DATA

DANGER = [
    ("status_epilepticus", "she's having a seizure right now and it won't stop"),
    ("status_epilepticus", "he has been fitting for fifteen minutes"),
    ("status_epilepticus", "one fit after another since lunch"),
    ("status_epilepticus", "Pt in status epilepticus now"),
    ("breathing", "I can't breathe"),
    ("breathing", "she is choking"),
    ("breathing", "his lips are turning blue"),
    ("breathing", "the ventilator alarm keeps going off"),
    ("infusion_allergic_reaction", "my throat is closing up after the drip"),
    ("infusion_allergic_reaction", "I'm covered in hives since the IVIG started an hour ago"),
    ("capillary_leak", "since my IL-2 shot I am swollen, dizzy and hardly peeing"),
    ("suicidal_thoughts", "I want to die"),
    ("suicidal_thoughts", "I don't want to be here any more"),
    ("suicidal_thoughts", "they would be better off without me"),
    ("suicidal_thoughts", "I am thinking of ending my life"),
    ("other_red_flags", "I have crushing chest pain"),
    ("other_red_flags", "I can't wake my husband"),
    ("other_red_flags", "fever of 39 after rituximab last week"),
    ("other_red_flags", "the left side of his face is drooping"),
    ("other_red_flags", "my stools are black"),
    ("other_red_flags", "sudden severe headache, the worst of my life"),
    ("other_red_flags", "Is it serious that I have chest pain right now?"),
]
CALM = [
    "I'm dying to know the result",
    "this form is killing me",
    "status epilepticus in 2021, none since",
    "I had chest pain two years ago",
    "no chest pain, no fever, denies SI",
    "my uncle died by suicide in 1980",
    "Can IL-2 cause capillary leak?",
    "what are the risks, can I get hives?",
    "I get a bit breathless on the stairs",
    "I've been feeling low lately",
    "my seizures last about a minute, twice a month",
    "I used to have suicidal thoughts as a teenager, not any more",
    "what should I do if I get chest pain?",
    "I had an allergic reaction to rituximab in 2022 with hives",
    "end this chat",
    "I have never had a stroke",
]


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_present_danger_is_found(reader: Reader, kind: str, text: str) -> None:
    assert reader.read(text, (), AS_OF).safety == kind


@pytest.mark.parametrize("text", CALM)
def test_no_false_alarm(reader: Reader, text: str) -> None:
    assert reader.read(text, (), AS_OF).safety is None


@pytest.mark.parametrize("asked", [["age_years"], ["heart_failure"], []])
def test_danger_is_found_whatever_was_asked(reader: Reader, asked: list[str]) -> None:
    assert reader.read("54 and I can't breathe", asked, AS_OF).safety == "breathing"


MESSAGES = {
    f"{path.stem}, {kind}": texts
    for path in sorted(DATA.glob("dangers*.yml"))
    for kind, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("bank", MESSAGES)
def test_every_message_of_danger_alarms(reader: Reader, bank: str) -> None:
    assert [text for text in MESSAGES[bank]["alarm"] if not reader.read(text, (), AS_OF).safety] == []


@pytest.mark.parametrize("bank", MESSAGES)
def test_no_message_that_only_looks_like_it_does(reader: Reader, bank: str) -> None:
    assert [text for text in MESSAGES[bank]["quiet"] if reader.read(text, (), AS_OF).safety] == []


def test_a_danger_is_found_amid_much_else(reader: Reader) -> None:
    around = "I am 58 and have ALS since 2022. Riluzole twice a day, platelets 210 in May. No cancer, never had TB. "
    assert reader.read(around + "I am gulping for air like a goldfish. " + around, (), AS_OF).safety == "breathing"


def test_learned_weights_belong_to_the_concepts() -> None:
    """After a change of danger_concepts.yml: python -m tests.bot.nlu.learn_dangers."""
    learned = {line.split("\t")[0] for line in WEIGHTS.read_text(encoding="utf-8").splitlines()}
    table = Concepts.model_validate(load_yaml("danger_concepts.yml"))
    assert {f"={name}" for name in table.concepts} <= learned
