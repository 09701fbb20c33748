"""What a family has, in a list: "FHx: haemophilia, bipolar, early colon ca" is the family's to its end."""

from __future__ import annotations

from bot.nlu.vocabulary import word_lists

_W = word_lists("family_lists")
_ENDS = {".", "!", "?", ";", "\n", "…"}
_ITEM, _LIST = 7, 60
"""Words of an item and of a list at most."""


def inside(keys: list[str]) -> set[int]:
    """The commas and brackets of the lists that stand under a family's history: they divide nothing."""
    found: set[int] = set()
    if not _W["headings"] & set(keys):
        return found
    for at, key in enumerate(keys):
        end = at + 1
        if key in _W["family"] and keys[at + 1 : at + 2] and keys[at + 1] in _W["history"]:
            end = at + 2
        elif key not in _W["short"]:
            continue
        if not _W["denials"] & set(keys[max(0, at - 3) : at]):  # not "no FHx, bipolar since 2010"
            found |= _signs(keys, end)
    return found


def _signs(keys: list[str], start: int) -> set[int]:
    """Of the items from here on, until one is told of the candidate: "..., pt himself bipolar"."""
    at = start
    while at < len(keys) and keys[at] in _W["after_heading"]:
        at += 1
    signs = {place for place in range(start, at) if keys[place] == "-"}
    pending: list[int] = []
    length, first = 0, True
    for place in range(at, min(len(keys), start + _LIST) + 1):
        key = keys[place] if place < len(keys) else "."
        if key == "." and "(" in keys[max(at, place - 3) : place]:
            continue  # "dementia (mat. GM)"
        if key in _ENDS or key == ",":
            if not length:
                break  # "FHx, ..." heads no list
            signs.update(pending)
            if key in _ENDS:
                break
            pending, length, first = [place], 0, False
        elif key in "()":
            pending.append(place)
        elif key in _W["of_the_candidate"] or first and key in _W["denials"] or length == _ITEM:
            break
        else:
            length += 1
    return signs
