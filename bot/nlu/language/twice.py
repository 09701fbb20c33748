"""Failures that are denied themselves: "I wouldn't say it did nothing", "hardly useless", "not that it failed"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.said import Said
from bot.nlu.vocabulary import word_lists

_W = word_lists("twice")
_FAR = 8
"""Words before a failure within which its denial stands."""


def unfailed(keys: Sequence[str], cues: Sequence[Said], named: Collection[int] = ()) -> list[Said]:
    """The cues, failures that are denied made to say no more than that the treatment was given: whoever says that it
    did not do nothing has had it. `named`: the places of treatments."""
    if not _W["flat"] & set(keys):
        return list(cues)
    return [
        one._replace(category="EARLY") if one.category == "FAILED" and twice(keys, one.start, one.end, named) else one
        for one in cues
    ]


def twice(keys: Sequence[str], start: int, end: int, named: Collection[int] = ()) -> bool:
    """Whether words for a failure are denied, or go on to deny one: "can't say it did | nothing"."""
    words = set(keys[start:end])
    if _W["denials"] & words and _W["claiming"] & words:
        after = [key for key in keys[end : end + 2] if key not in _W["between"]]
        return bool(_W["flat"] & set(after[:1]))
    if not _W["flat"] & words:
        return False
    for at in range(start - 1, max(-1, start - 1 - _FAR), -1):
        if keys[at] in _W["denials"]:
            return True
        if keys[at] not in _W["between"] | _W["claiming"] and at not in named:
            return False
    return False
