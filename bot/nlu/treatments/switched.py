"""Why one treatment took the place of another: "switched from IVIG to rituximab because it did nothing" is told of the
first one."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.page import Page
from bot.nlu.treatments.outcomes import Record, Treatment
from bot.nlu.vocabulary import word_lists

_W = word_lists("switched")
_UNGOOD = {"failed", "intolerant"}
_VERB, _REASON = 5, 6
"""Words before the first treatment within which the change is told, and behind the second its reason."""


def settle(page: Page, record: Record) -> None:
    """The reason of a change is no outcome of what came instead."""
    if not _W["changed"] & page.words:
        return
    for one, instead in pairwise(record.treatments):
        if instead.value in _UNGOOD and one.fact != instead.fact and _takes_its_place(page, one, instead):
            if one.open or one.value == "given_unknown":
                one.value = instead.value
            instead.value, instead.end = "given_unknown", page.clause_at(instead.start).end


def _takes_its_place(page: Page, one: Treatment, instead: Treatment) -> bool:
    """Whether a change of a treatment for another is told, and its reason right behind it."""
    keys = page.keys
    sentence = page.sentence(page.clause_at(instead.start))
    start, end = sentence[0].start, sentence[-1].end
    if one.start < start or instead.end > end or len(keys) <= instead.start:
        return False
    link = [key for key in keys[_behind(page, one) : instead.start] if key not in _W["beside"] | _W["changed"]]
    told = _W["changed"] & set(keys[max(start, one.start - _VERB) : instead.start])
    if not told or len(link) != 1 or link[0] not in _W["into"]:
        return False
    behind = keys[_behind(page, instead) : min(end, _behind(page, instead) + _REASON)]
    at = next((at for at, key in enumerate(behind) if key in _W["reasons"]), None)
    return at is not None and not _W["ends_it"] & set(behind[:at]) and behind[at + 1 : at + 2] != ["well"]


def _behind(page: Page, one: Treatment) -> int:
    """The token behind the name of a treatment."""
    return next((m.end for m in page.mentions if m.start == one.start), one.start + 1)
