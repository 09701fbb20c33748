"""What can be said at any moment besides an answer. Each gets one reply, and the pending question comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions import (
    asking,
    course,
    doubts,
    echoing,
    on_file,
    reasons,
    result_asked,
    results,
    rules_asked,
    settling,
    telling,
)
from actions.clinic import retention_hours
from actions.computed import computed
from actions.context import Turn
from actions.flipping import flip
from criteria.facts import Quantity


def answer(turn: Turn, *, also: bool = False) -> bool:
    """Replies to anything but an answer; False when the message is none of these.

    also: facts were told in the same message, so that only what plainly asks for something else counts.
    """
    intent, screening = turn.incoming.intent, turn.state.stage == "screening"
    named = intent not in _OF_AN_ID and not also and rules_asked.names_one(turn)
    handler = (flip if intent == "what_if" else criterion) if named else _HANDLERS.get(intent)
    if handler is None or also and intent in _ANSWERS:
        return False
    if not screening and handler is _HANDLERS[intent] and intent in _ANSWERS | course.OF_SOMEBODY_ELSE:
        return False
    handler(turn)
    if turn.goes_on and not screening:
        asking.ask_pending(turn)
    return True


def back(turn: Turn) -> None:
    if not turn.state.asked_before:
        turn.say("back_nothing")
        return
    last = turn.state.asked_before.pop()
    turn.forget([name for name, old in last["before"].items() if old is None])
    turn.learn({name: old for name, old in last["before"].items() if old is not None})
    turn.state.doubts = []
    turn.state.asked, turn.state.correcting = last["question"], True
    turn.say("back_done")


def skip(turn: Turn) -> None:
    _leave_open(turn, "declined", "skipped")


def decline(turn: Turn) -> None:
    _leave_open(turn, "declined", "declined")


def dont_know(turn: Turn) -> None:
    _leave_open(turn, "unknown", "dont_know")


def _leave_open(turn: Turn, reason: str, key: str) -> None:
    if turn.state.doubt:
        if settling.shrugs(turn):
            doubts.leave_doubt(turn)
        else:
            asking.not_understood(turn)
        return
    pending = turn.pending()
    if pending is None:
        reasons.nothing_pending(turn)
        return
    telling.leave_open(turn, pending.facts, reason)
    turn.say(key)


def correct(turn: Turn) -> None:
    """A correction without a value: what it names is asked again. A lone number corrects the number that it names or
    that was told last; where nothing is named, one of what was noted last is meant."""
    about = turn.incoming.about
    last = [name for name in about or (turn.state.asked_before[-1]["before"] if turn.state.asked_before else ())]
    numbers = re.findall(r"\d+(?:\.\d+)?", turn.incoming.text)
    told = [name for name in last if isinstance(turn.table.facts[name], Quantity)]
    known = [name for name in last if name in turn.facts]
    if len(numbers) == len(told) == 1:
        number = float(numbers[0])
        telling.tell(turn, {told[0]: int(number) if number == int(number) else number})
    elif about and len(known) == 1:
        telling.put_right(turn, known[0])
    elif about and not known:
        turn.say("nothing_to_forget", facts=", ".join(dict.fromkeys(map(turn.label, about))))
    else:
        facts = (known or list(turn.facts))[-echoing.MOST_CHANGE_BUTTONS :]
        buttons = [(turn.words("change_button", fact=turn.label(f)), "change", f) for f in facts]
        turn.say("which_change", buttons=buttons)
        turn.goes_on = False


def stop(turn: Turn) -> None:
    """Ends the questions; "done?" only asks whether they have ended."""
    if "?" in turn.incoming.text and turn.state.stage == "screening" and len(turn.incoming.words) == 1:
        progress(turn)
    else:
        course.stop(turn)


def progress(turn: Turn) -> None:
    """Before the first question, too, and while one of the assistant's own waits."""
    pending = turn.pending() or asking.next_question(turn, kept=frozenset(results.changeable(turn)))
    if pending is None:
        turn.say("progress_done")
        rules_asked.standing(turn)
        return
    answered, at_most = pending.progress
    turn.say("progress", answered=answered, left=max(at_most - answered, 1))


def trial_question(turn: Turn) -> None:
    """A question about the trials, answered from the catalogue with its source, or with "the listing does not say"."""
    topic = turn.incoming.topic or "il2"
    whether = topic == "location" and rules_asked.asks_whether(turn, turn.incoming.text)
    if whether and rules_asked.about(turn):  # "does COPD matter for the Seoul trial?"
        return
    if topic == "criteria":
        if not rules_asked.about(turn):
            rules_asked.criteria(turn)
        return
    if topic == "other_trials":
        turn.reply(results.other_trials(turn, everywhere=True))
        return
    turn.reply(turn.result_words.about(topic, turn.as_of))


def term(turn: Turn) -> None:
    """What a word means, from the glossary."""
    known = turn.clinic.catalogue.glossary.terms.get(turn.incoming.topic or "")
    if known:
        turn.reply(known.patient)
    else:
        asking.not_understood(turn)


def distress(turn: Turn) -> None:
    """Kindness and once where to turn, without an alarm (clinical reference 6.1): no fact, the question comes back."""
    if turn.incoming.facts or turn.incoming.conflicts:
        turn.say("distress_beside")
        return
    if turn.state.comforted:
        turn.say("distress_again")
    else:
        turn.say("distress", lines=turn.clinic.speech.crisis_lines(turn.state.listener))
    turn.state.comforted = True


def criterion(turn: Turn) -> None:
    """What a criterion says, or which there are."""
    if not rules_asked.criterion(turn):
        rules_asked.criteria(turn)


def not_understood(turn: Turn) -> None:
    """A question that names what a criterion is about gets the criterion."""
    if not rules_asked.about(turn):
        asking.not_understood(turn)


def _reply(key: str) -> Callable[[Turn], None]:
    return lambda turn: turn.say(key, hours=retention_hours())


_PLAIN = (
    "greeting", "thanks", "human", "computer", "method", "generator", "may_fit_meaning", "medical_advice", "pressure",
    "bother", "privacy", "how_to_delete", "naming", "closing", "hide", "patience", "only_english", "one_patient",
    "hard_question",
)  # fmt: skip
"""Intents answered by the reply of the same name."""
_HANDLERS: dict[str, Callable[[Turn], None]] = {
    **{name: _reply(name) for name in _PLAIN},
    "goodbye": course.goodbye,
    "why": result_asked.why,
    "minor": course.minor,
    "what_if": reasons.what_if,
    "go_back": back,
    "skip": skip,
    "decline": decline,
    "dont_know": dont_know,
    "correct": correct,
    "summary": on_file.summary,
    "told_already": on_file.told_already,
    "progress": progress,
    "start_over": course.restart,
    "stop": stop,
    "resume": course.resume,
    "delete_data": course.delete_data,
    "criterion": criterion,
    "standing": on_file.standing,
    "upshot": result_asked.upshot,
    "in_the_way": result_asked.in_the_way,
    "when": result_asked.when,
    "every_rule": result_asked.every_rule,
    "why_not": result_asked.why_not,
    "what_now": result_asked.what_now,
    "easier": result_asked.easier,
    "ages": result_asked.ages,
    "flip": flip,
    "computed": computed,
    "sheet": _reply("sheet_where"),
    "another_patient": course.another_patient,
    "several_patients": _reply("one_patient"),
    "handover": course.handover,
    "trial_question": trial_question,
    "term": term,
    "distress": distress,
    "out_of_scope": not_understood,
}
_OF_AN_ID = ("flip", "when")
"""Intents that say something else of a criterion that is named by its id than its words."""
_ANSWERS = frozenset(
    {"dont_know", "decline", "skip", "correct", "greeting", "go_back", "resume", "goodbye", "out_of_scope"}
)
"""Intents that only answer the pending question, or add nothing to facts told beside them."""
