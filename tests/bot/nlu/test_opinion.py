"""The second opinion speaks against values that the words around deny, and only against those."""

from __future__ import annotations

from functools import lru_cache

import pytest

from bot.nlu.opinion.around import Around
from bot.nlu.opinion.claims import claim
from bot.nlu.opinion.odds import WEIGHTS, Odds, Weights
from bot.nlu.opinion.opinion import kept
from bot.nlu.opinion.weighing import BIAS
from bot.nlu.page import Finding
from bot.nlu.reader import Reader
from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.conftest import AS_OF

OPPOSED = [
    ("My neighbour has heart failure", "heart failure", "heart_failure", True),
    ("No heart failure", "heart failure", "heart_failure", True),
    ("My uncle had TB", "tb", "tuberculosis", "past_treated"),
    ("The man in the next bed had hepatitis C", "hepatitis C", "hepatitis_c_status", "current"),
    ("They talked about rituximab but I never got it", "rituximab", "tx_rituximab", "failed"),
    ("Never had IVIG", "ivig", "tx_ivig", "responded"),
    ("HIV neg 2024", "HIV", "hiv_serology", "positive"),
    ("I weigh 72 kg and I am 58", "72", "age_years", 72),
]
MEANT = [
    ("I have leukaemia", "leukaemia", "cancer_history", True),
    ("rituximab x2, no response", "rituximab", "tx_rituximab", "failed"),
    ("My last IVIG helped a lot", "IVIG", "tx_ivig", "responded"),
    ("I don't have heart failure", "heart failure", "heart_failure", False),
    ("HIV neg 2024", "HIV", "hiv_serology", "negative"),
    ("I weigh 72 kg and I am 58", "58", "age_years", 58),
]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return Weights()


def _kept(reader: Reader, text: str, words: str, fact: str, value: object, *asked: str) -> bool:
    page = reader.page(text, asked, AS_OF)
    start = page.keys.index(words.lower().split()[0])
    found = Finding(fact, value, start, start + len(words.split()))  # type: ignore[arg-type]
    return kept(page, Odds(page, _weights()), [found]) == [found]


@pytest.mark.parametrize(("text", "words", "fact", "value"), OPPOSED)
def test_a_value_that_the_words_around_deny_is_not_taken(
    reader: Reader, text: str, words: str, fact: str, value: object
) -> None:
    assert not _kept(reader, text, words, fact, value)


@pytest.mark.parametrize("text", ["Pregnant.", "pregnant", "She is pregnant", "yes, pregnant"])
def test_what_is_said_without_a_word_more_stands(reader: Reader, text: str) -> None:
    """Whatever was asked: a clinician who types "pregnant" to the question for the diagnosis means it."""
    for asked in ((), ("ae_diagnosis", "motor_syndrome")):
        assert reader.read(text, asked, AS_OF).facts == {"pregnant": True}


@pytest.mark.parametrize(("text", "words", "fact", "value"), MEANT)
def test_a_value_that_they_bear_out_is(reader: Reader, text: str, words: str, fact: str, value: object) -> None:
    assert _kept(reader, text, words, fact, value)


def test_what_an_answer_names_is_judged_too(reader: Reader) -> None:
    assert not _kept(reader, *OPPOSED[0], OPPOSED[0][2])
    assert _kept(reader, *MEANT[0], MEANT[0][2])


def test_a_number_that_was_asked_for_is_not_judged(reader: Reader) -> None:
    assert not _kept(reader, *OPPOSED[-1])
    assert _kept(reader, *OPPOSED[-1], OPPOSED[-1][2])


def test_of_a_treatment_that_is_spoken_against_the_reply_tells_nothing_else(reader: Reader) -> None:
    """What is left of the words would say "failed"."""
    text = "it was the second infusion that was no good, first was ok"
    assert "tx_ivig" not in reader.read(text, ("tx_ivig", "tx_rituximab"), AS_OF).facts


def test_results_of_the_laboratory_and_what_is_unknown_are_not_judged() -> None:
    assert claim("platelets_per_mm3", 140_000) is None
    assert claim("hiv_serology", "unknown") is None


def test_learned_weights_belong_to_the_claims_of_the_catalogue_and_to_what_is_seen(reader: Reader) -> None:
    """After a change of either: python -m tests.bot.nlu.learn_opinion."""
    rows = [line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines()]
    claims = {"true", "false", *(f"is {fact}" for fact in catalogue()), *(f"in {fact}" for fact in catalogue())}
    for fact, spec in catalogue().items():
        claims |= {claim(fact, value) or "" for value in spec.get("values", ())}
        claims |= {claim(fact, value) or "" for value in catalogue()[spec.get("values_of", fact)].get("values", ())}
    assert {kind for kind, _, _ in rows} <= claims
    assert {kind for kind, feature, _ in rows if feature == BIAS} == {kind for kind, _, _ in rows}
    page = reader.page("no cancer at all", (), AS_OF)
    at = page.keys.index("cancer")
    known = {feature for _, feature, _ in rows}
    assert len(Around(page).features("cancer_history", at, at + 1).beside & known) > 10


@pytest.mark.parametrize("row", ["HIV/HBV neg", "HBV/HCV neg, AST 20", "HIV neg, HBV neg"])
def test_rows_of_results_are_not_judged(reader: Reader, row: str) -> None:
    text = f"62M LGI1+ LE, refractory to IVMP+IVIg, CYC x6 NR, AST 35, {row}"
    assert reader.read(text, (), AS_OF).facts["hepatitis_b_status"] == "negative"


@pytest.mark.parametrize("text", ["62M, LGI1+ AE, no motor neuron disease, IVIg NR", "I have AE, no MND"])
def test_a_clause_of_a_name_and_its_no_is_not_judged(reader: Reader, text: str) -> None:
    assert reader.read(text, (), AS_OF).facts["motor_syndrome"] == "none"


def test_a_denial_that_ends_the_message_is_read(reader: Reader) -> None:
    """Its finding ends behind the last token."""
    assert reader.read("IVIG on 2 November, it wasn't over the top", (), AS_OF).facts["iv_dose_excessive"] is False
