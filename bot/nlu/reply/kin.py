"""Facts of one matter, in whose words another may be told: a value and its limit, a drug and its day."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

KIN = tuple(frozenset(names) for key, names in word_lists("told_instead").items() if key.startswith("kin_"))
BY_THE_WAY = frozenset({"sex"})
"""Facts that people tell without telling of them: "she was a new woman", "my mum had it"."""


def tells_of_others(page: Page, fact: str) -> bool:
    """Whether a message names something that is of no matter with the fact: "no cancer, no dementia"."""
    akin = BY_THE_WAY.union({fact}, *(names for names in KIN if fact in names))
    return any(one.states and not one.means.shy and one.fact not in akin for one in page.mentions)
