"""Medicines that were tried in vain: "AZA trial of 12/12 failed", "MMF 1 y no benefit", "failed MTX and AZA"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("tried")
_JUDGED = {"FAILED", "INTOLERANT"}
_KINDS = ("immunosuppressants", "steroid", "therapy", "therapies")
_BEFORE = 3
"""Words before a medicine in which it is said to be taken."""


def tried(page: Page, mention: Mention) -> bool:
    """Whether a medicine that calms the immune system was taken for a time, or with others, without success."""
    if mention.fact != "immunosuppressants" or mention.means.role != "value":
        return False
    end = _end(page, mention)
    told = {
        *page.keys[max(mention.clause.start, mention.start - _BEFORE) : mention.start],
        *page.keys[mention.end : end],
    }
    if _W["still"] & told or any("dose" in n.units for n in page.numbers if mention.end <= n.start < end):
        return False
    return _in_vain(page, mention, end) or _row_failed(page, mention)


def _end(page: Page, mention: Mention) -> int:
    """Where what is told of a medicine ends: with its sentence, or before the next medicine."""
    others = (m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in _KINDS)
    return min([page.sentence(mention.clause)[-1].end, *others])


def _in_vain(page: Page, mention: Mention, end: int) -> bool:
    """A span or a trial behind the name, and no success behind that."""
    lasted = [n.start for n in page.numbers if mention.end <= n.start < end and "time_day" in n.units]
    lasted += [at for at in range(mention.end, end) if page.keys[at] in _W["trial"]]
    return bool(lasted) and any(cue.category in _JUDGED and min(lasted) < cue.start < end for cue in page.cues)


def _row_failed(page: Page, mention: Mention) -> bool:
    """ "Failed MTX and AZA": what stands before the first of a row is said of all of them."""
    ends = {m.end: m.start for m in page.of_kind(mention.fact)}
    start = mention.start
    while start > 1 and page.keys[start - 1] in _W["joints"] and start - 1 in ends:
        start = ends[start - 1]
    return bool(_W["failed"] & set(page.keys[max(0, start - 1) : start]))
