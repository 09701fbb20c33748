"""What is measured or graded once more."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.vocabulary import word_lists

_W = word_lists("anew")


def is_anew(keys: Sequence[str], at: int) -> bool:
    """ "Re-graded III by cardiology", "90 kg, reweighed in clinic 83.5"."""
    return keys[at] in _W["anew"] or keys[max(0, at - 1) : at] == ["re"] and keys[at] in _W["after_re"]
