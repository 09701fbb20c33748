"""Results told by a helping verb alone: "CASPR2 came up, LGI1 and NMDA didn't", "NMDA wasn't there, LGI1 was"."""

from __future__ import annotations

from bot.nlu.facts.specimens import POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_elided")
_OPEN = {"UNDONE"}
_RESULTS = frozenset({"POSITIVE", "NEGATED"})


def elided(page: Page, mention: Mention) -> set[str]:
    """The result of a name, where the one before it in the message says what the verb stands for; it is open where
    that does not."""
    if mention.said & _RESULTS:
        return set()
    start = _begins(page, mention)
    words = [key for key in page.keys[start : mention.clause.end] if key.isalpha()]
    if not words or words[-1] not in _W["is_not"] | _W["is"] or not _only_names(page, start, mention.clause.end):
        return set()
    denied = words[-1] in _W["is_not"]
    named = [m for m in page.of_kind(POSITIVE) if m.end <= start]
    if not named or not named[-1].states:
        return _OPEN if denied else set()
    last = named[-1].clause
    before = set(page.keys[last.start : start])
    told = named[-1].said or {cue.category for cue in page.cues_in(last, "antibody") if cue.start < start}
    if told & _RESULTS == {"POSITIVE"} and denied:
        return {"NEGATED"}
    unseen = bool(_W["is_not"] & before)  # "NMDA wasn't found, LGI1 was", but "NMDA was negative, LGI1 wasn't"
    found = told & _RESULTS == {"NEGATED"} and denied != unseen and (denied or _W["seen"] & before)
    return {"POSITIVE"} if found else _OPEN


def _begins(page: Page, mention: Mention) -> int:
    """Where the statement begins: "Hu showed up and Ri didn't" holds two of them."""
    told = [cue.end for cue in page.cues_in(mention.clause, "antibody") if cue.category in _RESULTS]
    return max([mention.clause.start, *(end for end in told if end <= mention.start)])


def _only_names(page: Page, start: int, end: int) -> bool:
    """Whether nothing but names and what joins them stands before the verb."""
    named = {at for m in page.of_kind(POSITIVE) for at in range(m.start, m.end)}
    joins = _W["joins"] | _W["is"] | _W["is_not"]
    return all(at in named or page.keys[at] in joins or not page.keys[at].isalnum() for at in range(start, end))
