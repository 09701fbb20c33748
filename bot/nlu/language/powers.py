"""Units of counts with a power of ten in whatever way it is written: "x10^4/uL", "10*9/l", "x10e3 per mm3"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.number_words import table

_TIMES = frozenset({"x", "*", "·"})
_RAISED = frozenset({"^", "e", "*", "("})
_MOST = 12
_BASE = "10"
_OF_MICROLITRE = (2, 4)
"""Powers that are of a microlitre where no volume is named: "14.6 x10^4"."""


def power_unit(keys: Sequence[str], at: int) -> list[tuple[str, float, int]]:
    """The unit of a count that starts at a token: its family, its factor to cells in a microlitre, and its end."""
    start = at + 1 if keys[at : at + 1] and keys[at] in _TIMES else at
    if start >= len(keys) or keys[start][:2] != _BASE:
        return []
    power, end = _exponent(keys, start)
    if power is None:
        return []
    factor, until = _volume(keys, end)
    if factor is None:
        return [("count", 10.0**power, end)] if start > at and power in _OF_MICROLITRE else []
    return [("count", round(10.0**power * factor, 9), until)]


def bracketed_unit(keys: Sequence[str], at: int) -> int:
    """Where a unit in brackets of its own ends, which is no value: "plt (10^9/L) 97", "97 not 79 (10*9/l)", or one
    that opens a message, "10^9/L 7.1"; else 0."""
    if at == 0 and keys[at] == _BASE and keys[1:2] == ["^"] and (opening := power_unit(keys, at)):
        end = opening[0][2]
        return end if keys[end : end + 1] and keys[end][:1].isdigit() else 0
    if keys[at] != _BASE or keys[at - 1 : at] not in (["("], ["x"]) or keys[at + 1 : at + 2] not in (["^"], ["*"]):
        return 0
    units = power_unit(keys, at) if "(" in keys[max(0, at - 2) : at] else []
    return units[0][2] if units else 0


def _exponent(keys: Sequence[str], at: int) -> tuple[int | None, int]:
    """ "10^4", "10**9", "10e3", "10 9", and "104" as a raised number loses its height."""
    if len(keys[at]) > len(_BASE):
        return (int(keys[at][2:]), at + 1) if keys[at][2:].isdigit() and int(keys[at][2:]) <= _MOST else (None, at)
    place = at + 1
    while place < min(len(keys), at + 3) and keys[place] in _RAISED:
        place += 1
    raised = keys[place : place + 1]
    if not raised or not raised[0].isdigit() or int(raised[0]) > _MOST:
        return None, at
    closed = keys[place - 1] == "(" and list(keys[place + 1 : place + 2]) == [")"]  # "x10(9)/L"
    return int(raised[0]), place + 1 + closed


def _volume(keys: Sequence[str], at: int) -> tuple[float | None, int]:
    """ "/uL", "per litre", "/ mm 3", "cells/uL"."""
    words = table()
    place = at + 1 if keys[at : at + 1] and keys[at] in words.cells else at
    if keys[place : place + 1] == [] or keys[place] not in words.per:
        return None, at
    for factor, names in words.volumes.items():
        for name in names:
            parts = name.split()
            if list(keys[place + 1 : place + 1 + len(parts)]) == parts:
                return factor, place + 1 + len(parts)
    return None, at
