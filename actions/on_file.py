"""What is on file and how it stands: all of it, or of what the message names."""

from __future__ import annotations

from actions import result_asked, results, rules_asked
from actions.context import Turn


def summary(turn: Turn) -> None:
    """What is on file, or of the facts that are named; the result follows all, in short while there are questions."""
    if turn.incoming.about:
        _on_file(turn)
        return
    if not turn.facts:
        turn.say("summary_empty")
        return
    told = results.assessment(turn)
    turn.reply(_noted(turn), custom=results.custom(turn, told, final=False))
    standing(turn)


def _on_file(turn: Turn) -> None:
    """ "What have you got for ALT?" """
    noted = {name: turn.facts[name] for name in turn.incoming.about if name in turn.facts}
    if noted:
        turn.say("known", facts=turn.fact_words(noted))
    else:
        turn.say("nothing_to_forget", facts=", ".join(dict.fromkeys(map(turn.label, turn.incoming.about))))


def _noted(turn: Turn) -> str:
    lines = [f"• {turn.fact_words({name: value})}" for name, value in turn.facts.items()]
    return "\n".join([turn.words("summary_intro"), *lines]) if lines else ""


def told_already(turn: Turn) -> None:
    """Sorry, and what is noted: what is missing was not understood."""
    turn.reply("\n".join(filter(None, [_noted(turn), turn.words("told_already")])))


def standing(turn: Turn) -> None:
    """How it stands; the whole result where that is asked for; the rules of what the message names."""
    if turn.state.another:
        turn.say("of_the_first")
    if turn.state.final and _asks_for_all(turn):
        turn.state.shown = {}
    elif turn.state.final:
        result_asked.upshot(turn)
    elif not rules_asked.about(turn):
        rules_asked.standing(turn)


def _asks_for_all(turn: Turn) -> bool:
    return not set(turn.incoming.words).isdisjoint(turn.clinic.speech.replies.words.whole_result)
