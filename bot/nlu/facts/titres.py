"""A titre beside the one from which the laboratory calls it positive: "anti-Hu 1:60, lab's cut-off is 1:100"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("titres")
_NEAR, _FAR = 4, 16
"""Tokens between a name and its titre; between a titre and its limit."""


def against_its_limit(page: Page, mention: Mention) -> bool | None:
    """Whether a titre reaches the limit that is told beside it; None where either of them is not told."""
    if ":" not in page.keys:
        return None
    own = _titre(page, mention.end - 1, mention.end + _NEAR)  # the name of "GABABR 1:10" may end with the 1
    if own is None:
        return None
    if (
        page.keys[own[1] - 4] in _W["under"]
        and own[1] - 4 >= mention.end
        and "," not in page.keys[mention.end : own[1]]
    ):
        return False  # "LGI1 <1:10": the lowest that is looked for is not reached
    value, end = own
    limit = _titre(page, end, end + _FAR)
    if limit is None:
        return None
    between = page.keys[end : limit[1] - 3]
    if any(m.fact == mention.fact and end <= m.start < limit[1] for m in page.mentions):
        return None
    if not _W["limits"] & set(between) or _W["anew"] & set(between):
        return None  # "1:640 in May, 1:80 now"
    return value > limit[0] if _W["above"] & set(between[-2:]) else value >= limit[0]


def _titre(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The first "1:N" that begins between two places, and where it ends."""
    for at in range(start, min(end, len(page.keys) - 2)):
        if page.keys[at] == "1" and page.keys[at + 1] == ":" and page.keys[at + 2].isdigit():
            return int(page.keys[at + 2]), at + 3
    return None
