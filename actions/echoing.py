"""What follows facts that were taken: they are kept for "go back", said again, and what they changed is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import results
from actions.context import Turn
from criteria.person import Person
from criteria.words import labels

MOST_CHANGE_BUTTONS = 5


def remember(turn: Turn, facts: Mapping[str, Any]) -> None:
    """For "go back": what the facts were before this answer."""
    if facts and turn.state.asked:
        turn.state.asked_before.append(
            {"question": turn.state.asked, "before": {name: turn.facts.get(name) for name in facts}}
        )


def echo(turn: Turn, taken: dict[str, Any], changed: dict[str, list[Any]]) -> None:
    if not taken and not changed:
        return
    lines = []
    told = {name: value for name, value in taken.items() if name not in changed}
    if told:
        lines.append(turn.words("understood", facts=turn.fact_words(told)))
    for name, (old, new) in changed.items():
        shown_old, shown_new = turn.value_words(name, old), turn.value_words(name, new)
        lines.append(turn.words("changed", fact=turn.label(name), old=shown_old, new=shown_new))
    facts = {**taken, **{name: new for name, (_, new) in changed.items()}}
    turn.reply(
        "\n".join(lines),
        buttons=[
            (turn.words("change_button", fact=turn.label(name)), "change", name)
            for name in list(facts)[:MOST_CHANGE_BUTTONS]
        ],
        custom={
            "type": "understood",
            "facts": facts,
            "changed": changed,
            "labels": labels(turn.table, facts, turn.register),
        },
    )


def say_what_moved(turn: Turn, before: Person, *, same: bool = True) -> None:
    """The verdicts that changed; that none did is said only where it matters."""
    earlier = turn.clinic.chooser.verdicts(before)
    moved = [nct for nct, verdict in turn.verdicts().items() if verdict != earlier[nct]]
    for nct in moved:
        turn.say("verdict_moved", trial=turn.trial_name(nct), verdict=results.verdict_words(turn, nct))
    if same and not moved:
        turn.say("verdict_same")
