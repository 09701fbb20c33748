"""Days that are named to say that it was not then: "finished 21/09 (not 21/10 as in my letter)", "not 1 Nov but
1 Sept", "last one 5 Sept (the 5 Nov in my referral is a typo)"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_days")
_NEAR, _SAID = 8, 9
"""Tokens between the two days, and behind a day within which it is called a slip."""
_STOPS = {".", "\n", "?", "!"}


def without_denied(keys: Sequence[str], dates: list[When]) -> list[When]:
    """The days without those that are denied or called a slip beside another one."""
    if len(dates) < 2 or not (_W["not"] | _W["slip"]) & set(keys):
        return dates
    return [one for one in dates if not (_put_right(keys, one, dates) and _denied(keys, one))]


def _put_right(keys: Sequence[str], day: When, dates: list[When]) -> bool:
    """Another day stands near, in the same sentence."""
    gaps = [(one.end, day.start) if one.start < day.start else (day.end, one.start) for one in dates if one is not day]
    return any(end - start <= _NEAR and not _STOPS & set(keys[start:end]) for start, end in gaps)


def _denied(keys: Sequence[str], day: When) -> bool:
    at = day.start - 1
    while at > 0 and keys[at] in _W["before_a_day"]:
        at -= 1
    if at >= 0 and keys[at] in _W["not"] and not _W["supposing"] & set(keys[max(0, at - 1) : at]):
        return True
    after = keys[day.end : day.end + _SAID]
    stop = next((place for place, key in enumerate(after) if key in _STOPS or key == ")"), len(after))
    return bool(_W["slip"] & set(after[:stop])) and bool(_W["paper"] & set(after[:stop]))
