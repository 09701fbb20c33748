"""Who is typing, in the person's own words; nothing is guessed from a text that was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Literal

from actions.context import Turn
from actions.conversation import words_of
from criteria.replies import OwnWords
from criteria.speakers import Role

_REACH = 4
"""Words after "I am" among which the role stands: "I'm a consultant paediatric neurologist"."""
_SHORT = 8
"""Words of an answer that may name a role without "I am": "my husband is the patient, not me"."""
_THIS = "is"
"""Ends an opening that points at the message: "this is not me" denies the patient."""
_TOLD_BY_A_ROLE = {"sex"}
"""Facts that naming a relative tells: "for my wife"."""
_ORDER: tuple[Role, ...] = ("carer", "clinician", "patient")


def told_role(turn: Turn) -> Role | None:
    """The role that the message tells, None where it tells none, or tells facts and no "I am ..." with them."""
    own = turn.clinic.speech.replies.words
    words = turn.incoming.words
    whole = " ".join(words)
    if role := next((role for role in _ORDER if whole in own.roles[role]), None):
        return role
    if role := _after_i_am(words, own):
        return role
    facts = turn.incoming.facts.keys() - _TOLD_BY_A_ROLE or turn.incoming.conflicts
    if facts or len(words) > _SHORT or not set(own.role_denials).isdisjoint(words):
        return None
    return _named(words, own)


def put_right(turn: Turn) -> Role | Literal["unknown"] | None:
    """Another role than the one that was chosen, told as a correction ("wrong button, I'm his wife"); unknown where the
    chosen one is only denied ("I'm not the patient"). "I'm a nurse" alone may be a patient's trade."""
    own, chosen = turn.clinic.speech.replies.words, turn.state.role
    words = turn.incoming.words
    told = _after_i_am(words, own)
    if chosen is None or told == chosen:
        return None
    denied = chosen in _denied(words, own)
    if told is None:
        return "unknown" if denied else None
    return told if denied or not set(own.role_corrections).isdisjoint(words) else None


def note_called(turn: Turn) -> None:
    """What a carer calls the person they help: "my dad has LGI1 encephalitis"."""
    if turn.state.called or turn.state.role not in (None, "carer") or not turn.incoming.facts:
        return
    own, words = turn.clinic.speech.replies.words, turn.incoming.words
    named = {_kin(word, own) for before, word in pairwise(words) if before in own.role_owners} - {None}
    if len(named) == 1:
        turn.state.called = named.pop()


def takes_over(turn: Turn) -> Role | None:
    """Who types from now on, where it is told: "I am the patient now, my son went out", "dad here" where dad is the
    patient; None where that is not certain."""
    own, chosen = turn.clinic.speech.replies.words, turn.state.role
    here = [part for part in re.split(r"[,.;!]", turn.incoming.lowered) if set(own.leaving).isdisjoint(words_of(part))]
    words = [word for part in here for word in words_of(part)]
    if "patient" in words:
        return "patient"
    if not set(own.roles["clinician"]).isdisjoint(words):
        return "clinician"
    kin = next((kin for word in words if (kin := _kin(word, own))), None)
    if kin is None:
        if any(f" {phrase} " in f" {' '.join(words)} " for phrase in own.for_another):
            return "carer"
        return None if set(own.oneself).isdisjoint(words) else "patient"
    if kin == turn.state.called:
        return "patient"
    return "carer" if chosen == "patient" or turn.state.called else None


def _kin(word: str, own: OwnWords) -> str | None:
    """The first name of a relative: "dad" and "father" are one."""
    return next((names[0] for names in own.kin if word in names), None)


def _denied(words: list[str], own: OwnWords) -> set[Role]:
    """ "I'm not the patient": what is named behind it; "not confirmed by a neurologist" denies nobody who types, nor
    does "I'm not myself"."""
    behind = [
        {*words[end + 1 : end + _REACH]} - (set() if words[end - 1] == _THIS else set(own.role_selves))
        for end in _openings(words, own)
        if set(own.role_denials) & set(words[end : end + 1])
    ]
    return {role for role in _ORDER for some in behind if not set(own.roles[role]).isdisjoint(some)}


def _openings(words: list[str], own: OwnWords) -> Iterator[int]:
    """Where something follows "I am"."""
    for at in range(len(words)):
        for opening in map(str.split, own.role_openings):
            if words[at : at + len(opening)] == opening:
                yield at + len(opening)


def _after_i_am(words: list[str], own: OwnWords) -> Role | None:
    """ "I am the patient's neurologist": the first role named behind the opening; "patient's" names none."""
    for end in _openings(words, own):
        behind = takewhile(lambda word: word not in own.role_denials, words[end : end + _REACH])
        if found := [role for word in behind for role in _ORDER if word in own.roles[role]]:
            return found[0]
    return None


def _named(words: list[str], own: OwnWords) -> Role | None:
    """The relative counts before the patient ("my wife is the patient"); "my doctor" is not the one who types."""
    for role in _ORDER:
        for at, word in enumerate(words):
            owned = role == "clinician" and at > 0 and words[at - 1] in own.role_owners
            if word in own.roles[role] and word not in own.role_whole and not owned:
                return role
    return None
