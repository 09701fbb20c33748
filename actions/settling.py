"""What a typed message says of the doubt that is asked about: one of its values, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from actions import doubts, telling, worded
from actions.context import Turn
from criteria.facts import Quantity

_PAUSE = re.compile(r"[,.;:!\n()]+(?=\s|$)|\s[-–—]+\s|\bnot\b(?=\s+\d)|\bbut\b|\band\b")
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z']+")
_LONGEST, _LONGEST_SHRUG = 20, 6
"""Words of a message that may answer a doubt, and of one that may say that the answer is not known."""
_THOUSAND = 1000
_BARE = {"yes", "no", "none", "never", "not"}


@dataclass(frozen=True)
class _Side:
    """An option of the doubt, the words that point at it, and the words of its values."""

    option: dict[str, Any]
    cues: frozenset[str]
    values: frozenset[str]
    bare: frozenset[str]


def settle(turn: Turn) -> bool:
    """Takes what a message answers to the doubt, and tells the rest of it; False where it answers nothing to it."""
    doubt = turn.state.doubt
    if doubt is None:
        return False
    rest = {name: value for name, value in turn.incoming.facts.items() if name not in doubt["facts"]}
    if not rest and _other_number(turn, doubt):
        return True
    option = _said(turn, doubt, alone=not rest) or _told(turn, doubt)
    if option is None:
        return False
    doubts.settle_doubt(turn, doubt, option)
    turn.incoming = replace(turn.incoming, facts=rest)
    if rest or turn.incoming.conflicts:
        telling.tell(turn, rest)
    return True


def shrugs(turn: Turn) -> bool:
    """Whether the message is no more than "I don't know" or "skip", so that it may be said of the doubt."""
    text = turn.incoming.text
    return "?" not in text and len(_WORD.findall(text.lower())) <= _LONGEST_SHRUG


def _told(turn: Turn, doubt: doubts.Doubt) -> dict[str, Any] | None:
    """The option whose values the message states by their names."""
    told = {name: value for name, value in turn.incoming.facts.items() if name in doubt["facts"]}
    for option in doubt["options"]:
        if told and all(name in option["facts"] and option["facts"][name] == value for name, value in told.items()):
            return dict(option)
    return None


def _said(turn: Turn, doubt: doubts.Doubt, *, alone: bool) -> dict[str, Any] | None:
    """The option that the words of the message point at: "change it", "the second one", "82 is right"."""
    text = turn.incoming.lowered
    if len(_WORD.findall(text)) > _LONGEST:
        return None
    sides = [_side(turn, option) for option in doubt["options"]]
    if alone and (bare := _bare(turn, sides)):
        return bare.option
    clauses = [found for part in _PAUSE.split(text) if (found := _WORD.findall(part))]
    read = [_meant(turn, clause, sides) for clause in clauses]
    if "?" in text and None in read:
        return None
    meant = [one for one in read if isinstance(one, _Side)]
    return meant[0].option if meant and all(one == meant[0] for one in meant) else None


def _side(turn: Turn, option: dict[str, Any]) -> _Side:
    said = turn.clinic.speech.replies.words.doubts[option["id"]]
    beside = turn.clinic.speech.replies.words.beside_doubts
    titles = [title for name, value in option["facts"].items() for title in turn.wordings(name, value)]
    names = [turn.label(name).lower() for name in option["facts"]]
    codes = [str(value).replace("_", " ").lower() for value in option["facts"].values()]
    codes += [f"{value / _THOUSAND:g}" for value in option["facts"].values() if _in_thousands(value)]
    found = {_plain(word) for text in (*titles, *codes, *names) for word in _WORD.findall(text)}
    return _Side(option, frozenset(said), frozenset(found.difference(beside)), frozenset(titles) & _BARE)


def _in_thousands(value: Any) -> bool:
    """Whether a number may be told in thousands: "plt 250"."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= _THOUSAND


def _plain(word: str) -> str:
    """A number without its commas: "90,000" as "90000", "1.0" as "1"."""
    if not word[0].isdigit():
        return word
    number = word.replace(",", "")
    return number.rstrip("0").rstrip(".") if "." in number else number


def _bare(turn: Turn, sides: list[_Side]) -> _Side | None:
    """A yes or no that is the whole message, where it can mean but one side: a reading is right, a value is "no"."""
    if turn.incoming.intent == "stop":  # "stop" is a no to other questions of the assistant's own
        return None
    answer = worded.yes_or_no(turn) or next((word for word in _BARE if worded.says(turn, [word])), None)
    meant = [side for side in sides if answer in side.bare or answer == side.option["id"]]
    return meant[0] if answer and len(meant) == 1 else None


def _meant(turn: Turn, clause: list[str], sides: list[_Side]) -> _Side | str | None:
    """The side that a clause points at; "" for one that says nothing, None for one that is about something else."""
    own = turn.clinic.speech.replies.words
    first, second = sides
    told = {_plain(word) for word in clause}
    known = first.cues | second.cues | first.values | second.values
    if told - known - {*own.beside_doubts, *own.denying}:
        return None
    cued = _one(told, (first.cues - second.values, second.cues - first.values))
    valued = _one(told, (first.values - second.values - _BARE, second.values - first.values - _BARE))
    if cued is None or valued is None:
        return None
    if not cued and not valued:
        return ""
    at = (cued or valued) - 1
    if told & set(own.denying) - first.cues - second.cues - (set() if cued else sides[at].values):
        return sides[1 - at]
    if cued and valued and cued != valued and not told & _BARE:
        return None
    return sides[at]


def _one(told: set[str], sides: tuple[frozenset[str], frozenset[str]]) -> int | None:
    """1 or 2 for the side of which words are told, 0 for neither, None for both."""
    hits = [bool(told & side) for side in sides]
    return None if all(hits) else 1 + hits.index(True) if any(hits) else 0


def _other_number(turn: Turn, doubt: doubts.Doubt) -> bool:
    """Takes a number that is the whole message and neither of the two values: "no, 69"."""
    if turn.incoming.facts or len(doubt["facts"]) != 1 or not isinstance(turn.table.facts[doubt["facts"][0]], Quantity):
        return False
    own = turn.clinic.speech.replies.words
    told = _WORD.findall(turn.incoming.lowered)
    numbers = [word for word in told if word[0].isdigit()]
    beside = {*own.beside_doubts, *own.denying, *own.yes, *own.no, *(w for cues in own.doubts.values() for w in cues)}
    known = {word for option in doubt["options"] for word in _side(turn, option).values}
    if len(numbers) != 1 or _plain(numbers[0]) in known or not set(told) - set(numbers) <= beside:
        return False
    number = float(numbers[0].replace(",", ""))
    telling.tell(turn, {doubt["facts"][0]: int(number) if number == int(number) else number})
    return True
