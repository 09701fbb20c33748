"""Rows in which a nil stands behind each treatment: "IVMP nil, IVIg nil, RTX 07/26 nil". Where a dose, a count, a day
or another outcome stands in the row it is the effect that was nil; else it may as well be the giving."""

from __future__ import annotations

from typing import NamedTuple

from bot.nlu.page import Mention, Page
from bot.nlu.treatments.labelled_none import dosed, not_given
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("nil_rows")
_SAID = {"failed": "FAILED", "not_given": "NOT_GIVEN"}
_HOW = {"RESPONDED", "PARTIAL", "FAILED"}


class _Entry(NamedTuple):
    """Treatments named one after another, and the nil behind them."""

    names: list[Mention]
    end: int
    """Where what is parted from the next one ends."""
    dosed: bool
    """A dose, a count or a day stands before the nil."""


def tell(page: Page) -> None:
    """A nil of the effect is a failure; of what it is said of where that is open, nothing is said at all. Where nothing
    but what was asked is named it is the answer."""
    for row in _rows(page):
        names = [name for entry in row for name in entry.names]
        value = _value(page, row, names)
        for name in names if value else ():
            name.said -= {"NEGATED", "NOT_GIVEN", *RESPONSES}
            name.said |= {_SAID[value]} if value in _SAID else set()
            name.named = "" if value in _SAID else "topic"


def _value(page: Page, row: list[_Entry], names: list[Mention]) -> str | None:
    """ "failed", "not_given", "unsaid", or None where it is no such row."""
    if all(not_given(page, m) for m in names) and not any(entry.dosed for entry in row):
        return "not_given"
    others = [m for m in _therapies(page) if m.clause.sentence == names[0].clause.sentence and m not in names]
    if any("NOT_GIVEN" in m.said and not set(RESPONSES) & m.said for m in others):
        return "unsaid"
    if any(entry.dosed for entry in row):
        return "failed"
    told = [m for m in others if _HOW & m.said]
    if told and all(dosed(page, m) for m in told):
        return "unsaid"  # "IVIg none, RTX x2 no benefit"
    if told:
        return "failed" if any(m.clause is names[-1].clause for m in others) else None
    if "none" in page.keys[names[0].end : row[-1].end]:
        return None  # "IVMP 1 g x3, IVIG none, RTX nil"
    return "unsaid" if len(names) > 1 and not {name.fact for name in names} <= set(page.asked) else None


def _therapies(page: Page) -> list[Mention]:
    found = sorted((m for m in page.mentions if m.means.type == "therapy" and m.states), key=lambda m: m.start)
    return [m for at, m in enumerate(found) if not at or m.start >= found[at - 1].end]


def _rows(page: Page) -> list[list[_Entry]]:
    rows: list[list[_Entry]] = []
    names: list[Mention] = []
    for mention in _therapies(page):
        names = [*names, mention] if names and _joined(page, names[-1].end, mention.start) else [mention]
        entry = _entry(page, names)
        if entry is None:
            continue
        names = []
        if rows and rows[-1][-1].end == entry.names[0].start:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def _joined(page: Page, start: int, end: int) -> bool:
    return set(page.keys[start:end]) <= _W["joining"]


def _entry(page: Page, names: list[Mention]) -> _Entry | None:
    """The nil right behind a name, its doses and its days; no "nil given", "nil since May"."""
    at, start = names[-1].end, names[-1].end
    numbers = {place for n in page.numbers for place in range(n.start, n.end)}
    days = {place for when in page.dates if not when.span for place in range(when.start, when.end)}
    while at < len(page.keys) and (at in days or at in numbers or page.keys[at] in _W["of_a_dose"]):
        at += 1
    if page.keys[at : at + 1] == [] or page.keys[at] not in _W["nil"]:
        return None
    end = at + 1
    while end < len(page.keys) and page.keys[end] in _W["parting"]:
        end += 1
    named = any(m.start == end for m in _therapies(page))
    if end == at + 1 and not named and end < len(page.keys) or _W["why"] & set(page.keys[end : end + 1]):
        return None
    told = [n for n in page.numbers if start <= n.start < at]
    dosed = any("dose" in n.units or page.keys[n.start - 1] == "x" for n in told) or bool(days & set(range(start, at)))
    return _Entry(names, end, dosed or bool(_W["courses"] & set(page.keys[start:at])))
