"""The opening: notice and consent first, then who is typing. No fact counts before consent."""

from __future__ import annotations

from dataclasses import replace

from actions import answers, asking, digressions, numbered, roles, telling, worded
from actions.context import Turn
from criteria.speakers import Role


def notice(turn: Turn) -> None:
    """The first answer to anything: the statements of 6.2 and the consent question."""
    turn.state.stage = "consent"
    hold(turn)
    turn.reply("\n\n".join([turn.words("notice"), *turn.result_words.statements(turn.as_of)]))
    asking.ask_consent(turn)


def hold(turn: Turn) -> bool:
    """What is told before the questions begin waits for them; it is dropped if consent is declined."""
    incoming = turn.incoming
    told = bool(incoming.facts or incoming.conflicts)
    if told:
        numbered.make_room(turn)
        turn.state.held.append(
            {
                "text": incoming.text,
                "number": numbered.announced(turn),
                "facts": dict(incoming.facts),
                "conflicts": incoming.conflicts,
                "doubts": dict(incoming.doubts),
            }
        )
    return told


def consent(turn: Turn) -> None:
    answer = _consent_answer(turn)
    if answer == "no":
        turn.state.held = []
        turn.say("consent_declined", buttons=[(turn.words("start_button"), "consent", "yes")])
        turn.state.asked = "consent"
        return
    hold(turn)
    if answer == "yes":
        turn.state.stage = "role"
        asking.ask_role(turn)
    elif answers.own_answer(turn) or digressions.answer(turn):
        return
    else:
        turn.say("stale_button" if turn.incoming.choice else "consent_again")
        asking.ask_consent(turn)


def _consent_answer(turn: Turn) -> str | None:
    if turn.incoming.choice:
        question, options = turn.incoming.choice
        return options[0] if question == "consent" and options in (("yes",), ("no",)) else None
    if turn.state.asked != "consent":
        return None
    return worded.yes_or_no(turn)


def role(turn: Turn) -> None:
    chosen = _role_answer(turn)
    told = hold(turn)
    if chosen is None:
        if answers.own_answer(turn) or digressions.answer(turn):
            return
        turn.say("stale_button" if turn.incoming.choice else "held" if told else "role_again")
        asking.ask_role(turn)
        return
    _begin(turn, chosen)
    take_up(turn)
    asking.ask_next(turn)


def _begin(turn: Turn, chosen: Role) -> None:
    turn.state.role, turn.state.stage, turn.state.asked = chosen, "screening", None
    turn.state.called = turn.state.called if chosen == "carer" else None
    turn.say(f"welcome_{chosen}")
    if chosen == "carer":
        turn.say("capacity")


def put_right(turn: Turn) -> bool:
    """Who is typing, told anew among the questions ("wrong button, I'm his wife"): the rest of what was told stands.
    False where the message tells no other role."""
    role = roles.put_right(turn)
    if role is None:
        return False
    if role == "unknown":
        turn.state.stage = "role"
        hold(turn)
        asking.ask_role(turn)
    else:
        _begin(turn, role)
        turn.say("role_put_right")
    return True


def take_up(turn: Turn) -> None:
    """Tells what waited, one message after the other, so that what was said later corrects or contradicts."""
    waiting, turn.state.held = turn.state.held, []
    for told in waiting:
        turn.state.number = told.get("number") or turn.state.number
        turn.incoming = replace(
            turn.incoming,
            text=told["text"],
            facts=told["facts"],
            conflicts=tuple(told["conflicts"]),
            doubts=told["doubts"],
        )
        telling.tell(turn, told["facts"])


def _role_answer(turn: Turn) -> Role | None:
    if turn.incoming.choice:
        question, options = turn.incoming.choice
        known = turn.clinic.speech.replies.roles
        return next((r for r in known if question == "role" and options == (r,)), None)
    return roles.told_role(turn)
