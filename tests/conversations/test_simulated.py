"""Invented people talk to the running assistant: right verdicts, nobody unfinished, no question asked twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from benchmarks.people import people
from criteria.load import catalogue
from tests.conversations.person import Facts, Person
from tests.conversations.player import Chat

PEOPLE = list(people(48, seed=23))
ROLES = {"clinician": "I am a clinician", "patient": "I am the patient", "carer": "I am a carer"}
WANTED = {(nct, verdict) for nct in ("NCT02714959", "NCT04952155") for verdict in ("may_fit", "does_not_fit")}


def verdicts(assessment: dict[str, Any]) -> dict[str, str]:
    return {trial["nct_id"]: trial["verdict"] for trial in assessment["trials"]}


def expected(facts: Facts) -> dict[str, str]:
    return verdicts(catalogue().engine.assess(facts, dt.date.today()))


@pytest.mark.parametrize("number", range(len(PEOPLE)))
def test_a_person_is_screened_to_the_verdict_of_their_facts(server: Any, number: int) -> None:
    facts = PEOPLE[number]
    role = ("clinician", "patient", "clinician", "carer")[number % 4]
    person = Person(Chat(server.url), facts, typed=number % 3 == 0)
    assert verdicts(person.screened(ROLES[role])) == expected(facts)
    assert len(person.asked) == len(set(person.asked)), sorted(q for q in person.asked if person.asked.count(q) > 1)


def test_the_people_come_to_every_verdict() -> None:
    reached = {pair for facts in PEOPLE for pair in expected(facts).items()}
    assert reached >= WANTED


@pytest.mark.parametrize("nct_id", ["NCT02714959", "NCT04952155"])
def test_nothing_known_but_the_disease_leaves_a_trial_undetermined(server: Any, nct_id: str) -> None:
    disease: Facts = (
        {"ae_diagnosis": "diagnosed", "motor_syndrome": "none"}
        if nct_id == "NCT02714959"
        else {"ae_diagnosis": "ruled_out", "motor_syndrome": "als"}
    )
    told = Person(Chat(server.url), disease, typed=False).screened(ROLES["clinician"])
    assert verdicts(told)[nct_id] == "undetermined"
    assert next(trial for trial in told["trials"] if trial["nct_id"] == nct_id)["settled"] is True
