"""Outcomes in a row right behind a row of treatments: "IVMP/IVIg/RTX: PR/NR/NR", "IVMP and IVIg: partial and none
respectively"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("side_by_side")
_LONG = 3
"""Words of an outcome in such a row, and parts of a row whose outcomes may be of two words."""

_WORDS = {"FAILED": _W["nothing"], "PARTIAL": _W["some"], "RESPONDED": _W["good"], "NOT_GIVEN": _W["never"]}
"""Words that are a whole outcome in a row."""

Part = tuple[int, int]


def tell(page: Page) -> None:
    """Gives each treatment of a row its own outcome, where there are as many and they differ."""
    for row in _rows(page):
        parts = _parts(page, row[-1].end)
        told = [_outcome(page, part) for part in parts]
        if len(parts) != len(row) or "" in told or len(set(told)) == 1:
            continue
        for mention, category in zip(row, told, strict=True):
            mention.said = mention.said - {*RESPONSES, "NEGATED", "NOT_GIVEN"} | {category}
        page.cues = [cue for cue in page.cues if not row[-1].end <= cue.start < parts[-1][1]]


def _rows(page: Page) -> list[list[Mention]]:
    """Treatments named one after another, with nothing but strokes, commas, an "and" between them."""
    rows: list[list[Mention]] = []
    for mention in sorted((m for m in page.mentions if m.means.type == "therapy"), key=lambda m: m.start):
        between = set(page.keys[rows[-1][-1].end : mention.start]) if rows else set()
        if between and between <= _W["joining"]:
            rows[-1].append(mention)
        elif not rows or mention.start >= rows[-1][-1].end:
            rows.append([mention])
    return [row for row in rows if len(row) > 1 and not any(m.other or m.named for m in row)]


def _parts(page: Page, start: int) -> list[Part]:
    """The outcomes behind a row of treatments; none where what follows is no row of them."""
    keys = page.keys
    end = next((at for at in range(start, len(keys)) if keys[at] in _W["ending"]), len(keys))
    begun = start
    while begun < end and keys[begun] in _W["opening"]:
        begun += 1
    in_turn = keys[end - 1] in _W["respectively"]
    end -= in_turn
    strokes = "/" in keys[begun:end]
    if begun == start and not (strokes or in_turn):
        return []
    parting = {"/"} if strokes else _W["parting"]
    parts: list[Part] = []
    for at in range(begun, end + 1):
        if at == end or keys[at] in parting:
            parts += [(begun, at)] if at > begun else []
            begun = at + 1
    long = _LONG if strokes or in_turn else 2 if len(parts) >= _LONG else 1
    return parts if all(last - first <= long for first, last in parts) else []


def _outcome(page: Page, part: Part) -> str:
    """What one part of the row says, "" where that is not known."""
    words = set(page.keys[slice(*part)])
    if words & _W["not_so"]:
        return ""
    for category, told in _WORDS.items():
        if words <= told | _W["effect"] and words & told:
            return category
    cues = [cue for cue in page.cues if part[0] <= cue.start and cue.end <= part[1] and cue.fits("therapy")]
    said = {cue.category for cue in cues}
    return next((category for category in RESPONSES if category in said), "")
