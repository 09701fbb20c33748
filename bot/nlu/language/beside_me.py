"""Signs that a message which names a relative is about its writer: who only types for him, what was tested on him."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF, Scene
from bot.nlu.language.writer import owning
from bot.nlu.vocabulary import word_lists

_W = word_lists("beside_me")
_TESTED_WITHIN = 7
"""Words before "me" within which it is told what was tested: "ran the same antibody on me"."""
_HELPS_WITHIN = 7


def helps_to_write(scene: Scene, at: int) -> bool:
    """ "Talking's gone so my wife does the typing", "wrong window, that was meant for my sister"."""
    if scene.key(at - 2) in _W["for"] and scene.key(at - 3) in _W["meant"]:
        return True
    for place in range(at + 1, at + _HELPS_WITHIN):
        if scene.key(place) in _W["typing"]:
            return scene.key(at - 1) in _W["owners"]
        if scene.key(place) not in _W["before_typing"] and not scene.key(place).isdigit():
            return False
    return False


def tested_beside(scene: Scene) -> bool:
    """ "My mum had anti-Yo. They ran the same antibody on me", "my sister has it, they checked mine": the writer was
    tested because of a relative, of whom no more is told after that."""
    if any(who == PATIENT and scene.key(at) in _W["pronouns"] for at, who in scene.people):
        return False
    return any(who == SELF and (_tested(scene, at) or _mine_beside(scene, at)) for at, who in scene.people)


def _tested(scene: Scene, at: int) -> bool:
    if scene.key(at) not in _W["me"]:
        return False
    start, _ = scene.sentence(at)
    before = [scene.key(place) for place in range(max(start, at - _TESTED_WITHIN), at)]
    if before[-1:] and before[-1] in _W["tests"]:
        return scene.key(at + 1) not in _W["to_give"]  # "they tested me as a donor", "checked me for a match"
    tried = before[-1:] == ["for"] and bool(_W["tries"] & set(before))  # "we tried the same for me"
    return tried or before[-1:] == ["on"] and bool(_W["tests"] & set(before))


def _mine_beside(scene: Scene, at: int) -> bool:
    """ "My sister's blood showed NMDA antibodies, mine has never been looked at": a thing of each of them."""
    if scene.key(at) != "mine" or scene.key(at + 1) not in _W["thing_does"]:
        return False
    theirs = any(place < at and who in scene.relatives and owning(scene.doc, place) for place, who in scene.people)
    return theirs and scene.key(at - 1) in _W["before_mine"]


def own_part(scene: Scene) -> bool:
    """ "Melanoma on my calf, 2006. My wife has leukaemia": a part of the writer's body, before any relative."""
    named = next((place for place, who in scene.people if who in scene.relatives), 0)
    first = min(scene.told, default=named)
    for at in range(named - 1):
        if scene.key(at) == "my" and scene.key(at + 1) in _W["parts"] | _W["sides"]:
            start, end = scene.sentence(at)
            return start <= first < end
    return False


def concerns_the_writer(scene: Scene) -> bool:
    """Whether the relative whom a message names is only set beside its writer."""
    return own_part(scene) or tested_beside(scene)
