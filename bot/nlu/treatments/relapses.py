"""A relapse when something else was reduced: "IVMP: good effect 3 wk, then relapsed as PO pred came down"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import Record
from bot.nlu.vocabulary import word_lists

_W = word_lists("relapses")
_AFTER = 5
"""Words after a drug within which it is said to be reduced."""


def tell(page: Page, clause: Clause, here: list[Mention], record: Record) -> None:
    """What was named right before such a clause, and had helped, helped in part."""
    relapse = next((cue.start for cue in page.cues_in(clause, "therapy") if cue.category == "PARTIAL"), clause.end)
    if not record.treatments or not any(m.start > relapse and _reduced(page, m, relapse) for m in here):
        return
    last = record.treatments[-1]
    if clause.sentence - last.sentence > 1:
        return
    for one in record.treatments:
        if one.clause == last.clause and one.value == "responded":
            record.tell("partial", [one], clause.end)


def _reduced(page: Page, mention: Mention, since: int) -> bool:
    before, after = page.keys[since : mention.start], page.keys[mention.end : mention.clause.end][:_AFTER]
    return bool(_W["reduced"] & {*before, *after})
