"""Antibodies listed behind a heading that tells their result: "Abs awaited: LGI1, AMPAR", "remaining antibodies pending
(GABA-B, DPPX)", "Outstanding: LGI1, CASPR2"."""

from __future__ import annotations

from bot.nlu.facts.specimens import POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_headings")
_RESULTS = {"POSITIVE", "NEGATED", "PENDING"}
_CLOSED = ([], [")"], ["."], [";"], ["\n"])


def told(page: Page, mention: Mention) -> set[str]:
    """The one result that the heading of a bare list tells of a name in it; none where a word follows the list, which
    may tell of it too."""
    if _W["opening"].isdisjoint(page.keys[: mention.start]):
        return set()
    names = {m.start: m.end for m in page.of_kind(POSITIVE)}
    ends = {end: start for start, end in names.items()}
    start = _walked(page, mention.start, ends, -1)
    end = _walked(page, mention.end, names, 1)
    if page.keys[end : end + 1] not in _CLOSED or start < 2 or page.keys[start - 1] not in _W["opening"]:
        return set()
    head = start - 1
    first = head
    while first and page.keys[first - 1] in _W["heading"]:
        first -= 1
    cues = [cue for cue in page.cues if first <= cue.start and cue.end <= head and cue.category in _RESULTS]
    opens = not first or not page.keys[first - 1][-1].isalnum()
    of_them = _W["of_them"] & set(page.keys[first:head]) or page.keys[head] == ":"
    said = {cue.category for cue in cues}
    return said if opens and of_them and len(said) == 1 else set()


def _walked(page: Page, at: int, names: dict[int, int], step: int) -> int:
    """Where a list ends, walked one way from a place beside one of its names."""
    while True:
        if at in names:
            at = names[at]
        elif 0 <= (place := at - 1 if step < 0 else at) < len(page.keys) and page.keys[place] in _W["between"]:
            at += step
        else:
            return at
