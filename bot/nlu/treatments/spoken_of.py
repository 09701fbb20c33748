"""Whether a part of a message speaks of the medicines that are to stay as they are."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("spoken_of")

FACT = "can_keep_medication_stable"
DRUGS = frozenset({"steroid", "immunosuppressants", "therapy"})
"""Kinds of facts that tell of medicines."""


def medicines(page: Page, start: int, end: int) -> bool:
    """A word for medicines, or one of them by name."""
    if _W["medicines"] & set(page.keys[start:end]):
        return True
    return any(start <= m.start < end and says()[m.fact].kind in DRUGS for m in page.mentions)


def meant(page: Page, clause: Clause) -> bool:
    """Whether "it" and "everything" can be medicines: asked for, or named in the sentence."""
    parts = page.sentence(clause)
    return FACT in page.asked or medicines(page, parts[0].start, parts[-1].end)
