"""Infections called by their virus: how grave one is must be said beside it."""

from __future__ import annotations

from bot.nlu.facts.infection_then import long_gone, recent
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("infection")
_FACT = "infection_status"


def read(page: Page) -> list[Finding]:
    """ "I've got covid", "flu+ on Tamiflu": how grave it is must be said; the names are those of vaccines too."""
    found = []
    for at, key in enumerate(page.keys):
        clause = page.clause_at(at)
        if key not in _W["viruses"] or clause.asks or long_gone(page, clause):
            continue
        if page.cast.other(at, clause, page.sentence(clause)[0].start):
            continue
        words = page.keys[clause.start : clause.end]
        behind = {page.keys[after] for after in range(at + 1, min(at + 4, clause.end)) if not joins(page, after)}
        caught = _W["having"] & set(page.keys[max(clause.start, at - 4) : at]) or _W["shown"] & behind
        near = {
            one.of.value
            for one in page.near
            if page.clause_at(one.start).sentence == clause.sentence and one.of.fact == _FACT and not page.denied(one)
        }
        over = "none" in near and recent(page, clause)
        if not caught or (_W["no_virus"] - _W["having_had"] if over else _W["no_virus"]) & set(words):
            continue
        value = next((one for one in ("severe", "treated", "minor") if one in near), "unknown")
        if over or "none" not in near:
            found.append(Finding(_FACT, "none" if over else value, at, at + 1))
    return found


def joins(page: Page, at: int) -> bool:
    """Whether a sign stands between two names as "and" does, "flu + covid", and is no result, "flu+ covid-"."""
    after = page.keys[at + 1 : at + 2]
    if page.keys[at] != "+" or not after or after[0] not in _W["viruses"]:
        return False
    before, sign, behind = page.doc.user_data["tokens"][at - 1 : at + 2]
    return (before.end == sign.start) == (sign.end == behind.start)
