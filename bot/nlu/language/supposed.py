"""What is supposed by the order of its words, or promised for a favour: neither is stated."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.vocabulary import word_lists

_W = word_lists("supposed")
_PARTICIPLE, _PROMISE = 8, 3
"""Words after "had" within which what would have happened follows, and before "say" within which it is promised."""


def supposes(clause: Clause, keys: Sequence[str], named: Collection[int], questioned: bool) -> bool:
    """ "Say the CrCl came back at 30", "should her HIV test turn out positive", "had it been positive"."""
    start = next((at for at in range(clause.start, clause.end) if keys[at] not in _W["before_it"]), clause.end)
    first, second = keys[start : start + 1], keys[start + 1 : min(start + 2, clause.end)]
    if not second:
        return False
    if first[0] in _W["opening"]:
        told = questioned or start + 1 in named or second[0] in _W["said_of"]
        return told and second[0] not in _W["not_supposed"]
    if first[0] in ("should", "were"):
        return second[0] in _W["subjects"] | _W["owners"]
    if first[0] != "had" or second[0] not in _W["subjects"] | _W["owners"]:
        return False
    turned = _W["happened"] & set(keys[start + 2 : min(clause.end, start + _PARTICIPLE)])
    return second[0] in _W["subjects_only"] or bool(turned)


def promises(clause: Clause, keys: Sequence[str], end: int) -> bool:
    """ "I'll say I've been on the pill for a month if you need me to": said for a favour only."""
    for at in range(clause.start, clause.end):
        ready = _W["promising"] & set(keys[max(clause.start, at - _PROMISE) : at])
        if keys[at] in _W["saying"] and ready and _W["for_a_favour"] & set(keys[at + 1 : end]):
            return True
    return False
