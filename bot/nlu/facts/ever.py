"""What was, beside a denial of today: "a melanoma in 1999, clear ever since, so no cancer", "EtOH 4 u/wk. IVDU in the
90s". A fact that asks for "ever" is so by what was."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import asks_for_ever, word_lists

_W = word_lists("ever")


def lasting(page: Page, stated: list[Finding]) -> list[Finding]:
    """The findings of such a fact without denials that leave what was as it is."""
    if not asks_for_ever(stated[0].fact) or {one.value for one in stated} != {True, False}:
        return stated
    return [one for one in stated if one.value or not (_concluded(page, one, stated) or _of_drink(page, one))]


def _concluded(page: Page, denial: Finding, stated: list[Finding]) -> bool:
    """ "..., clear ever since, so no cancer": what was is told to be over before."""
    clause = page.clause_at(denial.start)
    if page.keys[clause.start] not in _W["so"]:
        return False
    before = [one for one in stated if one.value and one.end <= clause.start]
    return bool(before) and bool(_W["over"] & set(page.keys[before[-1].end : clause.start]))


def _of_drink(page: Page, denial: Finding) -> bool:
    """ "EtOH 4 u/wk, fine": how much is drunk denies no drug of then."""
    return bool(_W["drink"] & set(page.keys[denial.start : denial.end]))
