"""Facts that are told: those that can be taken are taken, those that are doubtful are asked about first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from actions import correcting, doubts, echoing
from actions.context import Turn
from criteria.facts import Codes, FactError, NotKnown, Quantity


def tell(turn: Turn, told: Mapping[str, Any], *, echo: bool = True) -> None:
    """Takes the facts that can be taken, asks about the doubtful ones, echoes, and says what a correction changed."""
    before, pending = turn.person(), turn.pending()
    told = {**told, **correcting.contrasted(turn)} if echo else told
    taken: dict[str, Any] = {}
    changed: dict[str, list[Any]] = {}
    known: list[str] = []
    why = turn.incoming.doubts if echo else {}
    likely = {name: value for name, value in told.items() if why.get(name) == doubts.LIKELY}
    if doubts.doubt_told(turn, likely, beside=told.keys() - likely.keys() - {*(pending.facts if pending else ())}):
        return
    for name, value in told.items():
        old = turn.facts.get(name)
        if name in likely:
            known += [name] if old == value else []
            continue
        if turn.clinic.doubts.adds_nothing(name, old, value):
            known.append(name)
            continue
        value = _readable(turn, name, value)
        if value is None:
            continue
        value = _merged(turn, name, value)
        offered = doubts.told_again(turn, name)
        if old == value and not offered:
            known.append(name)
            continue
        if old is None and doubts.doubt_narrower(turn, name, value, told):
            continue
        replaces = bool(offered) or _may_replace(turn, name, old, value) or correcting.later(turn, name, told)
        if old is not None and old != value and _is_known(turn, name, old) and not replaces:
            doubts.doubt_contradiction(turn, {name: value}, {name: old})
            continue
        if echo and value not in offered and doubts.doubt_value(turn, name, value):
            continue
        if old is not None and old != value and _is_known(turn, name, old):
            changed[name] = [old, value]
        taken[name] = value
    taken = doubts.without_contradictions(turn, {**taken, **_no_longer_open(turn, taken)})
    doubts.doubt_likely(turn, likely, taken)
    echoing.remember(turn, taken)
    left_out = pending.left_out(taken) if pending and not turn.state.doubt else {}
    if learned := {**{name: why for name, why in left_out.items() if name not in turn.facts}, **taken}:
        turn.learn(learned)
    if taken or known:
        turn.state.correcting = False
    echoing.echo(turn, taken if echo else {}, {k: v for k, v in changed.items() if k in taken})
    if known and not taken:
        _known(turn, known)
    for name in turn.incoming.conflicts:
        turn.say("conflict", facts=turn.label(name) if name in turn.table.facts else name)
    if len(turn.incoming.conflicts) == 1 and not taken and not turn.state.doubt:
        turn.state.correcting, turn.state.asked = True, turn.incoming.conflicts[0]
    if changed:
        echoing.say_what_moved(turn, before)


def _known(turn: Turn, names: list[str]) -> None:
    """Says what is on file already; beside words of correction, asks what it should be instead."""
    if turn.incoming.choice or turn.state.doubt or not correcting.may_be_misread(turn, names[0]):
        turn.say("known", facts=turn.fact_words({name: turn.facts[name] for name in names}))
    else:
        put_right(turn, names[0])


def put_right(turn: Turn, name: str) -> None:
    """Asks again for something on file that is wrong."""
    turn.say("put_right", fact=turn.label(name), old=turn.value_words(name, turn.facts[name]))
    turn.state.correcting, turn.state.asked = True, name


def repeats(turn: Turn) -> bool:
    """Whether all that is told stands on file: "I disagree with I3, IVMP failed is enough"."""
    told = turn.incoming.facts
    return bool(told) and all(turn.facts.get(name) == value for name, value in told.items())


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


def _no_longer_open(turn: Turn, taken: Mapping[str, Any]) -> dict[str, Any]:
    """Codes that were told as awaited and of which the result is told now: they are awaited no more."""
    left: dict[str, Any] = {}
    for name, results in turn.clinic.doubts.rules.awaited.items():
        told = {code for result in results for code in taken.get(result, ()) if isinstance(taken[result], list)}
        awaited = taken.get(name, turn.facts.get(name))
        if isinstance(awaited, list) and told & set(awaited):
            left[name] = [code for code in awaited if code not in told]
    return left


def _is_known(turn: Turn, name: str, value: Any) -> bool:
    return not isinstance(turn.table.read(name, value, turn.as_of), NotKnown)


def _may_replace(turn: Turn, name: str, old: Any, value: Any) -> bool:
    """Whether a new value is meant to replace the old one, or only differs from it."""
    grows = isinstance(turn.table.facts[name], Codes)
    corrects = turn.state.correcting or correcting.corrects(turn) or correcting.denies(turn, name, old, value)
    later = correcting.newer(turn, name) or turn.clinic.doubts.goes_further(name, old, value)
    return grows or corrects or later


def leave_open(turn: Turn, facts: Iterable[str], reason: str) -> None:
    """Notes asked facts as not known, with the reason; what is known already stays."""
    open_ = {name: reason for name in facts if name not in turn.facts}
    if turn.state.correcting:
        open_ = {name: reason for name in facts}
    echoing.remember(turn, open_)
    turn.learn(open_)
    turn.state.correcting = False


def take_back(turn: Turn) -> None:
    """Forgets what the person asks to forget, and says so; the conversation itself stays. What is told in its place
    stands instead."""
    if any(turn.facts.get(name) != value for name, value in turn.incoming.facts.items()):
        tell(turn, turn.incoming.facts)
        return
    before = turn.person()
    named = turn.incoming.dropped
    gone = {name: turn.facts[name] for name in turn.facts if name in named}
    doubts.end(turn, list(named))
    if not gone:
        turn.say("nothing_to_forget", facts=", ".join(turn.label(name) for name in named))
        return
    echoing.remember(turn, gone)
    turn.forget(list(gone))
    turn.say("forgotten", facts=turn.fact_words(gone))
    echoing.say_what_moved(turn, before)


def was_of_another(turn: Turn) -> bool:
    """ "ALT 205 was the other patient's, his is 185": what is on file is dropped, the number beside it taken."""
    names = [name for name in turn.incoming.others if name in turn.facts]
    if turn.incoming.facts or not names or not correcting.of_others(turn):
        return False
    numbers = [name for name in names if isinstance(turn.table.facts[name], Quantity)]
    wrong, right = correcting.around_of_others(turn)
    if wrong and numbers and not {turn.facts[name] for name in numbers} & {*wrong}:
        return False
    turn.incoming = replace(turn.incoming, dropped=tuple(names))
    take_back(turn)
    if len(numbers) == len(right) == 1:
        tell(turn, {numbers[0]: int(right[0]) if right[0] == int(right[0]) else right[0]})
    return True
