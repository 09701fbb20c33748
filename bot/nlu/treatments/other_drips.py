"""Drips of something else than steroids and immunoglobulin: iron, antibiotics, rituximab, fluids."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_drips")
_THESE = ("tx_ivig", "tx_high_dose_steroid", "tx_steroid_any")
_DRUGS = {"therapy", "therapies", "immunosuppressants"}


def other_drip(page: Page, clause: Clause | None = None) -> bool:
    """ "Iron infusion on 9 November", "rituximab on the 9th", "only fluids": something else ran in."""
    clauses = page.clauses if clause is None else [clause]
    words = {key for one in clauses for key in page.keys[one.start : one.end]}
    here = [m for m in page.mentions if any(m.clause is one for one in clauses)]
    if any(m.fact in _THESE for m in here) or _W["these"] & words:
        return False
    return bool(_W["others"] & words) or any(says()[m.fact].kind in _DRUGS for m in here)
