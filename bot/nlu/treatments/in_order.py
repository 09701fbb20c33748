"""Outcomes told in a row behind a row of treatments: "Tx to date: IVMP, IVIg, RTX. Response: nil, nil, too early"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("in_order")
_LONGEST = 5
"""Words of an outcome in such a row."""

Part = tuple[int, int]


def tell(page: Page) -> None:
    """Gives each treatment of a row its own outcome; where there are more or fewer outcomes than treatments, none."""
    if _W["heads"].isdisjoint(page.keys):
        return
    for at, key in enumerate(page.keys[:-1]):
        if key in _W["heads"] and page.keys[at + 1] in _W["opens"]:
            parts = _parts(page, at + 2)
            named = _row_before(page, at)
            if len(parts) > 1 and len(named) > 1:
                _give(page, at, parts, named)


def _give(page: Page, head: int, parts: list[Part], named: list[int]) -> None:
    told = [_outcome(page, head, part) for part in parts]
    if len(named) != len(parts):
        if "" in told:
            return  # "Outcome: mRS 4, no meaningful recovery" is no row
        told = ["EARLY"] * len(named) if len(set(told)) > 1 else told[:1] * len(named)
    for start, category in zip(named, told, strict=True):
        for mention in page.mentions:
            if mention.start == start:
                mention.said = mention.said - {*RESPONSES, "NEGATED", "NOT_GIVEN"} | {category or "EARLY"}
    page.cues = [cue for cue in page.cues if not head <= cue.start < parts[-1][1]]


def _outcome(page: Page, head: int, part: Part) -> str:
    """What one part of the row says, "" where that is not known; the head belongs to the first ("response: nil")."""
    start, end = part
    cues = [cue for cue in page.cues if head <= cue.start < end and cue.end > start and cue.fits("therapy")]
    told = [cue.category for cue in cues if cue.category in RESPONSES]
    if told:
        return next(category for category in RESPONSES if category in told)
    return "FAILED" if {cue.category for cue in cues} & {"NEGATED", "NOT_GIVEN"} else ""


def _parts(page: Page, start: int) -> list[Part]:
    """The parts between commas or strokes up to the end of the sentence; none where one of them is long."""
    parts: list[Part] = []
    begun = start
    for at in range(start, len(page.keys) + 1):
        key = page.keys[at] if at < len(page.keys) else "."
        if key in _W["parting"] or key in _W["ending"]:
            if at > begun:
                parts.append((begun, at))
            begun = at + 1
        if key in _W["ending"]:
            break
    names = {mention.start for mention in page.mentions if mention.means.type == "therapy"}
    fits = all(end - first <= _LONGEST and names.isdisjoint(range(first, end)) for first, end in parts)
    return parts if fits else []


def _row_before(page: Page, head: int) -> list[int]:
    """Where the treatments of the sentence before, or of the same one, are named."""
    before = [m for m in page.mentions if m.means.type == "therapy" and m.end <= head and _counts(m)]
    if not before or page.clause_at(head).sentence - before[-1].clause.sentence > 1:
        return []
    return sorted({m.start for m in before if m.clause.sentence == before[-1].clause.sentence})


def _counts(mention: Mention) -> bool:
    return not (mention.other or mention.named or mention.means.shy or mention.said & {"PLANNED", "NOT_GIVEN"})
