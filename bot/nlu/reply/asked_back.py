"""A thing of a list that is only asked back about, to which a no to the others is not said; and one thing that is said
again and denied, so that nothing is said of the others."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("asked_back")
_OPENS = 2
"""Words within which a question begins with what makes it one."""


def asked_back(page: Page) -> set[str]:
    """ "What counts as severe hypotension? No to the other three": that one is left open."""
    if len(page.asked) < 2 or not any(clause.asks for clause in page.clauses):
        return set()
    return {fact for fact in page.asked if _asked_back(page, fact)}


def _asked_back(page: Page, fact: str) -> bool:
    named = page.of_kind(fact)
    asked = [m for m in named if m.clause.asks]
    opens = any(_W["asking"] & set(page.keys[m.clause.start : m.clause.start + _OPENS]) for m in asked)
    others = not _W["others"].isdisjoint(page.keys)
    return opens and others and len(asked) == len(named)


def of_one_thing(page: Page) -> set[str]:
    """ "Low blood pressure? no, never been told that", asked for several things: of the others it says nothing."""
    if len(page.asked) < 2 or not _W["of_all"].isdisjoint(page.keys):
        return set()
    if unnamed := _other_treatments(page):
        return unnamed
    said_again = {m.fact for m in page.mentions if page.keys[m.end : m.end + 1] == ["?"] and m.end + 1 < len(page.keys)}
    return set(page.asked) - said_again if said_again else set()


def _other_treatments(page: Page) -> set[str]:
    """ "IVMP failed, RTX x4, no improvement", asked for four: nothing is said of those that are not named."""
    treatments = {fact for fact in page.asked if fact in says() and says()[fact].kind == "therapy"}
    named = {m.fact for m in page.mentions if m.fact in treatments and m.states}
    return treatments - named if len(named) > 1 else set()
