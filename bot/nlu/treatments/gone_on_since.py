"""Days that do not tell when a drip was last given: when it began, when its dose was changed, when somebody was seen on
it, and those of an earlier drip that another one followed."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.windows import DRIP, edge_of
from bot.nlu.vocabulary import word_lists

_W = word_lists("gone_on_since")
_NEAR = 4
"""Words between a drip or a day and what says that it began then."""
_IVIG = "tx_ivig"
BY_VEIN = (_IVIG, "tx_high_dose_steroid")


def tells_no_last(page: Page, when: When, mention: Mention) -> bool:
    """ "IVIg started June 2025, ongoing", "seen in clinic in June on IVIg": the day need not be that of the last one.

    `when`: a day before the window, which would close it."""
    clause = page.clause_at(when.start)
    words = page.keys[clause.start : clause.end]
    if clause is mention.clause and mention.fact == _IVIG and _began(page, when, mention):
        return True
    if _W["last"] & set(words) and not pairs(words) & _W["last_seen"]:
        return False
    if _told_of(page, when, clause.start, clause.end):
        return True
    return _on_it_still(page, mention) and not _W["ended"] & page.sentence_words(mention.clause)


def of_an_event(page: Page, when: When, mention: Mention) -> bool:
    """ "Dx 03/2026 IVIg failed", "onset 11/26, IVMP x5", "last seen 20/11/26, IVIg in 2024": the day of what is named
    before it; not "relapse 10/26 treated with IVMP"."""
    at = when.start - 1
    while at >= 0 and page.keys[at] in _W["before_a_day"]:
        at -= 1
    told = at >= 0 and page.keys[at] in _W["events"] and when.end <= mention.start
    told = told and _W["treated"].isdisjoint(page.keys[when.end : mention.start])
    return told or _of_the_response(page, when, mention)


def _of_the_response(page: Page, when: When, mention: Mention) -> bool:
    """ "Responded to IVIg in 2022, now refractory", "good at first, wearing off since 2025": when it still helped, or
    since when it does not; when it was last given is not said."""
    if when.last >= edge_of(DRIP, page.as_of) and not when.span:
        return False
    clause = page.clause_at(when.start)
    words = set(page.keys[clause.start : clause.end])
    if when.span and when.begun and when.start >= mention.end and words & _W["lost_effect"]:
        return True
    before = page.keys[mention.clause.start : mention.start]
    answered = before[-1:] == ["to"] and bool(_W["responding"] & set(before)) and clause is mention.clause
    return answered and bool(_W["by_now"] & page.sentence_words(clause))


def followed(page: Page, drips: list[Mention], day: When) -> bool:
    """ "IVMP in July, IVIg since", "pulse steroids in May, then monthly IVIg": one followed of which no day is told."""
    for mention in drips:
        if mention.start < day.end or {"NEGATED", "NOT_GIVEN", "PLANNED"} & mention.said:
            continue
        clause = mention.clause
        if any(mention.start <= w.start < clause.end and not w.span for w in page.dates) or clause.asks:
            continue
        start = max(day.end, page.sentence(clause)[0].start)
        before = set(page.keys[max(start, mention.start - _NEAR) : mention.start])
        behind = set(page.keys[mention.end : clause.end])
        if before & _W["then"] or behind & _W["since"]:
            return True
    return False


def told_otherwise(page: Page, when: When) -> bool:
    """ "I started it in June", "my dose was halved in May", "steroids in May, then IVIG since": in reply to when the
    last one was, a day before the window."""
    if when.span or when.last >= edge_of(DRIP, page.as_of):
        return False
    drips = [m for m in page.of_kind(*BY_VEIN) if m.states]
    if followed(page, drips, when):
        return True
    clause = page.clause_at(when.start)
    words = set(page.keys[clause.start : clause.end])
    if _W["last"] & words or any(m.fact != _IVIG for m in drips):
        return False
    whole = page.sentence_words(clause)
    began = _W["began"] & set(page.keys[clause.start : when.start]) and not (_W["ended"] | _W["once"]) & whole
    return bool(began) or _told_of(page, when, clause.start, clause.end)


def _began(page: Page, when: When, mention: Mention) -> bool:
    """ "Started monthly IVIg in April", "IVIg began 10 weeks ago"; not "started in April, finished in June"."""
    start, end = mention.clause.start, page.sentence(mention.clause)[-1].end
    if (_W["ended"] | _W["once"]) & set(page.keys[start:end]) or pairs(page.keys[start:end]) & _W["once_in_two"]:
        return False
    first, last = min(mention.start, when.start), max(mention.end, when.end)
    around = page.keys[max(start, first - _NEAR) : min(last + 1, mention.clause.end)]
    return bool(_W["began"] & set(around))


def _told_of(page: Page, when: When, start: int, end: int) -> bool:
    """ "IVIg dose halved in June", "last reviewed in July", "MRI in July after IVIG": the day of something else."""
    before = page.keys[start : when.start]
    behind = page.keys[when.end : end]
    beside = set(before[-_NEAR:] + behind[:1])
    if _W["changed"] & set(before + behind) and not _W["given"] & set(before + behind):
        return True
    return bool(_W["seen"] & beside) and not _W["given"] & set(before + behind)


def _on_it_still(page: Page, mention: Mention) -> bool:
    """ "On maintenance IVIg", "IVIG every 4 weeks, ongoing": it goes on."""
    words = page.sentence_words(mention.clause)
    before = page.keys[max(mention.clause.start, mention.start - _NEAR) : mention.start]
    return bool(_W["ongoing"] & words) or "maintenance" in before
