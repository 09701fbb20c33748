"""Words that point to a treatment without naming it: "the first", "the latter", "the second one"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.names import Meaning
from bot.nlu.phrases import Found
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("references")
_PLACES = [(_W["first"], 0), (_W["second"], 1), (_W["third"], 2), (_W["last"], -1)]


def references(keys: Sequence[str], names: list[Found[Meaning]], asked: Sequence[str]) -> list[Found[Meaning]]:
    """The treatments that "the first", "former, latter ..." stand for: of those just named, else of those asked for."""
    found: list[Found[Meaning]] = []
    questioned = [fact for fact in asked if fact in says() and says()[fact].kind == "therapy"]
    for at, key in enumerate(keys):
        if keys[max(0, at - 1) : at + 2] == ["the", "other", "one"]:
            found += _the_other(names, at, questioned)
        place = next((index for words, index in _PLACES if key in words), None)
        if place is None or not _alone(keys, at):
            continue
        named = [one.of.fact for one in names if one.end <= at and says()[one.of.fact].kind == "therapy"]
        listed = list(dict.fromkeys(named)) or questioned
        if len(listed) > 1 and place < len(listed):
            end = at + 1 + (keys[at + 1 : at + 2] in (["one"], ["drug"], ["treatment"]))
            found.append(Found(at, end, Meaning(listed[place], "about", type="therapy")))
    return found


def _the_other(names: list[Found[Meaning]], at: int, questioned: list[str]) -> list[Found[Meaning]]:
    """ "Rituximab yes, the other one no": of two asked for, the one not yet named."""
    open_ones = [fact for fact in questioned if all(one.of.fact != fact or one.start > at for one in names)]
    if len(questioned) != 2 or len(open_ones) != 1:
        return []
    return [Found(at, at + 2, Meaning(open_ones[0], "about", type="therapy"))]


def _alone(keys: Sequence[str], at: int) -> bool:
    """It stands for a noun ("the first didn't help", "latter never"), not before one ("the first dose", "at first")."""
    before, after = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
    if keys[at] in _W["last"] and (before != "the" or after != "one"):
        return keys[at] == "latter" and before != "in"
    opened = before in _W["before"] or not before.isalnum()
    return opened and (not after.isalpha() or after in _W["after"])
