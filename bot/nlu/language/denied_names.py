"""Names joined to one that holds its own denial: the "no" of "no MND/PD/AD" is part of a name and denies the others."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_names")
_TYPES = {"condition", "diagnosis"}
_STOPS = ([], ["."], [";"], ["\n"], [")"])
_THERE = {"HAS", "HAD", "POSITIVE"}


def tell(page: Page) -> None:
    """Denies what a slash or an "or" joins to such a name; behind a comma only single words to the end:
    in "no MND, dementia since 2020" something else begins."""
    if _W["denials"].isdisjoint(page.keys):
        return
    ends = {m.start: m.end for m in page.mentions if m.means.type in _TYPES}
    for start, end in ends.items():
        if page.keys[start] in _W["denials"] and end - start > 1:
            joined, _ = _list(page, end, ends, _W["joining"])
            words = {at: until for at, until in ends.items() if until == at + 1}
            bare, last = _list(page, end, words, _W["joining"] | {","})
            for place in bare if page.keys[last : last + 1] in _STOPS else joined:
                _deny(page, place)


def _list(page: Page, at: int, ends: dict[int, int], joining: frozenset[str]) -> tuple[list[int], int]:
    """Where the joined names begin, and where the last of them ends."""
    places = []
    while page.keys[at : at + 1] != [] and page.keys[at] in joining and at + 1 in ends:
        places.append(at + 1)
        at = ends[at + 1]
    return places, at


def _deny(page: Page, start: int) -> None:
    for mention in page.mentions:
        if mention.start == start and mention.means.type in _TYPES and page.keys[start] not in _W["denials"]:
            mention.said = mention.said - _THERE | {"NEGATED"}
