"""A yes of which only a detail is not known: "yes, don't know which kind", "yes the capsules, could be placebo"."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("details")
_WITHIN = 5
"""Tokens behind the not knowing within which stands what is not known."""


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
