"""Who asks what a word means gets the glossary's term, by the names that the catalogue has; it states nothing."""

from __future__ import annotations

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from tests.bot.nlu.conftest import AS_OF


def read(reader: Reader, text: str) -> Reading:
    return short_answers.read(reader, text, {"asked": ["motor_syndrome"], "writer": "patient"}, AS_OF)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what is ALS", "als"),
        ("whats als", "als"),
        ("what does LGI1 mean", "lgi1"),
        ("what's rituximab", "rituximab"),
        ("what is a lumbar puncture", "lumbar_puncture"),
        ("what does titre mean", "titre"),
        ("what is a trial phase", "phase"),
        ('what is "immune markers"?', "immune_markers"),
        ("sorry, what is AST?", "liver_tests"),
        ("I don't know what LGI1 is", "lgi1"),
        ("what are immunoglobulins", "ivig"),
        ("explain refractory please", "refractory"),
        ("what is azathioprine", "immunosuppressants"),
    ],
)
def test_what_a_word_means(reader: Reader, text: str, term: str) -> None:
    reading = read(reader, text)
    assert (reading.intent, reading.topic, reading.facts) == ("term", term, {})


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between ALS and MND",
        "what is ALS like",
        "what is my age",
        "what does refractory mean in this trial?",
        "what is il-2",
        "what is a good lymphocyte count",
        "what is that",
        "I have ALS",
        "what he has is ALS",
    ],
)
def test_what_asks_for_something_else(reader: Reader, text: str) -> None:
    assert read(reader, text).intent != "term"
