"""Brackets after a treatment, which say which one was meant or how it went, and the heading of a plan before it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import Treatment
from bot.nlu.treatments.treated import PULSE, STEROID
from bot.nlu.vocabulary import word_lists

_W = word_lists("therapies")
_LONGEST = 14
_NEAR = 3
_UNDER = 24
"""Tokens within which a treatment stands under a heading."""


def explained(page: Page, mention: Mention, told: Iterable[Treatment]) -> Treatment | None:
    """ "Steroid-responsive (IVMP)", "steroid-refractory (IVMP 1 g x 5)": the treatment that brackets name again."""
    opening = _opening(page, mention.start)
    if opening is None:
        return None
    before = [t for t in told if t.end <= opening and t.sentence == mention.clause.sentence]
    last = before[-1] if before else None
    same = last and (last.fact == mention.fact or last.fact == STEROID and mention.fact == PULSE)
    return last if last and same and opening - last.end <= _NEAR else None


def by_vein(page: Page, mention: Mention) -> bool:
    """ "Steroids (drip)", "methylprednisolone, a gram a day": no tablets come in grams."""
    return bool(_W["by_vein"] & set(_inside(page, mention.end))) or _by_the_gram(page, mention.end)


def _by_the_gram(page: Page, at: int) -> bool:
    while at < len(page.keys) and (page.keys[at] in _W["before_grams"] or page.keys[at].isdigit()):
        at += 1
    return page.keys[at : at + 1] != [] and page.keys[at] in _W["grams"] and page.keys[at - 1] not in (",", "(")


def owner(page: Page, start: int, told: Iterable[Treatment]) -> Treatment | None:
    """ "Steroids, IVIG (no effect at all)": the treatment right before the brackets that begin at `start`."""
    return next((t for t in told if t.end == start - 1 and page.keys[t.end] == "("), None)


def goes_on(page: Page, clause: Clause) -> bool:
    """ "Refractory to first-line (IVMP) and second-line (rituximab)": what heads the first brackets heads the next."""
    after = page.keys[clause.end : clause.end + 2]
    return after[:1] == [")"] and bool(_W["joining"] & set(after[1:]))


def _opening(page: Page, at: int) -> int | None:
    """Where the brackets open that a token stands in."""
    for place in range(at - 1, max(-1, at - _LONGEST), -1):
        if page.keys[place] == ")":
            return None
        if page.keys[place] == "(":
            return place
    return None


def _inside(page: Page, at: int) -> list[str]:
    """The words between the brackets that open at a token."""
    if page.keys[at : at + 1] != ["("]:
        return []
    words = page.keys[at + 1 : at + _LONGEST]
    return words[: words.index(")")] if ")" in words else []


def not_told_given(page: Page, mention: Mention) -> bool:
    """ "Plan: IVMP then IVIg": what stands under the heading of a plan, or before a bare dash, need not be given."""
    after = page.keys[mention.end : mention.end + 2]
    if after[:1] == ["-"] and (len(after) == 1 or after[1] in _W["ends_entry"]):
        return True  # "IVIG 9/24 (minimal), CYC -": not given, or of no use
    for at in range(mention.start - 1, max(0, mention.start - _UNDER), -1):
        if page.keys[at] == ":":
            return page.keys[at - 1] in _W["plan_heads"]
        if page.keys[at] in _W["ends_plan"]:
            return False
    return False
