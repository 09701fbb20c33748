"""A yes of which only a detail is not known: "yes, don't know which kind", "yes the capsules, could be placebo"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.phrases import Found
from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("details")
_WITHIN = 5
"""Tokens behind the not knowing within which stands what is not known."""

_THERE = {"HAS", "HAD", "POSITIVE"}
_DENIED = 2
"""Tokens behind a denial within which stands what is denied."""


def yes_all_the_same(page: Page, unsure: Found[str], opening: Found[str] | None) -> Found[str] | None:
    """The yes with the doubt about a detail of it; None where the doubt is of the answer: "yes, I don't know"."""
    if opening is None or opening.of != "yes" or page.keys[opening.start] not in _W["yes"]:
        return None
    if opening.end > unsure.start or any(reply(fact, "yes") is None for fact in page.asked):
        return None
    end = min(unsure.end + _WITHIN, len(page.keys))
    between, behind = page.keys[opening.end : unsure.start], page.keys[unsure.start : end]
    if _W["doubts"] & {*between, *behind} or page.clause_at(unsure.start).asks or not _W["details"] & set(behind):
        return None
    return Found(opening.start, end if end == len(page.keys) else unsure.end, "yes")


def denies_a_detail(page: Page, end: int) -> bool:
    """ "Mild, never graded", "have it, no class given": the denial that ends there is of a grade or a name."""
    return not _W["graded"].isdisjoint(page.keys[end : end + _DENIED])


def denied_later(page: Page, first: Said, denials: Sequence[Said]) -> bool:
    """ "Had it in 2019, never treated": behind a having the denial in a later clause is of something else; not "had the
    test, not positive"."""
    if not denials or first.category not in _THERE:
        return False
    clause = page.clause_at(denials[0].start)
    found = any(
        cue.category == "POSITIVE" and cue.start >= denials[0].start for cue in page.cues if cue.start < clause.end
    )
    return clause is not page.clause_at(first.start) and not found
