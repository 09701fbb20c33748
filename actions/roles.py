"""Who is typing, in the person's own words; nothing is guessed from a text that was pasted."""

from __future__ import annotations

import re
from itertools import takewhile

from actions.context import Turn
from criteria.replies import OwnWords
from criteria.speakers import Role

_WORD = re.compile(r"[a-z']+")
_REACH = 4
"""Words after "I am" among which the role stands: "I'm a consultant paediatric neurologist"."""
_SHORT = 8
"""Words of an answer that may name a role without "I am": "my husband is the patient, not me"."""
_TOLD_BY_A_ROLE = {"sex"}
"""Facts that naming a relative tells: "for my wife"."""
_ORDER: tuple[Role, ...] = ("carer", "clinician", "patient")


def told_role(turn: Turn) -> Role | None:
    """The role that the message tells, None where it tells none, or tells facts and no "I am ..." with them."""
    own = turn.clinic.speech.replies.words
    words = _WORD.findall(turn.incoming.text.lower().replace("’", "'"))
    whole = " ".join(words)
    if role := next((role for role in _ORDER if whole in own.roles[role]), None):
        return role
    if role := _after_i_am(words, own):
        return role
    facts = turn.incoming.facts.keys() - _TOLD_BY_A_ROLE or turn.incoming.conflicts
    if facts or len(words) > _SHORT or not set(own.role_denials).isdisjoint(words):
        return None
    return _named(words, own)


def _after_i_am(words: list[str], own: OwnWords) -> Role | None:
    """ "I am the patient's neurologist": the first role named behind the opening; "patient's" names none."""
    for at in range(len(words)):
        for opening in map(str.split, own.role_openings):
            end = at + len(opening)
            if words[at:end] != opening:
                continue
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
