"""Numbers that are told of somebody: ages, weights and values that "my father" or "Dad's" stands before."""

from __future__ import annotations

from bot.nlu.language.names import Meaning
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.language.text import Token
from bot.nlu.times.when import When
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("pages")
_BESIDE, _MOVED = 2, 6
"""Tokens between a name and its number; as many where words tell how it came there: "has crept up to"."""
_DECADES = _W["decades"]
_TENS = frozenset(str(ten) for ten in range(20, 110, 10))
_IN_DECADES = _DECADES | _TENS
_PARTING = frozenset({",", ".", ";", "?", "!", "\n", "("})


def owned_measure(name: Found[Meaning], found: list[Token], numbers: list[Number]) -> bool:
    """ "Dad's platelets were 105", "Dad's creatinine has crept up to 156": whose laboratory values are told."""
    owner = found[name.start - 1] if name.start else None
    owned = owner is not None and owner.key.endswith("s") and owner.end - owner.start > len(owner.key)
    if not owned or says()[name.of.fact].kind != "measure":
        return False
    ends = (at for at in range(name.end, min(name.end + _MOVED, len(found))) if found[at].key in _PARTING)
    end = min(next(ends, name.end + _MOVED), len(found))
    return any(name.end <= n.start <= name.end + _BESIDE or name.end <= n.start < end for n in numbers)


def tells_age(keys: list[str], numbers: list[Number]) -> bool:
    """ "My father 66 years old", "my wife turned 47", "our son is seventeen"."""
    ages = [number for number in numbers[:3] if 1 <= number.value <= 110]
    ages = [n for n in ages if not _W["expecting"] & set(keys[n.end : n.end + 3])]  # "is 12 weeks pregnant"
    if any(keys[n.start - 1 : n.start] == ["("] and keys[n.end : n.end + 1] == [")"] for n in ages[:1]):
        return True  # "my husband (71) weighs ..."
    if any(keys[n.start - 2 : n.start - 1] in (["my"], ["our"]) and keys[n.start - 1].endswith("s") for n in ages):
        return True  # "my wife's 41"
    if any(n.start == 1 and keys[0].endswith("s") for n in ages):
        return True  # "mum's 79"
    if any(_between_commas(keys, n) and keys[n.start - 3 : n.start - 2] in (["my"], ["our"]) for n in ages):
        return True  # "our son, 17, ..."
    if not _IN_DECADES.isdisjoint(keys) and any(_in_a_decade(keys, at) for at, key in enumerate(keys) if key == "in"):
        return True  # "our mam's in her late seventies"
    born = any(_W["born"] & set(keys[max(0, n.start - 3) : n.start]) for n in ages)
    return born or any("time_day" in n.units or keys[n.start - 1] in _W["before_an_age"] and n.start for n in ages)


def _in_a_decade(keys: list[str], at: int) -> bool:
    """ "Mam's in her late seventies", "he's well in his 60s", not "onset in her 30s"."""
    end = at + 1
    while end < len(keys) and keys[end] in _W["in_a_decade"]:
        end += 1
    decade = keys[end : end + 1]
    known = (
        end > at + 1 and decade != [] and (decade[0] in _DECADES or decade[0] in _TENS and keys[end + 1 :][:1] == ["s"])
    )
    if not known or not at or keys[at - 1] in _W["decades_ago"]:
        return False
    return keys[at - 1] in _W["before_a_decade"] or keys[at - 1].endswith("s")


def _between_commas(keys: list[str], number: Number) -> bool:
    return keys[number.start - 1] == "," and keys[number.end : number.end + 1] == [","]


def measured(keys: list[str], numbers: list[Number], dates: list[When]) -> dict[int, bool]:
    """The places of ages and weights, which are told of somebody; "two years ago" is neither."""
    beside = _W["before_an_age_or_weight"]
    numbers = [n for n in numbers if not any(one.start <= n.start < one.end for one in dates)]
    return {n.start: False for n in numbers if {"mass", "time_day"} & set(n.units) or keys[n.start - 1] in beside}
