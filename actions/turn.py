"""One turn of the conversation: a message comes in, facts and state change, replies go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from actions import answers, asking, choosing, digressions, opening, telling
from actions.clinic import Clinic
from actions.context import Turn
from actions.conversation import Conversation, Incoming

Stage = Callable[[Turn], None]


def take_turn(
    clinic: Clinic, state: Conversation, facts: Mapping[str, Any], incoming: Incoming, as_of: dt.date
) -> Turn:
    """The turn, taken: `facts` and `state` as they are after it, and the replies in order, never empty."""
    turn = Turn(clinic, state, dict(facts), incoming, as_of)
    if incoming.safety:
        digressions.emergency(turn)
    else:
        _STAGES[state.stage](turn)
    return turn


def screening(turn: Turn) -> None:
    """The questions: what was told is taken, what was asked is answered, then the next question or the result."""
    other_role = opening.put_right(turn)
    if turn.state.stage == "role":
        return
    if turn.incoming.choice:
        choosing.choose(turn)
    elif answers.own_answer(turn) or choosing.choose_typed(turn):
        pass
    elif turn.incoming.facts or turn.incoming.conflicts:
        telling.tell(turn, turn.incoming.facts)
        digressions.answer(turn, also=True)
    elif not other_role and not digressions.answer(turn):
        asking.not_understood(turn)
    if turn.goes_on:
        asking.ask_next(turn)


def paused(turn: Turn) -> None:
    """Stopped, or after an emergency: nothing goes on until the person asks for it."""
    if answers.own_answer(turn):
        pass
    elif _asks_to_go_on(turn):
        turn.state.stage = turn.state.before
        turn.say("resumed")
        asking.ask_pending(turn)
    elif turn.incoming.choice:
        turn.say("stale_button")
        asking.stay_paused(turn)
    elif not digressions.answer(turn):
        asking.stay_paused(turn)


def _asks_to_go_on(turn: Turn) -> bool:
    incoming = turn.incoming
    if incoming.choice or incoming.facts:
        return incoming.choice == ("resume", ("yes",))
    return incoming.intent == "resume" or asking.says(turn, turn.clinic.speech.replies.words.resume)


_STAGES: dict[str, Stage] = {
    "new": opening.notice,
    "consent": opening.consent,
    "role": opening.role,
    "screening": screening,
    "stopped": paused,
    "emergency": paused,
}
