"""Replies that answer nothing: courtesies ("never mind", "sure, ask away"), everyday life ("we moved house in March")
and moods ("what's the point"). What they seem to say of the question is not said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.nlu.facts.contraception_spans import DAYS, LONG
from bot.nlu.language.notation import expand
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import COUNTED, catalogue, word_lists

_W = word_lists("small_talk")
_LONGEST = 8
"""Words of a courtesy."""
_ONE_QUESTION = {DAYS, LONG}
"""A day that answers the one is read as the other, too."""


def talks(page: Page) -> bool:
    """Whether a reply that names nothing that was asked is a courtesy, or tells of everyday life before any yes or
    no."""
    if any(mention.states for mention in page.of_kind(*page.asked)):
        return False
    return _courtesy(page) or _everyday(page) or _mood(page)


def beside(page: Page, kept: Mapping[str, Finding]) -> dict[str, Finding]:
    """What such a reply states beside the question, by a name or a number: "we moved house, I'm 62"."""
    asked = {*page.asked, *(_ONE_QUESTION if _ONE_QUESTION & set(page.asked) else ())}

    def told(one: Finding) -> bool:
        named = any(m.start < one.end and one.start < m.end for m in page.of_kind(one.fact))
        return named or catalogue()[one.fact]["type"] in COUNTED

    return {fact: one for fact, one in kept.items() if fact not in asked and told(one)}


def _courtesy(page: Page) -> bool:
    words = [key for key in page.keys if key.isalnum() and key not in _W["fillers"]]
    if not _W["thanking"].isdisjoint(page.keys) and words and _W["beside_thanks"].issuperset(words):
        return True
    return 0 < len(words) <= _LONGEST and " ".join(words) in _courtesies()


@lru_cache(maxsize=1)
def _courtesies() -> frozenset[str]:
    found = (way for phrase in _W["courtesies"] for way in expand(phrase))
    return frozenset(" ".join(key for key in way if key not in _W["fillers"]) for way in found)


def words() -> set[str]:
    """The words of the courtesies: no slips of others."""
    return {word for courtesy in _courtesies() for word in courtesy.split()}


def _mood(page: Page) -> bool:
    """ "Some days I think what's the point, but I'm not going to do anything"."""
    said = f" {' '.join(page.keys)} "
    before = min((said.index(f" {mood} ") for mood in _W["moods"] if f" {mood} " in said), default=None)
    return before is not None and _W["answers"].isdisjoint(said[:before].split())


def _everyday(page: Page) -> bool:
    """ "Yes the weather is lovely", "there are 4 of us in the house"; "no, we moved house" has answered before, and
    "vaccinated for the job" answers."""
    clauses = [clause for clause in page.clauses if not _W["everyday"].isdisjoint(page.keys[clause.start : clause.end])]
    if not clauses or not _W["results"].isdisjoint(page.keys):
        return False
    before = page.keys[: clauses[0].start]
    return _W["answers"].isdisjoint(before) and not any(n.start < clauses[0].start for n in page.numbers)
