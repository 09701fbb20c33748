"""What a medicine is to be changed for: "on AZA, switching to MMF after Xmas", "AZA, to be replaced by tacrolimus".

The second is not taken yet, the first still is, and the medicines will not stay as they are.
"""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.spoken_of import DRUGS, FACT
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("next_in_line")
_VERBS = _W["changing"] | _W["changed"] | _W["change"] | _W["replace"]
_ARROWS = {"->", "→"}
_AHEAD = 4
"""Words before a verb in which it may be told that it is to come: "will then be switched to"."""


def comes_next(page: Page, mention: Mention) -> bool:
    """The MMF of "switching to MMF after Xmas", "will be swapped for MMF", "MMF to replace it", "due to start MMF"."""
    before = [key for key in page.keys[max(0, mention.start - _AHEAD) : mention.start] if key not in _W["before_named"]]
    if before[-2:-1] == ["to"] and before[-1] in _W["start"] and before[-3:-2] and before[-3] in _W["due"]:
        return True
    return _verb(page, mention) is not None or _replaces(page, mention)


def leads_on(page: Page, mention: Mention) -> bool:
    """The AZA of "AZA -> MMF planned for Jan": what is planned is the change, not the first of the two."""
    arrow = page.keys[mention.end : mention.end + 1]
    return bool(arrow) and arrow[0] in _ARROWS and "PLANNED" in mention.said and _next(page, mention) is not None


def put_along(page: Page, mention: Mention) -> bool:
    """The AZA of "they're putting my AZA up next month": what is planned is its dose, and it is taken already."""
    before = page.keys[max(mention.clause.start, mention.start - _AHEAD) : mention.start]
    way, then = [*page.keys[mention.end : mention.end + 2], "", ""][:2]
    return bool(_W["putting"] & set(before)) and way in ("up", "down") and then not in ("for", "with")


def read(page: Page) -> list[Finding]:
    """The medicines will not stay as they are."""
    if not (_VERBS | _ARROWS) & page.words:
        return []
    for mention in page.mentions:
        if mention.states and says()[mention.fact].kind in DRUGS and (told := _change(page, mention)):
            return [Finding(FACT, False, *told)]
    return []


def _change(page: Page, mention: Mention) -> tuple[int, int] | None:
    if leads_on(page, mention):
        return mention.start, mention.end
    if (at := _verb(page, mention)) is not None:
        return (at, mention.end) if _taken_before(page, at) else None
    return (mention.start, mention.end) if _replaces(page, mention) else None


def _verb(page: Page, mention: Mention) -> int | None:
    """The verb of a change to come that ends in this medicine."""
    at = mention.start - 1
    while at > mention.clause.start and page.keys[at] in _W["before_named"]:
        at -= 1
    if at <= mention.clause.start or page.keys[at] not in _W["joints"]:
        return None
    at -= 1
    while at > mention.clause.start and page.keys[at] in _W["over"]:
        at -= 1
    before = page.keys[max(mention.clause.start, at - _AHEAD) : at]
    if page.keys[at] in _W["changing"]:
        going_on = (not before or before[-1] in _W["is"]) and not _told_on(page, mention)
        return at if going_on and (_comes(page, mention) or _taken_before(page, at)) else None
    if page.keys[at] in _W["changed"]:
        return at if before[-1:] and before[-1] in _W["be"] and _W["will"] & set(before) else None
    return None


def _told_on(page: Page, mention: Mention) -> bool:
    """ "Switching to MMF helped": what follows tells how it went."""
    after = page.keys[mention.end : mention.clause.end][:1]
    return bool(after) and after[0].isalpha() and after[0] not in _W["goes_on"]


def _comes(page: Page, mention: Mention) -> bool:
    """A day to come behind the name."""
    days = [w for w in page.dates if mention.end <= w.start < mention.clause.end]
    return any(w.turned(True, page.as_of).first > page.as_of for w in days)


def _taken_before(page: Page, at: int) -> bool:
    """Another medicine is named before the change, in this sentence or the last one."""
    sentence = page.clause_at(at).sentence
    return any(
        m.end <= at and sentence - m.clause.sentence in (0, 1) and m.states and says()[m.fact].kind in DRUGS
        for m in page.mentions
    )


def _replaces(page: Page, mention: Mention) -> bool:
    """ "MMF to replace it", "MMF will take its place"."""
    words = page.keys[mention.end : mention.end + 3]
    return len(words) == 3 and words[0] in _W["will"] and words[1] in _W["replace"] and words[2] in _W["it"]


def _next(page: Page, mention: Mention) -> Mention | None:
    return next((m for m in page.of_kind(mention.fact) if m.start == mention.end + 1), None)
