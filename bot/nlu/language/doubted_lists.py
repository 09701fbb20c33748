"""Numbered and bulleted lists of what it may be: "Ddx: 1) LGI1-ab AE 2) CJD 3) HSV", "Differential:\n- ALS\n- MMN"."""

from __future__ import annotations

from bot.nlu.language.text import list_points
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("doubted_lists")
_HEAD = 4
"""Words of the heading at most."""
_TYPES = {"condition", "diagnosis", "antibody"}


def tell(page: Page) -> None:
    """Everything that stands in such a list is only thought of."""
    if _W["headings"].isdisjoint(page.keys):
        return
    for at, key in enumerate(page.keys):
        head = page.keys[max(0, at - _HEAD) : at]
        if key == ":" and _W["headings"] & set(head):
            end = _end(page.keys, at)
            for mention in page.mentions:
                if at < mention.start < end and mention.means.type in _TYPES and "NEGATED" not in mention.said:
                    mention.said = mention.said - {"HAS", "POSITIVE"} | {"UNSURE"}


def _end(keys: list[str], start: int) -> int:
    """Where the list ends: behind the sentence of its last point, or at the first line that is no point."""
    at = start + 1
    while keys[at : at + 1] == ["\n"]:
        at += 1
    lines = keys[at : at + 1] != [] and (keys[at] in _W["bullets"] or keys[at].isdigit()) and at > start + 1
    if lines:
        while at < len(keys) and (keys[at] in _W["bullets"] or keys[at].isdigit()):
            at = next((place + 1 for place in range(at, len(keys)) if keys[place] == "\n"), len(keys))
        return at
    last = max((place for place in list_points(keys) if place > start), default=start)
    return next((place for place in range(last, len(keys)) if keys[place] in _W["ends"]), len(keys))
