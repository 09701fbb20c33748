"""Lists of illnesses and signs under a heading that denies them: "Not present: UMN signs, LMN signs", "no
comorbidities: HF, TB, cancer", "no relevant history (cancer, TB)"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_lists")
_TYPES = {"condition", "diagnosis", "test"}
_STOPS = {".", ";", "\n", "!", "?"}
_HEAD = 7
"""Words of a heading at most."""
_THERE = {"HAS", "HAD", "POSITIVE", "UNDONE", "NAMED"}


def tell(page: Page) -> None:
    """Denies every name of such a list, where nothing in it says more of one of them ("TB treated 2015")."""
    if _W["denials"].isdisjoint(page.keys):
        return
    for at, key in enumerate(page.keys):
        if key in (":", "(") and _denies(page.keys, at):
            end = _end(page.keys, at)
            if _W["told_of_one"].isdisjoint(page.keys[at + 1 : end]) and not _numbered(page.keys, at, end):
                _deny(page, at, end)


def _denies(keys: list[str], at: int) -> bool:
    """Whether nothing but a heading that denies stands before a colon or a bracket."""
    start = at
    while start > 0 and keys[start - 1] not in _STOPS and keys[start - 1] != "," and at - start <= _HEAD:
        start -= 1
    head = set(keys[start:at])
    return bool(head & _W["denials"]) and head <= _W["denials"] | _W["heading"]


def _end(keys: list[str], at: int) -> int:
    stops = {")"} if keys[at] == "(" else _STOPS
    return next((place for place in range(at + 1, len(keys)) if keys[place] in stops), len(keys))


def _numbered(keys: list[str], at: int, end: int) -> bool:
    return any(key[0].isdigit() for key in keys[at + 1 : end] if key)


def _deny(page: Page, start: int, end: int) -> None:
    for mention in page.mentions:
        if start < mention.start < end and mention.means.type in _TYPES:
            mention.said = mention.said - _THERE | {"NEGATED"}
