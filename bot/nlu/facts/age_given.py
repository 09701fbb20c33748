"""An age given by the way: "44 if you need it", "26 and living in York", "Retired postman, 64, from Hull"."""

from __future__ import annotations

from bot.nlu.facts.age_owners import GROWN, sentence_start
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("age_given")
_LONGEST = 8
"""Words of an introduction before an age."""


def by_the_way(page: Page, number: Number) -> bool:
    """Whether a bare number between marks is followed, or introduced, by what only an age is."""
    if number.units or not GROWN <= number.value <= 110:
        return False
    first = sentence_start(page, number.start)
    opens = number.start == first
    if not opens and page.keys[number.start - 1] != ",":
        return False
    after = page.keys[number.end : number.end + 3]
    if after[:1] == ["and"] and after[1:2] and after[1] in _W["living"]:
        return opens or _introduced(page, first, number.start)
    if opens:
        return _offered(after) or after[:1] == [","] and bool(_W["states"] & set(after[1:2]))
    return after[:1] in ([","], ["."], []) and _introduced(page, first, number.start)


def _offered(after: list[str]) -> bool:
    """ "44 if you need it"."""
    return after[:1] == ["if"] and bool(_W["needing"] & set(after[1:3]))


def _introduced(page: Page, first: int, end: int) -> bool:
    """ "Retired postman, 64", "Ri here, short for Rihanna, 26": who it is, and nothing that is measured."""
    told = page.keys[first:end]
    if len(told) > _LONGEST or not all(key.isalpha() or key == "," for key in told):
        return False
    return told[0] in _W["occupied"] or told[1:2] == ["here"]
