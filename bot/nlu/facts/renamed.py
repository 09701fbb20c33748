"""Diagnoses told of then beside that of now: "They told us PLS at first. Since September it's officially ALS"."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("renamed")
_OPEN = {"NEGATED", "UNSURE", "PENDING", "PLANNED", "PAST"}
_WITHIN = 24
"""Tokens from one diagnosis to the other."""
_LASTS = {"motor_syndrome", "ae_diagnosis"}
"""What it may be in the end. A mood may come beside it ("AE in 2019, depression since June")."""
_TOGETHER = {"motor_syndrome", "dementia", "other_neurodegenerative_disease"}
"""Facts of which one turns into two, not into the other: "initially FTD, now ALS"."""

_TREATED = {"therapy", "medicine"}

_Region = tuple[int, int]


def renamed(page: Page, mention: Mention) -> bool:
    """Whether a diagnosis is told of then and another one of now, in whichever order: "initial dx FTD, now LGI1
    encephalitis", "it's officially ALS since September, they told us PLS at first"."""
    for other in page.of_kind(*_LASTS):
        if not _instead(mention, other) or not _near(mention, other):
            continue
        then, now = _regions(page, mention, other)
        words = set(page.keys[slice(*then)])
        dated = other.fact == mention.fact and any(then[0] <= w.start < then[1] and not w.span for w in page.dates)
        was = other.fact == mention.fact and _W["at_first_in_two"] & pairs(page.keys[slice(*then)])
        if not (dated or was or _W["at_first"] & words) or (_W["besides"] & set(page.keys[slice(*now)])):
            continue
        if _of_now(page, now) and not _of_now(page, then):
            return True
    return False


def _instead(mention: Mention, other: Mention) -> bool:
    """Whether what is named there may stand in the place of what is named here."""
    if not other.states or other.said & _OPEN or other.means == mention.means:
        return False
    if other.fact == mention.fact:
        return other.means.role == mention.means.role == "value" and other.means.value != mention.means.value
    return not {mention.fact, other.fact} <= _TOGETHER


def _near(one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    return 0 <= second.start - first.end <= _WITHIN and second.clause.sentence - first.clause.sentence <= 1


def _regions(page: Page, mention: Mention, other: Mention) -> tuple[_Region, _Region]:
    """What is told of each of the two: its sentence, up to the clause of the other one."""
    first, second = sorted((mention, other), key=lambda m: m.start)
    parts = page.sentence(first.clause), page.sentence(second.clause)
    breaks = [at for at in range(first.end, second.start) if page.keys[at] in _W["breaks"]]
    middle = breaks[-1] if breaks and second.clause is first.clause else max(first.end, second.clause.start)
    turns = (at for at in range(first.clause.end, second.start) if page.keys[at] == "now")  # "; now UMN signs, ALS"
    middle = min([middle, *turns])
    regions = (parts[0][0].start, min(middle, parts[0][-1].end)), (max(middle, parts[1][0].start), parts[1][-1].end)
    return regions if mention is first else (regions[1], regions[0])


def _of_now(page: Page, region: _Region) -> bool:
    """ "Now", "officially"; or a day since which it is so: "since September", "as of this spring", "from May on"."""
    start, end = region
    if _W["now"] & set(page.keys[start:end]):
        return True
    if any(start <= m.start < end and m.means.type in _TREATED for m in page.mentions):
        return False  # "on IVIg since May"
    days = [w for w in page.dates if start <= w.start < end]
    return any(w.span or page.keys[max(start, w.start - 1)] in _W["since"] for w in days)
