"""A relapse when something else was reduced: "IVMP: good effect 3 wk, then relapsed as PO pred came down"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import Record
from bot.nlu.vocabulary import word_lists

_W = word_lists("relapses")
_AFTER = 5
"""Words after a drug within which it is said to be reduced."""


def unhelped(keys: Sequence[str], cues: list[Said], treatments: Collection[int]) -> list[Said]:
    """ "IVIg no response, relapsed at 8 wks": a relapse after a failure tells of no help; the cues without it.
    Not where another treatment is named in between, or a sentence ends."""
    failed = [cue.end for cue in cues if cue.category == "FAILED"]
    if not failed or _W["relapse"].isdisjoint(keys):
        return cues
    helped = [cue.start for cue in cues if cue.category == "RESPONDED"]

    def tells_nothing(cue: Said) -> bool:
        if cue.category != "PARTIAL" or not _W["relapse"].issuperset(keys[cue.start : cue.end]):
            return False
        start = max((end for end in failed if end <= cue.start), default=None)
        if start is None or cue.start - start > _AFTER or _W["ends"] & set(keys[start : cue.start]):
            return False
        between = range(start, cue.start)
        return not any(at in between for at in (*helped, *treatments))

    return [cue for cue in cues if not tells_nothing(cue)]


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
