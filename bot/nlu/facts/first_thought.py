"""Diagnoses that were thought first and in whose place others stand: "first hospital told us ALS, the second MMN"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("first_thought")
_FACT = "motor_syndrome"
_OPEN = {"NEGATED", "UNSURE", "PENDING", "PLANNED"}
_WITHIN, _LEADING = 24, 10
"""Tokens from the first diagnosis to the one that stands, and before that within which it is said to."""
_SENTENCES = 2


def first_thought(page: Page, mention: Mention) -> bool:
    """ "Bulbar palsy, they named it to begin with, ... changed it to ALS", "she googled PLS. The neurologist's word is
    ALS": of two motor diagnoses the one that others or earlier doctors gave is none."""
    if mention.fact != _FACT or "NEGATED" in mention.said:
        return False
    later = [m for m in page.of_kind(_FACT) if m.states and m.start >= mention.end]
    later = [m for m in later if m.means.role == "value" and not m.said & _OPEN and not m.clause.asks]
    if not later or later[-1].means == mention.means:
        return False
    last = later[-1]
    apart = last.start - mention.end > _WITHIN or last.clause.sentence - mention.clause.sentence > _SENTENCES
    if apart:
        return False
    start = page.sentence(mention.clause)[0].start
    middle = _break(page, mention, last)
    told = page.keys[max(middle, last.start - _LEADING) : last.clause.end]
    return (
        bool(_W["at_first"] & set(page.keys[start:middle]))
        and bool(_W["in_the_end"] & set(told))
        and not _W["unsettled"] & set(page.keys[middle : last.start])
    )


def _break(page: Page, first: Mention, last: Mention) -> int:
    """Where what is told of the first one ends: with its sentence, or else with the clause before the last one's."""
    if last.clause is first.clause:
        return first.end  # "after two years of being told it was MND the biopsy says IBM"
    if last.clause.sentence != first.clause.sentence:
        return page.sentence(first.clause)[-1].end
    return last.clause.start
