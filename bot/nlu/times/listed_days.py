"""Days told one after another of one thing: "IVIg 12-16 Jan 2026, 9-13 Feb, 2-6 Nov", "flu 10/25, COVID 10/26"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("listed_days")
_KINDS = word_lists("windows")["kinds_of_jabs"]
_VACCINE = "vaccinated_within_6_months"


def goes_on(page: Page, clause: Clause, mention: Mention) -> bool:
    """Whether a clause, and each one between it and the name, holds nothing but a day and its dose, or the day of
    another vaccine: "influenza Oct 2026, tetanus 2020"."""
    if clause.start < mention.end:
        kind = mention.fact == _VACCINE and not _KINDS.isdisjoint(page.keys[clause.start : clause.end])
        return kind and clause.sentence == mention.clause.sentence and _only_a_day(page, clause, mention)
    between = [one for one in page.clauses if mention.clause.start < one.start <= clause.start]
    return bool(_days(page, mention.clause, mention.end)) and all(_only_a_day(page, one, mention) for one in between)


def _only_a_day(page: Page, clause: Clause, mention: Mention) -> bool:
    days = _days(page, clause, clause.start)
    words = {page.keys[at] for at in range(clause.start, clause.end) if at not in days}
    words = {key for key in words if key.isalpha()}
    kinds = _KINDS if mention.fact == _VACCINE else frozenset()
    return bool(days) and words <= _W["beside_a_day"] | kinds


def _days(page: Page, clause: Clause, start: int) -> set[int]:
    """The places of the days of a clause from a place on."""
    days = [when for when in page.dates if start <= when.start < clause.end]
    return {at for when in days for at in range(when.start, when.end)}
