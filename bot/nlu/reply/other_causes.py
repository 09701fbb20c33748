"""Reactions in a reply that another thing caused than the one asked for: "anaphylaxis to nuts", "IL-6 blocker yes
(urticaria)"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_causes")
IL2 = "il2_allergy_or_intolerance"
_DRUGS = ("therapy", "therapies", "immunosuppressants", "steroid", "window")


def of_another_cause(page: Page, start: int, fact: str) -> bool:
    """Whether the clause of a reaction names something else that people react to, and not what was asked for."""
    if fact != IL2:
        return False
    clause = page.clause_at(start)
    if any(m.clause is clause for m in page.of_kind(IL2)):
        return False
    words = page.keys[clause.start : clause.end]
    another = any(a in _W["kind_of"] and b in _W["numbers"] for a, b in zip(words, words[1:], strict=False))
    drugs = any(m.clause is clause and says()[m.fact].kind in _DRUGS for m in page.mentions)
    return another or drugs or bool(_W["allergens"] & set(words)) or _of_the_last(page, clause, words)


def _of_the_last(page: Page, clause: Clause, words: list[str]) -> bool:
    """ "I can't have tocilizumab, I'm allergic to it": "it" is the drug that was named before."""
    named = any(m.end <= clause.start and says()[m.fact].kind in _DRUGS for m in page.mentions)
    return named and not page.of_kind(IL2) and bool(_W["it"] & set(words))
