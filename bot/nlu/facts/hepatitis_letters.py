"""Viruses of hepatitis told by their letters alone: "Hepatitis A I had as a child. B I am vaccinated, C test negative",
"that was hepatitis A. Tested since, no B and no C"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("hepatitis_letters")
_OF = {"hepatitis_b_status": "b", "hepatitis_c_status": "c"}


def told(page: Page, fact: str) -> list[Finding]:
    """What is said of a capital letter that heads a clause, where nothing but a denial stands before it and nothing
    but a result behind it."""
    if _W["hepatitis"].isdisjoint(page.keys):
        return []
    for at, key in enumerate(page.keys):
        if key == _OF[fact] and page.raw(at).isupper() and (value := _value(page, at)):
            return [Finding(fact, value, at, at + 1)]
    return []


def _value(page: Page, at: int) -> str | None:
    clause = page.clause_at(at)
    before, after = page.keys[clause.start : at], page.keys[at + 1 : clause.end]
    if clause.asks or not _W["before"].issuperset(before) or page.cast.other(at, clause, clause.start):
        return None
    said = {key for key in after if key.isalpha()}
    if not said <= _W["said"] or before[-1:] and before[-1] in _W["hepatitis"]:
        return None
    denied, negative = bool(_W["denials"] & set(before)), bool(_W["negative"] & said)
    if _W["vaccinated"] & said and page.keys[at] == "b":
        return None if denied or _W["denials"] & said else "vaccinated_immune"
    if _W["denials"] & said:
        return None
    return "negative" if denied != negative else None
