"""What others have, where the patient is set apart from them behind it: "kids vaccinated last week, pt herself not"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("patient_apart")
_OPENING = 2
"""Words with which a clause opens that is told of the patient."""


def tell(page: Page) -> None:
    """What stands in a clause that opens with others is theirs."""
    if _W["others"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if _of_others(page, mention) and (_several(page, mention) or _set_apart(page, mention.clause.end)):
            mention.other = True


def _of_others(page: Page, mention: Mention) -> bool:
    before = page.keys[mention.clause.start : mention.start]
    place = next((at for at, key in enumerate(before) if key in _W["others"]), None)
    return place is not None and _W["before_others"].issuperset(before[:place])


def _several(page: Page, mention: Mention) -> bool:
    """ "Kids had their boosters last week", "both boys had it": more than one have it, and the patient is one."""
    words = page.keys[mention.clause.start : mention.start]
    at = next((at for at, key in enumerate(words) if key in _W["several"]), len(words))
    return _W["having"].issuperset(words[at + 1 : at + 2]) and not _W["of_ours"] & set(words) and at + 1 < len(words)


def _set_apart(page: Page, start: int) -> bool:
    """ "Pt none in last yr", "he himself last in 2021"."""
    start += page.keys[start : start + 1] in (["but"], ["and"], ["though"])
    opening = page.keys[start : start + _OPENING]
    named = bool(_W["patient"] & set(opening[:1]) or _W["himself"] & set(opening))
    end = page.clause_at(start).end if start < len(page.keys) else start
    return named and bool(_W["apart"] & set(page.keys[start:end]))
