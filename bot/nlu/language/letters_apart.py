"""Abbreviations written or dictated letter by letter: "N.M.D.A. receptor", "the doctor told me it's a l s"."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("letters_apart")
_NAMES = _W["names"]
_LONGEST = max(map(len, _NAMES))
_SPACED = 3
"""Letters that a name has at least where only spaces stand between them."""


def joined(text: str, found: list[Token]) -> list[Token]:
    """The tokens, with the letters of a known abbreviation as one."""
    if sum(len(token.key) == 1 and token.key.isalpha() for token in found) < _SPACED - 1:
        return found
    result: list[Token] = []
    at = 0
    while at < len(found):
        one, after = _name(text, found, at)
        result.append(one)
        at = after
    return result


def _name(text: str, found: list[Token], at: int) -> tuple[Token, int]:
    """The longest abbreviation that begins at a token, and the token after it; else the token itself."""
    best, after = found[at], at + 1
    letters, end, dotted = "", at, False
    while end < len(found) and len(letters) < _LONGEST and _letter(found[end]):
        letters += found[end].key
        end += 1
        if letters in _NAMES and (dotted and len(letters) > 1 or len(letters) >= _SPACED):
            best, after = found[at]._replace(key=letters, end=found[end - 1].end), end
        gap = text[found[end - 1].end : found[end].start] if end < len(found) else ""
        if end + 1 < len(found) and found[end].key == "." and not gap:
            dotted, end = True, end + 1
        elif gap != " " or dotted:
            break
    if dotted and after > at + 1 and _goes_on(text, found, after):
        after += 1
    return best, after


def _letter(token: Token) -> bool:
    return len(token.key) == 1 and token.key.isalpha()


def _goes_on(text: str, found: list[Token], at: int) -> bool:
    """Whether the point after the last letter is its own, and ends no sentence: "A.L.S. since 2020"."""
    if at + 1 >= len(found) or found[at].key != "." or found[at].start != found[at - 1].end:
        return False
    return not text[found[at + 1].start].isupper()
