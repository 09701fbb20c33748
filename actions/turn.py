"""One turn of the conversation: a message comes in, facts and state change, replies go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from actions import (
    answers,
    asking,
    cautions,
    choosing,
    correcting,
    course,
    digressions,
    numbered,
    opening,
    roles,
    rules_asked,
    telling,
    worded,
)
from actions.clinic import Clinic
from actions.context import Turn
from actions.conversation import Conversation, Incoming

Stage = Callable[[Turn], None]


def take_turn(
    clinic: Clinic, state: Conversation, facts: Mapping[str, Any], incoming: Incoming, as_of: dt.date
) -> Turn:
    """The turn, taken: `facts` and `state` as they are after it, and the replies in order, never empty."""
    turn = Turn(clinic, state, dict(facts), incoming, as_of)
    roles.note_called(turn)
    if incoming.safety:
        course.emergency(turn)
    else:
        cautions.say(turn)
        _STAGES[state.stage](turn)
    return turn


def screening(turn: Turn) -> None:
    """The questions: what was told is taken, what was asked is answered, then the next question or the result."""
    numbered.settle(turn)
    other_role = turn.incoming.intent != "handover" and opening.put_right(turn)
    if turn.state.stage == "role":
        return
    if turn.incoming.choice:
        choosing.choose(turn)
    elif turn.state.asked == "restart" and answers.own_answer(turn):
        pass
    elif turn.incoming.intent in course.OF_SOMEBODY_ELSE and turn.facts:
        opening.hold(turn)
        digressions.answer(turn)
    elif turn.incoming.intent in ("term", "hide"):  # their words answer nothing
        digressions.answer(turn)
    elif turn.incoming.dropped:
        telling.take_back(turn)
    elif telling.was_of_another(turn) or answers.own_answer(turn) or choosing.choose_typed(turn):
        pass
    elif turn.state.asked == "restart" and opening.hold(turn):
        if worded.anew_before(turn):
            answers.restart(turn, "yes")
        else:
            course.ask_again(turn)
    elif course.tells_of_another(turn):
        opening.hold(turn)
        course.another_patient(turn)
    elif telling.repeats(turn) and rules_asked.by_id(turn):
        rules_asked.criterion(turn)
    elif turn.incoming.facts or turn.incoming.conflicts or correcting.contrasted(turn):
        telling.tell(turn, turn.incoming.facts)
        if not digressions.answer(turn, also=True):
            rules_asked.behind_facts(turn)
    elif not other_role and not digressions.answer(turn):
        asking.not_understood(turn)
    if turn.goes_on and turn.state.another and turn.state.asked == "restart":
        course.ask_again(turn)  # what was told of another patient still waits
    elif turn.goes_on:
        opening.take_up(turn)
        asking.ask_next(turn)


def paused(turn: Turn) -> None:
    """Stopped, or after an emergency: nothing is asked until the person wants to go on. What is told after a stop is
    noted, after an emergency it waits to be told again, but for what is told with "I'm fine"."""
    if answers.own_answer(turn):
        pass
    elif _asks_to_go_on(turn):
        turn.state.stage = turn.state.before
        turn.say("resumed")
        asking.ask_pending(turn)
    elif turn.incoming.choice:
        turn.say("stale_button")
        asking.stay_paused(turn)
    elif turn.state.stage == "emergency" and turn.state.before == "screening" and worded.well(turn):
        _go_on_well(turn)
    elif turn.state.stage == "stopped" and (turn.incoming.facts or turn.incoming.conflicts):
        _note(turn)
    elif not digressions.answer(turn):
        asking.stay_paused(turn)


def _go_on_well(turn: Turn) -> None:
    """The danger was none, or is over: "I'm ok, I only wanted to know. No infection"."""
    turn.state.stage = turn.state.before
    turn.say("resumed")
    if turn.incoming.facts:
        telling.tell(turn, turn.incoming.facts)
    if turn.goes_on:
        asking.ask_pending(turn)


def _note(turn: Turn) -> None:
    """What is told is noted, or waits for consent; nothing is asked."""
    turn.state.asked = None
    if turn.state.before == "screening":
        telling.tell(turn, turn.incoming.facts)
        turn.goes_on = False
        turn.say("told_while_stopped", buttons=[(turn.words("continue_button"), "resume", "yes")])
    else:
        opening.hold(turn)
        asking.stay_paused(turn)


def _asks_to_go_on(turn: Turn) -> bool:
    incoming = turn.incoming
    if incoming.choice or incoming.facts:
        return incoming.choice == ("resume", ("yes",))
    return incoming.intent == "resume" or worded.says(turn, turn.clinic.speech.replies.words.resume)


_STAGES: dict[str, Stage] = {
    "new": opening.notice,
    "consent": opening.consent,
    "role": opening.role,
    "screening": screening,
    "stopped": paused,
    "emergency": paused,
}
