"""Of what an outcome is told: "the nurses were good", "no luck reaching my doctor", "the rash settled with cream" and
"I want to walk again" tell of no treatment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("topics")
_OBJECT, _RELATIVE, _WISH, _RUNNING = 4, 9, 8, 14
"""How many tokens from an outcome its object, the thing a relative clause speaks of, a wish, and the infusion that is
running now may stand."""
_THERAPY = frozenset({"therapy"})


def of_treatments(
    keys: Sequence[str], cues: Sequence[Said], clauses: Sequence[Clause], named: Collection[int]
) -> list[Said]:
    """The cues, those of outcomes that are told of something else made to say nothing, and what is part of them with
    them. `named`: the places of treatments."""
    within = {at: clause for clause in clauses for at in range(clause.start, clause.end)}
    told = []
    for cue in cues:
        outcome = cue.types == _THERAPY and cue.category in RESPONSES and cue.direction != "pseudo"
        clause = within[cue.start]
        if outcome and (
            _of_a_thing(keys, cue, clause.start, named)
            or _of_harm(keys, cue)
            or _not_so(keys, cue, clause, named)
            or _of_a_plan(keys, cue, named)
        ):
            cue = cue._replace(category="IGNORED", direction="pseudo")
        elif outcome and (_to_this_day(keys, cue) or _only_then(keys, cue, clause.start)):
            cue = cue._replace(category="RESPONDED")
        told.append(cue)
    told = _mixed(keys, told, within, named)
    return _unquoted(keys, told) if _W["quoting"] & set(keys) else told


def _unquoted(keys: Sequence[str], cues: list[Said]) -> list[Said]:
    """ "Daughter states RTX 'worked wonders'; we call it NR": what others are quoted with gives way to what is said."""
    outcomes = [cue for cue in cues if cue.types == _THERAPY and cue.category in RESPONSES]
    quoted = [cue for cue in outcomes if keys[cue.start - 1] in _W["quotes"] and _W["quoting"] & set(keys[: cue.start])]
    own = [cue for cue in outcomes if not any(cue.start < one.end and one.start < cue.end for one in quoted)]
    if not quoted or not any(cue.category != quoted[0].category for cue in own):
        return cues
    within = {at for cue in quoted for at in range(cue.start, cue.end)}
    return [
        cue._replace(category="IGNORED", direction="pseudo") if cue in outcomes and cue.start in within else cue
        for cue in cues
    ]


def _mixed(
    keys: Sequence[str], cues: Sequence[Said], within: Mapping[int, Clause], named: Collection[int]
) -> list[Said]:
    """ "Brilliant at 60 and useless below 25", "good for her speech and no use for her walking": it helped in part."""
    told = list(cues)
    for at, cue in enumerate(cues):
        if cue.category != "RESPONDED" or cue.types != _THERAPY:
            continue
        for other, failed in enumerate(cues):
            first, second = (cue, failed) if cue.end <= failed.start else (failed, cue)
            between = range(first.end, second.start)
            joined = len(between) > 1 and keys[second.start - 1] in _W["and"] and second.start - 1 in between
            alike = failed.category == "FAILED" and within[cue.start] is within[failed.start]
            if alike and joined and not any(place in named for place in between):
                told[at] = told[other] = cue._replace(category="PARTIAL", start=first.start, end=second.end)
    return told


def _of_a_thing(keys: Sequence[str], cue: Said, start: int, named: Collection[int]) -> bool:
    if cue.category == "RESPONDED" and (
        _running(keys, cue) or _by_itself(keys, cue) or _after_infection(keys, cue, start, named)
    ):
        return True
    at = cue.start - 1
    while at >= start and at not in named and (keys[at] in _W["linking"] or _in_a_place(keys, at)):
        at -= 1
    if at >= start and at not in named:
        if keys[at] in _W["things"] | _W["remedies"] | _W["bodily"]:
            return True  # "the nurses were really good"
        if keys[cue.start] in _W["working"] and keys[at] in _W["workers"]:
            return True  # "my husband works nights"
    return _relative(keys, cue, start) or _object(keys, cue, named)


def _of_harm(keys: Sequence[str], cue: Said) -> bool:
    """ "Headache and rash, both mild", "(fever: slight)": how bad a side effect was."""
    at = cue.start - 1
    while at > 0 and keys[at] in _W["to_how_bad"]:
        at -= 1
    return keys[cue.start] in _W["how_bad"] and cue.end == cue.start + 1 and keys[at] in _W["side_effects"]


def _in_a_place(keys: Sequence[str], at: int) -> bool:
    """ "(Solu-Medrol) in the hospital (did nothing)": where, and not who."""
    if keys[at] in _W["places"]:
        return bool(_W["at_a_place"] & set(keys[max(0, at - 2) : at]))
    return keys[at] in _W["at_a_place"] | _W["articles"] and bool(_W["places"] & set(keys[at + 1 : at + 3]))


def _by_itself(keys: Sequence[str], cue: Said) -> bool:
    """ "She got better by herself", "improved without it": no treatment did it; "can walk by herself" is an outcome."""
    if not _W["recovering"] & set(keys[cue.start : cue.end]):
        return False
    start = cue.end - (keys[cue.end - 1] in ("on", "by", "without"))
    before, *after = [*keys[start : start + 3], "", "", ""][:3]
    alone = before == "by" and after[0] in _W["oneself"] or before == "without" and after[0] in _W["it"]
    return alone or before == "spontaneously" or before == "on" and after[1] == "own"


def _after_infection(keys: Sequence[str], cue: Said, start: int, named: Collection[int]) -> bool:
    """ "Neutropenic sepsis post-CYC, fully recovered": of what came of a treatment, and not of what that was for."""
    if start < 2 or keys[start - 1] != "," or not _W["recovering"] & set(keys[cue.start : cue.end]):
        return False
    if not _W["linking"] | _W["wholly"] >= set(keys[start : cue.start]):
        return False
    first = next((at for at in range(start - 2, -1, -1) if keys[at] in _W["breaks"]), -1) + 1
    treated = next((at for at in range(first, start - 1) if at in named), None)
    before = keys[first:treated] if treated else []
    return bool(_W["infections"] & set(before)) and before[-1] in _W["following"]


def _running(keys: Sequence[str], cue: Said) -> bool:
    """ "The infusion is running now": too early for an outcome."""
    for at in range(max(0, cue.start - _RUNNING), cue.end):
        if keys[at] in _W["infusions"]:
            then = at + 1
            while then < cue.end and keys[then] in _W["linking"]:
                then += 1
            if then < cue.end and keys[then] in _W["flowing"]:
                return True
    return False


def _to_this_day(keys: Sequence[str], cue: Said) -> bool:
    """ "Works very good for me until today" is no end."""
    until = _W["until"] & set(keys[cue.end - 2 : cue.end])
    return cue.category == "PARTIAL" and bool(until) and bool(_W["this_day"] & set(keys[cue.end : cue.end + 1]))


def _only_then(keys: Sequence[str], cue: Said, start: int) -> bool:
    """ "Only the second did any good": that one did."""
    before = keys[start : cue.start]
    bare = cue.category == "FAILED" and keys[cue.start] == "any"
    return bare and "only" in before and not _W["denials"] & set(before[before.index("only") :])


def _relative(keys: Sequence[str], cue: Said, start: int) -> bool:
    """ "The clinic where I had cyclophosphamide was very helpful"."""
    before = range(max(start + 1, cue.start - _RELATIVE), cue.start)
    where = next((at for at in before if keys[at] in _W["relative"] and keys[at - 1] in _W["things"]), None)
    return where is not None and not _W["goes_on"] & set(keys[where : cue.start])


def _object(keys: Sequence[str], cue: Said, named: Collection[int]) -> bool:
    """ "A great hospital", "no use ringing", "no response to my email", "settled with paracetamol"."""
    if keys[cue.end : cue.end + 1] and keys[cue.end] in _W["things"] | _W["cases"]:
        return cue.end not in named
    if _W["within"] & set(keys[cue.start : cue.end]):
        return True
    if keys[cue.start] in _W["stopping"] and _W["activities"] & set(keys[cue.start + 1 : cue.start + 2]):
        return True  # "stopped work because of my breathing"
    for at in range(cue.end, min(len(keys), cue.end + _OBJECT)):
        if at in named:
            return False
        if keys[at] in _W["objects"] | _W["remedies"]:
            return True
        if keys[at] not in _W["small"]:
            return False
    return False


def _of_a_plan(keys: Sequence[str], cue: Said, named: Collection[int]) -> bool:
    """ "No change to rituximab interval", "no change in pred 5 mg": what stays the same is how it is given."""
    if not _W["changes"] & set(keys[cue.start : cue.end]):
        return False
    at = cue.end - (keys[cue.end - 1] in _W["to"])
    if keys[at : at + 1] == [] or keys[at] not in _W["to"]:
        return False
    thing = next((place for place in range(at + 1, len(keys)) if keys[place] not in _W["whose"]), len(keys))
    end = next((place for place in range(thing, len(keys)) if place not in named), len(keys))
    after = keys[end : end + 1]
    if end > thing:
        return keys[at] == "to" or bool(after) and (after[0] in _W["plans"] or after[0][0].isdigit())
    return bool(after) and (after[0] in _W["plans"] or keys[at] == "to" and after[0] in _W["that"])


def _not_so(keys: Sequence[str], cue: Said, clause: Clause, named: Collection[int]) -> bool:
    """What is only wished for, was so before, or was the reason to treat."""
    start = clause.start
    before = keys[max(start, cue.start - _WISH) : cue.start]
    if cue.category == "RESPONDED":
        if _W["for_others"] & set(keys[cue.end : cue.end + 1]) and _W["others"] & set(keys[cue.end + 1 : cue.end + 2]):
            return True  # "IVIG works for some"
        if _W["wishing"] & set(before) and not _W["turning"] & set(before):
            return True  # "I want to be able to walk again"
        if keys[start] in _W["earlier"] and keys[start + 1 : start + 2] and keys[start + 1] not in _W["soon"]:
            return True  # "before the IVIG I could walk on my own"
        if _former(before):
            return True
    if _on_that_day(keys, cue):
        return True
    if _made_to_come([*before, keys[cue.start]]):
        return True
    if _W["hearsay"] & set(keys[max(start, cue.start - 4) : cue.start]):
        return True  # "I read it's useless"
    after = [at for at in named if cue.end <= at < clause.end]
    its_own = cue.start - 1 in named  # "after the IVIG failed I got rituximab"
    return cue.category in ("FAILED", "PARTIAL") and bool(after) and not its_own and _reason(keys, cue, min(after))


def _on_that_day(keys: Sequence[str], cue: Said) -> bool:
    """ "I'll start methotrexate when the rituximab wears off": it has not worn off."""
    told = range(cue.start - 1, max(-1, cue.start - _WISH), -1)
    when = next((at for at in told if keys[at] in _W["conditions"]), None)
    ahead = keys[max(0, when - _WISH) : when] if when is not None else ()
    return bool(_W["will"] & set(ahead)) and "." not in keys[max(0, cue.start - _WISH) : cue.start]


def _made_to_come(before: Sequence[str]) -> bool:
    """ "The neurologist fears steroids will make the weakness worse": it did not yet."""
    to_come = next((at for at, key in enumerate(before) if key in _W["to_come"]), None)
    return to_come is not None and bool(_W["making"] & set(before[to_come + 1 : to_come + 3]))


def _former(before: Sequence[str]) -> bool:
    """ "I used to be able to walk"."""
    return any(
        key == "used" and before[at + 1 : at + 2] == ["to"] and set(before[at + 2 :]) <= _W["linking"]
        for at, key in enumerate(before)
    )


def _reason(keys: Sequence[str], cue: Said, name: int) -> bool:
    """ "When I got worse they gave me IVIG", "despite the pandemic I got my rituximab"."""
    between = keys[cue.end : name]
    subject = next((at for at, key in enumerate(between) if key in _W["subjects"]), None)
    if subject is None or _W["after"] & set(between):
        return False
    if subject == 0 and keys[cue.end - 1] in _W["prepositions"]:
        return False  # "worse despite they gave IVIG"
    return bool(_W["giving"] & set(between[subject + 1 : subject + 4]))
