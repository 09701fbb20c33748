"""Whatever is typed: no exception, no invented fact, time in proportion to the length."""

from __future__ import annotations

import time
import timeit

import pytest

from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF

NOTHING = [
    "",
    " ",
    "\n\n\n",
    "?",
    "....!!??",
    "\x00\x01\x02\x1b[31m",
    "Ã¼berprÃ¼fung â€“ mojibake Ä ï»¿",
    "\u202eevitisop VIH\u202c",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "'; DROP TABLE users; --",
    "<script>alert('x')</script><b onclick=x>",
    "9" * 1000,
    "1.2.3.4.5.6.7.8.9,0,1,2",
    "{}[]()\\/|^$*+?.",
    "شكرا جزيلا على المساعدة",
    "ＡＢＣ　１２３",
    "I'm" + " very" * 900 + " tired",
]


@pytest.mark.parametrize("text", NOTHING)
def test_noise_sets_nothing(reader: Reader, text: str) -> None:
    reading = reader.read(text, (), AS_OF)
    assert (reading.facts, reading.safety, reading.text) == ({}, None, text)


LONG = [
    "no hiv " * 570,
    "no " * 1300,
    "hiv, " * 800,
    "( " * 2000,
    "12.10.2026 " * 360,
    "not sure if " * 330,
    "failed rituximab " * 230,
    "a" * 4000,
    "- " * 2000,
    "one two three " * 280,
    "is it " * 660,
    "cant " + "very " * 790 + "breathe",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", LONG, ids=[text[:12] for text in LONG])
def test_time_grows_in_proportion_to_length(reader: Reader, text: str) -> None:
    """Time of this process, its garbage collector held back: what else the machine does is no part of it."""

    def taken(length: int) -> float:
        return min(
            timeit.repeat(lambda: reader.read(text[:length], (), AS_OF), timer=time.process_time, repeat=2, number=1)
        )

    assert taken(4000) < 12 * taken(1000) + 0.25


LETTER = """Dear colleague,
Thank you for referring this 58 year old man with LGI1 antibody encephalitis. Serum LGI1 was positive, CASPR2 negative.
He received IVMP 1 g x5 in March 2026 without response and IVIg 2 g/kg without benefit.
Past medical history: hypertension. No history of cancer. HIV negative.
Bloods: AST 33, ALT 29, platelets 210 x10^9/L.
Kind regards
"""


def test_a_pasted_letter_is_read_whole(reader: Reader) -> None:
    facts = reader.read(LETTER, (), AS_OF).facts
    expected = {
        "age_years": 58, "sex": "male", "antibodies_positive": ["lgi1"], "antibodies_negative": ["caspr2"],
        "tx_high_dose_steroid": "failed", "tx_ivig": "failed", "cancer_history": False, "hiv_serology": "negative",
        "ast_iu_l": 33, "alt_iu_l": 29, "platelets_per_mm3": 210000,
    }  # fmt: skip
    assert {fact: facts.get(fact) for fact in expected} == expected


def test_the_end_of_a_long_message_is_read_too(reader: Reader) -> None:
    text = "The weather has been fine and nothing much happened here. " * 60 + "HIV negative."
    reading = reader.read(text, (), AS_OF)
    assert reading.facts == {"hiv_serology": "negative"}
    start, end = reading.evidence["hiv_serology"]
    assert "HIV" in text[start:end]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("HIV positive. HIV negative.", "hiv_serology"),
        ("I have heart failure and I do not have heart failure", "heart_failure"),
        ("platelets 79. platelets 150.", "platelets_per_mm3"),
        ("I am 54 years old and I am 61 years old", "age_years"),
    ],
)
def test_of_two_statements_that_contradict_neither_is_taken(reader: Reader, text: str, fact: str) -> None:
    reading = reader.read(text, (), AS_OF)
    assert fact not in reading.facts
    assert len(reading.conflicts[fact]) == 2
