"""Patients who are announced by a number: "Pt 1: 52F MMN", "second case: 61M ALS". The first of all starts nothing
anew, and what is told of one goes onto no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.context import Turn
from actions.course import OF_A_PERSON

ANOTHER = "another_patient"
_BETWEEN = {"no", "number", "nr"}


def announced(turn: Turn) -> int:
    """The number by which the message announces a patient; 0 where it announces none, or by no number."""
    if turn.incoming.intent != ANOTHER:
        return 0
    own = turn.clinic.speech.replies.words
    words = [word for word in turn.incoming.words if word not in _BETWEEN]
    numbers = {name: number for number, names in enumerate(own.numbers_of_patients, 1) for name in names}
    for at, word in enumerate(words):
        if word in own.patients:
            beside = (*words[at + 1 : at + 2], *words[max(at - 1, 0) : at])
            if found := next((numbers[one] for one in beside if one in numbers), 0):
                return found
    return 0


def settle(turn: Turn) -> None:
    """An announcement of the patient on file, or of the first while there is none, is no other patient: what it tells
    is noted like any other line."""
    state, incoming = turn.state, turn.incoming
    if incoming.intent != ANOTHER or not (incoming.facts or incoming.conflicts):
        return
    number = announced(turn)
    on_file = bool(number) and number == state.number
    if on_file and state.another:  # back to the one on file
        turn.say("another_stays")
        state.held, state.another, state.asked = [], False, None
    if on_file or not turn.facts and not state.held:
        state.number = number
        turn.incoming = replace(incoming, intent="answer")


def make_room(turn: Turn) -> None:
    """Drops what waits of one patient once another is announced: the lines of two are never told of one."""
    waiting = turn.state.held
    if turn.incoming.intent != ANOTHER or not waiting:
        return
    number, before = announced(turn), next((told["number"] for told in waiting if told.get("number")), 0)
    if number != before if number and before else _differs(turn.incoming.facts, waiting):
        turn.state.held = []
        turn.say("another_dropped")


def _differs(told: Mapping[str, Any], waiting: list[dict[str, Any]]) -> bool:
    """Whether age or sex is told otherwise than before."""
    known = {name: value for line in waiting for name, value in line["facts"].items() if name in OF_A_PERSON}
    return any(told.get(name, value) != value for name, value in known.items())
