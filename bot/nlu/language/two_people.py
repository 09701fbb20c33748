"""Messages in which "I" and "he" both have something, and nothing says which of them is the candidate."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF, Scene
from bot.nlu.vocabulary import word_lists

_W = word_lists("two_people")
_WRITER = word_lists("people")["writing"]
NOBODY = "nobody"
"""Both may be the candidate: what is told of either of them is asked again."""
_REACH = 5
"""Words after "I have" within which stands what."""
_MANY = 2
"""Facts of a relative from which the writer's own one may be told by the way."""


def unclear(scene: Scene, facts: dict[str, int], trial: dict[str, int]) -> str | None:
    """Who is the candidate beside a "he" or "she" that stands for nobody named: SELF, NOBODY, or None where the writer
    has nothing of his own. "I have LGI1 encephalitis. She has hep B", "he weighs 70 kg and I have heart failure"."""
    told = [at for at, who in scene.people if who == PATIENT and scene.key(at) in _W["he_or_she"] and _has(scene, at)]
    own = [at for at, who in scene.people if who == SELF and _has_his_own(scene, at)]
    if not told or not own or trial[PATIENT]:
        return None
    mainly = own[0] < told[0] and facts[SELF] > facts[PATIENT]  # "I'm 45, he's 47, we both have colds. I weigh 70"
    return SELF if trial[SELF] or mainly else NOBODY


def beside_a_relative(scene: Scene, relative: tuple[int, str], facts: dict[str, int]) -> bool:
    """ "Hubby is 52, weighs 91 kilo. I'm 64 kilo so the lifting is a struggle": of whom is first told, and most."""
    at, who = relative
    own = [place for place, one in scene.people if one == SELF and _has_his_own(scene, place)]
    first = bool(own) and at < own[0] and not any(one == SELF for place, one in scene.people if place < own[0])
    told = scene.key(at + 1) in _W["is_or_has"]
    return first and told and facts[who] >= _MANY and facts[who] > facts[SELF]


def _has(scene: Scene, at: int) -> bool:
    """Whether a fact is told right after a person."""
    _, end = scene.sentence(at)
    words = [scene.key(place) for place in range(at + 1, min(end, at + 1 + _REACH))]
    if _W["of_babies"] & set(words):
        return False  # "I'm breastfeeding, he is 5 months"
    return any(place in scene.told for place in range(at + 1, at + 1 + len(words)))


def _has_his_own(scene: Scene, at: int) -> bool:
    """ "I have hep B", "I'm 54", "I've had the IVIG"; not "I have her on IVIG", "I've a 54 year old with ALS"."""
    start = at + 1 if scene.key(at) in _W["i_am"] else at + 2 if scene.key(at + 1) in _W["has"] else 0
    if scene.key(at) not in _WRITER or not start:
        return False
    _, end = scene.sentence(at)
    words = [scene.key(place) for place in range(start, min(end, start + _REACH))]
    told = next((place - start for place in range(start, start + len(words)) if place in scene.told), None)
    if told is None or _W["others"] & set(words[: told + 1]):
        return False
    counted = any(a in _W["articles"] and b[:1].isdigit() for a, b in zip(words, words[1:], strict=False))
    return not counted
