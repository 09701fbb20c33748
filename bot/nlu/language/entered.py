"""Entries that are set right: "HIV should be negative, not positive", "I said it failed, it actually helped".

What is to be is read as what is, where something tells that an entry is set right, and the result that was entered is
left out, so that the name has one result."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("entered")
_RESULTS = (word_lists("amended")["results"] | _W["values"]) - _W["no_values"]
_BEFORE, _AFTER, _TURN = 3, 3, 4
"""Words between "I" and what one entered; of a value behind "should be"; within which the next clause tells it."""


def set_right(found: list[Token]) -> list[Token]:
    """The tokens without the entry of before, and without the words that set it right."""
    keys = [token.key for token in found]
    gone = set() if _W["changing"].isdisjoint(keys) else _changed(keys)
    if not _W["must"].isdisjoint(keys):
        gone |= _to_be(keys)
    if not _W["entering"].isdisjoint(keys):
        gone |= _entered(keys)
    return [token for place, token in enumerate(found) if place not in gone] if gone else found


def _to_be(keys: list[str]) -> set[int]:
    """ "Should be", and "not positive" behind what it should be."""
    gone: set[int] = set()
    for at in range(1, len(keys) - 2):
        if keys[at] not in _W["must"] or keys[at + 1] not in _W["be"]:
            continue
        end = at + 2
        while end < min(len(keys), at + 2 + _AFTER) and _value(keys[end]):
            end += 1
        denied = end + (keys[end : end + 1] == [","])
        unlike = keys[denied : denied + 1] == ["not"] and denied + 1 < len(keys) and _value(keys[denied + 1])
        if end == at + 2 or not (unlike or _W["setting_right"] & {*keys[:at], *keys[end:]}):
            continue
        gone |= {at, at + 1} | ({*range(end, denied + 2)} if unlike else set())
    return gone


def _changed(keys: list[str]) -> set[int]:
    """The result before "change that to", with these words: "abnormal. Change that to normal"."""
    gone: set[int] = set()
    for at, key in enumerate(keys[:-3]):
        if key not in _W["changing"] or keys[at + 1] not in _W["that"] or keys[at + 2] not in _W["to"]:
            continue
        end = at
        while end and (keys[end - 1] in _W["polite"] or keys[end - 1] in _W["ends"]):
            end -= 1
        start = end
        while start and (_value(keys[start - 1]) or keys[start - 1] in _W["answers"]):
            start -= 1
        if start < end < at and (_value(keys[at + 3]) or keys[at + 3] in _W["answers"]):
            gone |= {*range(start, at + 3)}
    return gone


def _entered(keys: list[str]) -> set[int]:
    """The results of a clause "I said ..." beside which a clause with another result stands, or that clause wholly."""
    gone: set[int] = set()
    for at, key in enumerate(keys):
        start = next((place for place in range(max(0, at - _BEFORE), at) if keys[place] in _W["i"]), None)
        if key not in _W["entering"] or start is None:
            continue
        end = next((place for place in range(at, len(keys)) if keys[place] in _W["ends"]), len(keys))
        results = {place for place in range(at + 1, end) if _value(keys[place])}
        only = results and all(k in _W["beside"] or _value(k) for k in keys[start:end])
        if results and _told_behind(keys[end + 1 : end + 1 + _TURN]):
            gone |= {*range(start, end + 1)} if only else results
        elif only and keys[start - 1 : start] and keys[start - 1] in _W["ends"] and _told_before(keys, start - 1):
            gone |= {*range(start - 1, _verdict(keys, end))}
    return gone


def _verdict(keys: list[str], end: int) -> int:
    """Where ", that was wrong" ends behind such a clause."""
    stop = next((place for place in range(end + 1, len(keys)) if keys[place] in _W["ends"]), len(keys))
    words = set(keys[end + 1 : stop])
    return stop if words <= _W["verdict"] and words & _W["setting_right"] else end


def _told_behind(turn: list[str]) -> bool:
    """ "..., it actually helped"."""
    return turn[:1] != [] and turn[0] in _W["it"] and any(_value(word) for word in turn)


def _told_before(keys: list[str], end: int) -> bool:
    """ "Veins are fine, I said difficult"."""
    stop = next((place for place in range(end - 1, -1, -1) if keys[place] in _W["stops"]), -1)
    return any(_value(key) or key in _W["answers"] for key in keys[stop + 1 : end])


def _value(key: str) -> bool:
    """Numbers and days that are set right are read with what they replace (facts/said_before.py, repairs.py)."""
    return key in _RESULTS
