"""Invented people talk to the assistant: in any register, by buttons or words, the verdict is that of their facts."""

from __future__ import annotations

import random
from typing import Any

import pytest

from actions.clinic import clinic
from benchmarks.people import people
from tests.actions.talk import TODAY, Talk

Facts = dict[str, Any]
PEOPLE = list(people(40, seed=11))
OWN = {"consent", "role", "go_on", "doubt"}


def verdicts(facts: Facts) -> dict[str, str]:
    told = clinic().catalogue.engine.assess(facts, TODAY)
    return {trial["nct_id"]: trial["verdict"] for trial in told["trials"]}


def says_all(option: dict[str, Any], facts: Facts) -> bool:
    """Whether everything an option sets is so for this person."""
    if not option["facts"] or option.get("unknown") or option.get("skip"):
        return False
    return all(_is(facts.get(name), value) for name, value in option["facts"].items())


def _is(known: Any, value: Any) -> bool:
    if isinstance(value, list) and isinstance(known, list):
        return set(value) <= set(known)
    return bool(known == value)


def option_id(option: dict[str, Any]) -> str:
    return str(option["payload"].split('"option":"')[1].rstrip('"}'))


def answer(talk: Talk, facts: Facts, *, buttons: bool) -> None:
    """One answer to the pending question, as the person would give it."""
    question = talk.question
    if question["id"] == "go_on":
        talk.pick("no")
        return
    if question["id"] == "doubt":
        right = next(o for o in question["options"] if says_all(o, facts))
        talk.pick(option_id(right))
        return
    fitting = [option_id(o) for o in question["options"] if says_all(o, facts) and not o.get("none")]
    none = [option_id(o) for o in question["options"] if o.get("none") and says_all(o, facts)]
    if buttons and (fitting or none) and question["input"] in ("choice", "multi"):
        talk.pick(*(fitting if question["input"] == "multi" else (fitting + none)[:1]) or none)
        return
    told = {name: facts[name] for name in question["facts"] if name in facts}
    if told and any(name not in talk.facts for name in told):
        talk.tell(**told)
    else:
        talk.pick("unknown")


def talk_to_the_end(facts: Facts, role: str, *, buttons: bool) -> dict[str, str]:
    talk = Talk(role)
    asked: list[str] = []
    while talk.final is None:
        if talk.question["id"] not in OWN:
            asked.append(talk.question["id"])
        assert len(asked) < 90
        answer(talk, facts, buttons=buttons)
    assert len(asked) == len(set(asked)), f"asked twice: {sorted({q for q in asked if asked.count(q) > 1})}"
    return {trial["nct_id"]: trial["verdict"] for trial in talk.final["trials"]}


@pytest.mark.parametrize("buttons", [True, False], ids=["buttons", "words"])
@pytest.mark.parametrize("role", ["patient", "carer", "clinician"])
def test_every_person_gets_the_verdict_of_their_facts(role: str, buttons: bool) -> None:
    for facts in PEOPLE:
        assert talk_to_the_end(facts, role, buttons=buttons) == verdicts(facts)


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_the_order_in_which_facts_are_told_changes_nothing(role: str) -> None:
    chance = random.Random(3)
    for facts in PEOPLE[:20]:
        talk = Talk(role)
        names = list(facts)
        chance.shuffle(names)
        for name in names:
            talk.hear("told", intent="correct", facts={name: facts[name]})
        kept = {name: talk.facts.get(name) for name in facts}
        assert kept == facts
        assert talk.clinic_verdicts() == verdicts(facts)
