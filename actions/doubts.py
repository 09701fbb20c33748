"""Doubts: facts that contradict earlier ones, or look like another unit, are asked about before they are taken."""

from __future__ import annotations

from typing import Any

from actions import echoing
from actions.context import Turn

LIKELY = "likely"
"""Why a value that was read by its likeness alone is confirmed (bot/nlu/opinion/likely.py)."""


def doubt_contradiction(turn: Turn, new: dict[str, Any], old: dict[str, Any]) -> None:
    if turn.state.doubt:
        return
    name = next(iter(old))
    same = name in new
    shown_new = turn.value_words(name, new[name]) if same else turn.fact_words(new)
    shown_old = turn.value_words(name, old[name]) if same else turn.fact_words(old)
    text = turn.words("contradiction", fact=turn.label(name), old=turn.value_words(name, old[name]), new=shown_new)
    turn.state.doubt = {
        "facts": [*new, *(f for f in old if f not in new)],
        "text": text,
        "options": [
            {"id": "keep", "title": turn.words("contradiction_keep", old=shown_old), "facts": old},
            {"id": "change", "title": turn.words("contradiction_change", new=shown_new), "facts": new},
        ],
        "yes": None,
        "no": None,
        "drop": [name for name in old if name not in new],
    }


def doubt_value(turn: Turn, name: str, value: Any) -> bool:
    """Asks back when a value looks like another unit, or lies near a limit without one; the old value is kept."""
    if turn.state.doubt:
        return False
    meant = turn.clinic.doubts.probably_meant(name, value)
    if meant is None and name in turn.incoming.doubts and turn.clinic.doubts.near_a_limit(name, value):
        meant = value
    if meant is None:
        return False
    text = turn.words("confirm_value", fact=turn.label(name), new=turn.value_words(name, meant))
    doubt = _yes_or_no(turn, text, {name: meant})
    if meant != value:
        kept = turn.words("contradiction_keep", old=turn.value_words(name, value))
        doubt["options"][1] = {"id": "no", "title": kept, "facts": {name: value}}
    turn.state.doubt = doubt
    return True


def doubt_likely(turn: Turn, facts: dict[str, Any]) -> None:
    """Asks whether facts that were read by likeness are right, where "no" is said of the reading, not of the facts.
    While another doubt waits they are left to their own questions."""
    if facts and not turn.state.doubt:
        text = turn.words("confirm_likely", facts=turn.fact_words(facts))
        turn.state.doubt = {**_yes_or_no(turn, text, facts), "yes_or_no": True}


def _yes_or_no(turn: Turn, text: str, facts: dict[str, Any]) -> dict[str, Any]:
    """A doubt whose yes takes `facts` and whose no takes nothing."""
    return {
        "facts": list(facts),
        "text": text,
        "options": [
            {"id": "yes", "title": turn.words("confirm_yes"), "facts": facts},
            {"id": "no", "title": turn.words("confirm_no"), "facts": {}},
        ],
        "yes": "yes",
        "no": "no",
        "drop": [],
    }


def told_again(turn: Turn, name: str) -> list[Any]:
    """The values among which the doubt that waits asks to choose, if it is about this fact; telling it anew ends it."""
    doubt = turn.state.doubt
    if not doubt or name not in doubt["facts"]:
        return []
    turn.state.doubt = None
    return [option["facts"][name] for option in doubt["options"] if name in option["facts"]]


def without_contradictions(turn: Turn, taken: dict[str, Any]) -> dict[str, Any]:
    """Holds back facts that cannot stand beside earlier ones until the person says which is right."""
    if not taken or turn.state.doubt:
        return taken
    person = turn.clinic.catalogue.engine.person({**turn.facts, **taken}, turn.as_of)
    found = turn.clinic.doubts.contradicting(person, taken)
    if found is None:
        return taken
    new, earlier = found
    if not earlier:
        turn.say("conflict", facts=", ".join(turn.label(name) for name in sorted(new)))
    elif turn.state.correcting or turn.incoming.intent == "correct":
        turn.forget(list(earlier))
        return taken
    else:
        doubt_contradiction(
            turn,
            {name: taken[name] for name in sorted(new)},
            {name: turn.facts[name] for name in sorted(earlier)},
        )
    return {name: value for name, value in taken.items() if name not in new}


def settle_doubt(turn: Turn, pending: dict[str, Any], option: dict[str, Any]) -> None:
    """The answer to a doubt: the facts of the chosen option stand."""
    before = turn.person()
    facts = option["facts"]
    changed = {name: [turn.facts[name], value] for name, value in facts.items() if turn.facts.get(name, value) != value}
    if option["id"] == "keep":
        turn.say("doubt_kept")
        return
    if not facts:
        turn.say("doubt_dropped")
        return
    turn.forget(pending["drop"])
    echoing.remember(turn, facts)
    turn.learn(facts)
    echoing.echo(turn, facts, changed)
    if changed:
        echoing.say_what_moved(turn, before)
