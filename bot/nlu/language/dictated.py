"""Signs that are dictated as words: "HIV negative full stop psychiatric history colon none full stop", "on entecavir
for hepatitis B stop viral load not available stop"."""

from __future__ import annotations

from bot.nlu.language.sounded import counted
from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("dictated")
_SIGNS = {word: sign for name, sign in (("colon", ":"), ("comma", ",")) for word in _W[name]}
_LEAST = 2
"""Stops of a message by which it is known to be dictated."""


def punctuated(found: list[Token]) -> list[Token]:
    """The tokens with the signs themselves, where a message is so dictated, and with numbers that it misheard."""
    found = counted(found)
    keys = [token.key for token in found]
    stops = [at for at, key in enumerate(keys) if key in _W["stop"]]
    if not stops:
        return found
    full = [at for at in stops if at and keys[at - 1] in _W["full"]]
    bare = [at for at in stops if at not in full]
    if len(full) >= _LEAST:
        bare = []
    elif bare[-1:] != [len(keys) - 1] or len(bare) < _LEAST or _W["verb"] & set(keys[-_LEAST:]):
        return found  # "they want me to stop"
    left_out = {at - 1 for at in full}
    result = []
    for at, token in enumerate(found):
        if at in full or at in bare:
            result.append(token._replace(key="."))
        elif at not in left_out:
            organ = not _W["organ"].isdisjoint(keys[at + 1 : at + 2])
            sign = _SIGNS.get(token.key) if full and not organ else None
            result.append(token._replace(key=sign) if sign else token)
    return result
