"""Relatives and writers who are named in passing only: nothing of the message is about them."""

from __future__ import annotations

from bot.nlu.language.beside_me import concerns_the_writer, helps_to_write
from bot.nlu.language.scene import PATIENT, SELF, Scene, agrees, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("people")
_DIES_WITHIN, _TOLD_WITHIN = 6, 30
_SPEAKS_WITHIN = 4
"""Tokens after "said" within which another relative is named: "Gran always said that Mum ..."."""
_OWN_WITHIN = 6
"""Tokens after a relative within which stands what is his: "my husband came off his"."""
_DESCRIBED = 6
"""Within how many tokens after "the one" an illness stands that sets a relative apart ("my wife, the one with ...")."""
_SAID_ILL = 5
"""Tokens of "the one who is ill"."""


def named_relatives(scene: Scene) -> list[tuple[int, str]]:
    """Whoever is named, but for a side of a family ("on my wife's side") and, beside one's own, their relatives."""
    named = [one for one in scene.people if one[1] in scene.relatives and scene.key(one[0] + 1) not in _W["sides"]]
    himself = [one for one in named if scene.key(one[0] + 1) in _W["oneself"]]
    if himself and himself[0][1] != named[0][1]:
        return himself  # "mother-in-law yes, my husband himself no"
    told = [one for one in named if not _of_a_relative(scene, one[0])] or named
    return [one for one in told if not _speaks_of_another(scene, *one)] or told


def _of_a_relative(scene: Scene, at: int) -> bool:
    """ "My wife's aunt took her own life. My wife herself has never ...", "her other son's wife", "Her aunt ..."."""
    whose = scene.key(at - 1)
    if whose[-1:] == "s" and any(whose[:-1] in names for names in scene.relatives.values()):
        return True
    opens = at == 1 or at == 2 and scene.key(0) in _W["it_is"]  # "it's his brother in law who has it"
    return whose[-1:] == "s" and scene.key(at - 2) in _W["writers"] or opens and whose in _W["his_or_her"]


def _speaks_of_another(scene: Scene, at: int, who: str) -> bool:
    """ "Gran always said Mum's shakes were Parkinson's": who only has something to say about another relative."""
    said = next((place for place in (at + 1, at + 2) if scene.key(place) in _W["reporting"]), None)
    if said is None:
        return False
    spoken = range(said + 1, said + _SPEAKS_WITHIN)
    return any(place in spoken and one in scene.relatives and one != who for place, one in scene.people)


def heads(scene: Scene, at: int) -> bool:
    """ "My husband is worried because my platelets are 98. He had leukaemia": the writer's own is told first."""
    return scene.key(at) == "my" and at < min(scene.told, default=0)


def known_before(scene: Scene, at: int) -> bool:
    """Whether the trials' disease is told in a sentence before a relative of whom nothing but a name is told, or one
    other illness: "probable AE. Sister has SLE"; or anything of nobody: "Cured TB. Wife on latent TB Rx"."""
    start, end = scene.sentence(at)
    told = {scene.key(place) for place in range(at + 1, end)} & _W["verbs"]
    others = any(at < place < end for place in scene.told) and not any(who == PATIENT for _, who in scene.people)
    ill = others and told <= _W["having_illness"]
    unnamed = not any(place < at for place, _ in scene.people)
    unnamed = unnamed and not any(trial and place > at for place, trial in scene.told.items())
    return (ill or not told) and any((trial or unnamed) and place < start for place, trial in scene.told.items())


def went_elsewhere(scene: Scene, at: int) -> bool:
    """ "My sister-in-law with MND went out to Peking for something like this": a story of hers."""
    _, end = scene.sentence(at)
    words = scene.keys[at:end]
    return any(a in _W["went"] and b in _W["somewhere"] for a, b in zip(words, words[1:], strict=False))


def points_elsewhere(scene: Scene, relatives: list[tuple[int, str]]) -> bool:
    """ "Husband (HBV carrier) attends with her": a pronoun that fits nobody named is the patient."""
    for at in (place for place, who in scene.people if who == PATIENT and scene.key(place) in _W["pronouns"]):
        named = [who for place, who in relatives if place < at] or [who for _, who in relatives]
        if not any(agrees(scene.key(at), scene.sexes.get(who)) for who in named):
            return True
    return False


def has_his_own(scene: Scene, at: int) -> bool:
    """ "On riluzole since March, my husband stopped his", "... my sister takes hers at night": what stands before is
    somebody else's."""
    _, end = scene.sentence(at)
    own = [place for place in range(at + 2, min(end, at + _OWN_WITHIN)) if scene.key(place) in _W["his_own"]]
    if not own or not any(place < at for place in scene.told):
        return False
    between = any(at < place < own[0] for place in scene.told) or any(place < at for place, _ in scene.people)
    return not between and (own[0] + 1 >= end or scene.key(own[0] + 1) in _W["after_ones_own"])


def set_against(scene: Scene, relative: int, at: int) -> bool:
    """ "My wife's pressure is too low. I'm on tablets for a high one myself", "... for my own": the writer only sets
    himself against."""
    start, end = scene.sentence(at)
    words = scene.keys[at:end]
    own = any(pair == ("my", "own") for pair in zip(words, words[1:], strict=False))
    return relative < start and ("myself" in words or own)


def sets_apart(scene: Scene, at: int) -> bool:
    """ "It's my brother who got the new liver, not me", "my sister's was 90, mine 210", "my sister has it, I don't":
    the writer has the thing that was asked for, or has it not."""
    start, end = scene.sentence(at)
    if scene.key(at) == "mine" and at == start and scene.key(at + 1) in _W["raising"] | _W["of_ones_own"]:
        return any(place < start and who in scene.relatives for place, who in scene.people)  # "his is 30. Mine? 12"
    if not any(start <= place < end and who in scene.relatives for place, who in scene.people):
        return False
    if scene.key(at) == "me" and scene.key(at - 1) == "not":
        return at + 1 >= end or scene.key(at + 1) in _W["sentence_marks"]
    opens = at == start or scene.key(at - 1) in _W["sentence_marks"] | _W["before_set_apart"]
    if scene.key(at) == "i" and scene.key(at + 1) in _W["having_not"]:
        return opens and (at + 2 >= end or scene.key(at + 2) in _W["sentence_marks"])
    return scene.key(at) in _W["set_apart"] and opens and scene.key(at + 1) not in _W["sentence_marks"]


def points_away(scene: Scene, start: int, end: int) -> bool:
    """ "It's my sister who has the heart failure, I don't": she is pointed at as somebody else, not cared for."""
    who_has = any(scene.key(at) == "who" for at in range(start, end))
    apart = any(who == SELF and sets_apart(scene, at) for at, who in scene.people)
    return who_has and (apart or concerns_the_writer(scene))


def with_a_parent(scene: Scene, at: int) -> bool:
    """ "Whatever her father and I may think": one of those who are with the candidate."""
    beside = scene.key(at - 1) == "and" and scene.key(at - 3) in _W["of_the_candidate"]
    return beside and any(place == at - 2 and who in scene.relatives for place, who in scene.people)


def says_of_others(scene: Scene, at: int) -> bool:
    """ "My nephew says people mix up MS and ALS": of nobody in particular."""
    told = {at + 2, at + 3} if scene.key(at + 2) == "that" else {at + 2}
    others = {place for place, who in scene.people if who not in (PATIENT, SELF, *scene.relatives)}
    return scene.key(at + 1) in _W["reporting_aloud"] and bool(told & others)


def lost(scene: Scene, at: int) -> bool:
    """ "My mother died of ...", "my late father": nobody applies for the dead, or for "it isn't about him"; nor for who
    only types."""
    if helps_to_write(scene, at) or _given(scene, at):
        return True
    _, end = scene.sentence(at)
    if any(
        scene.key(place) == "about" and scene.key(place - 1) in _W["denying"] and scene.key(place + 1) in _W["pronouns"]
        for place in range(at + 1, end)
    ):
        return True
    dead = [place for place in scene.dead if scene.key(place + 1) not in _W["passed_what"] or place < at]
    dead = [place for place in dead if place < at or scene.key(place) not in _W["the_late"]]  # "in her late seventies"
    return any(
        at - 2 <= place < min(end, at + _DIES_WITHIN) or at < place < at + _TOLD_WITHIN and _of_him(scene, at, place)
        for place in dead
    )


def _given(scene: Scene, at: int) -> bool:
    """ "Gave bone marrow to my niece", "donated a kidney to our son": to whom the writer gave a part of himself."""
    start, _ = scene.sentence(at)
    return scene.key(start) in _W["gave"] and scene.key(at - 2) == "to" and owner(scene.keys, at) in _W["writers"]


def _of_him(scene: Scene, at: int, dead: int) -> bool:
    """ "My mother-in-law had ALS, so we know the road, she passed", "dad had MND. We buried him in May": it is said of
    the relative named last."""
    sex = next((scene.sexes.get(who) for place, who in scene.people if place == at), None)
    by = [scene.key(place) for place in (dead - 1, dead - 2, dead + 1)]
    said = any(word in _W["pronouns"] | _W["his_or_her"] and agrees(word, sex) for word in by)
    between = {who for place, who in scene.people if at < place < dead}
    return said and between <= {PATIENT, SELF}


def the_one_with_it(scene: Scene, relatives: list[tuple[int, str]], *, own: bool) -> str | None:
    """ "My wife, the one with the encephalitis, takes none", "my son, the patient, is 24": who is so set apart from the
    writer is the candidate; not "my uncle, the one with ALS, died". So is who "is the one with the antibodies", unless
    the writer has such a thing of his `own`."""
    for at, who in relatives:
        begun = _set_apart_at(scene, at)
        first, second = scene.key(begun), scene.key(begun + 1)
        if not begun or owner(scene.keys, at) not in _W["writers"] or own and scene.key(begun - 1) != ",":
            continue
        if first == "the" and second in _W["the_candidate"] or not own and _ill_one(scene, begun):
            return who
        _, end = scene.sentence(at)
        if (first, second) != ("the", "one") and not (first == "who" and second in _W["having_now"]):
            continue
        told = any(scene.told.get(place) for place in range(begun + 2, min(end, begun + 2 + _DESCRIBED)))
        if told and not any(scene.key(place) in _W["former_having"] for place in range(at, end)):
            return who
    return None


def _ill_one(scene: Scene, begun: int) -> bool:
    """ "My niece is the one who's ill", "my sister's the poorly one", "it's my nephew who has it": what he has is not
    said here."""
    words = [scene.key(place) for place in range(begun, begun + _SAID_ILL)]
    if words[0] == "the" and words[1] in _W["being_ill"]:
        return words[2] in _W["one"]
    words = words[2:] if words[0] == "the" and words[1] in _W["one"] else words
    if words[0] in _W["who_is"]:
        return bool(_W["being_ill"] & set(words[1:3]))
    if words[0] not in _W["who"]:
        return False
    return words[1] in _W["having_now"] and words[2] in _W["it"] or words[1] == "is" and words[2] in _W["being_ill"]


def _set_apart_at(scene: Scene, at: int) -> int:
    """Where it is said which one a relative is: "my wife, the one with ...", "my mother in law is the one with ..."; 0
    where it is not."""
    place = at + 3 if scene.key(at + 1) == "in" else at + 1  # "mother in law"
    if scene.key(place) in _W["said_to_be"]:
        return place + 1
    if scene.key(at - 2) in _W["it_is"] and scene.key(place) in _W["who"] | _W["who_is"]:
        return place  # "it's my nephew who has it"
    return place if scene.key(place - 1).endswith("s") and scene.key(place) == "the" else 0  # "mum's the one with"
