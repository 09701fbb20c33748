"""Ages told by their decade: "a fit chap in his 60s (64)"."""

from __future__ import annotations

from bot.nlu.language.number_words import table
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("decades")
_TEN, _ENDING = 10, "ties"
_TENS = {str(ten) for ten in range(_TEN, 110, _TEN)}
_REACH = 4
"""Words between somebody and the decade: "in his mid 60s"."""


def exactly(page: Page, number: Number) -> bool:
    """The years of a decade that was told right before: "40s (43)", "her fifties, actually 58", not "60s (95 kg)"."""
    at = number.start - 1
    if number.units or page.keys[number.end : number.end + 1] not in ([], [")"], [","], ["."], [";"], ["\n"]):
        return False
    while at > 0 and page.keys[at] in _W["exactly"]:
        at -= 1
    if at < 1 or page.keys[at] not in _W["between"]:
        return False
    return _decade(page.keys, at) == number.value // _TEN * _TEN and _told_of_somebody(page.keys, at)


def _told_of_somebody(keys: list[str], end: int) -> bool:
    """Whether the decade opens a statement or follows a person: not "onset in her 30s (34)"."""
    at = end - 1
    while at > 0 and (keys[at - 1] in _W["in_a_decade"] | _TENS or keys[at - 1] == "in"):
        at -= 1
    return not at or not keys[at - 1][-1].isalnum() or keys[at - 1] in _W["before_a_decade"]


def of_somebody(page: Page, at: int) -> bool:
    """Whether a word for a man or a woman is followed by the decade of the age: "lady in her late 70s", "M in 60s"."""
    after = page.keys[at + 1 : at + 2 + _REACH]
    if after[:1] != ["in"]:
        return False
    ends = (
        at + 1 + place for place in range(2, len(after) + 1) if set(after[1 : place - 1]) <= _W["in_a_decade"] | _TENS
    )
    return any(_decade(page.keys, end) is not None for end in ends)


def _decade(keys: list[str], end: int) -> int | None:
    """The decade that ends before a token: "60s", "sixties"."""
    if keys[end - 1] == "s" and end > 1 and keys[end - 2] in _TENS:
        return int(keys[end - 2])
    if keys[end - 1].endswith(_ENDING):
        return table().words.get(keys[end - 1][: -len("ies")] + "y")
    return None
