"""Facts that are told: buttons and sentences become facts, doubtful ones are asked about before they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions import answers, results
from actions.context import Turn
from criteria.facts import Codes, FactError, NotKnown
from criteria.next_question import Asked, Option
from criteria.person import Person
from criteria.words import labels

MOST_CHANGE_BUTTONS = 5


def choose(turn: Turn) -> None:
    """Buttons were pressed. One that belongs to another question changes nothing and says so."""
    assert turn.incoming.choice is not None
    question, options = turn.incoming.choice
    if question == "change" and len(options) == 1 and options[0] in turn.facts:
        start_correcting(turn, options[0])
    elif answers.own_answer(turn):
        return
    elif question != turn.state.asked:
        turn.say("stale_button")
    else:
        _choose_options(turn, options)


def _choose_options(turn: Turn, ids: Iterable[str]) -> None:
    asked = turn.pending()
    wanted = list(dict.fromkeys(ids))
    chosen = [option for option in asked.options if option.id in wanted] if asked else []
    if asked is None or len(chosen) != len(wanted) or (len(chosen) > 1 and asked.input != "multi"):
        turn.say("unknown_option")
    elif len(chosen) > 1 and any(o.none or o.unknown or o.skip for o in chosen):
        turn.say("none_and_others")
    else:
        take_options(turn, asked, chosen)


def choose_typed(turn: Turn) -> bool:
    """An option's own words, typed, count as the option; so does its place alone: "the second one"."""
    asked = turn.pending()
    if asked is None:
        return False
    said = turn.incoming.text.strip().rstrip(".!").casefold()
    chosen = [o for o in asked.options if o.title.casefold().rstrip(".!") == said] or _by_place(turn, asked, said)
    if len(chosen) != 1:
        return False
    take_options(turn, asked, chosen)
    return True


def _by_place(turn: Turn, asked: Asked, said: str) -> list[Option]:
    """The option at a place among those shown; a bare number may be an answer and names none."""
    words = turn.clinic.speech.replies.words
    left = [word for word in said.split() if word not in words.beside_a_place]
    offered = [o for o in asked.options if not (o.none or o.rest or o.unknown or o.skip)]
    if len(left) != 1 or said.isdigit() or not offered:
        return []
    place = next((at for at, names in enumerate(words.places) if left[0] in names), len(offered))
    return offered[-1:] if left[0] in words.places[-1] else offered[place : place + 1]


def take_options(turn: Turn, asked: Asked, chosen: list[Option]) -> None:
    if chosen[0].unknown or chosen[0].skip:
        leave_open(turn, asked.facts, "unknown" if chosen[0].unknown else "declined")
        return
    facts = turn.clinic.chooser.answer(asked, [option.id for option in chosen])
    if facts:
        tell(turn, facts, echo=False)
    else:
        turn.say("none_and_others")


def leave_open(turn: Turn, facts: Iterable[str], reason: str) -> None:
    """Notes asked facts as not known, with the reason; what is known already stays."""
    open_ = {name: reason for name in facts if name not in turn.facts}
    if turn.state.correcting:
        open_ = {name: reason for name in facts}
    _remember(turn, open_)
    turn.learn(open_)
    turn.state.correcting = False


def tell(turn: Turn, told: Mapping[str, Any], *, echo: bool = True) -> None:
    """Takes the facts that can be taken, asks about the doubtful ones, echoes, and says what a correction changed."""
    before, pending = turn.person(), turn.pending()
    taken: dict[str, Any] = {}
    changed: dict[str, list[Any]] = {}
    for name, value in told.items():
        value = _readable(turn, name, value)
        if value is None:
            continue
        value = _merged(turn, name, value)
        old = turn.facts.get(name)
        if old == value and turn.state.doubt and name in turn.state.doubt["facts"]:
            turn.state.doubt = None
        if old is not None and old != value and _is_known(turn, name, old) and not _may_replace(turn, name):
            _doubt_contradiction(turn, {name: value}, {name: old})
            continue
        if echo and _doubt_value(turn, name, value):
            continue
        if old is not None and old != value:
            changed[name] = [old, value]
        taken[name] = value
    taken = _without_contradictions(turn, taken)
    _remember(turn, taken)
    left_out = pending.left_out(taken) if pending and not turn.state.doubt else {}
    turn.learn({**{name: why for name, why in left_out.items() if name not in turn.facts}, **taken})
    if taken:
        turn.state.correcting = False
    _echo(turn, taken if echo else {}, {k: v for k, v in changed.items() if k in taken})
    for name in turn.incoming.conflicts:
        turn.say("conflict", facts=turn.label(name) if name in turn.table.facts else name)
    if changed:
        _say_what_moved(turn, before)


def _readable(turn: Turn, name: str, value: Any) -> Any:
    """The value if the fact allows it, else None after saying what is allowed."""
    if name not in turn.table.facts:
        return None
    try:
        turn.table.read(name, value, turn.as_of)
    except FactError as error:
        allowed = str(error).removeprefix("allowed: ").split(", or {")[0].split("; or ")[0]
        turn.say("out_of_range", fact=turn.label(name), allowed=allowed)
        return None
    return value


def _merged(turn: Turn, name: str, value: Any) -> Any:
    """Sets grow: each code is a fact by itself."""
    old = turn.facts.get(name)
    grows = isinstance(turn.table.facts[name], Codes) and isinstance(value, list) and isinstance(old, list)
    return old + [code for code in value if code not in old] if grows and not turn.state.correcting else value


def _is_known(turn: Turn, name: str, value: Any) -> bool:
    return not isinstance(turn.table.read(name, value, turn.as_of), NotKnown)


def _may_replace(turn: Turn, name: str) -> bool:
    """Whether a new value is meant to replace the old one, or only differs from it."""
    if turn.state.doubt and name in turn.state.doubt["facts"]:
        turn.state.doubt = None
        return True
    grows = isinstance(turn.table.facts[name], Codes)
    return grows or turn.incoming.intent == "correct" or turn.state.correcting


def _doubt_contradiction(turn: Turn, new: dict[str, Any], old: dict[str, Any]) -> None:
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


def _doubt_value(turn: Turn, name: str, value: Any) -> bool:
    """Asks back when a value looks like another unit, or lies near a limit without one; the old value is kept."""
    if turn.state.doubt:
        return False
    meant = turn.clinic.doubts.probably_meant(name, value)
    if meant is None and name in turn.incoming.doubts and turn.clinic.doubts.near_a_limit(name, value):
        meant = value
    if meant is None:
        return False
    yes = {"id": "yes", "title": turn.words("confirm_yes"), "facts": {name: meant}}
    no: dict[str, Any] = {"id": "no", "title": turn.words("confirm_no"), "facts": {}}
    if meant != value:
        no = {
            "id": "no",
            "title": turn.words("contradiction_keep", old=turn.value_words(name, value)),
            "facts": {name: value},
        }
    turn.state.doubt = {
        "facts": [name],
        "text": turn.words("confirm_value", fact=turn.label(name), new=turn.value_words(name, meant)),
        "options": [yes, no],
        "yes": "yes",
        "no": "no",
        "drop": [],
    }
    return True


def _without_contradictions(turn: Turn, taken: dict[str, Any]) -> dict[str, Any]:
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
        _doubt_contradiction(
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
    _remember(turn, facts)
    turn.learn(facts)
    _echo(turn, facts, changed)
    if changed:
        _say_what_moved(turn, before)


def start_correcting(turn: Turn, fact: str) -> None:
    turn.state.correcting = True
    turn.state.asked = fact


def _remember(turn: Turn, facts: Mapping[str, Any]) -> None:
    """For "go back": what the facts were before this answer."""
    if facts and turn.state.asked:
        turn.state.asked_before.append(
            {"question": turn.state.asked, "before": {name: turn.facts.get(name) for name in facts}}
        )


def _echo(turn: Turn, taken: dict[str, Any], changed: dict[str, list[Any]]) -> None:
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


def _say_what_moved(turn: Turn, before: Person) -> None:
    earlier = turn.clinic.chooser.verdicts(before)
    moved = [nct for nct, verdict in turn.verdicts().items() if verdict != earlier[nct]]
    for nct in moved:
        turn.say("verdict_moved", trial=turn.trial_name(nct), verdict=results.verdict_words(turn, nct))
    if not moved:
        turn.say("verdict_same")
