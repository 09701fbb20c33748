"""Results that are set right in a word: "IVIg NR. Correction: PR", "CXR abnormal. Amended: normal".

What was said first and the word of correction are left out before anything is read, so that the name has one result."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.language.entered import set_right
from bot.nlu.language.gad import among_antibodies
from bot.nlu.language.reference_column import without_expected
from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

_W = word_lists("amended")
_INSTEAD = (["not"], ["and", "not"], ["rather", "than"])
_LONGEST = 4
"""Words of a result that is put in the place of another one."""


def amended(found: list[Token]) -> list[Token]:
    """The tokens without results, and without entries of before, that are set right, and without what is expected."""
    return among_antibodies(set_right(_not_the_other(_in_a_word(_plainly(without_expected(found))))))


def _plainly(found: list[Token]) -> list[Token]:
    """ "78 actually not 81" is "78, not 81"."""
    if all(token.key != "actually" for token in found):
        return found
    turned = {at for at, (one, two) in enumerate(pairwise(found)) if (one.key, two.key) == ("actually", "not")}
    return [token._replace(key=",") if at in turned else token for at, token in enumerate(found)]


def _not_the_other(found: list[Token]) -> list[Token]:
    """ "Rituximab failed, not partial", "negative rather than positive": a result, and which it is not."""
    keys = [token.key for token in found]
    if "not" not in keys and "than" not in keys:
        return found
    gone: set[int] = set()
    for at in range(1, len(keys) - 1):
        end = next((at + len(said) for said in _INSTEAD if keys[at : at + len(said)] == said), at)
        first = at - 2 if keys[at - 1] == "," else at - 1
        if end == at or first < 1 or keys[first] not in _W["contrary"] or end >= len(keys):
            continue
        if _W["supposed"] & set(keys[max(0, first - _LONGEST) : first]):
            continue  # "HIV should be negative, not positive"
        if keys[end] in _W["contrary"] and (end + 1 == len(keys) or keys[end + 1] in _W["pauses"]):
            gone |= {*range(first + 1, end + 1)}
    return [token for place, token in enumerate(found) if place not in gone]


def _in_a_word(found: list[Token]) -> list[Token]:
    """The tokens without results that the next words replace by another result and by nothing else."""
    keys = [token.key for token in found]
    if _W["signs"].isdisjoint(keys):
        return found
    gone: set[int] = set()
    for at in range(2, len(keys) - 2):
        if keys[at] not in _W["signs"] or keys[at + 1] != ":" or keys[at - 1] not in _W["pauses"]:
            continue
        start, end = at - 1, at + 2
        while start > 0 and keys[start - 1] in _W["results"]:
            start -= 1
        while end < len(keys) and keys[end] in _W["results"]:
            end += 1
        whole = end == len(keys) or keys[end] in _W["pauses"]
        if 0 < start < at - 1 and whole and 0 < end - at - 2 <= _LONGEST:
            gone |= {*range(start, at + 2)}
    return [token for place, token in enumerate(found) if place not in gone]
