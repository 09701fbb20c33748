"""People who are only letters, or share a name: "Patient A - rituximab failed. Patient B (that's me) - IVIg failed"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.vocabulary import word_lists

_W = word_lists("lettered")
_STRANGER = "stranger"
_SAID = 6
"""Words after a letter within which it is said who that is."""


def apart(keys: Sequence[str], people: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The people of a message with those who are only letters."""
    letters = _people(keys)
    named = {place for at, _ in letters for place in (at, at + 1)}
    return [one for one in people if one[0] not in named] + letters if letters else people


def _people(keys: Sequence[str]) -> list[tuple[int, str]]:
    """Who the letters of a message are, if it says of one of them that it is the candidate; else all are strangers
    where there are several of them."""
    if _W["people"].isdisjoint(keys) and _W["ages"].isdisjoint(keys):
        return []
    places = [
        at
        for at, key in enumerate(keys[:-1])
        if key in _W["people"]
        and keys[at + 1] in _W["letters"]
        and keys[at + 2 : at + 3] != ["."]
        or key in _W["named"]
        and keys[at + 1] in _W["ages"]  # "Kim senior: ... Kim junior (candidate): ..."
    ]
    if len({keys[at + 1] for at in places}) < 2:
        return []
    chosen = {keys[at + 1]: who for at in places if (who := _named(keys, at, places))}
    if len(chosen) != 1:
        return [(at, _STRANGER) for at in places]
    return [(at, chosen.get(keys[at + 1], _STRANGER)) for at in places]


def _named(keys: Sequence[str], at: int, places: Sequence[int]) -> str | None:
    """ "Patient B (that's me)", "case B, for screening today", "twin B (referred now, 26F)"."""
    end = min([at + 2 + _SAID, *(place for place in places if place > at)])
    said = list(keys[at + 2 : end])
    said = said[: next((place for place, key in enumerate(said) if key in _W["ends"]), len(said))]
    if _W["denials"] & set(said):
        return None
    return SELF if _W["writer"] & set(said) else PATIENT if _W["candidate"] & set(said) else None
