"""Treatments that begin on a day to come: none of them has been given, or not yet this one."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("still_to_come")
_FIRST = 5
"""Words before a name in which its being the first may stand: "the first of the six doses of IVIG"."""
_TOLD = {"GIVEN", "HAD", "NOT_GIVEN", "NEGATED", *RESPONSES}


def never_yet(page: Page, mention: Mention) -> bool:
    """ "My first rituximab is booked for 9 December", "her first lot of IVIG is on Wednesday week": none so far."""
    if set(RESPONSES) & mention.said or not _first(page, mention):
        return False
    words = page.keys[mention.clause.start : mention.clause.end]
    if _W["been"] & set(words) or _W["anew"] & set(words):
        return False
    planned = "PLANNED" in mention.said
    days = _days(page, mention, coming=planned or bool((_W["begins"] | _W["is"]) & set(words)))
    return bool(days) and all(w.first > page.as_of for w in days) or not days and planned


def begins_later(page: Page, mention: Mention) -> bool:
    """ "IVIG starts on Wednesday week", "his cyclophosphamide commences 1 December", "RTX starting Monday"."""
    days = [w for w in _days(page, mention, coming=True) if w.start >= mention.end and w.first > page.as_of]
    if not days or not set(page.keys[mention.end : days[0].start]) & _W["begins"]:
        return False
    return set(page.keys[mention.end : days[0].start]) <= _W["begins"] | _W["between"]


def _first(page: Page, mention: Mention) -> bool:
    """Whether a name is that of the first one ever: nothing but words for a dose stand between."""
    for at in range(mention.start - 1, max(mention.clause.start, mention.start - _FIRST) - 1, -1):
        if page.keys[at] in _W["first"]:
            return True
        if page.keys[at] not in _W["dose"]:
            return False
    return False


def _days(page: Page, mention: Mention, *, coming: bool) -> list[When]:
    """The days of a clause; `coming`: as one that has not come yet where both are possible ("on Monday")."""
    here = [w for w in page.dates if mention.clause.start <= w.start < mention.clause.end]
    return [w.turned(True, page.as_of) for w in here] if coming else here
