"""Question marks that end no statement: "? heart failure", "bili 3.4x ULN (Gilbert's?), AST normal"."""

from __future__ import annotations

from bot.nlu.language.commas import HARD
from bot.nlu.vocabulary import word_lists

_W = word_lists("clauses")
_BRACKETED = 8
"""Words of an aside in brackets."""


def doubts_ahead(keys: list[str], at: int) -> bool:
    """A mark before a name, with a space between, doubts it: "? heart failure"."""
    return at == 0 or keys[at - 1] in HARD or keys[at - 1] in (",", ":", "(")


def in_brackets(keys: list[str], at: int) -> bool:
    """Behind a value in its unit only what stands in the brackets is asked."""
    if keys[at + 1] != ")":
        return False
    opened = next((place for place in range(at, max(0, at - _BRACKETED), -1) if keys[place] == "("), 0)
    return opened > 0 and keys[opened - 1] in _W["unit_ends"]
