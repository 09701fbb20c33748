"""Replies that say who has what was asked about, and that it is not the candidate: "not him, you're thinking of his
brother", "my sister is. Not me thank god", "only my dad"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("not_me")
_KIN = word_lists("own_beside")["kin"]
_SELF_DENIED = {("im", "not"), ("i", "am", "not"), ("i", "havent"), ("i", "have", "not")}
_ONLY = 2
"""Words from "only" to the relative: "only my dad"."""


def of_others_only(page: Page) -> Found[str] | None:
    """Where the answer stands, if it is such a one: a no."""
    if not page.asked or len(page.clauses) > _ONLY + 1 or any(clause.asks for clause in page.clauses):
        return None
    if _W["of_will"] & set(page.asked) or any(mention.states for mention in page.mentions):
        return None
    if not all(fact in says() and says()[fact].kind == "condition" for fact in page.asked):
        return None
    if _only_of_others(page):
        return Found(0, 1, "no")
    somebody = any(page.cast.other(at + 1, page.clause_at(at), at) for at, _ in page.cast.people)
    somebody = somebody or bool(_KIN & set(page.keys[: page.clauses[0].end]))
    denied = next((clause for clause in page.clauses if _denies(page, clause)), None)
    return Found(denied.start, denied.start + 1, "no") if denied and somebody else None


def _denies(page: Page, clause: Clause) -> bool:
    """ "Not him", "not me thank god", "never the patient", "none in him", "I'm not"."""
    words = [key for key in page.keys[clause.start : clause.end] if key.isalnum() and key not in _W["thanks"]]
    if tuple(words) in _SELF_DENIED:
        before = [key for key in page.keys[: clause.start] if key.isalnum()]
        return bool(before) and before[-1] in _W["ending"]  # not "my sister is a nurse, I'm not"
    return len(words) == _ONLY and words[0] in _W["denying"] and words[1] in _W["candidates"]


def _only_of_others(page: Page) -> bool:
    """ "Only my dad", "just my grandfather, before I was born"."""
    words = [key for key in page.keys[page.clauses[0].start : page.clauses[0].end] if key.isalpha()]
    if len(words) not in (_ONLY, _ONLY + 1) or words[0] not in _W["only"]:
        return False
    at = page.clauses[0].start + len(words) - 1
    goes_on = _W["goes_on"] & set(page.keys[page.clauses[0].end :])  # "just my dad, and my own skin one"
    return page.cast.other(at + 1, page.clauses[0], at) and not goes_on
