"""Numbers in a reply that belong to another thing than the one asked for."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says

_BESIDE = 2
"""Words that may stand between a name and its number."""


def of_another_measure(page: Page, number: Number, fact: str) -> bool:
    """ "eGFR 55, no CG calculated", "Cr 80, not weighed": the number is that of the name before it."""
    before = [m for m in page.mentions if 0 <= number.start - m.end <= _BESIDE and _named(page, m)]
    before = [m for m in before if m.clause.start <= number.start < m.clause.end]
    last = max((m.end for m in before), default=0)
    nearest = {m.fact for m in before if m.end == last}
    return bool(nearest) and fact not in nearest


def _named(page: Page, mention: Mention) -> bool:
    """A measure's name; a short one that is a word as well ("I got 80") only in capitals."""
    if says()[mention.fact].kind != "measure":
        return False
    return not mention.means.shy or page.raw(mention.start)[:1].isupper()
