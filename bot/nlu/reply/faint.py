"""Faint praise: "not great", "not so good", "not as good as it was" are neither a no nor a good result; nor is it a no
that nothing is on record: "nil documented, will check w/ GP"."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("faint")
_U = word_lists("undocumented")


def without_faint(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings but those that rest on the denial alone, or on the good word alone."""
    if _undocumented(page):
        return []
    if not _W["denials"] & page.words or not _W["good"] & page.words:
        return found
    spans = [span for at in range(len(page.keys)) if (span := _span(page, at))]
    return [one for one in found if not any(_rests_on(page, one, *span) for span in spans)]


def _undocumented(page: Page) -> bool:
    """ "Nil documented, will check w/ GP", "nothing on file, need to ask her": it is not known yet."""
    recorded = any(
        key in _U["none"] and _U["documented"] & set(page.keys[at + 1 : at + 4]) for at, key in enumerate(page.keys)
    )
    return recorded and bool(_U["to_check"] & pairs(page.keys))


def _rests_on(page: Page, one: Finding, start: int, end: int) -> bool:
    """A treatment that was "not great" failed, and words of a fact's own ("not great veins") tell more."""
    if not start <= one.start < end or one.fact in says() and says()[one.fact].kind == "therapy":
        return False
    return not any(near.of.fact == one.fact and near.start <= start and end <= near.end for near in page.near)


def _span(page: Page, at: int) -> tuple[int, int] | None:
    if page.keys[at] not in _W["denials"]:
        return None
    end = at + 1
    while end < len(page.keys) and page.keys[end] in _W["degrees"]:
        end += 1
    return (at, end + 1) if page.keys[end : end + 1] and page.keys[end] in _W["good"] else None
