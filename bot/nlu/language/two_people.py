"""Messages in which "I" and "he" both have something, and nothing says which of them is the candidate."""

from __future__ import annotations

from bot.nlu.language.beside_him import answers_for_him, carried, ill_beside, set_before_a_parent
from bot.nlu.language.each_of_us import his_beside_mine, in_turn, what_one_takes
from bot.nlu.language.scene import PATIENT, SELF, Scene
from bot.nlu.vocabulary import word_lists

_W = word_lists("two_people")
_WRITER = word_lists("people")["writing"]
NOBODY = "nobody"
"""Both may be the candidate: what is told of either of them is asked again."""
_REACH = 5
"""Words after "I have" within which stands what."""
_DESCRIBED = 3
"""Words after "I have" within which an illness stands of the writer's own."""
_MANY = 2
"""Facts of a relative from which the writer's own one may be told by the way."""


def unclear(scene: Scene, facts: dict[str, int], trial: dict[str, int]) -> str | None:
    """Who is the candidate beside a "he" or "she" that stands for nobody named: SELF, NOBODY, or None where the writer
    has nothing of his own. "I have LGI1 encephalitis. She has hep B", "he weighs 70 kg and I have heart failure"."""
    told = [at for at, who in scene.people if who == PATIENT and scene.key(at) in _W["he_or_she"]]
    told = [at for at in told if _has(scene, at) or what_one_takes(scene, at)]
    own = [at for at, who in scene.people if who == SELF and _has_his_own(scene, at)]
    if trial[PATIENT] or not own:
        return None
    if not told:
        return NOBODY if not trial[SELF] and ill_beside(scene) else None
    if trial[SELF] == 1 and _both_take_so_much(scene, own, told):
        return NOBODY
    more = len(own) > len(told) or facts[SELF] > facts[PATIENT] + 1  # "I weigh 52" is one, though it has a name
    mainly = own[0] < told[0] and more and facts[SELF] > facts[PATIENT]  # "I'm 45, he's 47, we both ... I weigh 70"
    return SELF if trial[SELF] or mainly else NOBODY


def _both_take_so_much(scene: Scene, own: list[int], told: list[int]) -> bool:
    """ "I take 15 mg of prednisolone for my arteritis. She takes 30 of the same"."""
    sides = [[_after(scene, at) for at in places] for places in (own, told)]
    return all(any(_on_so_much(words[1:] if words[:1] == ["am"] else words) for words in side) for side in sides)


def beside_a_relative(scene: Scene, relative: tuple[int, str], facts: dict[str, int]) -> bool:
    """ "Hubby is 52, weighs 91 kilo. I'm 64 kilo so the lifting is a struggle": of whom is first told, and most."""
    at, who = relative
    own = [place for place, one in scene.people if one == SELF and _has_his_own(scene, place)]
    first = bool(own) and at < own[0] and not any(one == SELF for place, one in scene.people if place < own[0])
    is_a = scene.key(at)[-1:] == "s" and scene.key(at + 1) in _W["a"]  # "my husband's a recovering alcoholic"
    told = is_a or scene.key(at + 1) in _W["is_or_has"]
    return first and told and facts[who] >= _MANY and facts[who] > facts[SELF]


def _has(scene: Scene, at: int) -> bool:
    """Whether a fact is told right after a person."""
    words = _after(scene, at)
    if _W["of_babies"] & set(words):
        return False  # "I'm breastfeeding, he is 5 months"
    return _on_so_much(words) or any(place in scene.told for place in range(at + 1, at + 1 + len(words)))


def _after(scene: Scene, at: int) -> list[str]:
    """The words of the sentence right after a person."""
    _, end = scene.sentence(at)
    return [scene.key(place) for place in range(at + 1, min(end, at + 1 + _REACH))]


def _on_so_much(words: list[str]) -> bool:
    """ "He's on 10", "she takes 30 of the same"."""
    if words[1:2] == [] or not words[1].isdigit():
        return False
    return words[0] == "on" or words[0] in _W["takes"] and (words[2:3] == [] or words[2] in _W["of_a_dose"])


def _has_his_own(scene: Scene, at: int) -> bool:
    """ "I have hep B", "I'm 54", "I've had the IVIG"; not "I have her on IVIG", "I've a 54 year old with ALS"."""
    if what_one_takes(scene, at):
        return True
    start = at + 1 if scene.key(at) in _W["i_am"] else at + 2 if scene.key(at + 1) in _W["has"] else 0
    if scene.key(at) not in _WRITER or not start or at and scene.key(at - 1) in _W["to_come"]:
        return False  # "when I'm 64, he says"
    _, end = scene.sentence(at)
    end = min([end, *(place for place, _ in scene.people if place > at)])  # "I got it wrong, he's 59"
    words = [scene.key(place) for place in range(start, min(end, start + _REACH))]
    if _on_so_much(words) or _on_so_much(_after(scene, at)):
        return True
    told = next((place - start for place in range(start, start + len(words)) if place in scene.told), None)
    if told is None or _W["others"] & set(words[: told + 1]):
        return False
    counted = any(a in _W["articles"] and b[:1].isdigit() for a, b in zip(words, words[1:], strict=False))
    return not counted


def neither_is_sure(scene: Scene, trial: dict[str, int]) -> bool:
    """Whether two people are set against each other so that either may apply: "I'm the one on antibiotics. Her chest is
    clear", "two of us were waiting. She got hers, mine are still at the lab"."""
    keys = scene.keys
    selves = [at for at, who in scene.people if who == SELF]
    if not trial[SELF] and (in_turn(scene) or his_beside_mine(scene)):
        return True
    if not selves:
        return False
    others = bool(_W["him_or_her"] & set(keys))
    if others and _asks_of_whom(keys):
        return True
    if any(a in _W["as_two"] and b in _W["patients"] for a, b in zip(keys, keys[1:], strict=False)):
        return True  # "we have two patients in this house. Me with ..., and Sofia with ..."
    if _pair(keys) and (others or not trial[SELF]):
        return True
    if others and trial[SELF] <= 1 and carried(scene):
        return True
    if not trial[SELF] and set_before_a_parent(scene):
        return True
    if not others or any(who in scene.relatives for _, who in scene.people):
        return False
    if not trial[SELF] and answers_for_him(scene):
        return True
    return not trial[SELF] and any(_is_the_one(keys, at) for at in selves) or _hers_and_mine(keys)


def _asks_of_whom(keys: list[str]) -> bool:
    """ "Am I to answer as myself or as her?", "do you mean him or me?"."""
    for at in (at for at, key in enumerate(keys) if key == "or"):
        before = next((key for key in reversed(keys[:at]) if key not in _W["between_two"]), "")
        after = next((key for key in keys[at:] if key not in _W["between_two"]), "")
        for one, other in ((before, after), (after, before)):
            if one in _W["writer_objects"] and other in _W["other_objects"]:
                return True
    return False


def has_the_disease(scene: Scene) -> bool:
    """ "My twin has encephalitis and I'm her carer. What I have is ALS": the writer has one of the trials' own too."""
    own = (at for at, who in scene.people if who == SELF and scene.key(at + 1) in _W["has"])
    return any(scene.told.get(place) for at in own for place in range(at + 2, at + 2 + _DESCRIBED))


def _is_the_one(keys: list[str], at: int) -> bool:
    """ "I'm the one with Parkinson's", "I am the only one on antibiotics"."""
    after = keys[at + 1 : at + 6]
    after = after[1:] if keys[at] == "i" and after[:1] == ["am"] else after if keys[at] == "im" else []
    after = [key for key in after if key != "only"]
    return after[:2] == ["the", "one"] and after[2:3] != [] and after[2] in _W["one_who_has"]


def _pair(keys: list[str]) -> bool:
    """ "Two of us on the ward", "the pair of us"."""
    triples = zip(keys, keys[1:], keys[2:], strict=False)
    return any(a in _W["as_two"] and b == "of" and c in _W["us"] for a, b, c in triples)


def _hers_and_mine(keys: list[str]) -> bool:
    """ "Hers came back positive. Mine is at the lab", "my own is 61 kg, his about 80"."""
    own = any(a == "my" and b == "own" for a, b in zip(keys, keys[1:], strict=False))
    if "mine" not in keys and not own:
        return False
    pairs = zip(keys, [*keys[1:], "."], strict=False)
    return any(a in _W["of_another"] and b in _W["after_hers"] for a, b in pairs)
