"""Heads that speak of all things asked, of all but some, of some only, or count: "none but the last", "three noes"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.wordings import longest_words
from bot.nlu.reply.head import Head, Named, Said, divides, ends, said_at
from bot.nlu.reply.targets import COUNTS, targets_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("heads")
EXCEPT = longest_words(_W["except"] | _W["besides"])
BUT = "but"
COUNTED = {"a": 1} | COUNTS
_DENIED = ["-", "ve"]


def only(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "Only the last two", "just the lungs", "upper only"."""
    leads = keys[at] in _W["only"]
    told = targets_at(keys, at + leads, count, named)
    if told is None or told.rest or told.bare and not told.named:
        return None
    trails = not leads and keys[told.end : told.end + 1] != [] and keys[told.end] in _W["only"]
    end = told.end + trails
    told_out = ends(keys, end) if leads else trails and divides(keys, end)  # not "lungs only when I have a cold"
    return Head(at, end, "only", None, told.places, named=told.named) if told_out else None


def excepting(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "Apart from the middle one", "bar the blood one", "except I drank": the thing may be told by what follows."""
    end = EXCEPT(keys, at)
    return left_out(keys, at, end, count, named) if end else None


def left_out(keys: Sequence[str], at: int, end: int, count: int, named: Named) -> Head:
    told = targets_at(keys, end, count, named)
    if told is None or told.rest or not (ends(keys, told.end) or said_at(keys, told.end)):
        return Head(at, end, "except", None)
    said = said_at(keys, told.end + (keys[told.end : told.end + 1] == [":"]))  # "everything but the heart: no"
    return Head(at, said.end if said else told.end, "except", said, told.places, named=told.named)


def of_all(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "None of those", "everything's no", "clear on all of them", "neg" before "bar MGUS", "none but the last"."""
    end = at
    while end < len(keys) and (keys[end] in _W["general"] | _W["well"] or list(keys[end : end + 2]) == _DENIED):
        end += 1
    while end > at and keys[end - 1] in _W["not_last"]:
        end -= 1
    words = set(keys[at:end])
    behind = (keys[i] for i in range(at + 1, end) if keys[i - 1] in _W["before_a_count"])
    counts = [COUNTED[key] for key in behind if key in COUNTED]
    if any(1 < one < count for one in counts):
        return None  # "none of those two" of four
    excepts = EXCEPT(keys, end + (keys[end : end + 1] == [","])) > 0
    told = targets_at(keys, end + 1, count, named) if keys[end : end + 1] == [BUT] else None
    excepts = excepts or told is not None and not told.named
    if not words or _some(keys, at, end) or not (excepts or divides(keys, end)):
        return None
    if words & _W["well"] and not excepts:
        return None
    denied = bool(words & (_W["denying"] | _W["well"]))
    quantifying = _W["quantifying"] if denied else _W["everything"]
    quantified = bool(words & quantifying) or denied and bool(counts)
    if not (quantified or denied and excepts):
        return None
    return Head(at, end, "all", Said("no" if denied else "yes", at, end))


def of_the_list(keys: Sequence[str], head: Head) -> bool:
    """Whether it can be said of nothing but what was asked: "none of those", "no to all", not "not at all"."""
    words = {*keys[head.start : head.end]}
    return not words.isdisjoint(_W["of_the_list"]) or "to" in words and not words.isdisjoint(_W["quantifying"])


def _some(keys: Sequence[str], start: int, end: int) -> bool:
    """ "One of them", but not "not one of them"."""
    counted = (i for i in range(start, end - 1) if keys[i] in COUNTED and keys[i + 1] == "of")
    return any(i == start or keys[i - 1] not in _W["not_some"] for i in counted)


def counted(keys: Sequence[str], at: int) -> Head | None:
    """ "Three noes", "a yes", "four times no", "no x3"."""
    if keys[at] in COUNTED and keys[at + 1 : at + 2]:
        after = at + 1 + (keys[at + 1] in _W["times"])
        kind = next((kind for kind in ("noes", "yeses") if keys[after : after + 1] and keys[after] in _W[kind]), None)
        place = keys[at].isdigit() and after == at + 1 and said_at(keys, after) is not None  # "1 yes, the rest no"
        if kind and divides(keys, after + 1) and not place:
            said = Said("no" if kind == "noes" else "yes", after, after + 1)
            return Head(at, after + 1, "next", said, count=COUNTED[keys[at]])
    said_ = said_at(keys, at)
    if said_ is None or keys[said_.end : said_.end + 1] != ["x"] or keys[said_.end + 1 : said_.end + 2] == []:
        return None
    times = COUNTED.get(keys[said_.end + 1], 0)
    return Head(at, said_.end + 2, "next", said_, count=times) if times > 1 and divides(keys, said_.end + 2) else None
