"""Replies numbered as the things asked are: "1 no 2 no 3 yes, had tablets", "a) melanoma b) no", "1. yes 2-4. no"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.nlu.language.text import tokens
from bot.nlu.vocabulary import NUMBERS, catalogue, word_lists

_W = word_lists("numbered")
_FIGURES = r"\d{1,2}(?:\s*(?:,|&|\+|/|-|–|to|and)\s*\d{1,2})*"
_MARK = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?P<open>\()?(?P<before>q|nr\.?\s|number\s|#)?(?P<name>{_FIGURES}|[a-h]|iii|ii|iv|i)(?P<close>[).:=]|\s*-(?=\s))?(?=\s)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d{1,2}")
_FEW = 2
_RANGES = ("-", "–", "to")
_LETTERS, _ROMANS = "abcdefgh", ("i", "ii", "iii", "iv")


class _Mark(NamedTuple):
    start: int
    end: int
    style: str
    places: tuple[int, ...]
    """Counted from 1."""


def in_order(text: str, asked: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The parts, with their places, for the things asked that the marks count, two of them or more."""
    if len(asked) < 2:
        return {}
    marks: list[_Mark] = []
    for found in _MARK.finditer(text):
        if not marks and text[: found.start()].strip(" ,;"):
            return {}
        mark = _mark(found, marks[-1] if marks else None)
        marks += [mark] if mark else []
    told = [place for mark in marks for place in mark.places]
    if len(marks) < 2 or told[-1] > len(asked):
        return {}
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    parts = [(mark.end, text[mark.end : end].strip(" ,;")) for mark, end in zip(marks, ends, strict=True)]
    if not all(part for _, part in parts) or marks[0].style.endswith("bare") and not _all_reply(parts, asked):
        return {}
    return {asked[at - 1]: part for mark, part in zip(marks, parts, strict=True) for at in mark.places}


def _mark(found: re.Match[str], before: _Mark | None) -> _Mark | None:
    """The mark of a next place, or of several of them; it is written as the one before."""
    name = found["name"].lower()
    kind, places = _places(name, before)
    closed = (found["close"] or found["before"] or "bare").strip()
    style = f"{kind} {'(' if found['open'] else ''}{closed}"
    if not places or before and style != before.style or found["open"] and closed != ")":
        return None
    return _Mark(found.start(), found.end(), style, places)


def _places(name: str, before: _Mark | None) -> tuple[str, tuple[int, ...]]:
    """How a mark counts, and the places that it tells; none where they are none that come next."""
    last = before.places[-1] if before else 0
    if name[0].isdigit():
        told = [int(figure) for figure in _FIGURE.findall(name)]
        if len(told) == 2 and any(sign in name for sign in _RANGES):
            told = list(range(told[0], told[1] + 1))
        return "figure", tuple(told) if told and last < told[0] and told == sorted(set(told)) else ()
    roman = not (before and before.style.startswith("letter")) and name in _ROMANS and (before or name == "i")
    row = _ROMANS if roman else _LETTERS
    kind = "roman" if roman else "letter"
    return kind, (last + 1,) if name in row and row.index(name) == last else ()


def _all_reply(parts: list[tuple[int, str]], asked: Sequence[str]) -> bool:
    """ "1 no 2 yes", "a no b no": marks that are nothing but a figure or a letter, each with a reply behind; "1 in
    2" is none."""
    first = [next((token.key for token in tokens(part)), "") for _, part in parts]
    counted = [catalogue()[fact]["type"] in NUMBERS for fact in asked if fact in catalogue()]
    if all(counted) and len(parts) == len(asked):
        return all(key[:1].isdigit() for key in first)  # "1 54 2 61"
    told = [key in _W["replies"] for key in first]
    lone = len(parts) == len(asked) and len(parts) > _FEW and told.count(False) == 1  # "1 no 2 no 3 IVIG in May"
    return not any(counted) and (all(told) or lone)
