"""Words of a reply that are said of a thing nobody asked for: "teratoma removed", "off the ventilator", "it failed"."""

from __future__ import annotations

from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("of_a_thing")


def of_a_thing(page: Page, cue: Said) -> bool:
    """Whether something else is said to be taken away, or to be left behind."""
    return _taken_away(page, cue) or _left(page, cue)


def of_any(page: Page, start: int, end: int) -> bool:
    """ "He relapsed so it failed", asked for several things: a drug fails as well as a vein."""
    return len(page.asked) > 1 and set(page.keys[start:end]) <= _W["of_any"]


def _taken_away(page: Page, cue: Said) -> bool:
    """ "Teratoma removed": what stands before it was; not "ruled out", "all cleared"."""
    clause = page.clause_at(cue.start)
    if not set(page.keys[cue.start : cue.end]) <= _W["taken_away"] or cue.start == clause.start:
        return False
    named = any(clause.start <= m.start < cue.start for m in page.of_kind(*page.asked))
    return not named and not page.plain(clause.start, cue.start)


def _left(page: Page, cue: Said) -> bool:
    """ "Off the ventilator", "weaned off"; not "a bit off"."""
    if page.keys[cue.start : cue.end] != ["off"]:
        return False
    before, behind = page.keys[max(0, cue.start - 1) : cue.start], page.keys[cue.end : cue.end + 1]
    return bool(_W["leaving"] & set(before) or _W["behind"] & set(behind)) or (
        cue.start == 0 and bool(behind) and behind[0].isalpha()
    )
