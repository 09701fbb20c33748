"""A writer who tells no more of himself than an age beside the age of a relative who is ill: "my partner's 39 and I'm
36, he's the one with ALS"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.nlu.language.scene import PATIENT, SELF, Scene, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("two_ages")
_YEARS = range(1, 111)
_WITHIN = 4
"""Tokens before a disease within which stands that he has it."""


def ill_of_two(scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str], trial: Counter[str]) -> str | None:
    """ "I'm 33. My mother, who's 66, has ALS", "my brother's 33, I'm 30. He has encephalitis": the one relative who is
    ill and whose age is told; not where the writer tells more of himself than his own."""
    at, who = relatives[0]
    own = [place for place, one in scene.people if one == SELF]
    aged = any(_age(scene, place + 1 + (scene.key(place + 1) == "am")) for place in own)
    if not aged or len({one for _, one in relatives}) > 1:
        return None
    if owner(scene.keys, at) not in _W["mine"] or _W["past"] & set(scene.keys) or not _told_his_age(scene, at):
        return None
    if any(_well(scene, place) for place in own):
        return who
    if trial[SELF] or facts[SELF] > 1:
        return None
    return who if set(_ill(scene)) in ({who}, {PATIENT}, {who, PATIENT}) else None


def _age(scene: Scene, at: int) -> bool:
    digits = scene.key(at)
    return digits.isdecimal() and int(digits) in _YEARS and scene.key(at + 1) not in _W["units"]


def _well(scene: Scene, own: int) -> bool:
    """ "Me I am 41 and healthy": who is well is not the one who is ill; not "I'm 41 and healthy but for the ALS"."""
    age = own + 1 + (scene.key(own + 1) == "am")
    rest = [scene.key(at) for at in range(age + 1, scene.sentence(own)[1]) if scene.key(at) not in _W["years_old"]]
    return _age(scene, age) and rest[:1] == ["and"] and rest[1:2] != [] and set(rest[1:]) <= _W["well"]


def _told_his_age(scene: Scene, at: int) -> bool:
    """ "My wife 60", "my mother, who's 66", "my son with encephalitis is 35"."""
    end = min([place for place, who in scene.people if place > at] + [scene.sentence(at)[1]])
    places = (place for place in range(at + 1, end) if _age(scene, place))
    return any(place == at + 1 or scene.key(place - 1) in _W["before_an_age"] for place in places)


def _ill(scene: Scene) -> Iterator[str]:
    """Of whom a disease is told that he has: "he has ALS", "the one with MMN", "my sister who is ill"."""
    for at, key in enumerate(scene.keys):
        before = [who for place, who in scene.people if place < at]
        near = {scene.key(place) for place in range(max(0, at - _WITHIN), at)}
        unwell = key in _W["ill"] and (scene.key(at - 1) == "whos" or scene.key(at - 2) == "who")
        if before and (unwell or (scene.told.get(at) or key in _W["diseases"]) and near & _W["having"]):
            yield before[-1]
