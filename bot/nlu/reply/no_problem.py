"""Answers that are nothing but "no problem at all": no illness, a treatment that was given, nothing of a test."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.reply.said import Reply
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("no_problem")


def no_problem(page: Page) -> Reply | None:
    """What such an answer tells; None where it is another answer, or to a question that it agrees to ("will you?")."""
    words = [key for key in page.keys if key.isalpha() and key not in _W["fillers"]]
    while len(words) > 1 and words[0] in _W["opening"] and words[1] in _W["denials"]:
        words = words[1:]
    if len(words) < 2 or words[0] not in _W["denials"] or not set(words[1:]) <= _W["problems"] | _W["beside"]:
        return None
    if _W["problems"].isdisjoint(words) or not page.asked:
        return None
    kinds = {says()[fact].kind for fact in page.asked if fact in says()}
    if set(page.asked) <= _W["illnesses"]:
        return _told(page, "no")
    if kinds == {"therapy"}:
        return _told(page, "yes") if len(page.asked) == 1 else Reply()
    return Reply() if set(page.asked) <= _W["open"] else None


def _told(page: Page, kind: str) -> Reply:
    found = [Finding(fact, reply(fact, kind), 0, len(page.keys)) for fact in page.asked]
    return Reply([one for one in found if one.value is not None], kind)
