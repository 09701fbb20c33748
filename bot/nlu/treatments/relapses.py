"""What a relapse says of a treatment: of one given for it nothing ("IVMP for relapse, no response"), of one that helped
that it did so in part ("IVMP: good effect 3 wk, then relapsed as PO pred came down")."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import Record
from bot.nlu.vocabulary import word_lists

_W = word_lists("relapses")
_AFTER, _BEFORE, _ANSWER, _YEAR = 5, 30, 6, 4
"""Words after a drug within which it is said to be reduced, before a relapse within which one was given, behind it
within which it is treated; digits of a year."""


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


def treated(keys: Sequence[str], cues: Sequence[Said], treatments: Collection[int]) -> list[Said]:
    """The cues, a relapse that was the reason to treat made to say nothing of what was given for it."""
    if _W["relapsing"].isdisjoint(keys):
        return list(cues)
    return [_of_what_went_before(keys, cue, treatments) if _is_relapse(keys, cue) else cue for cue in cues]


def _is_relapse(keys: Sequence[str], cue: Said) -> bool:
    words = keys[cue.start : cue.end]
    return cue.category == "PARTIAL" and any(key in _W["relapsing"] for key in words[:2])


def _of_what_went_before(keys: Sequence[str], cue: Said, treatments: Collection[int]) -> Said:
    if _reason(keys, cue):
        beside = cue.end in treatments and keys[cue.end - 1] not in _W["relapsing"]  # "RTX for relapse on steroids"
        return cue._replace(direction="forward") if beside else _silent(cue)
    if not _answered(keys, cue, treatments):
        return cue
    before = range(max(0, cue.start - _BEFORE), cue.start)
    verb = keys[cue.end - 1] in _W["relapsed"] and any(at in treatments for at in before)
    return cue._replace(direction="backward") if verb else _silent(cue)


def _silent(cue: Said) -> Said:
    return cue._replace(category="IGNORED", direction="pseudo")


def _reason(keys: Sequence[str], cue: Said) -> bool:
    """ "For the May relapse", "after his 2nd relapse", "at relapse"; not "stopped after relapse"."""
    at = cue.start - 1
    while at > 0 and (keys[at] in _W["which"] or _counts_it(keys, at)):
        at -= 1
    before = keys[max(0, at - 1) : at]
    return at >= 0 and keys[at] in _W["for"] and _W["ending"].isdisjoint(before)


def _counts_it(keys: Sequence[str], at: int) -> bool:
    """The 2 of "2nd", a year."""
    return keys[at].isdigit() and (len(keys[at]) == _YEAR or keys[at + 1] in _W["ordinal_ends"])


def _answered(keys: Sequence[str], cue: Said, treatments: Collection[int]) -> bool:
    """ "Relapsed 8/26 -> RTX", "relapse in June treated with IVMP", "relapse 10/2025: IVMP NR"."""
    at = cue.end
    while at < len(keys) and at - cue.end < _ANSWER and at not in treatments and keys[at] not in _W["answering"]:
        if not (keys[at] in _W["dating"] or keys[at][0].isdigit()):
            return False
        at += 1
    then = at + 1
    while then < len(keys) and (keys[then] in _W["answering"] or keys[then] in _W["with"]):
        then += 1
    return at < len(keys) and at not in treatments and keys[at] in _W["answering"] and then in treatments


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
