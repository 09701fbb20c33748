"""A reply to the question that was asked: what it answers, and what in it is not meant as the answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.nlu.facts.echoes import echoes
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.reply.replies import checklist
from bot.nlu.vocabulary import Says, says, word_lists

_W = word_lists("answers")


@dataclass
class Reply:
    """What a message answers to the question: findings, or that the person declines.

    counted: the findings come of counting the facts asked.
    closed: its yes or its no is not meant of what was asked, so that nothing more is supposed of it."""

    findings: list[Finding] = field(default_factory=list)
    kind: str | None = None
    counted: bool = False
    closed: bool = False


@dataclass
class Said:
    """A message as the reply to `page.asked`.

    facts: asked and not told by anything else in it (`known`); worded: with those that its wordings may say more of.
    kind, place: a yes, a no, a decline ... and where. by_places: what is told of treatments by their places.
    listed: some of what was asked is answered by name."""

    page: Page
    facts: list[str]
    worded: list[str]
    known: set[str]
    kind: str | None
    place: Found[str] | None
    by_places: list[Finding] | None
    listed: bool

    @property
    def single(self) -> bool:
        return not checklist(list(self.page.asked))


def entries(facts: list[str]) -> list[Says]:
    return [says()[fact] for fact in facts if fact in says()]


def counted(findings: list[Finding], facts: list[str], kind: str | None) -> Reply:
    found = [one for one in findings if one.fact in facts]
    return Reply(found, kind, counted=bool(found))


def polite(page: Page, place: Found[str] | None) -> bool:
    """ "Not now please" says nothing of the illness that was asked for."""
    return place is not None and bool(_W["politeness"] & {page.keys[place.start], page.keys[place.end - 1]})


def silent(page: Page, place: Found[str] | None) -> bool:
    """ "Would rather not discuss that": it is of speaking about it, not of doing it."""
    return place is not None and bool(_W["of_telling"] & set(page.keys[place.start : place.end + 2]))


def unmeant(page: Page, kind: str | None, place: Found[str] | None) -> bool:
    """Whether the yes or the no is taken back, thought over or only to be written."""
    again = kind in ("yes", "no") and place is not None and _thinks_again(page, place)
    return again or _turned(page) or _ordered(page)


def _thinks_again(page: Page, place: Found[str]) -> bool:
    """ "Nope. Oh wait, does a basal cell count? Had one cut out": what comes after it may be the answer."""
    signs = [one for one in page.corrections if 0 <= one.start - place.end <= 2]
    return any(_W["second_thought"] & set(page.keys[one.start : one.end]) for one in signs)


def _turned(page: Page) -> bool:
    """ "No... I mean I do still at night, so yes": the other answer follows a second thought."""
    first = page.keys[0] if page.keys else ""
    others: frozenset[str] = _W["yes"] if first in _W["no"] else _W["no"] if first in _W["yes"] else frozenset()
    after = range(min([one.end for one in page.corrections if one.start > 0], default=len(page.keys)), len(page.keys))
    return any(page.keys[at] in others and page.keys[at - 1] in _W["before_a_turn"] for at in after)


def _ordered(page: Page) -> bool:
    """ "Tick no, my GP would say different": a yes or a no that is to be written, and is not so."""
    said = next((at for at, key in enumerate(page.keys) if key not in _W["ordering"]), 0)
    told = said > 0 and page.keys[said] in _W["yes"] | _W["no"]
    return told and bool(_W["otherwise"] & set(page.keys[said:]))


def without_cues(page: Page, place: Found[str], categories: set[str]) -> Page:
    """The page without what a place of it says in these categories."""
    kept = [cue for cue in page.cues if cue.category not in categories or not place.start <= cue.start < place.end]
    return replace(page, cues=kept)


def echoed(page: Page) -> Found[str] | None:
    """ "HIV?? no": the question said again before its answer."""
    first = page.clauses[0] if page.clauses else None
    echoed = any(echoes(page, m) and m.clause is first for m in page.of_kind(*page.asked))
    return Found(first.start, first.end, "echo") if first and echoed else None
