"""Bare names that answer one question, or stand at its place in a list: "breast", "a kidney", "just a cold"."""

from __future__ import annotations

from collections.abc import Collection

from bot.nlu.vocabulary import word_lists

_W = word_lists("bare_things")
_PARTS = {"cancer_history": "cancers", "organ_transplant_history": "organs", "infection_status": "colds"}
_SAID: dict[str, bool | str] = {"cancer_history": True, "organ_transplant_history": True, "infection_status": "minor"}


def bare_thing(keys: Collection[str], fact: str) -> bool | str | None:
    """What the words of a reply are to a question's thing; None where they are anything else."""
    words = {key for key in keys if key.isalnum()} - _W["beside_a_thing"]
    if fact not in _PARTS or not words:
        return None
    if words <= _W[_PARTS[fact]]:
        return _SAID[fact]
    return "unknown" if fact == "organ_transplant_history" and words <= _W["tissues"] else None
