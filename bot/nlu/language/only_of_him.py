"""Whether a message tells of one relative only, and of him enough that he must be who applies."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.scene import PATIENT, Scene, agrees, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("only_of_him")
_ENOUGH = 2
"""Facts that must be told of him, one of them of the trials' own diseases and treatments."""


def told_of(scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str], trial: Counter[str]) -> str | None:
    """ "They offered Mum rituximab and she turned it down. She's 70 with LGI1": the one relative of whom it is told how
    he is now, where nobody says "I". Not "my mother had ALS" nor "her mum has MND": a family's history.
    """
    at, who = relatives[0]
    if any(one not in (PATIENT, who) for _, one in scene.people):
        return None
    if who not in _W["close"] or not _mine(scene, at):
        return None
    if any(scene.key(place + 1) in _W["then"] for place, _ in relatives):
        return None
    enough = trial[who] and sum(facts.values()) >= _ENOUGH
    return who if enough and _tells_how_he_is(scene, at, who) else None


def _mine(scene: Scene, at: int) -> bool:
    """ "My wife", or a bare "Mum" as children call her, whatever stands before it: "they offered Mum ..."."""
    of = owner(scene.doc, at)
    called = scene.key(at).removesuffix("s") in _W["called"]
    return of in _W["mine"] or not of.isalpha() or called and of not in _W["of_others"]


def _tells_how_he_is(scene: Scene, at: int, who: str) -> bool:
    """ "She's 70 with ...", "he has ..." at the start of a sentence of its own, after he was named."""
    spoken = (place for place, one in scene.people if one == PATIENT and place > at)
    return any(
        scene.sentence(place)[0] == place
        and agrees(scene.key(place), scene.sexes.get(who))
        and (scene.key(place) in _W["he_is"] or scene.key(place + 1) in _W["being"])
        for place in spoken
    )
