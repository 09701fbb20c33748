"""Parts of a reply that begin with somebody else: "my ex had C so I got checked, negative for all three"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.reply.by_name import Part

_OPENS = 2
"""Tokens at the beginning of a part in which it names of whom it is told."""


def of_another(page: Page, part: Part) -> bool:
    """Whether what a part says of a thing by its short name is said of somebody else."""
    first = next((at for at, token in enumerate(page.doc.user_data["tokens"]) if token.start >= part.start), None)
    if first is None or not any(first <= at < first + _OPENS for at, _ in page.cast.people):
        return False
    return page.cast.other(first + _OPENS, page.clause_at(first), first)
