"""Days in a reply that are those of another event than the one asked for."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("other_days")
_SKIPPED = 5
"""Words before a day within which it is said to have been left out."""


def of_another_event(page: Page, when: When) -> bool:
    """ "LP 18/11", "discharged on the 16th", "letter dated 12/11": nothing but another event and its day."""
    clause = page.clause_at(when.start)
    before = set(page.keys[clause.start : when.start])
    after = page.keys[when.end : clause.end]
    if not before and after[:1] and after[0] in _W["being"]:  # "12 Sep was a titre check; no vax since 2021"
        rest = {key for key in after[1:] if key.isalnum()}
        return (
            bool(rest & _W["events"] | rest & _W["visits"])
            and rest <= _W["events"] | _W["visits"] | _W["beside"] | _W["only"]
        )
    return bool(before & _W["events"]) and before <= _W["events"] | _W["beside"]


def missed(page: Page, when: When) -> bool:
    """ "Flu appt 20/10 DNA", "17/10 cancelled, new slot 4/12": nothing was had on that day."""
    clause = page.clause_at(when.start)
    if _W["skipped"] & set(page.keys[max(clause.start, when.start - _SKIPPED) : when.start]):
        return True  # "they skipped the one on 3 November, so 6 October"
    at = next((at for at in range(when.end, clause.end) if page.keys[at] in _W["missed"]), None)
    then = [*page.keys[when.end : when.end + 1], ""][0]
    return at is not None and then not in _W["had"] and not any(when.end <= w.start < at for w in page.dates)
