"""The opening: notice and consent first, then who is typing. No fact counts before consent."""

from __future__ import annotations

from actions import answers, asking, digressions, telling
from actions.context import Turn
from criteria.speakers import Role

_PLAIN_STRIP = " .!,;:\t\n"


def notice(turn: Turn) -> None:
    """The first answer to anything: the statements of 6.2 and the consent question."""
    turn.state.stage = "consent"
    hold(turn)
    turn.reply("\n\n".join([turn.words("notice"), *turn.result_words.statements(turn.as_of)]))
    asking.ask_consent(turn)


def hold(turn: Turn) -> None:
    """Facts told before consent wait; they are dropped if consent is declined."""
    turn.state.early.update(turn.incoming.facts)


def consent(turn: Turn) -> None:
    answer = _consent_answer(turn)
    if answer == "yes":
        turn.state.stage = "role"
        hold(turn)
        asking.ask_role(turn)
    elif answer == "no":
        turn.state.early = {}
        turn.say("consent_declined", buttons=[(turn.words("start_button"), "consent", "yes")])
        turn.state.asked = "consent"
    elif answers.own_answer(turn) or digressions.answer(turn):
        return
    elif turn.incoming.choice:
        turn.say("stale_button")
        asking.ask_consent(turn)
    else:
        hold(turn)
        turn.say("consent_again")
        asking.ask_consent(turn)


def _consent_answer(turn: Turn) -> str | None:
    if turn.incoming.choice:
        question, options = turn.incoming.choice
        return options[0] if question == "consent" and options in (("yes",), ("no",)) else None
    if turn.state.asked != "consent":
        return None
    return asking.yes_or_no(turn)


def role(turn: Turn) -> None:
    chosen = _role_answer(turn)
    if chosen is None:
        if answers.own_answer(turn) or digressions.answer(turn):
            return
        hold(turn)
        turn.say("stale_button" if turn.incoming.choice else "role_again")
        asking.ask_role(turn)
        return
    hold(turn)
    turn.state.role, turn.state.stage, turn.state.asked = chosen, "screening", None
    turn.say(f"welcome_{chosen}")
    if chosen == "carer":
        turn.say("capacity")
    early, turn.state.early = turn.state.early, {}
    if early:
        telling.tell(turn, early)
    asking.ask_next(turn)


def _role_answer(turn: Turn) -> Role | None:
    roles = turn.clinic.speech.replies.words.roles
    if turn.incoming.choice:
        question, options = turn.incoming.choice
        return next((r for r in roles if question == "role" and options == (r,)), None)
    words = set(turn.incoming.text.lower().replace(",", " ").replace(".", " ").split())
    text = turn.incoming.text.lower().strip(_PLAIN_STRIP)
    # A clinician or carer says so in one word; "I am the patient's neurologist" names both, and the clinician counts.
    for candidate in ("clinician", "carer", "patient"):
        told = roles[candidate]
        if text in told or (candidate != "patient" and words & {w for w in told if " " not in w}):
            return candidate
    return "patient" if words & {"patient", "myself"} else None
