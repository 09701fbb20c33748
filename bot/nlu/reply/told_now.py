"""How it is now, told behind how it was: "were up in May, normal since", "wasn't keen but now I am"."""

from __future__ import annotations

from bot.nlu.facts.infection import FACT as INFECTION
from bot.nlu.page import Page
from bot.nlu.reply.meant import OF_NOW
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.vocabulary import word_lists

_W = word_lists("told_now")
_FOUND = {"ae_diagnosis", "umn_signs", "lmn_signs", "dementia", "heart_failure"}
"""What may have been doubted or absent first."""
_FACTS = (OF_NOW | OF_WILL | _FOUND | {"liver_tests_normal", "immune_markers", "lactating", "pregnant"}) - {INFECTION}
"""Facts of now of which what was tells nothing."""
_OPENS = 2
"""Words with which the last clause opens, or ends, among which stands that it is of now."""


def told_now(page: Page) -> int:
    """Where the last clause of a reply begins that tells of now, behind one of then; 0 where there is none."""
    if len(page.asked) != 1 or page.asked[0] not in _FACTS or len(page.clauses) < 2 or page.clauses[-1].asks:
        return 0
    last = page.clauses[-1].start
    first, words = page.keys[:last], [key for key in page.keys[last:] if key.isalnum() and key not in _W["turning"]]
    now = _W["now"] & {*words[:_OPENS], *words[-1:]}
    then = not _W["then"].isdisjoint(first) or any(w.last < page.as_of and w.end <= last for w in page.dates)
    if not _W["still"].isdisjoint(words):
        return 0
    alone = _W["beside_now"] & set(words) and set(words) <= _W["now"] | _W["beside_now"]
    return last if now and then and not alone and not page.cast.other(last, page.clauses[-1], last) else 0
