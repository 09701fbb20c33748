"""Doses that are told once more in tablets: "10 mg (2 tabs of 5 mg)", "20 mg/d, i.e. 4 tabs 5 mg"."""

from __future__ import annotations

from dataclasses import replace

from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, Sign
from bot.nlu.treatments.dose_words import words


def told_once(page: Page, amounts: list[Amount], signs: list[Sign]) -> list[Amount]:
    """The amounts without those that only count out the one before them, which ends where they do."""
    kept: list[Amount] = []
    for amount in amounts:
        folded = _counted_out(page, kept[-1], amount, signs) if kept else None
        if folded:
            kept[-1] = folded
        elif not (kept and amount.start < kept[-1].end):
            kept.append(amount)
    return kept


def _counted_out(page: Page, whole: Amount, part: Amount, signs: list[Sign]) -> Amount | None:
    """An amount with the words by which the next one counts it out; None where that is a dose of its own."""
    at = next((at for at in range(whole.end, part.start) if page.keys[at] in words().restating), None)
    if at is None or words().and_more & set(page.keys[at + 1 : at + 2]) or whole.mg == part.mg:
        return None
    end = _ends(page, at, part)
    often = [sign.of for sign in signs if whole.end <= sign.start < at]
    if end <= part.start or not words().counting & set(page.keys[at:end]):
        return None
    if any(kind != "times" or times < 1 for kind, times in often):
        return None
    mg = whole.mg * (often[0][1] if often else 1)
    return replace(whole, end=end, mg=mg, until=max(end, part.until), restated=True)


def _ends(page: Page, at: int, part: Amount) -> int:
    """Behind the bracket that a counting-out opened at a token, or before the next comma."""
    end = page.sentence(page.clause_at(part.start))[-1].end
    if page.keys[at] == "(":
        return next((place + 1 for place in range(at, end) if page.keys[place] == ")"), 0)
    stops = (place for place in range(part.end, end) if page.keys[place] in (",", ";", "."))
    return next(stops, end)
