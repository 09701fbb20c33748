"""Numbers that a dictation writes as words that sound like them: "too hundred and ten thousand", "twelve point ate"."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("sounded")
_DIGITS = {word: digit for digit in ("one", "two", "four", "eight") for word in _W[digit]}


def counted(found: list[Token]) -> list[Token]:
    """The tokens, with the numbers that such words stand for."""
    keys = [token.key for token in found]
    if _DIGITS.keys().isdisjoint(keys):
        return found
    return [one._replace(key=_DIGITS[one.key]) if _is_number(keys, at) else one for at, one in enumerate(found)]


def _is_number(keys: list[str], at: int) -> bool:
    """Whether a word stands where only a number can: before a hundred, behind a point, or with its unit behind tens."""
    key, before, after = keys[at], keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
    if key not in _DIGITS:
        return False
    if after in _W["scales"]:
        return key not in _W["also_ways"] or before in _W["before_scales"]
    if before in _W["points"] and at > 1 and keys[at - 2] in _W["numbers"]:
        return True
    if before not in _W["tens"]:
        return False
    aged = after in _W["years"] and keys[at + 2 : at + 3] == ["old"]
    return key in _W["only_sounds"] or after in _W["units"] or aged
