"""Tests of which one is denied by a "not" before its name and a verdict behind it: "LGI1 not CASPR2 pos"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("shared_verdict")
_TYPES = {"antibody", "test"}
_RESULTS = {"POSITIVE", "NEGATED", "PENDING", "UNDONE", "UNSURE"}
_FOUND = "POSITIVE"


def tell(page: Page) -> None:
    """It was not found; the verdict is that of the one named right before, if any is."""
    if "not" not in page.keys:
        return
    named = sorted((m for m in page.mentions if m.means.type in _TYPES and m.states), key=lambda m: m.start)
    for place, denied in enumerate(named):
        if page.keys[max(0, denied.start - 1) : denied.start] != ["not"] or not _verdict(page, denied):
            continue
        denied.said = denied.said - {_FOUND} | {"NEGATED"}
        first = named[place - 1] if place else None
        if (
            first
            and first.means.type == denied.means.type
            and not first.said & _RESULTS
            and _joined(page, first, denied)
        ):
            first.said.add(_FOUND)


def _joined(page: Page, first: Mention, denied: Mention) -> bool:
    return first.end < denied.start and set(page.keys[first.end : denied.start - 1]) <= _W["joining"]


def _verdict(page: Page, mention: Mention) -> bool:
    """Whether a word that it was found stands right behind a name."""
    at = mention.end
    while at < len(page.keys) and page.keys[at] in _W["being"]:
        at += 1
    return any(cue.category == _FOUND and cue.start == at for cue in page.cues)
