"""Asking: the next question, the assistant's own yes/no questions, the result when nothing is left to ask."""

from __future__ import annotations

from typing import Any

from actions import doubts, results
from actions.clinic import retention_hours
from actions.context import Turn
from actions.conversation import payload
from actions.worded import EXACT, yes_or_no
from criteria.questions import Asked


def ask_pending(turn: Turn) -> None:
    """The question that waits, whatever the stage."""
    stage = turn.state.stage
    if stage in ("new", "consent"):
        ask_consent(turn)
    elif stage == "role":
        ask_role(turn)
    elif stage == "screening":
        ask_next(turn)
    else:
        stay_paused(turn)


def ask_next(turn: Turn) -> None:
    """The doubt that waits, the question being corrected, the next question, or the result."""
    state = turn.state
    left_open = list(state.open_doubts)
    if doubt := doubts.to_be_asked(turn):
        _ask_doubt(turn, doubt)
        return
    if state.correcting and state.asked:
        pending = turn.pending()
        if pending is not None:
            ask(turn, pending)
            return
    state.correcting = False
    question = next_question(turn)
    if question is not None:
        ask(turn, question)
    elif doubt := doubts.asked_once_more(turn, left_open):
        _ask_doubt(turn, doubt)
    elif not ask_to_go_on(turn):
        state.asked = None
        results.finish(turn)


def _ask_doubt(turn: Turn, doubt: doubts.Doubt) -> None:
    ask_own(turn, doubt["id"], doubt["text"], doubt["options"], facts=doubt["facts"])


def next_question(turn: Turn, *, kept: frozenset[str] = frozenset()) -> Asked | None:
    state = turn.state
    return turn.clinic.chooser.next(
        turn.person(),
        state.listener,
        given_up=frozenset(state.given_up) | _too_young(turn),
        kept=frozenset(state.kept) | kept,
    )


def _too_young(turn: Turn) -> frozenset[str]:
    """Trials closed to a minor: no further health question is put to one."""
    if not results.is_minor(turn):
        return frozenset()
    return frozenset(nct for nct, verdict in turn.verdicts().items() if verdict == "does_not_fit")


def ask(turn: Turn, question: Asked) -> None:
    turn.state.asked = question.id
    options = [
        {
            "title": option.title,
            "payload": payload(question.id, option.id),
            "facts": {} if option.unknown or option.skip else option.facts,
            **{flag: True for flag in ("none", "unknown", "skip", "rest") if getattr(option, flag)},
        }
        for option in question.options
    ]
    answered, at_most = question.progress
    turn.reply(
        question.text,
        buttons=[(option.title, question.id, option.id) for option in question.options],
        custom={
            "type": "question",
            "id": question.id,
            "facts": list(question.facts),
            "input": question.input,
            "options": options,
            "unit": question.unit,
            "why": question.why,
            "progress": {"answered": answered, "at_most": at_most},
        },
    )


def ask_own(
    turn: Turn, question: str, text: str, options: list[dict[str, Any]], *, facts: list[str] | None = None
) -> None:
    """One of the assistant's own questions; options as {"id", "title", ...}. Each doubt has a number of its own, which
    only its buttons carry."""
    turn.state.asked = question
    turn.goes_on = False
    drawn = [
        {
            **{k: v for k, v in o.items() if k != "id"},
            "payload": payload(question, o["id"]),
            "facts": o.get("facts", {}),
        }
        for o in options
    ]
    turn.reply(
        text,
        buttons=[(o["title"], question, o["id"]) for o in options],
        custom={
            "type": "question",
            "id": question.partition("-")[0],
            "facts": facts or [],
            "input": "choice",
            "options": drawn,
            "unit": None,
            "why": "",
            "progress": None,
        },
    )


def ask_consent(turn: Turn) -> None:
    titles = turn.clinic.speech.replies.consent
    ask_own(
        turn,
        "consent",
        turn.words("consent_question", hours=retention_hours()),
        [{"id": "yes", "title": titles["yes"], "accept": True}, {"id": "no", "title": titles["no"]}],
    )


def ask_role(turn: Turn) -> None:
    titles = turn.clinic.speech.replies.roles
    ask_own(turn, "role", turn.words("role_question"), [{"id": r, "title": title} for r, title in titles.items()])


def ask_yes_no(turn: Turn, question: str) -> None:
    """Start over? Delete? The texts are <question>_question, _yes and _no."""
    ask_own(
        turn,
        question,
        turn.words(f"{question}_question"),
        [
            {"id": "yes", "title": turn.words(f"{question}_yes")},
            {"id": "no", "title": turn.words(f"{question}_no")},
        ],
    )


def ask_another(turn: Turn) -> None:
    """Start over for another patient? What was told of that one waits."""
    ask_own(
        turn,
        "restart",
        turn.words("another_question"),
        [{"id": "yes", "title": turn.words("another_yes")}, {"id": "no", "title": turn.words("another_no")}],
    )


def ask_to_go_on(turn: Turn) -> bool:
    """Names the failures that can change, once, and asks whether to go on past them; False when there is none. Patients
    hear what each is about, and the exact words if they want them."""
    if results.is_minor(turn):
        return False
    trials = [n for n in results.changeable(turn) if next_question(turn, kept=frozenset([n])) is not None]
    if not trials:
        return False
    names = " and ".join(turn.trial_name(nct) for nct in trials)
    plain = turn.register == "patient"
    failures = [
        told for nct in trials for told in ([results.in_short(turn, nct)] if plain else results.failures(turn, nct))
    ]
    new = [told for told in failures if told not in turn.state.failures]
    turn.state.failures = failures
    ask_own(
        turn,
        "go_on",
        turn.words("go_on", failures=" ".join(new), trials=names) if new else turn.words("go_on_again", trials=names),
        [
            {"id": "yes", "title": turn.words("go_on_yes"), "accept": True},
            {"id": "no", "title": turn.words("go_on_no")},
            *([{"id": EXACT, "title": turn.words("go_on_exact")}] if plain else []),
        ],
    )
    return True


def stay_paused(turn: Turn) -> None:
    """What was not read is said to be lost."""
    turn.goes_on = False
    turn.state.asked = None
    told = turn.incoming.facts and turn.state.stage == "emergency"
    lost = not turn.incoming.choice and (told or turn.incoming.intent == "out_of_scope")
    turn.say("paused_not_noted" if lost else "paused", buttons=[(turn.words("continue_button"), "resume", "yes")])


def not_understood(turn: Turn) -> None:
    """Never silence: says so, and the pending question comes back."""
    text = turn.incoming.text
    letters = [c for c in text if c.isalpha()]
    if letters and sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        turn.say("other_language")
    elif others := [turn.label(name) for name in turn.incoming.others if name in turn.table.facts]:
        turn.say("of_another", facts=", ".join(others))
        turn.goes_on = not turn.state.final  # the result has been given
    elif turn.state.final:
        turn.say("not_understood_done")
        turn.goes_on = False
    elif yes_or_no(turn):
        turn.say("which_option")
    elif not turn.replies:  # something was said to it
        turn.say("not_understood")
