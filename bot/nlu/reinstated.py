"""Illnesses that were excluded and are there after all: "AE was excluded in March, reinstated in June"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("reinstated")
_ILLNESSES = {"condition", "diagnosis"}
_EXCLUDED = {"NEGATED", "RETRACTED"}
_OPENING = 2
"""Words of a clause among which stands that it turns against what was told before."""


def reinstate(page: Page) -> None:
    """Gives an excluded illness back where the next clause says so; where that may as well confirm that it is not
    there ("AE excluded, later confirmed"), nothing is said of it."""
    if _W["again"].isdisjoint(page.keys) and _W["confirmed"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if mention.means.type not in _ILLNESSES or not mention.said & _EXCLUDED:
            continue
        after = next((one for one in page.clauses if one.start >= mention.clause.end), None)
        if after is None or after.asks or after.sentence - mention.clause.sentence > 1:
            continue
        there = _told(page, mention, after)
        if there is None:
            continue
        mention.taken_back = mention.taken_back or not there
        page.near = [one for one in page.near if one.of.fact != mention.fact or not mention.clause.holds(one.start)]
        mention.said = mention.said - _EXCLUDED - {"PAST"} | {"HAS"}


def _told(page: Page, mention: Mention, after: Clause) -> bool | None:
    """Whether the illness is there after all; None where nothing says that it may be."""
    words = page.keys[after.start : after.end]
    at = next((at for at, key in enumerate(words) if key in _W["again"] or key in _W["confirmed"]), None)
    if at is None or _W["denials"] & set(words[: at + 2]):
        return None
    if any(after.start <= m.start < after.start + at and m.means.type in _ILLNESSES for m in page.mentions):
        return None  # "AE was excluded, MND confirmed"
    if any(m.clause is mention.clause and m.start > mention.start for m in page.mentions):
        return None  # "PSP excluded, HIV negative, confirmed by ..."
    if words[at] in _W["again"]:
        return True
    behind = words[at + 1 : at + 2]
    if behind and behind[0] in _W["of_another"]:
        return None  # "ALS excluded, diagnosed with MMN"
    if _W["against"] & set(words[:_OPENING]) or "all" in words[at:] and "after" in words[at:]:
        return True
    turned = _W["later"] & set(words[:at]) or _W["first"] & set(page.keys[mention.clause.start : mention.clause.end])
    return False if turned else None
