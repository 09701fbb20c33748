"""Doubts that a reply ends itself: "they thought so at first, but then they ruled it out"."""

from __future__ import annotations

from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("doubt_ended")
_GONE = {"NEGATED", "RETRACTED"}


def ruled_out(page: Page, cues: list[Said]) -> bool:
    """ "Suspected at first, later excluded": behind the doubt it is said that it is gone, and nothing follows."""
    doubts = [cue.end for cue in cues if cue.category == "UNSURE"]
    denials = [cue for cue in cues if cue.category in _GONE and _W["ruling"] & set(page.keys[cue.start : cue.end])]
    if not doubts or not denials or denials[-1].start < max(doubts):
        return False
    last = denials[-1]
    rest = page.keys[last.start : page.clause_at(last.start).end]
    since = _W["since"] & set(page.keys[max(doubts) : last.end])
    return bool(since) and set(rest) <= _W["ruling"] | _W["since"] | _W["beside"]
