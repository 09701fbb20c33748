"""Who the candidate is: the writer, the patient of a referral, or the relative whom a carer writes about."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.beside_me import concerns_the_writer, tested_beside
from bot.nlu.language.contrasted import has_another, ill_too, never_had
from bot.nlu.language.each_of_us import fell_ill, myself_beside
from bot.nlu.language.ill_spouse import ill_beside_the_writer
from bot.nlu.language.only_of_him import only_one, told_of
from bot.nlu.language.passing import (
    heads,
    lost,
    named_relatives,
    points_away,
    set_against,
    sets_apart,
    the_one_with_it,
    with_a_parent,
)
from bot.nlu.language.scene import PATIENT, SELF, Scene, agrees, asides, owner
from bot.nlu.language.two_ages import ill_of_two
from bot.nlu.language.two_people import NOBODY, beside_a_relative, has_the_disease, neither_is_sure, unclear
from bot.nlu.language.writer import speaks_up
from bot.nlu.vocabulary import word_lists

_W = word_lists("people")
_TARGET = 8
"""Words after "writing on behalf of" within which the person is named."""
_GROWN, _OPENING = 16, 4
"""Years from which a bare number may be an age, and tokens within which a relative is named beside it."""
_ENOUGH, _MANY = 2, 3
"""Facts that a relative must have where the writer speaks too: with the trials' disease among them, and without."""


def candidate(scene: Scene) -> str | None:
    """The relative whom the message is about; None where that is the writer or a patient, SELF where "he" is another,
    NOBODY where it may be either."""
    named = named_relatives(scene)
    relatives = [(at, who) for at, who in named if not lost(scene, at)]
    facts, trial = _owned(scene)
    cared = [one for one in scene.carer if not (scene.key(one[0]) == "for" and _own_deed(scene, one[0]))]
    cared = [one for one in cared if any(trial.values()) or not (points_away(scene, *one) or has_another(scene, *one))]
    if cared and (target := _cared_for(scene, cared, relatives, trial)):
        return target
    if not cared and not scene.applies and neither_is_sure(scene, trial):
        return NOBODY
    if _unnamed(scene, relatives) and not _referral(scene) and trial[PATIENT] and (cared or not trial[SELF]):
        return PATIENT
    if not named and not (cared or scene.applies or _referral(scene)):
        return unclear(scene, facts, trial)
    if not relatives or _referral(scene) or {"fhx", "fh"} & set(scene.keys[: relatives[0][0]]):
        return None
    if not (scene.applies or has_the_disease(scene)) and (one := _set_apart(scene, relatives, trial)):
        return one
    if trial[SELF] or scene.applies or _has_none(scene) or tested_beside(scene) or ill_too(scene, trial):
        return None
    if not any(trial.values()) and (concerns_the_writer(scene) or _tells_his_age(scene, relatives[0][0])):
        return None
    return _among(scene, named, relatives, facts, trial) or ill_beside_the_writer(scene, relatives, facts, trial)


def _set_apart(scene: Scene, relatives: list[tuple[int, str]], trial: Counter[str]) -> str | None:
    """ "My mother in law is the one with the antibodies. My own thyroid ones are high too"."""
    beside = any(who == SELF and scene.key(at) == "my" and scene.key(at + 1) == "own" for at, who in scene.people)
    return the_one_with_it(scene, relatives, own=bool(trial[SELF]) and not beside)


def _cared_for(
    scene: Scene, cared: list[tuple[int, int]], relatives: list[tuple[int, str]], trial: Counter[str]
) -> str | None:
    """Whom a carer's phrase names, or who is only "he" beside the carer; NOBODY where both have the disease."""
    target = _target(scene, cared, relatives)
    if target and trial[target] and trial[SELF] and has_the_disease(scene):
        return NOBODY
    if target and not (trial[SELF] and not trial[target]):
        return target
    others = all(owner(scene.keys, at) in _W["of_another"] for at, _ in relatives)  # "his brother", "his dad"
    spoken = any(who == PATIENT for _, who in scene.people)
    tended = not trial[SELF] and any(scene.key(end - 1) in _W["him_or_her"] for _, end in cared)
    return PATIENT if spoken and others and (relatives or tended or _caring(scene)) else None


def _among(
    scene: Scene,
    named: list[tuple[int, str]],
    relatives: list[tuple[int, str]],
    facts: Counter[str],
    trial: Counter[str],
) -> str | None:
    """Which of the relatives it is where nothing tells that it is the writer."""
    if one := never_had(scene, relatives, trial) or ill_of_two(scene, relatives, facts, trial):
        return one
    if not any(trial.values()) and (ill := fell_ill(scene, relatives, facts)):
        return ill[0] if ill[1] else NOBODY
    if _speaks(scene, relatives[0][0], trial):
        chosen = _outweighing(scene, relatives, facts, trial)
        either = chosen is None and not any(trial.values())
        either = either and (beside_a_relative(scene, relatives[0], facts) or myself_beside(scene, relatives))
        return NOBODY if either else chosen
    if one := told_of(scene, relatives, facts, trial):
        return one
    if relatives[0][1] in _W["distant"] and not any(trial.values()) and _tells_his_own(scene):
        return None
    if len(relatives) < len(named) and relatives[0][1] not in _W["close"]:
        return _outweighing(scene, relatives, facts, trial)
    only = only_one(scene, relatives, facts)
    return only if only != "grown_child" or trial[only] else None  # "our youngest is due his vaccine"


def _speaks(scene: Scene, relative: int, trial: Counter[str]) -> bool:
    """Whether the writer tells something of himself, and not only to set himself against the relative."""
    return any(
        who == SELF
        and (
            speaks_up(scene.doc, place) or not any(trial.values()) and (heads(scene, place) or sets_apart(scene, place))
        )
        and not (set_against(scene, relative, place) or with_a_parent(scene, place))
        for place, who in scene.people
    )


def _tells_his_own(scene: Scene) -> bool:
    """ "Aunt Jean cleared her hepatitis. My own tests were negative": an aunt is only set beside the writer."""
    return any(who == SELF and scene.key(at) == "my" and scene.key(at + 1) == "own" for at, who in scene.people)


def _caring(scene: Scene) -> bool:
    """ "I'm 71 and his carer, he's three years younger", "I (the wife) ...": who cares for somebody without a name is
    not him."""
    if any(scene.key(start) == "i" and scene.key(start + 1) in _W["apposing"] for start, _ in scene.carer):
        return True
    told = any(_W["the_candidate"] & {scene.key(at) for at in range(start, end)} for start, end in scene.carer)
    spoken = {scene.key(at) for at, who in scene.people if who == PATIENT}
    named = spoken & _W["pronouns"] and any(scene.key(end - 1) in _W["carers"] for _, end in scene.carer)
    return bool(told and spoken or named)


def _unnamed(scene: Scene, relatives: list[tuple[int, str]]) -> bool:
    """ "She has ALS. I'm the husband, I have lupus": who is only "she" is somebody else than "I"."""
    spoken = any(who == PATIENT and scene.key(at) in _W["he_or_she"] for at, who in scene.people)
    return spoken and not scene.applies and all(owner(scene.keys, at) not in _W["writers"] for at, _ in relatives)


def _has_none(scene: Scene) -> bool:
    """ "My mum had IVIG. I haven't had any of these", "... I have never been tested": the writer's own denial."""
    starts = (at + 1 + (scene.key(at + 1) == "have") for at, who in scene.people if who == SELF)
    return any(
        scene.key(at) in _W["having_none"] and {scene.key(at + 1), scene.key(at + 2)} & _W["having_any"]
        for at in starts
    )


def _tells_his_age(scene: Scene, relative: int) -> bool:
    """ "54, my wife is 50", "54 (my wife is 50)": who opens with an age beside a relative's tells his own."""
    opens = scene.key(0).isdigit() and int(scene.key(0)) >= _GROWN and scene.key(1) in _W["marks"]
    after = [scene.key(relative + at) for at in (1, 2)]
    aged = after[0].isdigit() or after[1].isdigit() and after[0] in _W["being"]
    return opens and relative <= _OPENING and aged


def _target(scene: Scene, carer: list[tuple[int, int]], relatives: list[tuple[int, str]]) -> str | None:
    """The person whom a carer's phrase names, or the first one."""
    known = [*relatives, *((at, who) for at, who in scene.people if who in scene.acquaintances)]
    for start, end in carer:
        if scene.key(start) in _W["being"] and (before := _said_to_be(scene, relatives, start)):
            return before
        first = start - 2 if scene.key(start - 1) in _W["apposing"] else start - 1  # "dad, the one I'm asking for"
        near = [(at, who) for at, who in known if first <= at < end + _TARGET]
        near = [one for one in near if one[0] <= end + 1 or owner(scene.keys, one[0]) not in _W["of_another"]]
        if near:
            return min(near)[1]
        if scene.key(end) in _W["pronouns"] and (meant := _meant(scene, relatives, end)):
            return meant
    return next((who for at, who in relatives if owner(scene.keys, at) not in _W["of_another"]), None)


def _said_to_be(scene: Scene, relatives: list[tuple[int, str]], at: int) -> str | None:
    """ "Grandma is 91. My cousin, her favourite, is the one on your list": who is named last before "is the one"."""
    start, _ = scene.sentence(at)
    before = [one for one in relatives if start <= one[0] < at and owner(scene.keys, one[0]) not in _W["of_another"]]
    return before[-1][1] if before else None


def _meant(scene: Scene, relatives: list[tuple[int, str]], pronoun: int) -> str | None:
    """ "Mum had a stroke, it's my sister who has AE and I'm writing for her": whom it fits and who has the disease."""
    _, trial = _owned(scene)
    fitting = [who for at, who in relatives if at < pronoun and agrees(scene.key(pronoun), scene.sexes.get(who))]
    return max(fitting, key=lambda who: trial[who], default=None)


def _own_deed(scene: Scene, at: int) -> bool:
    """ "I had a kidney removed for my brother": what the writer did for somebody; "did nothing for my sister"."""
    start, _ = scene.sentence(at)
    if _W["does_for"] & {scene.key(at - 1), scene.key(at - 2)}:
        return True
    acts = [place for place, who in scene.people if who == SELF and start <= place < at]
    return any(_W["deeds"] & {scene.key(place), scene.key(place + 1), scene.key(place + 2)} for place in acts)


def _referral(scene: Scene) -> bool:
    """ "61F. Son (32) is HIV+", "Pt's wife has TB": a clinician presents a patient; relatives are only relatives."""
    first, second = scene.key(0), scene.key(1)
    aged = first.isdigit() and second in _W["shorthand_sexes"] | _W["shorthand_years"]
    subject = any(
        scene.key(at) in _W["patient_words"] and (at == 0 or scene.key(at - 1) in _W["marks"])
        for at, who in scene.people
        if who == PATIENT
    )
    return aged or subject


def _owned(scene: Scene) -> tuple[Counter[str], Counter[str]]:
    """How many facts are told of each person, and how many of the trials' own."""
    facts: Counter[str] = Counter()
    trial: Counter[str] = Counter()
    named: list[str] = []
    before = 0
    people = sorted(scene.people)
    closed = asides(scene.keys)  # "my husband (I am the younger one), because the spinal tap ..."
    for at in sorted(scene.told):
        start, _ = scene.sentence(at)
        for place, who in people[before:]:
            if place > at:
                break
            before += 1
            if who in scene.relatives:
                named.append(who)
        spoken = (one for one in reversed(people[:before]) if not any(a <= one[0] < end <= at for a, end in closed))
        place, who = next(((place, who) for place, who in spoken if place >= start), (-1, ""))
        if who == PATIENT:  # a pronoun
            who = next((one for one in reversed(named) if agrees(scene.key(place), scene.sexes.get(one))), PATIENT)
        facts[who] += 1
        trial[who] += scene.told[at]
    return facts, trial


def _outweighing(
    scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str], trial: Counter[str]
) -> str | None:
    """ "I'm a nurse and my sister has ALS. She is 49": of whom more is told, if it is the trials' disease."""
    for at, who in relatives:
        of = owner(scene.keys, at)
        mine = of in _W["writers"] or of == "the" and who in _W["close"] or not of
        if trial[who] and mine and scene.key(at + 1) not in _W["former_having"]:
            return who if facts[who] >= _ENOUGH and facts[who] >= facts[SELF] else None
        if mine and at <= 1 and not facts[SELF] and facts[who] >= _MANY:
            return who  # "Dad is 67. He weighs ... I get mine every autumn"
    return None
