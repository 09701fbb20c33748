"""Doubts: facts that contradict earlier ones, or look like another unit, are asked about before they are taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import correcting, echoing
from actions.context import Turn

LIKELY = "likely"
"""Why a value that was read by its likeness alone is confirmed (bot/nlu/opinion/likely.py)."""
MOST_ASKED = 2
"""How often a doubt is asked about before the questions go on without its answer."""

Doubt = dict[str, Any]


def doubt_contradiction(turn: Turn, new: dict[str, Any], old: dict[str, Any]) -> None:
    name = next(iter(old))
    same = name in new
    shown_new = turn.value_words(name, new[name]) if same else turn.fact_words(new)
    shown_old = turn.value_words(name, old[name]) if same else turn.fact_words(old)
    text = turn.words("contradiction", fact=turn.label(name), old=turn.value_words(name, old[name]), new=shown_new)
    doubt = {
        "facts": [*new, *(f for f in old if f not in new)],
        "text": text,
        "options": [
            {"id": "keep", "title": turn.words("contradiction_keep", old=shown_old), "facts": old},
            {"id": "change", "title": turn.words("contradiction_change", new=shown_new), "facts": new},
        ],
        "drop": [name for name in old if name not in new],
        "left": turn.words("contradiction_left", facts=turn.fact_words(old)),
    }
    _wait(turn, doubt)


def doubt_value(turn: Turn, name: str, value: Any) -> bool:
    """Asks back when a value looks like another unit, or the reader has a reason to; the old value is kept."""
    meant, why = turn.clinic.doubts.probably_meant(name, value), turn.incoming.doubts.get(name)
    if meant is None and why is not None and turn.clinic.doubts.uncertain(name, value, why):
        meant = value
    if meant is None:
        return False
    text = turn.words("confirm_value", fact=turn.label(name), new=turn.value_words(name, meant))
    doubt = _yes_or_no(turn, text, {name: meant})
    if meant != value:
        kept = turn.words("contradiction_keep", old=turn.value_words(name, value))
        doubt["options"][1] = {"id": "no", "title": kept, "facts": {name: value}}
    _wait(turn, doubt)
    return True


def doubt_likely(turn: Turn, facts: dict[str, Any], beside: dict[str, Any]) -> None:
    """Asks whether facts that were read by likeness are right, but for those that follow from what is told `beside`
    them: the drip that failed is a steroid that failed. While another doubt waits they are said not to be noted."""
    known = turn.clinic.catalogue.engine.person({**turn.facts, **beside}, turn.as_of).values
    new = {name: value for name, value in facts.items() if name not in known}
    if not new:
        return
    doubt = _yes_or_no(turn, turn.words("confirm_likely", facts=turn.fact_words(new)), new)
    if turn.state.doubt:
        turn.state.open_doubts.append(_numbered(turn, doubt))
        turn.reply(doubt["left"])
    else:
        _wait(turn, doubt)


def doubt_told(turn: Turn, likely: dict[str, Any], *, beside: set[str]) -> bool:
    """Asks about a fact that was read by likeness against what is known, where nothing is told `beside` it but what is
    asked: "I have no encephalitis" is said of that, and answers nothing else."""
    known = turn.clinic.doubts.adds_nothing
    for name, value in likely.items():
        old = turn.facts.get(name, value)
        if not beside and not turn.state.doubt and old != value and not known(name, old, value):
            doubt_contradiction(turn, {name: value}, {name: old})
            return True
    return False


def doubt_narrower(turn: Turn, name: str, value: Any, told: Mapping[str, Any]) -> bool:
    """Asks whether a correction of "steroids" is one of the drip, where only the drip was told of before."""
    narrower = turn.clinic.doubts.rules.narrower.get(name)
    old = turn.facts.get(narrower) if narrower else None
    if narrower is None or old in (None, "unknown", value) or narrower in told or not correcting.corrects(turn):
        return False
    doubt_contradiction(turn, {narrower: value}, {narrower: old})
    return True


def _yes_or_no(turn: Turn, text: str, facts: dict[str, Any]) -> Doubt:
    """A doubt whose yes takes `facts` and whose no takes nothing."""
    return {
        "facts": list(facts),
        "text": text,
        "options": [
            {"id": "yes", "title": turn.words("confirm_yes"), "facts": facts},
            {"id": "no", "title": turn.words("confirm_no"), "facts": {}},
        ],
        "drop": [],
        "left": turn.words("confirm_left", facts=turn.fact_words(facts)),
    }


def _wait(turn: Turn, doubt: Doubt) -> None:
    """Puts a doubt behind those that wait; what was asked of the same facts before is overtaken."""
    end(turn, doubt["facts"])
    turn.state.doubts.append(_numbered(turn, doubt))


def _numbered(turn: Turn, doubt: Doubt) -> Doubt:
    turn.state.doubted += 1
    return {**doubt, "id": f"doubt-{turn.state.doubted}", "asked": 0}


def end(turn: Turn, facts: list[str]) -> None:
    """Ends the doubts about any of these facts."""
    turn.state.doubts = [one for one in turn.state.doubts if not set(facts) & set(one["facts"])]
    turn.state.open_doubts = [one for one in turn.state.open_doubts if not set(facts) & set(one["facts"])]


def to_be_asked(turn: Turn) -> Doubt | None:
    """The doubt to ask about now, counted. One that was asked about and not answered makes room and is asked about once
    more at the end."""
    while (doubt := turn.state.doubt) and doubt["asked"] >= MOST_ASKED:
        turn.state.doubts = turn.state.doubts[1:]
        if "again" not in doubt:
            turn.state.open_doubts.append(doubt)
        _leave(turn, doubt)
    if doubt:
        doubt["asked"] += 1
    return doubt


def asked_once_more(turn: Turn, among: list[Doubt]) -> Doubt | None:
    """One of these open doubts that some rule depends on, to be asked about a last time, now that no other question is
    left."""
    doubt = next((one for one in among if one in turn.state.open_doubts and _decides(turn, one)), None)
    if doubt:
        turn.state.open_doubts.remove(doubt)
        turn.state.doubts.append({**doubt, "asked": 0, "again": True})
    return doubt


def _leave(turn: Turn, doubt: Doubt) -> None:
    """Of two values that decide a rule neither counts until it is said which is right; else what was told before
    stands. Either is said."""
    facts, other = (option["facts"] for option in doubt["options"])
    if not facts or not other or not _decides(turn, doubt):
        turn.reply(doubt["left"])
    elif any(turn.facts.get(name) != "unknown" for name in facts):
        before = turn.person()
        turn.learn(dict.fromkeys(facts, "unknown"))
        turn.say("doubt_open", facts=", ".join(turn.label(name) for name in facts))
        echoing.say_what_moved(turn, before, same=False)


def _decides(turn: Turn, doubt: Doubt) -> bool:
    """Whether some rule is judged otherwise by the one value than by the other."""
    first, second = (option["facts"] for option in doubt["options"])
    rest = {name: value for name, value in turn.facts.items() if name not in doubt["drop"]}
    return _judged(turn, {**turn.facts, **first}) != _judged(turn, {**rest, **second})


def _judged(turn: Turn, facts: dict[str, Any]) -> list[str]:
    person = turn.clinic.catalogue.engine.person(facts, turn.as_of)
    return [f.verdict for trial in turn.clinic.catalogue.engine.trials for f in trial.judge(person).findings]


def told_again(turn: Turn, name: str) -> list[Any]:
    """The values among which a doubt that waits asks to choose, if one is about this fact; telling it anew ends it."""
    about = [doubt for doubt in turn.state.doubts if name in doubt["facts"]]
    end(turn, [name])
    return [option["facts"][name] for doubt in about for option in doubt["options"] if name in option["facts"]]


def without_contradictions(turn: Turn, taken: dict[str, Any]) -> dict[str, Any]:
    """Holds back facts that cannot stand beside earlier ones until the person says which is right."""
    if not taken:
        return taken
    person = turn.clinic.catalogue.engine.person({**turn.facts, **taken}, turn.as_of)
    found = turn.clinic.doubts.contradicting(person, taken)
    if found is None:
        return taken
    new, earlier = found
    if not earlier:
        turn.say("conflict", facts=", ".join(turn.label(name) for name in sorted(new)))
    elif turn.state.correcting or correcting.corrects(turn):
        turn.forget(list(earlier))
        return taken
    else:
        doubt_contradiction(
            turn,
            {name: taken[name] for name in sorted(new)},
            {name: turn.facts[name] for name in sorted(earlier)},
        )
    return {name: value for name, value in taken.items() if name not in new}


def settle_doubt(turn: Turn, doubt: Doubt, option: dict[str, Any]) -> None:
    """The answer to the doubt that is asked about: the facts of the chosen option stand."""
    turn.state.doubts = [one for one in turn.state.doubts if one != doubt]
    turn.state.asked = None
    before = turn.person()
    facts = option["facts"]
    changed = {name: [turn.facts[name], value] for name, value in facts.items() if turn.facts.get(name, value) != value}
    if option["id"] == "keep":
        if changed:  # it was not known meanwhile
            turn.learn(facts)
        turn.say("doubt_kept")
        return
    if not facts:
        turn.say("doubt_dropped")
        return
    turn.forget(doubt["drop"])
    echoing.remember(turn, facts)
    turn.learn(facts)
    echoing.echo(turn, facts, changed)
    if changed:
        echoing.say_what_moved(turn, before)


def leave_doubt(turn: Turn) -> None:
    """The person cannot say: the doubt that is asked about ends, and what was known stands."""
    doubt = turn.state.doubt
    assert doubt is not None
    settle_doubt(turn, doubt, {"id": "keep" if doubt["options"][0]["id"] == "keep" else "no", "facts": {}})
