"""Replies to several questions whose parts are headed by a place: "first one clear. Second one I cleared years ago".

The place says whose answer follows; it does not choose that thing and deny the others, as "the first one" alone does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.nlu.language import places
from bot.nlu.language.text import Token, tokens
from bot.nlu.reply.by_name import Part
from bot.nlu.reply.replies import checklist
from bot.nlu.reply.several import ORDINALS
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("headed")
_PLACES = frozenset(ORDINALS) | _W["middle"]
_LONGEST = 40
"""Words of a reply; more is a story, in which "the first one" may be anything."""


class _Head(NamedTuple):
    place: str
    start: int
    """Its token; and the first one of what is told."""
    told: int


def headed(text: str, asked: Sequence[str]) -> list[Part] | None:
    """What is told at each place; [] where it cannot be told apart, None where the reply is none of this kind."""
    if len(asked) < 2 or not checklist(list(asked)):
        return None
    words = list(tokens(text))
    keys = [word.key for word in words]
    if len(words) > _LONGEST or not _PLACES & set(keys):
        return None
    heads = [head for at in range(len(keys)) if (head := _head(keys, at))]
    if not heads or set(keys[: heads[0].start]) - _W["before"] or not _tells(keys, heads[0], len(heads), asked):
        return None
    ends = [*(_begin(keys, head.start) for head in heads[1:]), len(keys)]
    at_place = [_index(head.place, len(asked)) for head in heads]
    if None in at_place or len({*at_place}) < len(heads) or _mixed(keys, heads, ends):
        return []
    return [
        _part(text, asked[place or 0], words, head, end)
        for place, head, end in zip(at_place, heads, ends, strict=True)
        if end > head.told
    ]


def _part(text: str, fact: str, words: Sequence[Token], head: _Head, end: int) -> Part:
    start = words[head.told].start
    return Part(fact, start, text[start : words[end - 1].end], None, counted=True)


def _head(keys: Sequence[str], at: int) -> _Head | None:
    """ "The first one" and "the second is" where a part begins; not "the first dose", nor "only the first one"."""
    if keys[at] not in _PLACES:
        return None
    before = _begin(keys, at)
    if before and keys[before - 1] not in _W["dividing"] or set(keys[before:at]) & _W["choosing"]:
        return None
    after = at + 1 + (keys[at + 1 : at + 2] == ["one"])
    follows = keys[after] if after < len(keys) else ""
    if follows in _W["verbs"] | _W["colons"] or keys[at + 1 : at + 2] == ["ones"]:
        return _Head(keys[at], at, after + 1)
    return _Head(keys[at], at, after) if follows and after > at + 1 and follows not in _W["choosing"] else None


def _begin(keys: Sequence[str], at: int) -> int:
    while at and keys[at - 1] in _W["before"]:
        at -= 1
    return at


def _tells(keys: Sequence[str], head: _Head, heads: int, asked: Sequence[str]) -> bool:
    """Of one place alone something must be told: "the last one was negative", not "the first one, 2016". Of treatments
    one place alone is read as a course ("the last one never")."""
    if heads > 1:
        return True
    first = keys[head.told] if head.told < len(keys) else ""
    if keys[head.told - 1] == ",":
        return False  # "the first one, never mind the other"
    treatments = any(fact in says() and says()[fact].kind == "therapy" for fact in asked)
    return not treatments and first in _W["tells"] and not _W["others"] & set(keys[head.told :])


def _index(place: str, count: int) -> int | None:
    if place in _W["middle"]:
        return count // 2 if count % 2 else None
    index = count - 1 if place == places.LAST else ORDINALS.index(place)
    return index if index < count else None


def _mixed(keys: Sequence[str], heads: Sequence[_Head], ends: Sequence[int]) -> bool:
    """ "First one clear, second and third positive": a place or the rest stands within what is told of another."""
    return any({*_PLACES, *_W["others"]} & set(keys[head.told : end]) for head, end in zip(heads, ends, strict=True))
