"""Feelings, questions of privacy and of the manner of the chat get a true short answer, then the pending question."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


def screened(role: str = "carer") -> Talk:
    talk = Talk(role)
    talk.tell(ae_diagnosis="diagnosed", motor_syndrome="none")
    return talk


def test_a_low_mood_gets_kindness_and_then_the_question() -> None:
    talk = screened()
    pending = talk.question["id"]
    talk.hear("i cried in the parking lot", intent="distress")
    assert "I am sorry that this is so hard" in talk.text and "988" in talk.text
    assert talk.question["id"] == pending


def test_crisis_lines_come_once() -> None:
    talk = screened()
    told = ["988" in _heard(talk) for _ in range(5)]
    assert told == [True, False, False, False, False]


def _heard(talk: Talk) -> str:
    talk.hear("I have to be strong for them", intent="distress")
    return talk.text


def test_a_low_mood_beside_facts_is_heard_and_the_facts_are_noted() -> None:
    talk = Talk("carer")
    told = "my son has NMDAR encephalitis, it's been a nightmare"
    talk.hear(told, intent="distress", facts={"ae_diagnosis": "diagnosed", "sex": "male"})
    assert talk.facts["ae_diagnosis"] == "diagnosed" and talk.facts["sex"] == "male"
    assert "I am sorry that this is so hard" in talk.text and "988" not in talk.text
    assert talk.question["id"] != "disease"


@pytest.mark.parametrize(
    ("intent", "says"),
    [
        ("privacy", ["no person reads along", "24 hours", "no health record", '"delete my data"']),
        ("how_to_delete", ['"delete my data"', "24 hours"]),
        ("bother", ["Not at all"]),
        ("closing", ["cannot be opened again", "24 hours"]),
        ("naming", ["the one who is ill"]),
    ],
)
def test_a_true_short_answer_then_the_question(intent: str, says: list[str]) -> None:
    talk = screened()
    pending, facts = talk.question["id"], dict(talk.facts)
    talk.hear("?", intent=intent)
    assert all(words in talk.text for words in says)
    assert talk.question["id"] == pending and talk.facts == facts


@pytest.mark.parametrize("intent", ["privacy", "how_to_delete", "distress"])
def test_before_the_questions_begin(intent: str) -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.hear("?", intent=intent)
    assert talk.question["id"] == "consent" and len(talk.replies) == 2


@pytest.mark.parametrize("intent", ["privacy", "how_to_delete", "distress", "bother"])
def test_after_the_result_it_is_not_shown_again(intent: str) -> None:
    talk = Talk("patient")
    while talk.final is None:
        talk.pick("no" if talk.question["id"] == "go_on" else "unknown")
    talk.hear("?", intent=intent)
    assert not any(custom["type"] == "assessment" for custom in talk.customs)
    assert "understand" not in talk.text


def test_how_to_delete_deletes_nothing() -> None:
    talk = screened()
    talk.hear("how do I delete this", intent="how_to_delete")
    assert talk.facts and talk.state.asked != "delete"
    talk.hear("delete my data", intent="delete_data")
    assert talk.state.asked == "delete" and talk.facts


@pytest.mark.parametrize("words", ["i'm not myself", "rituximab got me talking again but I'm not myself", "i'm not me"])
def test_who_is_not_himself_is_the_patient_still(words: str) -> None:
    talk = Talk("patient")
    talk.hear(words, intent="distress")
    assert talk.state.stage == "screening" and talk.question["id"] == "illness"


def test_this_is_not_me_denies_the_patient() -> None:
    talk = Talk("patient")
    talk.hear("this is not me, I'm his wife", intent="out_of_scope")
    assert talk.state.role == "carer"
