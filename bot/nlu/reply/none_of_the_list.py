"""Replies to a list of illnesses that say none of it by naming something else: "only high blood pressure", "no, just a
stent", "none of that apart from the Sjögren's", "no one of these", "I was always healthy"."""

from __future__ import annotations

from bot.nlu.language.text import spoken
from bot.nlu.page import Finding, Page
from bot.nlu.reply.said import Reply
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("none_of_the_list")
_ILLNESSES = word_lists("no_problem")["illnesses"]
_HEART = "heart_failure"


def none_of_the_list(page: Page) -> Reply | None:
    """None of what was asked; None where it is another reply."""
    if not says_none(page):
        return None
    found = [Finding(fact, reply(fact, "no"), 0, len(page.keys)) for fact in page.asked]
    return Reply([one for one in found if one.value is not None], "none")


def says_none(page: Page) -> bool:
    """Whether a reply is of that sort, and tells of nothing that was asked."""
    if len(page.asked) < 2 or not _ILLNESSES.issuperset(page.asked) or not page.clauses or "?" in page.keys:
        return False
    if any(mention.states for mention in page.of_kind(*page.asked)):
        return False
    end = page.sentence(page.clauses[0])[-1].end
    words = spoken(page.keys[:end])
    return " ".join(words) in _W["whole"] or _healthy(words) or _only_harmless(page, words)


def _healthy(words: list[str]) -> bool:
    """ "No, I was completely healthy"."""
    return "healthy" in words and set(words) <= _W["opening"] | _W["himself"] | _W["always"]


def _only_harmless(page: Page, words: list[str]) -> bool:
    """ "Only high blood pressure", "none of that apart from the Sjögren's"."""
    at = next((at for at, key in enumerate(words) if key in _W["limiting"]), len(words))
    opening, rest = words[:at], [key for key in words[at:] if key not in _W["limiting"] | _W["whose"]]
    named = [key for key in rest if not key.isdigit()]
    if not named or not set(opening) <= _W["opening"] or not _W["harmless"].issuperset(named):
        return False
    denied = not _W["denying"].isdisjoint(opening)
    return denied or not _W["excepting"] & set(words) and (_HEART not in page.asked or _W["hearts"].isdisjoint(named))
