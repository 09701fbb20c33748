"""The catalogue's words for the facts: nothing common states a fact by itself, no wording states two values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from spacy.lang.en.stop_words import STOP_WORDS

from bot.nlu.language.notation import expand, parse
from bot.nlu.language.text import tokens
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import CATALOGUE, HERE, load_yaml, says

FACTS = sorted(says())
SHORT = 2
"""Words that a wording may have before its common words say something together ("keep everything the same")."""
DENIALS = {
    "no",
    "not",
    "nt",
    "never",
    "without",
    "nil",
    "none",
    "neither",
    "nor",
    "isnt",
    "wasnt",
    "cannot",
    "cant",
    "dont",
}


@pytest.mark.parametrize("fact", FACTS)
def test_no_name_is_made_of_common_words_alone(fact: str) -> None:
    entry = says()[fact]
    phrases = [*entry.about, *(phrase for wordings in entry.values.values() for phrase in wordings)]
    shy = {keys for phrase in entry.shy for keys in expand(phrase)}
    wordings = [keys for phrase in phrases for keys in expand(phrase) if keys not in shy]
    common = [" ".join(keys) for keys in wordings if len(keys) <= SHORT and set(keys) <= STOP_WORDS]
    assert common == [], "a part in ( ) may be missing: what is left here would be read in any message"


@pytest.mark.parametrize("fact", FACTS)
def test_no_wording_states_two_values(fact: str) -> None:
    stated: dict[str, set[object]] = {}
    for value, phrases in says()[fact].values.items():
        for phrase in phrases:
            for keys in expand(phrase):
                stated.setdefault(" ".join(keys), set()).add(value)
    assert {wording: values for wording, values in stated.items() if len(values) > 1} == {}


@pytest.mark.parametrize("fact", FACTS)
def test_no_denial_may_be_missing_from_a_value(fact: str) -> None:
    entry = says()[fact]
    assert _losing_denials([*entry.values.values(), *entry.near.values()]) == []


def test_no_denial_may_be_missing_from_a_reply() -> None:
    assert _losing_denials(phrases for entry in load_yaml("replies.yml") for phrases in entry["says"].values()) == []


def _losing_denials(tables: Iterable[Sequence[str]]) -> list[str]:
    """ "lungs (not) affected" finds its own contrary: a denial that must be there stands in < >."""
    return [phrase for phrases in tables for phrase in phrases if _may_lose_its_denial(phrase)]


def _may_lose_its_denial(phrase: str) -> bool:
    ways = parse(phrase)
    sure = {key for place in ways if () not in place for choice in place for key in choice}
    optional = {key for place in ways if () in place for choice in place for key in choice}
    return bool(DENIALS & optional) and not DENIALS & sure


REAL = [
    "infarction", "inspection", "insertion", "thrombosis", "therapist", "influence", "nephropathy", "alternate",
    "shopping", "stepped", "screaming", "expensive", "president", "medicated", "singing", "conviction", "bronchial",
]  # fmt: skip


@pytest.mark.parametrize("word", REAL)
def test_a_real_word_is_no_slip_of_another(reader: Reader, word: str) -> None:
    assert [token.key for token in reader._spelling.correct(list(tokens(word)))] == [word]


@pytest.mark.parametrize(("slip", "meant"), [("encephalitus", "encephalitis"), ("tuberculossis", "tuberculosis")])
def test_a_slip_of_a_long_word_is_mended(reader: Reader, slip: str, meant: str) -> None:
    assert [token.key for token in reader._spelling.correct(list(tokens(slip)))] == [meant]


@pytest.mark.parametrize("path", [*HERE.glob("*.yml"), *CATALOGUE.parent.rglob("*.yml")], ids=lambda path: path.name)
def test_no_key_is_written_twice(path: Path) -> None:
    """Of two the later one would win, and nobody would know."""
    assert not [*_twice(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))]


def _twice(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (
            f"{key.value}, line {key.start_mark.line + 1}" for key, _ in node.value if keys.count(key.value) > 1
        )
    children = node.value if isinstance(node, yaml.SequenceNode | yaml.MappingNode) else []
    for child in children:
        for part in child if isinstance(child, tuple) else [child]:
            yield from _twice(part)
