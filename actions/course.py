"""The course of the talk: it stops and goes on, starts anew, goes over to another patient or to somebody else."""

from __future__ import annotations

from actions import asking, correcting, results, roles
from actions.clinic import retention_hours
from actions.context import Turn

OF_SOMEBODY_ELSE = frozenset({"another_patient", "handover"})
"""Intents with which another patient or another writer comes: before anything that is told beside them."""
STOPPED = ("stopped", "emergency")
OF_A_PERSON = ("age_years", "sex")
"""Facts by which two patients are told apart."""


def emergency(turn: Turn) -> None:
    """The reply of 6.1, before anything else. Screening stops, and resumes only when asked."""
    kind = str(turn.incoming.safety)
    state = turn.state
    if state.stage not in STOPPED:
        state.before = state.stage
    state.stage = "emergency"
    turn.goes_on = False
    turn.reply(
        turn.clinic.speech.emergency(kind, state.listener),
        buttons=[(turn.words("continue_button"), "resume", "yes")],
        custom={"type": "safety", "kind": kind},
    )


def restart(turn: Turn) -> None:
    asking.ask_yes_no(turn, "restart")


def delete_data(turn: Turn) -> None:
    asking.ask_yes_no(turn, "delete")


def stop(turn: Turn) -> None:
    if turn.state.stage not in STOPPED:
        turn.state.before = turn.state.stage
    turn.state.stage = "stopped"
    turn.goes_on = False
    turn.say("stopped", hours=retention_hours(), buttons=[(turn.words("continue_button"), "resume", "yes")])


def resume(turn: Turn) -> None:
    """Going on: the pending question, or the result, comes by itself; past a failure, too, that ended it."""
    if turn.state.final:
        turn.state.given_up, turn.state.shown = [], {}


def goodbye(turn: Turn) -> None:
    """Stops the questions; after the result there is nothing to stop."""
    if turn.state.final:
        turn.say("goodbye_done", hours=retention_hours())
    else:
        stop(turn)


def another_patient(turn: Turn) -> None:
    """Offers to start anew; what the message tells waits and does not go onto the first."""
    if turn.facts:
        turn.state.another = True
        asking.ask_another(turn)
    else:
        turn.say("another_first")


def minor(turn: Turn) -> None:
    """Who may be too young is asked the age at once."""
    if "age_years" not in turn.facts:
        turn.say("age_first")
        turn.state.correcting, turn.state.asked = True, "age_years"
    elif results.is_minor(turn):
        turn.say("minor_carer" if turn.state.role == "carer" else "minor")
    else:
        asking.not_understood(turn)


def tells_of_another(turn: Turn) -> bool:
    """Whether a clinician's line gives an age and a sex of which one is not the patient's: "now a 29F with NMDAR"."""
    told = turn.incoming.facts
    known = {fact: turn.facts[fact] for fact in OF_A_PERSON if turn.facts.get(fact) not in (None, "unknown")}
    differs = any(
        old != told.get(fact) and not correcting.denies(turn, fact, old, told.get(fact)) for fact, old in known.items()
    )
    plain = turn.register == "clinician" and turn.incoming.intent != "correct" and not correcting.corrects(turn)
    whole = differs and all(told.get(fact) not in (None, "unknown") for fact in OF_A_PERSON)
    return plain and (whole or bool(told) and _says_he_of_her(turn))


def _says_he_of_her(turn: Turn) -> bool:
    """ "His ALT is 300" where the patient is a woman, and the other way round; "his wife says ..." speaks of both."""
    words, pronouns = set(turn.incoming.words), turn.clinic.speech.replies.words.pronouns
    sex = turn.facts.get("sex")
    if sex not in pronouns or any(not words.isdisjoint(names) for names in turn.clinic.speech.replies.words.kin):
        return False
    own = words & set(pronouns[sex])
    return not own and any(not words.isdisjoint(told) for told in pronouns.values())


def ask_again(turn: Turn) -> None:
    """Start over? Asked again of who tells something instead of answering."""
    if turn.state.another:
        asking.ask_another(turn)
    else:
        restart(turn)


def handover(turn: Turn) -> None:
    """Somebody else types from now on: the question that waits is put to them; asks who where that is not told."""
    role = roles.takes_over(turn)
    if role is None:
        turn.say("handover")
        turn.state.stage = "role"
        asking.ask_role(turn)
    else:
        same, turn.state.role = role == turn.state.role, role
        turn.say("handover_same" if same else f"handover_{role}")
