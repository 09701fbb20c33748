"""Whether what a reply tells is told of somebody else: "I'm 61, she's 58", "the man in the next bed had it"."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Finding, Page
from bot.nlu.reply.by_name import Part
from bot.nlu.times.said_last import last_told
from bot.nlu.times.windows import DAY_OF
from bot.nlu.vocabulary import COUNTED, catalogue, word_lists

_W = word_lists("answers")
_OPENS = 2
"""Tokens at the beginning of a part in which it names of whom it is told."""


def of_another(page: Page, one: Finding) -> bool:
    """ "I'm 61, she's 58", "he said his other customer couldn't be without it": whose subject is not the candidate;
    but "she's my mum" tells of her sex."""
    clause = page.clause_at(one.start)
    inside = [at for at, _ in page.cast.people if one.start < at < one.end]
    if one.fact != "sex" and inside and all(page.cast.other(at + 1, clause, at) for at in inside):
        return True
    if catalogue()[one.fact]["type"] not in COUNTED:
        return one.fact != "sex" and _named_of_another(page, one)
    if not any(who in (SELF, PATIENT) for _, who in page.cast.people):
        return False  # "Dad's 68"
    return page.cast.other(one.start, clause, clause.start)


def _named_of_another(page: Page, one: Finding) -> bool:
    """ "The man in the next bed had rituximab and it failed", asked about rituximab: what is asked for is named, but as
    somebody else's, and nobody else is spoken of before what is told of it."""
    sentence = page.clause_at(one.start).sentence
    named = [m for m in page.of_kind(*page.asked) if m.clause.sentence == sentence]
    if not named or one.start < named[-1].end or not all(mention.other for mention in named):
        return False
    if _W["no"] & set(page.keys[one.start : one.end]):
        return False  # "my youngest was weaned in June so no again"
    since = [at for at, _ in page.cast.people if named[-1].end <= at < one.end]
    return all(page.cast.other(at + 1, page.clause_at(at), at) for at in since)


def part_of_another(page: Page, part: Part) -> bool:
    """Whether what a part says of a thing by its short name is said of somebody else ("my ex had C so I got tested"),
    or another day is called the last one: "each October the flu one, ... so the last one was in 2025"."""
    if part.fact in DAY_OF and len(last_told(page, page.dates)) < len(page.dates):
        return True
    first = next((at for at, token in enumerate(page.doc.user_data["tokens"]) if token.start >= part.start), None)
    if first is None or not any(first <= at < first + _OPENS for at, _ in page.cast.people):
        return False
    return page.cast.other(first + _OPENS, page.clause_at(first), first)
