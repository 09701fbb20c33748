"""Antibody results that were awaited and are back: "GAD65 was pending at referral, now back: positive"."""

from __future__ import annotations

from bot.nlu.facts.specimens import NEGATIVE, POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibodies")
OPEN = "open"
"""It is back, and what it shows is not understood."""
_ALL = {tuple(phrase.split("_")) for phrase in _W["all_back"]}


def told(page: Page, mention: Mention) -> str | None:
    """What a result that was awaited shows now; None where nothing says that it is back."""
    following = [m.start for m in page.of_kind(POSITIVE) if m.start >= mention.end]
    clauses = [c for c in page.sentence(mention.clause) if c.start >= mention.clause.end]
    clauses = [c for c in clauses if not any(c.start <= at < c.end for at in following)]
    start = next((c.start for c in clauses if set(page.keys[c.start : c.start + 2]) & _W["since_then"]), None)
    if start is None:
        return None
    end = min([clauses[-1].end, *(at for at in following if at > start)])
    words = set(page.keys[start:end])
    if not _W["is_back"] & words or _W["not_back"] & words:
        return None  # "sent, not back yet"
    shown = {cue.category for cue in page.cues if start <= cue.start < end and cue.fits("antibody")}
    shown &= {"POSITIVE", "NEGATED", "PENDING"}
    return POSITIVE if shown == {"POSITIVE"} else NEGATIVE if shown == {"NEGATED"} else OPEN


def all_of_them(page: Page) -> bool:
    """ "All back now, nothing outstanding": none is awaited."""
    return not _ALL.isdisjoint(zip(page.keys, page.keys[1:], strict=False))
