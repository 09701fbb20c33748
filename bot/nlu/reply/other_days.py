"""Days in a reply that are those of another event than the one asked for."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("other_days")


def of_another_event(page: Page, when: When) -> bool:
    """ "LP 18/11", "discharged on the 16th", "letter dated 12/11": nothing but another event and its day."""
    clause = page.clause_at(when.start)
    before = set(page.keys[clause.start : when.start])
    return bool(before & _W["events"]) and before <= _W["events"] | _W["beside"]
