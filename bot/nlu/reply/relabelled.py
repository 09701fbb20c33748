"""Answers that the next words give to something else: "12.7. Hb I mean", "failed. Sorry, that's rituximab"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("relabelled")


def relabelled(page: Page, behind: int) -> bool:
    """Whether the clause behind an answer that ends there is but another name, and words that say that it is meant."""
    start = next((at for at in range(behind, len(page.keys)) if page.keys[at].isalpha()), len(page.keys))
    if start == behind or start == len(page.keys) or not _W["breaks"].issuperset(page.keys[behind:start]):
        return False
    end = next((at for at in range(start, len(page.keys)) if page.keys[at] in _W["stops"]), len(page.keys))
    names = [m for m in page.mentions if start <= m.start < end and m.end <= end]
    if not names or any(m.fact in page.asked for m in names):
        return False
    named = {at for m in names for at in range(m.start, m.end)}
    words = {page.keys[at] for at in range(start, end) if at not in named and page.keys[at].isalpha()}
    return bool(words & _W["meaning"]) and words <= _W["meaning"] | _W["beside"]
