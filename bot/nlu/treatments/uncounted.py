"""Treatments that the criteria do not count: recorded when they were given."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.asides import not_told_given
from bot.nlu.treatments.contrasts import not_this
from bot.nlu.treatments.marked_no import denies_effect
from bot.nlu.treatments.medicines import FORMER
from bot.nlu.treatments.outcomes import RESPONSES, response
from bot.nlu.treatments.still_to_come import begins_later
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("therapies")
_NEXT = 3
"""Statements after a treatment within which it is denied."""
_COURSE = 3
"""Times that make a course of plasma exchange; fewer may be clots ("PE x2")."""
_NEVER = {"DECLINED", "NEGATED", "NOT_GIVEN", "PLANNED", "UNSURE"}
OTHER, AGENTS = "other_therapies", "immunosuppressants"


def read(page: Page) -> list[Finding]:
    """The treatments of a message that were given, in one finding."""
    given = [m for m in page.of_kind(OTHER) if m.states and _given(page, m)]
    known = catalogue()[OTHER]["values"]
    given += [
        m
        for m in page.of_kind(AGENTS)
        if m.states
        and m.means.value in known
        and not m.said & _NEVER
        and (OTHER in page.asked or FORMER & set(page.keys[max(0, m.start - 2) : m.start]))
    ]
    if not given:
        return []
    return [Finding(OTHER, list(dict.fromkeys(str(m.means.value) for m in given)), given[0].start, given[-1].end)]


def _given(page: Page, mention: Mention) -> bool:
    before = page.keys[max(0, mention.start - 2) : mention.start]
    if "NEGATED" in mention.said and (before[-1:] == ["not"] or before == ["not", "the"] and OTHER in page.asked):
        return denies_effect(page, mention)  # "IVIG I had in March, not plasma exchange"
    denied = response(mention.said) == "not_given" and not denies_effect(page, mention) and not not_this(page, mention)
    if _headed_by_none(page, mention) and not mention.said & set(RESPONSES):
        return False
    later = {"PLANNED", "UNSURE"} & mention.said or not_told_given(page, mention) or begins_later(page, mention)
    if later or denied or _denied_next(page, mention) or _clots(page, mention):
        return False
    if not mention.means.shy or OTHER in page.asked:
        return True
    after = page.keys[mention.end : mention.end + 3]
    treated = any(
        m for m in page.mentions if says()[m.fact].kind == "therapy" and m.clause.sentence == mention.clause.sentence
    )
    told = bool(set(RESPONSES) & mention.said)
    if after[:1] == ["x"] and told:
        return True  # "Dara x4 no help"
    if page.keys[mention.start] in _W["nicknames"] and _joined(page, mention):
        return True
    counted = after[:1] == ["x"] and not (after[1:2] and after[1].isdigit() and int(after[1]) < _COURSE)
    return page.raw(mention.start).isupper() and (counted or treated and (told or after[:1] == ["x"]))


def _clots(page: Page, mention: Mention) -> bool:
    """ "PMH PE x2 on warfarin", "PE x2, DVT x1": clots of the lung, whose letters plasma exchange has too."""
    named = _W["clots"] & set(page.keys[mention.start : mention.end])
    return bool(named and _W["of_clots"] & page.sentence_words(mention.clause))


def _joined(page: Page, mention: Mention) -> bool:
    """ "Dara + toci", "bortezomib and dara": a short name beside another treatment."""
    others = (m for m in page.mentions if m.means.type == "therapy" and m.start != mention.start and not m.means.shy)
    return any(
        m.start == mention.end + 1
        and page.keys[mention.end] in _W["joining"]
        or m.end == mention.start - 1
        and page.keys[m.end] in _W["joining"]
        for m in others
    )


def _headed_by_none(page: Page, mention: Mention) -> bool:
    """ "No exposure: IVIg, PLEX", "never had: tocilizumab, plasma exchange": the whole list under such a heading."""
    start = page.sentence(mention.clause)[0].start
    head = next((at for at in range(mention.start - 1, start, -1) if page.keys[at] == ":"), None)
    if head is None or any(start <= m.start < head and m.means.type == "therapy" for m in page.mentions):
        return False
    named = {at for m in page.mentions for at in range(m.start, m.end)}
    listed = (page.keys[at] for at in range(head + 1, mention.start) if at not in named)
    said = {cue.category for cue in page.cues if start <= cue.start < head and cue.fits("therapy")}
    return "NOT_GIVEN" in said and not said & set(RESPONSES) and all(key in _W["joining"] | {","} for key in listed)


def _denied_next(page: Page, mention: Mention) -> bool:
    """ "Plasma exchange, proposed, not funded", "it was ocrelizumab. I've never had either": what follows denies it."""
    named = [m.start for m in page.mentions if m.start >= mention.end and m.means.type == "therapy"]
    following = [c for c in page.clauses if c.start >= mention.end and not c.asks][:_NEXT]
    for clause in following:
        if clause.end > min(named, default=clause.end) or clause.sentence - mention.clause.sentence > 1:
            return False
        cues = page.cues_in(clause, "therapy")
        denied = any(cue.category == "NOT_GIVEN" and cue.end - cue.start > 1 for cue in cues)  # no "I'm not"
        told = {cue.category for cue in cues} & set(RESPONSES) or _W["since_then"] & set(
            page.keys[clause.start : clause.end]
        )
        if denied and page.pure(clause) and not told:
            return True
    return False
