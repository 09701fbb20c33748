"""The catalogue's words for the facts: nothing common states a fact by itself, no wording states two values."""

from __future__ import annotations

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from bot.nlu.phrases import expand
from bot.nlu.vocabulary import says

FACTS = sorted(says())
SHORT = 2
"""Words that a wording may have before its common words say something together ("keep everything the same")."""


@pytest.mark.parametrize("fact", FACTS)
def test_no_name_is_made_of_common_words_alone(fact: str) -> None:
    entry = says()[fact]
    phrases = [*entry.about, *(phrase for wordings in entry.values.values() for phrase in wordings)]
    shy = [keys for phrase in entry.shy for keys in expand(phrase)]
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
