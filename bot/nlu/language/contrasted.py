"""Relatives who are set against the writer or the patient: "it's my husband that has the hep C", "my sister wasn't so
lucky", "PMA. Mother has RA", "Gran had TB. Mum has never had it"."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.scene import PATIENT, SELF, Scene, owner
from bot.nlu.vocabulary import word_lists

_W = word_lists("contrasted")
_LUCK_WITHIN, _ILLNESS_WITHIN = 5, 5
"""Tokens after a relative within which it is told that he fared worse, and after "who has" that name what."""
_BARE = 4
"""Tokens of "Mother has RA." at most."""


def has_another(scene: Scene, start: int, end: int) -> bool:
    """ "I had hepatitis B. It's my husband that has the hep C": of two who have something each, the writer first."""
    if ill_too(scene, Counter()):
        return True
    who = next((at for at in range(start, end) if scene.key(at) in _W["who"]), None)
    if who is None or not any(one == SELF and at < start for at, one in scene.people):
        return False
    return any(who < at < end + _ILLNESS_WITHIN for at in scene.told)


def ill_too(scene: Scene, trial: Counter[str]) -> bool:
    """ "Gran has dementia, I look after her as well as having this myself", "on top of my own illness": the writer is
    ill, and of the relative no disease of the trials is told."""
    if any(trial.values()):
        return False
    keys = scene.keys
    triples = list(zip(keys, keys[1:], keys[2:], strict=False))
    own = any(a == "my" and b == "own" and c in _W["illness"] for a, b, c in triples)
    return own or any(a in _W["suffering"] and b in _W["this"] and c == "myself" for a, b, c in triples)


def fared_worse(scene: Scene, at: int) -> bool:
    """ "Mine was a cyst, nothing. My sister wasn't so lucky, hers was the real thing"."""
    return any(scene.key(place) in _W["lucky"] for place in range(at + 1, at + 1 + _LUCK_WITHIN))


def only_likened(scene: Scene, at: int, who: str, facts: Counter[str]) -> bool:
    """ "How is IL-2 different from IVIG? My auntie gets that one for her CIDP": a question, and somebody distant by
    whom it was heard of."""
    start, _ = scene.sentence(at)
    asked = start > 0 and scene.key(start - 1) == "?"
    return asked and who in _W["distant"] and facts[who] <= 1


def one_word_of(scene: Scene, at: int) -> bool:
    """ "LGI1+ AE, CSF. Father has gout.": the trials' disease stands first, and of a relative no more than one word
    that names an illness."""
    start, end = scene.sentence(at)
    if start != at or end - start > _BARE or scene.key(at + 1) not in _W["having"]:
        return False
    if not scene.key(at + 2).isalpha() or scene.key(at + 2) in _W["no_illness"]:
        return False
    spoken = any(who in (SELF, PATIENT) for _, who in scene.people)
    return not spoken and any(trial and place < start for place, trial in scene.told.items())


def never_had(scene: Scene, relatives: list[tuple[int, str]], trial: Counter[str]) -> str | None:
    """ "Gran had TB. Mum has never had it", "Dad has never had TB": of whom it is denied is asked about, where
    the writer tells nothing of himself and nobody else has the trials' disease."""
    speaks = any(who == SELF and scene.key(at) in _W["i"] and not _aside(scene, at) for at, who in scene.people)
    if speaks or min(scene.told, default=0) < scene.sentence(relatives[0][0])[0]:
        return None
    told = ((at, who) for at, who in relatives if who in _W["asked_about"])
    denied = next((who for at, who in told if _denied(scene, at) or _refuses(scene, at)), None)
    return denied if not any(count for who, count in trial.items() if who != denied) else None


def _aside(scene: Scene, at: int) -> bool:
    """ "... when I was wee"."""
    return scene.key(at - 1) in _W["when"]


def _denied(scene: Scene, at: int) -> bool:
    """ "Mum has never had ...", "mum never caught it"; of the trials' own treatments too."""
    of = owner(scene.keys, at)
    place = at + 1 + (scene.key(at + 1) in _W["has"])
    had = scene.key(place) in _W["never"] and scene.key(place + 1) in _W["getting"]
    return had and (of in _W["mine"] or not of.isalpha() or of in _W["joining"])


def _refuses(scene: Scene, at: int) -> bool:
    """ "Dad won't sign up to any trial", "Mum refuses to take part"."""
    return scene.key(at + 1) in _W["refusing"] and at + 1 in scene.told
