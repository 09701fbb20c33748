"""Answers by place, typed and read: the option shown there counts, whatever the order of the facts."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from actions.context import Turn
from actions.conversation import Conversation, Incoming
from bot.nlu.component import entities
from bot.nlu.reader import Reader
from criteria.questions import Asked
from tests.actions.talk import TODAY, Talk

CHECKLISTS = [
    ("patient", "past_infections"),
    ("patient", "other_illnesses"),
    ("patient", "studies"),
    ("clinician", "histories"),
    ("clinician", "organs"),
]
REPLIES: list[tuple[str, list[int], bool]] = [
    ("the first and the third", [0, 2], False),
    ("1 and 3", [0, 2], False),
    ("2, 3", [1, 2], False),
    ("option 2 please", [1], False),
    ("first, second and last", [0, 1, -1], False),
    ("only the first two", [0, 1], True),
    ("Just the 2nd.", [1], True),
    ("none except the last", [-1], True),
    ("no to all but the second", [1], True),
    ("the third, none of the others", [2], True),
    ("yes to the first, the rest no", [0], True),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def at(role: str, question: str) -> Talk:
    """A conversation in which this question waits."""
    talk = Talk(role)
    while talk.question["id"] != question:
        talk.pick("skip" if talk.question["facts"] else "yes")
    return talk


def types(talk: Talk, reader: Reader, text: str) -> None:
    reading = reader.read(text, talk.question["facts"], TODAY)
    message = {"text": text, "intent": {"name": reading.intent}, "entities": entities(reading)}
    talk._take(Incoming.read(json.loads(json.dumps(message))))


def presses(talk: Talk, options: list[str]) -> dict[str, Any]:
    """The facts of somebody who is asked the same and presses these buttons."""
    other = Talk(talk.state.role)
    other.state, other.facts = Conversation.read(talk.state.as_slot()), dict(talk.facts)
    other.pick(*options)
    return other.facts


def offered(talk: Talk) -> list[str]:
    flags = {"none", "rest", "unknown", "skip"}
    return [id_of(option) for option in talk.question["options"] if not flags & option.keys()]


def id_of(option: dict[str, Any]) -> str:
    return str(json.loads(option["payload"].removeprefix("/answer"))["option"])


@pytest.fixture(params=["as shown", "backwards"])
def order(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The options in the catalogue's order, or the other way round."""
    if request.param == "as shown":
        return 1
    pending = Turn.pending

    def backwards(turn: Turn) -> Asked | None:
        asked = pending(turn)
        return asked and dataclasses.replace(asked, options=asked.options[::-1])

    monkeypatch.setattr(Turn, "pending", backwards)
    return -1


@pytest.mark.parametrize(("said", "places", "closed"), REPLIES)
@pytest.mark.parametrize(("role", "question"), CHECKLISTS)
def test_places_in_a_checklist_are_the_buttons_that_stand_there(
    reader: Reader, order: int, role: str, question: str, said: str, places: list[int], closed: bool
) -> None:
    talk = at(role, question)
    shown = offered(talk)[::order]
    pressed = presses(talk, [*(shown[place] for place in places), *(["rest"] if closed else [])])
    types(talk, reader, said)
    assert talk.facts == pressed


@pytest.mark.parametrize(("role", "question"), CHECKLISTS)
def test_all_but_one_are_all_options_but_that_one(reader: Reader, order: int, role: str, question: str) -> None:
    talk = at(role, question)
    shown = offered(talk)[::order]
    pressed = presses(talk, [shown[0], *shown[2:], "rest"])
    types(talk, reader, "all but the second")
    assert talk.facts == pressed


@pytest.mark.parametrize(
    ("question", "said", "told"),
    [
        ("other_illnesses", "no to the first two", {"heart_failure": False, "severe_lung_dysfunction": False}),
        ("other_illnesses", "not the fourth", {}),  # a blood disease now; nothing is said of the past
        ("other_illnesses", "no to the fourth and the fifth", {"blood_disease": "none"}),
        ("past_infections", "no to the first two", {}),
        ("studies", "first no, second yes", {"il2_allergy_or_intolerance": False, "in_other_trial": True}),
    ],
)
def test_a_no_to_all_options_of_a_fact_is_a_no_to_it(
    reader: Reader, question: str, said: str, told: dict[str, Any]
) -> None:
    talk = at("patient", question)
    before = talk.facts
    types(talk, reader, said)
    assert talk.facts == {**before, **told}
    assert told or "which answer you mean" in talk.text


def test_what_was_understood_is_said_again(reader: Reader) -> None:
    talk = at("patient", "studies")
    types(talk, reader, "only the second")
    assert next(c for c in talk.customs if c["type"] == "understood")["facts"]["in_other_trial"] is True


@pytest.mark.parametrize("said", ["the twelfth", "all but the twelfth"])
def test_a_place_where_nothing_stands_changes_nothing(reader: Reader, said: str) -> None:
    talk = at("patient", "past_infections")
    before = talk.facts
    types(talk, reader, said)
    assert talk.facts == before and "I changed nothing" in talk.text


@pytest.mark.parametrize("said", ["the second one, cured though", "the first two no, I think", "one second"])
def test_more_than_places_is_asked_back_where_options_are_not_the_facts(reader: Reader, said: str) -> None:
    talk = at("patient", "past_infections")
    before = talk.facts
    types(talk, reader, said)
    assert talk.facts == before and talk.question["id"] == "past_infections"


def test_more_than_places_counts_where_each_option_is_a_fact(reader: Reader) -> None:
    talk = at("patient", "studies")
    types(talk, reader, "no to the first as far as I remember")
    assert talk.facts["il2_allergy_or_intolerance"] is False


def test_a_bare_number_or_a_day_names_no_option(reader: Reader) -> None:
    talk = at("patient", "past_infections")
    before = talk.facts
    types(talk, reader, "2")
    assert talk.facts == before
    talk = at("patient", "last_vaccine")
    types(talk, reader, "the 1st")
    assert talk.facts["last_vaccination_date"] == "2026-11-01"
    talk = at("patient", "last_vaccine")
    types(talk, reader, "option 1")
    assert talk.facts["vaccinated_within_6_months"] is False


def test_one_of_several_answers_is_taken_by_its_place_and_several_are_asked_back(reader: Reader) -> None:
    talk = Talk("patient")
    while talk.question["input"] != "choice" or len(offered(talk)) < 3:
        talk.pick("skip")
    asked, pressed = talk.question["id"], presses(talk, offered(talk)[2:3])
    types(talk, reader, "the first and the third")
    assert talk.question["id"] == asked and "which answer you mean" in talk.text
    types(talk, reader, "the third one")
    assert talk.facts == pressed
