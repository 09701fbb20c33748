"""One antibody that two laboratories disagree on: "first lab said LGI1 was there, second lab couldn't find it, so now
they're running it a third time". Neither of the two is its result; the third one is awaited."""

from __future__ import annotations

from bot.nlu.facts.specimens import PENDING, POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_labs")
_SENTENCES, _BESIDE = 2, 3
"""Sentences within which another one follows, and words before a slip within which it is denied."""
_OPPOSITE = {"POSITIVE": "NEGATED", "NEGATED": "POSITIVE"}


def told(page: Page, mention: Mention) -> str | None:
    """What is left of a result that another laboratory did not find: awaited or not known."""
    own = mention.said & {"POSITIVE", "NEGATED"}
    if len(own) != 1 or _W["labs"].isdisjoint(page.keys) or _W["one"].isdisjoint(page.keys):
        return None
    opposite = _OPPOSITE[next(iter(own))]
    after = [c for c in page.clauses if c.start >= mention.clause.end and c.sentence <= mention.clause.sentence + 1]
    denied = False
    for clause in after:
        if any(m.clause is clause for m in page.of_kind(POSITIVE)):
            break
        said = {cue.category for cue in page.cues_in(clause, "antibody")}
        words = set(page.keys[clause.start : clause.end])
        another = _W["labs"] & words and _W["another"] & words
        ours = _W["we"] & words and _W["replicating"] & words  # "we could not replicate it"
        denied = denied or opposite in said and bool(another or ours)
        if denied and "PENDING" in said:
            return PENDING
    return "unknown" if denied else None


def muddled(page: Page, mention: Mention) -> bool:
    """ "The first letter said CASPR2, then the lab explained they had muddled it and it is LGI1": whose name stands
    before a slip of the laboratory is none where another one follows."""
    others = [m for m in page.of_kind(POSITIVE) if m.start >= mention.end and m.means.value != mention.means.value]
    later = next((m for m in others if m.clause.sentence - mention.clause.sentence <= _SENTENCES), None)
    if later is None or any(m.means.value == mention.means.value and m.start >= later.start for m in page.mentions):
        return False
    between = page.keys[mention.end : later.start]
    at = next((at for at, key in enumerate(between) if key in _W["slips"]), None)
    return at is not None and not _W["no_slip"] & set(between[max(0, at - _BESIDE) : at])
