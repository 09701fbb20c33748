"""The column of a laboratory report that tells what is normal, and not what was found: "HIV Ag/Ab Reactive (A)
Non-Reactive", "HBsAg: positive (ref negative)". It is left out before anything is read."""

from __future__ import annotations

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("reference_column")


def without_expected(found: list[Token]) -> list[Token]:
    """The tokens but those of what is expected."""
    keys = [token.key for token in found]
    expected = {at for start in _starts(keys) for at in _results(keys, start)}
    return [token for at, token in enumerate(found) if at not in expected] if expected else found


def _starts(keys: list[str]) -> list[int]:
    """Where what is expected begins: with the flag of the result before it, or with the word that heads it."""
    flagged = [
        at
        for at in range(1, len(keys) - 2)
        if (keys[at], keys[at + 2]) == ("(", ")") and keys[at + 1] in _W["flags"] and keys[at - 1] in _W["results"]
    ]
    return flagged + [at for at, key in enumerate(keys) if key in _W["heads"]]


def _results(keys: list[str], start: int) -> range:
    """The places of what is expected, with what stands around it; no more than the flag where no result follows."""
    flagged = keys[start] == "("
    at = start + (3 if flagged else 1)
    while at < len(keys) and keys[at] in _W["before"]:
        at += 1
    end = at
    while end < len(keys) and keys[end] in _W["results"]:
        end += 1
    if end == at:
        return range(start, start + 3 if flagged else start)
    bracketed = keys[start - 1 : start] == ["("] and keys[end : end + 1] == [")"]
    return range(start - bracketed, end + bracketed)
