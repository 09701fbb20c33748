"""Signs and single letters that look like a cue and are none: dashes, ranges, "80 y/o", "2nd"."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

from bot.nlu.language.forms import FORM
from bot.nlu.language.text import keys_of, word_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("signs")
_FUNCTION_WORDS = word_lists("page")["function_words"]
_LETTERS = 2
"""Letters of a part of an abbreviation: "St.n."."""
_YEAR = 4
"""Digits of a year."""


def is_no_cue(doc: Doc, start: int, end: int, covered: Collection[int], *, backward: bool) -> bool:
    """Whether what reads as a cue says nothing of a name. `covered`: the places of names; `backward`: it speaks of
    what stands before it."""
    keys = keys_of(doc)
    key, before, after = keys[start], word_at(keys, start - 1), word_at(keys, end)
    number = start - 1 not in covered and before[:1].isdigit()
    listed = start - 1 in covered and end in covered
    alone = end == start + 1
    if key == "-" and doc.user_data["tokens"][start].break_:
        return True
    if key == "-" and alone and not listed and _joins(doc, start):
        return True  # "TB - treated and cured": a dash; between two names it is a minus
    year = len(before) == _YEAR
    if key == "-" and number and (after[:1].isdigit() or year and alone and not apart(doc, start)):
        return True  # a range or a date; "Mirena 2022-"
    if key == "+" and alone and _joins(doc, start) and not (listed and _in_a_chain(keys, start, covered)):
        return True  # "IVIG + steroids"
    if key == "?":
        attached = _attached(doc, start)  # "IVMP for ?AE", "?immune ALS" doubt the next
        return backward if attached else _answered(keys, end)  # "TB? no"
    if key == "v" and alone and after == ".":
        return True  # "V.a. TIA"
    if key in ("y", "n") and alone:
        if abbreviates(doc, start):
            return True
        return number or after in _W["after_no_answer"] or after == "/" and not apart(doc, end)  # "80 y/o", "(N <10)"
    if backward and alone and doubts_the_next(keys, start):
        return True
    if key == "r" and alone:  # "HBcAb R,", "HBcAb (R)", not "R leg"
        name = start - 2 if before == "(" else start - 1
        return name not in covered or after not in _W["behind_a_letter"]
    if key == "present" and before == "at":
        return True  # "not at present"
    if key == "si":
        return before == ","  # "denies psych hx, SI, drugs": no Spanish yes
    if key == "nd":
        return _suffixed(doc, start)  # "the 2nd of September"
    return key == "old" and before in _W["years"]  # "a 54 year old with LGI1 antibodies"


def doubts_the_next(keys: list[str], at: int) -> bool:
    """Whether a word of doubt stands before a thing of its own: "AE and possible sleep apnoea"."""
    if keys[at] not in _W["doubting"] or at == 0 or keys[at - 1] not in _W["before_another"]:
        return False
    after = keys[at + 1] if at + 1 < len(keys) else ""
    return after.isalpha() and after not in _W["after_a_doubt"] and after not in _FUNCTION_WORDS


def abbreviates(doc: Doc, at: int) -> bool:
    """The letter in "Z.n.", "n.d." and "N/D", not in the row of replies "n/y"."""
    keys, places = doc.user_data["keys"], doc.user_data["tokens"]
    for other in (at - 2, at + 2):
        letter = 0 <= other < len(keys) and len(keys[other]) <= _LETTERS and keys[other].isalpha()
        left_out = keys[at] == "n" and other > at and letter and keys[other] in _W["left_out"]
        if letter and (keys[(other + at) // 2] == "." or left_out and keys[at + 1] == "/"):
            first = min(at, other)
            return bool(places[first].end + 1 == places[first + 2].start)
    return False


def apart(doc: Doc, at: int) -> bool:
    """Whether there is room between a token and the one before it."""
    places = doc.user_data["tokens"]
    return at > 0 and places[at - 1].end < places[at].start


def _joins(doc: Doc, at: int) -> bool:
    """A sign with room on both sides before another word joins; one that is attached says positive."""
    keys = keys_of(doc)
    places = doc.user_data["tokens"]
    if at == 0 or at + 1 >= len(keys) or keys[at + 1] in ("in", "on", "at", "ve"):
        return False
    apart = places[at - 1].end < places[at].start and places[at].end < places[at + 1].start
    return apart and keys[at + 1].isalnum()


def _in_a_chain(keys: list[str], at: int, covered: Collection[int]) -> bool:
    """ "HBsAg - anti-HBc + anti-HBs +": a sign stands behind each of several names."""
    place = at + 1
    while place in covered:
        place += 1
    return word_at(keys, place) in _W["signs"]


def _suffixed(doc: Doc, at: int) -> bool:
    """Whether a word stands at the end of a number: "2nd"."""
    keys = keys_of(doc)
    places = doc.user_data["tokens"]
    return at > 0 and keys[at - 1].isdigit() and places[at - 1].end == places[at].start


def _attached(doc: Doc, at: int) -> bool:
    """Whether a sign stands at the beginning of the next word."""
    keys = keys_of(doc)
    places = doc.user_data["tokens"]
    apart = at > 0 and places[at - 1].end < places[at].start
    return apart and at + 1 < len(keys) and places[at].end == places[at + 1].start and keys[at + 1].isalnum()


def _answered(keys: list[str], at: int) -> bool:
    """Whether an answer follows: "TB? no", "Q: TB? A: no"."""
    after = word_at(keys, at)
    return after in FORM["answers"] or after in FORM["answerer"] and word_at(keys, at + 1) == ":"


def stops_a_drug(keys: list[str], end: int, covered: Collection[int]) -> bool:
    """ "I never did stop my prednisone": words that end with stopping what is named next tell no effect."""
    if keys[end - 1] not in _W["ending"]:
        return False
    return end in covered or word_at(keys, end) in _W["ones"] and end + 1 in covered
