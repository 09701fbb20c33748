"""Both the writer and somebody else are told of in turn, so that either may be the candidate: "10 is what I take. He
takes 30", "me yesterday, her 4 October", "I take azathioprine myself. My daughter takes nothing"."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.beside_him import falls_ill, of_staff
from bot.nlu.language.scene import PATIENT, SELF, Scene, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("each_of_us")
_P = word_lists("people")
_HAS_WITHIN = 4
"""Words from "I" or "my wife" to what is told of them."""


def what_one_takes(scene: Scene, at: int) -> bool:
    """ "10 is what I take", "20 is what she takes"."""
    return scene.key(at - 1) == "what" and scene.key(at - 2) in _P["being"] and scene.key(at - 3)[:1].isdigit()


def in_turn(scene: Scene) -> bool:
    """ "Me yesterday, her 4 October", "him the weekly injection, me the tablets": who has which, without a verb."""
    mine = [at for at, who in scene.people if who == SELF and scene.key(at) == "me" and _opens(scene, at)]
    theirs = [at for at, who in scene.people if who == PATIENT and scene.key(at) in _W["him"] and _opens(scene, at)]
    return bool(mine and theirs)


def _opens(scene: Scene, at: int) -> bool:
    start, _ = scene.sentence(at)
    after = scene.key(at + 1)
    heads = at == start or scene.key(at - 1) in _P["sentence_marks"] | _W["joins"]
    return heads and (after[:1].isdigit() or after in _W["which"])


def his_beside_mine(scene: Scene) -> bool:
    """ "My heart's the one that's failing. His is fine", "I'm on antibiotics, his was just sniffles": a thing of the
    writer is told, then the same of "him"."""
    if _W["his"].isdisjoint(scene.keys):
        return False
    named = any(who not in (SELF, PATIENT, "children") for _, who in scene.people)
    if named or of_staff(scene, len(scene.doc)):
        return False
    his = [at for at in range(1, len(scene.doc)) if scene.key(at) in _W["his"] and _heads_a_thing(scene, at)]
    return any(_mine_told(scene, at) for at in his)


def _heads_a_thing(scene: Scene, at: int) -> bool:
    return scene.key(at + 1) in _P["being_of"] and (scene.key(at - 1) in _P["sentence_marks"] | _W["joins"])


def _mine_told(scene: Scene, until: int) -> bool:
    """Whether "I have ..." or "my heart" is told before a place."""
    selves = {at for at, who in scene.people if who == SELF}
    for at in range(until):
        mine = scene.key(at) == "my"
        thing = scene.key(at + 1).removesuffix("s") in _P["own_things"] | _W["parts"]
        near = any(place in scene.told for place in range(at + 1, min(until, at + 1 + _HAS_WITHIN)))
        if mine and thing or (mine or at in selves) and near:
            return True
    return False


def myself_beside(scene: Scene, relatives: list[tuple[int, str]]) -> bool:
    """ "I take azathioprine myself for Crohn's. My daughter takes nothing for her immune system": the writer tells his
    own by the way, then how a relative is now."""
    for at, who in relatives:
        start, _ = scene.sentence(at)
        before = [place for place, one in scene.people if one == SELF and place < start]
        by_the_way = any(scene.key(place) == "myself" for place in before) and any(t < start for t in scene.told)
        mine = owner(scene.keys, at) in _P["writers"] and who in _P["close"] | _W["parents"]
        after = scene.key(at + 1)
        told = any(place in scene.told for place in range(at + 1, at + 2 + 2 * _HAS_WITHIN))
        if by_the_way and mine and after in _W["now"] and told:
            return True
    return False


def fell_ill(scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str]) -> tuple[str, bool] | None:
    """ "I'm five months gone so my mum getting ill came at a bad time. She's 56": a relative who fell ill, with no word
    of what else it might be; and whether more is told of him."""
    for at, who in relatives:
        _, end = scene.sentence(at)
        mine = owner(scene.keys, at) in _P["writers"] or not owner(scene.keys, at).isalpha()
        known = any(at < place < end for place in scene.told)
        if facts[SELF] and mine and who in _P["close"] | _W["parents"] and not known and falls_ill(scene, at):
            return who, facts[who] > 0
    return None
