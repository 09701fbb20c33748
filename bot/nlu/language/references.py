"""Words that point to a treatment without naming it: "the first", "the latter", "the second one"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("references")
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3}
_PLACES = [(_W["first"], 0), (_W["second"], 1), (_W["third"], 2), (_W["last"], -1)]
_POINTING = frozenset({"other"}).union(_W["others"], *(words for words, _ in _PLACES))


def references(keys: Sequence[str], names: list[Found[Meaning]], asked: Sequence[str]) -> list[Found[Meaning]]:
    """The treatments that "the first", "former, latter ..." stand for: of those just named, else of those asked for."""
    found: list[Found[Meaning]] = []
    if _POINTING.isdisjoint(keys):
        return found
    questioned = [fact for fact in asked if fact in says() and says()[fact].kind == "therapy"]
    treatments = [one for one in names if says()[one.of.fact].kind == "therapy"]
    for at, key in enumerate(keys):
        if keys[max(0, at - 1) : at + 2] == ["the", "other", "one"]:
            found += _the_other(treatments, at, questioned)
        listed = list(dict.fromkeys(one.of.fact for one in treatments if one.end <= at)) or questioned
        several = _several(keys, at, listed) or _others(keys, at, treatments + found, questioned)
        found += [Found(at, at + 2 if key not in _W["others"] else at + 1, _named(fact)) for fact in several]
        place = next((index for words, index in _PLACES if key in words), None)
        if several or place is None or not _alone(keys, at):
            continue
        if len(listed) > 1 and place < len(listed):
            end = at + 1 + (keys[at + 1 : at + 2] in (["one"], ["drug"], ["treatment"]))
            found.append(Found(at, end, _named(listed[place])))
    return found


def _named(fact: str) -> Meaning:
    return Meaning(fact, "about", type="therapy")


def _several(keys: Sequence[str], at: int, listed: list[str]) -> list[str]:
    """ "The first two", "last 3" of those listed."""
    count = _COUNTS.get(keys[at + 1] if at + 1 < len(keys) else "", 0)
    if not 1 < count < len(listed):
        return []
    if keys[at] in _W["first"]:
        return listed[:count]
    return listed[-count:] if keys[at] in _W["last"] else []


def _others(keys: Sequence[str], at: int, told: list[Found[Meaning]], questioned: list[str]) -> list[str]:
    """ "The others", "the rest": those asked for and not told of before."""
    before = {one.of.fact for one in told if one.end <= at}
    if keys[at] not in _W["others"] or not before & set(questioned):
        return []
    return [fact for fact in questioned if fact not in before]


def _the_other(names: list[Found[Meaning]], at: int, questioned: list[str]) -> list[Found[Meaning]]:
    """ "Rituximab yes, the other one no": of two asked for, the one not yet named."""
    open_ones = [fact for fact in questioned if all(one.of.fact != fact or one.start > at for one in names)]
    if len(questioned) != 2 or len(open_ones) != 1:
        return []
    return [Found(at, at + 2, _named(open_ones[0]))]


def _alone(keys: Sequence[str], at: int) -> bool:
    """It stands for a noun ("the first didn't help", "latter never"), not before one ("the first dose", "at first")."""
    before, after = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
    if keys[at] in _W["last"] and (before != "the" and before.isalnum() or after != "one"):
        return keys[at] == "latter" and before != "in"
    opened = before in _W["before"] or not before.isalnum()
    of_these = after == "of" and bool(_W["pointing"] & set(keys[at + 2 : at + 3]))
    return opened and (not after.isalpha() or after in _W["after"] or of_these)
