"""A please in three small letters: "yes pls" asks for no primary lateral sclerosis."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("courteous")


def spelt_out(text: str, found: list[Token]) -> list[Token]:
    """The tokens of "yes pls", "pls yes" with the whole word; "PLS" in capitals is the disease."""
    keys = [token.key for token in found]
    if "pls" not in keys or _W["agreeing"].isdisjoint(keys):
        return found
    return [token._replace(key="please") if _polite(text, found, at) else token for at, token in enumerate(found)]


def _polite(text: str, found: list[Token], at: int) -> bool:
    token = found[at]
    beside = {one.key for one in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])}
    return text[token.start : token.end] == "pls" and not _W["agreeing"].isdisjoint(beside)
