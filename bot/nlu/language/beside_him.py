"""Signs that somebody who is only "he" or "she" is the ill one of whom the writer, who tells of himself, writes."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF, Scene, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("beside_him")
_P = word_lists("people")
_STAFF = _P["professionals"] | _W["staff"]
_CARRYING = {tuple(phrase.split("_")) for phrase in _W["carrying_in_two_words"]}
_ILL_WITHIN, _HIS_WITHIN = 5, 3
"""Words after "he" within which he falls ill, and after "his" within which stands the test or the doctor."""


def ill_beside(scene: Scene) -> list[int]:
    """Where it is told that he is ill, or is a patient, without a name of what he has: "since he was diagnosed", "his
    neurologist", "her blood tests", "he has never had himself tested"."""
    found = []
    nobody = sorted(at for at, who in scene.people if who == PATIENT and scene.key(at) in _W["he_or_she"])
    for at in range(len(scene.doc)):
        ill = at in nobody and (falls_ill(scene, at) or _is_to_join(scene, at))
        tested = scene.key(at) in _W["his"] and _has_a_test(scene, at) and not of_staff(scene, at)
        if (ill or tested) and not _of_somebody_named(scene, at):
            found.append(at)
    return found


def falls_ill(scene: Scene, at: int) -> bool:
    """Whether a person is said to be ill or to have become so: "she was diagnosed", "my mum getting ill"."""
    words = [scene.key(place) for place in range(at + 1, at + 1 + _ILL_WITHIN)]
    return any(
        a in _W["falls"] and (b in _W["ill"] and c not in _W["with"] or c in _W["ill"])
        for a, b, c in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


def _is_to_join(scene: Scene, at: int) -> bool:
    """ "Is he too old for this at 74?", "could she join?"."""
    words = [scene.key(place) for place in range(at + 1, at + 1 + _ILL_WITHIN)]
    old = any(a in _W["too"] and b in _W["of_age"] for a, b in zip(words, words[1:], strict=False))
    return old or bool(_W["places"] & set(words))


def _has_a_test(scene: Scene, at: int) -> bool:
    words = [scene.key(place) for place in range(at + 1, at + 1 + _HIS_WITHIN)]
    end = next((place for place, word in enumerate(words) if word in _P["sentence_marks"]), len(words))
    return bool((_W["tests"] | _P["professionals"]) & set(words[:end]))


def _of_somebody_named(scene: Scene, at: int) -> bool:
    """ "My friend ... his neurologist"; not "I'm grieving for someone who is still alive, since he was diagnosed"."""
    return any(
        place < at and who not in (PATIENT, SELF) and scene.key(place) not in _P["everybody"] | _P["anybody"]
        for place, who in scene.people
    )


def of_staff(scene: Scene, at: int) -> bool:
    """Whether a clinician is named before a place: "my doctor is lovely, she does her tests quickly"."""
    return any(key in _STAFF and owner(scene.keys, place) not in _W["his"] for place, key in enumerate(scene.keys[:at]))


def answers_for_him(scene: Scene) -> bool:
    """ "She hasn't. I got mine on the 14th": "she" has or has not what was asked for, and the writer has his own."""
    bare = any(
        who == PATIENT
        and scene.key(at) in _W["he_or_she"]
        and scene.key(at + 1) in _W["has_it_or_not"]
        and scene.key(at + 2) in _W["ends"]
        for at, who in scene.people
    )
    return bare and any(
        who == SELF and scene.key(at) in _P["writing"] and not _of_somebody_named(scene, at) for at, who in scene.people
    )


def carried(scene: Scene) -> bool:
    """ "I was pregnant with her the year they gave me rituximab": the child is told of, or its mother."""
    keys = scene.keys
    return any(
        at and key in _W["him"] and (keys[at - 1] in _W["carrying"] or tuple(keys[at - 2 : at]) in _CARRYING)
        for at, key in enumerate(keys)
    )


def set_before_a_parent(scene: Scene) -> bool:
    """ "I'm 38, mum's 66", "my platelets are 71, dad's are 240", "mine are terrible. Mum's are fine": what the writer
    has is told first, then the same of a parent who is called as children do."""
    at, who = next(((at, who) for at, who in scene.people if who not in (SELF, PATIENT)), (0, ""))
    called = not owner(scene.keys, at).isalpha() or owner(scene.keys, at) in _W["joins"]
    if not at or who not in _W["parents"] or not called:
        return False
    own = [scene.key(place) for place in range(at)]
    after = [scene.key(at + 1), scene.key(at + 2)]
    if not scene.key(at).endswith("s"):
        after = after[1:] if after[0] in _P["being"] else after
    if after[0].isdigit():
        return any(a in _W["i_am"] and b.isdigit() for a, b in zip(own, own[1:], strict=False))
    if not scene.key(at).endswith("s") or after[0] in _P["of_one"]:  # "mine are fine, mum's got TB"
        return False
    thing = any(scene.key(place) == "my" and place + 1 in scene.told for place in range(at))
    return "mine" in own or thing and after[0] in _P["being_of"]
