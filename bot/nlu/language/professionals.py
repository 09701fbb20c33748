"""Doctors and nurses of whom, or who of themselves, tell what is not the patient's: "her IVIg nurse has CIDP"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from spacy.tokens import Doc

from bot.nlu.language.cast import STRANGER
from bot.nlu.language.scene import SELF
from bot.nlu.language.text import keys_of, pairs
from bot.nlu.vocabulary import word_lists

_W = word_lists("professionals")
_P = word_lists("people")
_BY_THEMSELVES, _NAMES, _ILL, _SAYS = 3, 2, 3, 8
"""Tokens from a comma to "herself", of a name behind "Dr", from "has" to what somebody has, and to what he says."""


def apart(doc: Doc, people: list[tuple[int, str]], told: Mapping[int, bool]) -> list[tuple[int, str]]:
    """The people of a message, as strangers those clinicians of whom something is told that is not the patient's."""
    keys = keys_of(doc)
    own = _speaking(keys, people, told)
    changed = [(at, STRANGER if at in own else who) for at, who in people]
    for at, key in enumerate(keys):
        if key not in _P["professionals"] and key not in _W["titles"]:
            continue
        himself = _by_himself(keys, at)
        if himself or _has(keys, at, told) or _in_brackets(keys, at, told):
            changed = [one for one in changed if one[0] != himself] + [(at, STRANGER)]
        elif (one := _confided(keys, at, told)) is not None:
            changed = [(place, STRANGER if place == one else who) for place, who in changed]
    return changed


def _by_himself(keys: list[str], at: int) -> int | None:
    """ "Dr Ma, herself on leave w/ breast ca", "her obstetrician, pregnant herself, asked ...": where "herself" is."""
    last = at + 1 + (_NAMES if keys[at] in _W["titles"] else 0)
    mark = next((place for place in range(at + 1, last + 1) if keys[place : place + 1] in ([","], ["("])), None)
    after = range(mark + 1, min(mark + 1 + _BY_THEMSELVES, len(keys))) if mark else range(0)
    return next((place for place in after if keys[place] in _P["oneself"]), None)


def _confided(keys: list[str], at: int, told: Mapping[int, bool]) -> int | None:
    """ "Our GP told us, in tears, that she's got leukaemia", "our physio told me he's got heart failure, poor man":
    where a clinician is told of who tells of himself; not "the doctor said she has ALS, poor thing"."""
    end = next((place for place in range(at, len(keys)) if keys[place] in _P["ends_of_sentences"]), len(keys))
    said = next((place for place in range(at + 1, min(end, at + _SAYS)) if keys[place] in _W["tells"]), None)
    if said is None or not (_W["confiding"] & {*keys[at:end], *pairs(keys[at:end])}):
        return None
    one = next((place for place in range(said + 1, min(end, said + _SAYS)) if keys[place] in _P["he_or_she"]), end)
    has = next((told[place] for place in range(one, min(end, one + _SAYS)) if place in told), True)
    return None if has else one


def _in_brackets(keys: list[str], at: int, told: Mapping[int, bool]) -> bool:
    """ "My registrar (pregnant, 30/40) clerked him", not "my neurologist (ALS clinic)"."""
    own = keys[at + 1 : at + 2] == ["("] and told.get(at + 2) is False
    return own and keys[at + 3 : at + 4] != [] and keys[at + 3] in _W["ends_an_illness"]


def _has(keys: list[str], at: int, told: Mapping[int, bool]) -> bool:
    """ "Nurse has CIDP, ...", "the reg has a bipolar disorder too": not "the neurologist has ALS down as likely"."""
    if keys[at + 1 : at + 2] == [] or keys[at + 1] not in _W["has"] or keys[at] in _W["titles"]:
        return False
    start = at + 2
    while keys[start : start + 1] != [] and keys[start] in _W["before_an_illness"]:
        start += 1
    if start not in told:
        return False
    ends = keys[start + 1 : start + 1 + _ILL]
    return not ends or any(key in _W["ends_an_illness"] for key in ends) and not _W["for_another"] & set(ends)


def _speaking(keys: list[str], people: Iterable[tuple[int, str]], told: Mapping[int, bool]) -> set[int]:
    """Where a clinician who writes of a patient tells of himself: "I'm 8 months pregnant so Dr Osei takes over this
    referral", "I have CIDP myself. Pt 45M"."""
    if not _of_a_clinician(keys):
        return set()
    return {at for at, who in people if who == SELF and _has_it(keys, at, told)}


def _of_a_clinician(keys: list[str]) -> bool:
    if any(a in _W["this"] and b in _W["referrals"] for a, b in pairwise(keys)):
        return bool(_W["hands_over"] & set(keys))
    return any(
        key in _W["pt"] and keys[at - 1 : at] != ["a"] and (at + 1 < len(keys) and _presents(keys[at + 1]))
        for at, key in enumerate(keys)
    )


def _presents(key: str) -> bool:
    """ "Pt: ...", "pt 45M", "pt has had"."""
    return key[:1].isdigit() or key == ":" or key in _P["verbs"]


def _has_it(keys: list[str], at: int, told: Mapping[int, bool]) -> bool:
    """ "I'm 8 months pregnant", "I have CIDP", not "I have given him IVIG", "I had his bloods back"."""
    start = (
        at + 1 if keys[at] in _W["i_am"] else at + 2 if keys[at + 1 : at + 2] and keys[at + 1] in _W["i_have"] else 0
    )
    if not start or keys[at] not in _P["writing"]:
        return False
    for place in range(start, min(len(keys), start + _ILL)):
        if place in told:
            return True
        if not (keys[place] in _W["before_an_illness"] or keys[place][:1].isdigit()):
            return False
    return False
