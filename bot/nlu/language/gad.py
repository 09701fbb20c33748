"""GAD among antibodies is one of them and no anxiety: "LGI1, GAD, Hu all negative"."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("gad")
_GAD, _ANTIBODY = "gad", "gada"
"""As it is written, and as the catalogue names the antibody alone."""


def among_antibodies(found: list[Token]) -> list[Token]:
    """The tokens, where GAD stands in a list of antibodies as the antibody."""
    keys = [token.key for token in found]
    meant = {at for at, key in enumerate(keys) if key == _GAD and _listed(keys[:at][::-1], keys[at + 1 :])}
    return [token._replace(key=_ANTIBODY) if at in meant else token for at, token in enumerate(found)]


def _listed(before: list[str], after: list[str]) -> bool:
    """Whether an antibody is joined before it, or behind it where it begins the list: "depression, GAD, LGI1" may be
    the illness."""
    begins = not before or before[0] in _W["ends"]
    numbered = bool(after) and after[0].isdigit()  # GAD65 is no illness
    return not numbered and (_joined(before) or begins and _joined(after))


def _joined(beside: list[str]) -> bool:
    """Whether what stands behind a comma or "and" is an antibody; of "LGI1" the number is passed."""
    at = next((at for at, key in enumerate(beside) if key not in _W["joining"]), len(beside))
    rest = [key for key in beside[at : at + 2] if not key.isdigit()]
    return at > 0 and bool(rest) and rest[0] in _W["antibodies"]
