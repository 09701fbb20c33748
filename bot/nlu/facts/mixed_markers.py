"""Immune markers of which one is not normal, so that the panel is not: "ANA neg, SSA pos", "dsDNA 88, ANCA neg"."""

from __future__ import annotations

from bot.nlu.facts.levels import limit_of
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("mixed_markers")
FACT = "immune_markers"
_RESULT, _NEAR = 6, 2
"""Words behind a marker in which its result stands, and in which a number is its own."""
_USUAL = 20.0
"""Units up to which most laboratories call rheumatoid factor, CCP and the like normal."""


def not_all_normal(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without a normal panel beside a marker of another name that is not."""
    return [one for one in found if one.fact != FACT or one.value != "normal" or not _another_raised(page, one)]


def _another_raised(page: Page, one: Finding) -> bool:
    markers = [m for m in page.of_kind(FACT) if m.states and m.means.role == "about"]
    own = {_name(page, m) for m in markers if one.start <= m.start < one.end}
    if any(_name(page, m) not in own and _raised(page, m) for m in markers):
        return True
    return any(_off(page, at + 1) for at, key in enumerate(page.keys) if key in _W["besides"])


def _name(page: Page, mention: Mention) -> str:
    return " ".join(page.keys[mention.start : mention.end])


def _raised(page: Page, mention: Mention) -> bool:
    """Whether a marker is said to be there, too high or too low."""
    if mention.said & {"NEGATED", "NORMAL", "UNDONE", "PENDING"}:
        return False
    if mention.said & {"POSITIVE", "ABNORMAL"} or _off(page, mention.end):
        return True
    number = next((n for n in page.numbers if mention.end <= n.start <= mention.end + _NEAR), None)
    return number is not None and _above(page, mention, number)


def _off(page: Page, at: int) -> bool:
    """Whether the words from a place up to the next comma call a result wrong: "C4 low", "IgG 24 g/L (raised)"."""
    words = page.keys[at : min(at + _RESULT + 2, page.clause_at(at - 1).end)]
    words = words[: next((place for place, key in enumerate(words) if key in _W["next"]), len(words))]
    return bool(_W["off"] & set(words)) and not _W["well"] & set(words)


def _above(page: Page, mention: Mention, number: Number) -> bool:
    """Whether a number is above the limit that is told, or that is usual for the marker."""
    if _W["below"] & set(page.keys[mention.end : number.start]) or page.in_date(number.start):
        return False
    limit = limit_of(page, number)
    if limit is None and page.keys[mention.end - 1] in _W["of_few_units"]:
        limit = _USUAL
    return limit is not None and number.value > limit
