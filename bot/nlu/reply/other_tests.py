"""Results in a reply that are those of another test or scan than the one asked for: "he's had his hip x-rayed"."""

from __future__ import annotations

from bot.nlu.facts import chest
from bot.nlu.language.names import type_of
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_tests")
_BEHIND = 2
"""Words between a result and the name of what was tested: "negative for my HIV"."""


def of_another_test(page: Page, start: int, end: int, fact: str) -> bool:
    """ "My HIV was negative", "neg for HIV", "the covid test was negative", "MRI brain normal": the result is of what
    is named before it, or right behind it, where the test that was asked for is not named at all."""
    if fact == "urine_hcg" and _of_the_blood(page, start):
        return True
    if fact not in says() or not set(page.keys[start:end]) <= _W["results"]:
        return False
    if fact == chest.FACT:
        clause = page.clause_at(start)
        unnamed = not any(m.clause.sentence == clause.sentence for m in page.of_kind(fact) if m.start < start)
        return chest.elsewhere(page, start) or unnamed and chest.of_another(page, clause)  # "the CT's fine"
    if page.of_kind(fact) or type_of(says()[fact]) != "test":
        return False
    clause = page.clause_at(start)
    named = [m for m in page.mentions if m.clause is clause and m.means.type == "test" and not m.means.shy]
    named = [m for m in named if m.start < start or m.start - end <= _BEHIND and page.keys[end : end + 1] != [","]]
    return bool(named) or bool(_W["other_tests"] & set(page.keys[page.sentence(clause)[0].start : start]))


def _of_the_blood(page: Page, start: int) -> bool:
    """ "Neg 14 Nov. Serum b-hCG not sent": not the test of the urine."""
    clause = page.clause_at(start)
    words = page.keys[clause.start : start]
    return not _W["of_blood"].isdisjoint(words) and _W["of_urine"].isdisjoint(words)
