"""The criteria lines of a registry listing: bullets under their headers, and the structured ages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from criteria.trial import fold

Kind = Literal["inclusion", "exclusion"]
_HEADER = re.compile(r"(?:main |key )?(inclusion|exclusion) criteria\s*:?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"(?:[*•-]|\d+[.)])\s+(?=\S)")
_AGE = re.compile(r"\d+ (?:Year|Month|Week|Day|Hour|Minute)s?$")


@dataclass(frozen=True)
class Bullet:
    """One line of the criteria, folded. kind: of the header above it; None for a structured age. line: from 0."""

    text: str
    kind: Kind | None
    line: int


def bullets(text: str) -> list[Bullet]:
    """Every criterion of a listing, hard-wrapped lines put together again."""
    found: list[Bullet] = []
    kind: Kind | None = None
    going_on = False
    for number, line in enumerate(text.splitlines()):
        words = line.strip()
        header, mark = _HEADER.match(words), _BULLET.match(words)
        if header:
            kind, going_on = _kind(header[1]), False
        elif _AGE.match(words):
            found.append(Bullet(words, None, number))
            going_on = False
        elif not words:
            going_on = False
        elif kind and mark:
            found.append(Bullet(words[mark.end() :], kind, number))
            going_on = True
        elif going_on:
            found[-1] = Bullet(f"{found[-1].text} {words}", kind, found[-1].line)
    return [Bullet(fold(b.text), b.kind, b.line) for b in found]


def _kind(word: str) -> Kind:
    return "inclusion" if word.lower() == "inclusion" else "exclusion"
