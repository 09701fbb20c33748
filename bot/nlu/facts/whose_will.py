"""Whose will a willingness to take part is ("I'd sign tomorrow, but he himself says he won't be in any study"), and
whether it is one yet ("wants to think about consent")."""

from __future__ import annotations

from bot.nlu.language.scene import SELF
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("whose_will")
_FACT = "consent_willingness"


def weighed(page: Page, mention: Mention) -> bool:
    """ "Wants to think about consent", "would like to sleep on taking part": what is wanted is no taking part."""
    return mention.fact == _FACT and not _W["weighing"].isdisjoint(page.keys[mention.start : mention.end])


def of_a_helper(page: Page, one: Finding) -> bool:
    """Whether the writer is willing and somebody else, who is told of after it, is not: it may be no will of the
    candidate's."""
    if one.fact != _FACT or one.value != "willing" or not _W["i"] & set(page.keys[max(0, one.start - 1) : one.end]):
        return False
    last = page.clause_at(one.start).sentence + 1
    for clause in page.clauses:
        if clause.start < one.end or clause.sentence > last or clause.asks:
            continue
        another = any(clause.start <= at < clause.end and who != SELF for at, who in page.cast.people)
        if another and _W["unwilling"] & set(page.keys[clause.start : clause.end]):
            return True
    return False
