"""A close one who has the trials' disease now beside a writer who tells of himself and has none: "I'm pregnant and my
husband has encephalitis", "since Mum got ALS I've been drinking too much"."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.scene import SELF, Scene, owner
from bot.nlu.language.two_people import NOBODY
from bot.nlu.vocabulary import word_lists

_W = word_lists("ill_spouse")
_P = word_lists("people")
_TOLD_WITHIN, _AGED_WITHIN = 8, 3
"""Words behind a relative within which the disease stands, and his age."""


def ill_beside_the_writer(
    scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str], trial: Counter[str]
) -> str | None:
    """The spouse who is ill, of whom the message is; NOBODY where it is another of the family and may be either of
    both; None where nothing tells so."""
    if trial[SELF] or not facts[SELF]:
        return None
    ill = [(at, who) for at, who in relatives if trial[who] and _mine(scene, at) and _has_it(scene, at)]
    ill = [(at, who) for at, who in ill if not _then(scene, at)]
    spouse = next((who for _, who in ill if who in _W["spouses"]), None)
    if spouse and len({who for _, who in relatives}) == 1:
        return spouse
    return NOBODY if spouse or any(_fell_ill(scene, at) or _aged(scene, at) for at, _ in ill) else None


def _mine(scene: Scene, at: int) -> bool:
    return owner(scene.keys, at) in _P["writers"] or scene.key(at) in _W["called"]


def _has_it(scene: Scene, relative: int) -> bool:
    """ "My husband got MND", "... lift my husband, he has ALS"; not "my wife thinks it's ALS"."""
    for at in (at for at, trial in scene.told.items() if trial and at > relative):
        start = max(place for place, _ in scene.people if place < at)
        words = {scene.key(place) for place in range(start, at)}
        of_him = start == relative or scene.key(start) in _W["he"]
        if of_him and not words & _W["thinks"] and (words & _W["having"] or scene.key(start)[-1:] == "s"):
            return True
    return False


def _then(scene: Scene, at: int) -> bool:
    """ "My husband had ALS", "my dad got ALS in 2010 and died"."""
    _, end = scene.sentence(at)
    words = {scene.key(place) for place in range(at + 1, end)}
    return scene.key(at + 1) in _P["former_having"] or bool(words & _W["dead"]) or scene.key(at - 1) in _W["once"]


def _fell_ill(scene: Scene, at: int) -> bool:
    """ "Since Mum got ALS ...", "... since my dad was told it's MND"."""
    before = {scene.key(at - 1), scene.key(at - 2)}
    after = {scene.key(place) for place in range(at + 1, at + _AGED_WITHIN)}
    near = any(scene.told.get(place) for place in range(at + 1, at + _TOLD_WITHIN))
    return near and bool(before & _W["since"]) and bool(after & _W["falls_ill"])


def _aged(scene: Scene, at: int) -> bool:
    """ "My mum's 71 and has LGI1": who has an age is told of as a patient is."""
    after = [scene.key(place) for place in range(at + 1, at + 1 + _AGED_WITHIN)]
    return scene.key(at)[-1:] == "s" and after[0].isdigit() or after[1].isdigit() and after[0] in _W["is_aged"]
