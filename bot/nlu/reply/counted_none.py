"""Replies that count none: "zero", "0 mg", "zero pills", "0 now, was 20"."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("counted_none")


def counted_none(page: Page) -> Found[str] | None:
    """Where the answer stands: what opens a reply to one question, and counts none of what was asked."""
    if len(page.asked) != 1 or any(not mention.means.shy for mention in page.mentions):
        return None
    end = next((at for at, key in enumerate(page.keys) if key in _W["signs"]), len(page.keys))
    words = set(page.keys[:end])
    if words.isdisjoint(_W["zero"]) or not words <= _W["zero"] | _W["counted"] | _W["times"]:
        return None
    if words.isdisjoint(_W["times"]) and any(says()[fact].kind == "therapy" for fact in page.asked if fact in says()):
        return None  # "zero" may be the effect
    return Found(0, end, "none")
