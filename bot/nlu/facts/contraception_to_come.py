"""Contraception that is yet to be used, and whether that is left open: "agreed to IUD for 48 weeks"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.times.when import words as dates
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception_to_come")


def to_come(page: Page, clause: Clause) -> bool:
    """Whether the time told in a clause lies ahead: "willing to use OCP for 12 months", "needed for 48 wks"."""
    words = page.keys[clause.start : clause.end]
    if _W["so_far"] & set(words):
        return False
    return bool(_W["ahead"] & set(words) or _W["to_use"] & pairs(words))


def promised(page: Page, clause: Clause) -> bool:
    """Whether it is promised for a time that a clause tells: "can commit to contraception for 1 year"."""
    words = set(page.keys[clause.start : clause.end])
    spans = any("time_day" in n.units and clause.start <= n.start < clause.end for n in page.numbers)
    return spans and to_come(page, clause) and bool(_W["promising"] & words) and not _W["asked_of_her"] & words


def left_open(page: Page, clause: Clause) -> bool:
    """ "Not sure she will keep it"."""
    words = page.keys[clause.start : clause.end]
    if _W["open"] & {*words, *pairs(words)}:
        return True
    return any(cue.category == "UNSURE" for cue in page.cues_in(clause, "condition"))


def since_birth(page: Page, end: int) -> bool:
    """ "(POP since) 6 weeks post partum", "3 weeks after delivery": when it began, and not how long ago."""
    return page.keys[end : end + 1] in (["post"], ["after"]) and bool(_W["births"] & set(page.keys[end + 1 : end + 4]))


def lacking(page: Page, end: int) -> int:
    """Days that a span lacks today: "it'll be three weeks (on Cerazette) tomorrow" is 20 days, so one."""
    clause = page.clause_at(end - 1)
    if _W["will_be"] & set(page.keys[clause.start : end]):
        return max((dates().days.get(key, 0) for key in page.keys[end : clause.end]), default=0)
    return dates().days.get("".join(page.keys[end : end + 1]), 0)
