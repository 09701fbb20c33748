"""Values that end a sentence and look like a day: "4.1. Hb is 12.7", asked for the white cells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.times.when import When
from bot.nlu.vocabulary import catalogue

_MEASURED, _WITH_ITS_POINT = "number", 2
_OPENS = {",", ".", ";", "/", "\n"}


def without_values(keys: Sequence[str], dates: list[When], asked: Sequence[str]) -> list[When]:
    """The days without a number with a point that opens a sentence of a reply to what is measured."""
    if not asked or not all(fact in catalogue() and catalogue()[fact]["type"] == _MEASURED for fact in asked):
        return dates
    return [one for one in dates if not _opens(keys, one)]


def _opens(keys: Sequence[str], day: When) -> bool:
    before = keys[day.start - 1 : day.start] if day.start else ()
    decimal = day.end - day.start == _WITH_ITS_POINT and keys[day.end - 1] == "." and "." in keys[day.start]
    return decimal and (not before or before[0] in _OPENS)
