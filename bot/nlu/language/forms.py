"""Lines that are filled in like a form: where each entry of "HIV no / HBV yes, treated / TB no" begins.

An entry is a name and its answer ("TB no", "lactating: N"); what is answered in one entry says nothing of the next.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from bot.nlu.language.commas import HARD
from bot.nlu.language.text import Token
from bot.nlu.vocabulary import word_lists

FORM = word_lists("forms")
_HEAD = 6
"""Words that may stand before the answer of an entry."""
_CELL = 4
"""Words that a cell of a table has at most: "| AST | 35 |"."""
_ROW = 4
"""Answered entries from which the rest of a line between strokes are entries, too."""


def begins(keys: list[str], places: Sequence[Token], text: str, covered: Mapping[int, str]) -> set[int]:
    """The places where what is filled in begins anew: entries, columns, boxes, and what was left empty."""
    found = entries(keys, places, covered) | boxes(keys).keys()
    return found | columns(keys, places, text, covered) | blanks(keys, covered)


def entries(keys: list[str], places: Sequence[Token], covered: Mapping[int, str]) -> set[int]:
    """The places where an entry begins, the first of a line apart. `covered`: the type of the name at a token."""
    found: set[int] = set()
    start = 0
    for end in [*(at for at, key in enumerate(keys) if key in HARD and key != "?"), len(keys)]:
        if end > start:
            found.update(_divided(keys, places, start, end, covered) or _in_a_row(keys, start, end, covered))
        start = end + 1
    return found


def columns(keys: list[str], places: Sequence[Token], text: str, covered: Container[int]) -> set[int]:
    """Where the next column of a line begins: "GABABR 0    CSF  NMDAR 3+", an answer, much room and a name."""
    if "   " not in text and "\t" not in text:
        return set()
    found: set[int] = set()
    for at in range(1, len(keys)):
        room = text[places[at - 1].end : places[at].start]
        answered = keys[at - 1] in FORM["answers"] or keys[at - 1] == "+" or keys[at - 1][0].isdigit()
        if at in covered and answered and (len(room) > 2 or "\t" in room):
            found.add(at)
    return found


def blanks(keys: list[str], covered: Container[int]) -> set[int]:
    """Where an entry that was left empty begins and where the next one does: "HCV: ____  TB: neg"."""
    found: set[int] = set()
    for at, key in enumerate(keys):
        if key == "_" and keys[at + 1 : at + 2] == ["_"] and keys[at + 2 : at + 3] != ["_"]:
            found.add(at + 2)
            start = next((i for i in range(at, -1, -1) if keys[i] != "_" and keys[i] not in FORM["signs"]), 0)
            while start - 1 in covered and start in covered:
                start -= 1
            found.add(start)
    return {at for at in found if 0 < at < len(keys)}


def left_empty(keys: Sequence[str], end: int) -> bool:
    """ "HIV: ____": whether nothing is filled in behind a name."""
    start = next((at for at in range(end, len(keys)) if keys[at] not in FORM["signs"]), end)
    return list(keys[start : start + 2]) == ["_", "_"]


def crossed(keys: Sequence[str], end: int) -> bool:
    """ "ALS X", "preg x, CPA x": a cross behind a name may mean that it is there or that it is not; not "x 2 years"."""
    after = list(keys[end : end + 2])
    return after[:1] == ["x"] and (len(after) == 1 or not after[1][0].isalnum() and after[1] not in "(:")


def parts_statements(at: int, keys: list[str], places: Sequence[Token]) -> bool:
    """Whether a bar stands between statements, not between the cells of a table: "IGRA pos, no active disease |
    Plaquenil 200 bd, Arava 20 od"."""
    if keys[at] != "|" or at == 0 or at + 1 >= len(keys) or places[at - 1].end == places[at].start:
        return False
    ends = [i for i, key in enumerate(keys) if key in HARD or key == "|"]
    before = next((i for i in reversed(ends) if i < at), -1)
    after = next((i for i in ends if i > at), len(keys))
    return min(at - before, after - at) > _CELL


def boxes(keys: list[str]) -> dict[int, bool]:
    """Where a box stands, and whether it is ticked: "[x] ALS [ ] IVIg"."""
    found = {at: key in FORM["ticked"] for at, key in enumerate(keys) if key in FORM["boxes"]}
    for at, key in enumerate(keys):
        if key == "[" and keys[at + 1 : at + 2] == ["]"]:
            found[at] = False
        elif key == "[" and keys[at + 2 : at + 3] == ["]"] and keys[at + 1] in FORM["marks"]:
            found[at] = True
    return found


def _divided(keys: list[str], places: Sequence[Token], start: int, end: int, covered: Mapping[int, str]) -> set[int]:
    """Entries with a stroke between them, if each of them is answered and two hold a name."""
    strokes = [at for at in range(start, end) if keys[at] in FORM["strokes"] and at not in covered]
    apart = [at for at in strokes if at and places[at - 1].end < places[at].start]
    listing = {at for at in strokes if at - 1 in covered and at + 1 in covered}  # "LGI1/CASPR2 both neg"
    strokes = apart or [at for at in strokes if at not in listing]  # in "HIV neg / anti-HBs 45 IU/L" one of two
    parts = list(zip([start, *(at + 1 for at in strokes)], [*strokes, end], strict=True))
    told = [_answer(keys, one, until, covered) for one, until in parts]
    if len(parts) < 2 or not (all(told) or apart and _mostly(told) and not _bare(parts, covered)):
        return set()
    if all(keys[at or 0][0].isdigit() for at in told):
        return set()
    named = [any(at in covered for at in range(one, until)) for one, until in parts]
    return {one for one, _ in parts[1:]} if sum(named) > 1 else set()


def _mostly(told: Sequence[int | None]) -> bool:
    """ "HF no / HIV no / veins poor but workable / preg no / ...": one entry is answered in words of its own."""
    answered = sum(at is not None for at in told)
    return answered >= _ROW and 3 * answered >= 2 * len(told)


def _bare(parts: Sequence[tuple[int, int]], covered: Container[int]) -> bool:
    """ "HIV / HBV / HCV neg": a name alone has the answer of the next one."""
    return any(all(at in covered for at in range(one, until)) for one, until in parts)


def _answer(keys: list[str], start: int, end: int, covered: Container[int]) -> int | None:
    """The answer of an entry, after a few words."""
    for at in range(start + 1, min(end, start + _HEAD)):
        if at not in covered and (keys[at] in FORM["answers"] or keys[at][0].isdigit() and at - 1 in covered):
            open_ = any(place in covered for place in range(at + 1, end))
            return None if open_ else at  # in "VGKC 412 pM, LGI1 / CASPR2 neg" the last name has no answer of its own
    return None


def _in_a_row(keys: list[str], start: int, end: int, covered: Mapping[int, str]) -> set[int]:
    """Entries with nothing between them: "Dementia N Depression Y (sertraline) Drugs N"."""
    names = list(_runs(start, end, covered))
    if len(names) < 2 or any(at not in covered and keys[at] in FORM["answers"] for at in range(start, names[0][0])):
        return set()
    follows = [*(first for first, _ in names[1:]), end]
    if not all(_answered(keys, last, until) for (_, last), until in zip(names, follows, strict=True)):
        return set()
    return {first for first, _ in names[1:]}


def _runs(start: int, end: int, covered: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        if at in covered:
            first = at
            while at < end and covered.get(at) == covered[first]:
                at += 1
            yield first, at
        else:
            at += 1


def _answered(keys: list[str], name_end: int, until: int) -> bool:
    at = name_end
    while at < until and (keys[at] in FORM["signs"] or keys[at] in FORM["of_a_name"]):
        at += 1
    return at < until and keys[at] in FORM["answers"]
