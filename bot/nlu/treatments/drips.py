"""Steroids or immunoglobulin by drip: when the last one was, and whether the dose was excessive."""

from __future__ import annotations

from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.when import words as calendar
from bot.nlu.times.windows import (
    DRIP,
    DRIP_DAY,
    NONE,
    ODD,
    absent,
    dated,
    dates_of,
    edge_of,
    latest_of,
    none_since,
    nothing_then,
    only_meant,
    others_of,
    settled,
)
from bot.nlu.treatments.beside_results import of_a_result
from bot.nlu.treatments.gone_on_since import BY_VEIN, followed, of_an_event, tells_no_last
from bot.nlu.treatments.kept_up import kept_up
from bot.nlu.treatments.later_doses import only_perhaps
from bot.nlu.treatments.other_drips import other_drip
from bot.nlu.treatments.still_to_come import begins_later
from bot.nlu.vocabulary import says, word_lists

EXCESSIVE = "iv_dose_excessive"
_BARE = 2
"""Tokens besides the phrase on the dose in a sentence of its own."""
_MISSED = 4
"""Words before a drip within which it is said to have been missed."""
_TABLETS = frozenset({"prednisone", "prednisolone"})
_W = word_lists("windows")


def read(page: Page) -> list[Finding]:
    flags = [m for m in page.of_kind(*BY_VEIN, DRIP) if m.states]
    found: list[Finding] = []
    past: list[When] = []
    edge = edge_of(DRIP, page.as_of)
    for mention in flags:
        if mention.means.shy and not _of_these(page, mention) or only_perhaps(page, mention):
            continue
        dates = [
            w for w in dates_of(page, mention) if not (_other_event(page, w, mention) or of_a_result(page, w, mention))
        ]
        dates = [w for w in dates if not (_of_the_effect(page, w, mention) or w.last < edge and _of_the_first(page, w))]
        dates = [w for w in dates if not (_from_day_to_day(page, w) or of_an_event(page, w, mention))]
        dates = [w for w in dates if w.span or w.last >= edge or not tells_no_last(page, w, mention)]
        dates = [
            w for one in dates if not only_meant(page, one) and (w := settled(page, one)) and w.first <= page.as_of
        ]
        if NONE & mention.said or any(nothing_then(page, mention, one) for one in dates):
            span = latest_of([w for w in dates if w.span or w.last >= page.as_of])
            last = none_since(span)
            past += [last] if last and last.day else []
            ever = "never" in page.keys[mention.clause.start : mention.start] and mention.means.shy and not dates
            found += absent(DRIP, span, page.as_of, mention) if span or ever or _neither_kind(page, flags) else []
        elif "PLANNED" not in mention.said and not (_missed(page, mention) or begins_later(page, mention)):
            over = bool(_W["ended"] & set(page.keys[mention.clause.start : mention.clause.end]))
            days = [w for w in dates if not _goes_on_from(page, w)]
            past += [last for w in days if (last := none_since(w) if over and w.begun else w) and _dates(last)]
        else:
            past += [w for w in others_of(page, mention) if w.first <= page.as_of]
    latest = _corrected(page, past)
    latest = None if latest and latest.last < edge and followed(page, flags, latest) else latest
    found += _dose_of_drip(page, flags)
    if not latest:
        found += [Finding(DRIP, True, m.start, m.end) for m in flags if kept_up(page, m)][:1]
    return found + (dated(DRIP, DRIP_DAY, latest, page) if latest else [])


def _neither_kind(page: Page, flags: list[Mention]) -> bool:
    """ "No IV steroid or IVIg", asked whether there was any within two months."""
    denied = {m.fact for m in flags if NONE & m.said}
    return DRIP in page.asked and set(BY_VEIN) <= denied and all(NONE & m.said for m in flags)


def _from_day_to_day(page: Page, when: When) -> bool:
    """ "On the drip Mon to Fri", "from Monday till Wednesday": how long, in a week that is not named."""
    if _W["lately"] & page.sentence_words(page.clause_at(when.start)):
        return False
    pairs = zip(page.keys[when.start - 2 : when.end + 2], page.keys[when.start : when.end + 4], strict=False)
    days = calendar().weekdays
    between = page.keys[max(0, when.start - 1) : when.end + 1]
    return bool(_W["to_a_day"] & set(between)) and any(a in days and b in days for a, b in pairs)


def _missed(page: Page, mention: Mention) -> bool:
    """ "I missed my October IVIG": what was to be, not what was."""
    return bool(_W["missed"] & set(page.keys[max(mention.clause.start, mention.start - _MISSED) : mention.start]))


def _dose_of_drip(page: Page, drips: list[Mention]) -> list[Finding]:
    """ "IVMP 5 g, standard dose", "1 g x10, excessive": said of a drip, in its sentence, after no other medicine."""
    told = sorted(page.near, key=lambda near: near.of.value is not True)  # "... my normal amount, ... excessive"
    for near in told:
        if near.of.fact != EXCESSIVE or page.clause_at(near.start).asks:
            continue
        around = _around(page, near, drips)
        dosed = any("dose" in n.units for n in page.numbers if n.start == near.end)  # "std 2 g/kg"
        told_of_dose = around or dosed or not _W["doses"].isdisjoint(page.keys[near.end : near.end + 2])
        if near.of.value is False and not told_of_dose:
            continue  # "standard" and "normal" are said of much else
        if around or _said_of_drip(page, near, drips):
            if not _denied(page, near):
                return [Finding(EXCESSIVE, near.of.value, near.start, near.end + 1)]
            if near.of.value is True:
                return [Finding(EXCESSIVE, False, near.start, near.end + 1)]
    return []


def _denied(page: Page, near: Found[Meaning]) -> bool:
    """ "Nothing over the top", "it wasn't in any way too much", "never called excessive"."""
    at, start = near.start - 1, page.clause_at(near.start).start
    while at >= start and page.keys[at] in _W["under_a_denial"]:
        at -= 1
    return at >= start and page.keys[at] in _W["denying"]


def _said_of_drip(page: Page, near: Found[Meaning], drips: list[Mention]) -> bool:
    kinds = ("therapy", "therapies", "immunosuppressants", "steroid")
    before = [m for m in page.mentions if m.end <= near.start and says()[m.fact].kind in kinds]
    nearest = max(before, key=lambda m: m.end, default=None)
    sentence = page.clause_at(near.start).sentence
    clauses = page.sentence(page.clause_at(near.start))
    alone = clauses[-1].end - clauses[0].start <= near.end - near.start + _BARE  # "... 02/11/26. Usual dose."
    near_by = bool(nearest) and sentence - nearest.clause.sentence in ((0, 1) if alone else (0,))
    return near_by and any(m.start == nearest.start for m in drips)


def _around(page: Page, near: Found[Meaning], drips: list[Mention]) -> bool:
    """ "The usual dose of IVIG", "normal IVIG dose"."""
    told = page.keys[near.end : near.end + 2] == ["dose", "of"]
    places = {m.start for m in drips if m.end < len(page.keys) and page.keys[m.end] in ("dose", "dosing", "doses")}
    return told and any(m.start == near.end + 2 for m in drips) or near.end in places


def _corrected(page: Page, whens: list[When]) -> When | None:
    """The latest date, or the one that corrects it ("12.10., actually 14.10.")."""
    for when in whens:
        if {"actually", "sorry", "correction", "meant", "mean"} & set(page.keys[max(0, when.start - 3) : when.start]):
            return when
    return latest_of(whens)


def _other_event(page: Page, when: When, mention: Mention) -> bool:
    """Another treatment stands nearer to the date than this one."""
    names = [
        m
        for m in page.mentions
        if says()[m.fact].kind in ("therapy", "therapies", "window", "immunosuppressants")
        and m.clause.sentence == mention.clause.sentence
    ]
    before = [m for m in names if m.end <= when.start]
    nearest = max(before, key=lambda m: m.end, default=None) or min(names, key=lambda m: m.start, default=None)
    return (
        nearest is not None
        and nearest.start != mention.start
        and nearest.fact not in (*BY_VEIN, DRIP, "tx_steroid_any")
    )


def _of_the_effect(page: Page, when: When, mention: Mention) -> bool:
    """ "A miracle, I was doing crosswords in ten days", "but within 2 months he couldn't": how long until then."""
    clause = page.clause_at(when.start)
    if "by" in page.keys[max(0, when.start - 2) : when.start] and clause is not mention.clause:
        return not _W["ended"] & set(page.keys[clause.start : clause.end])  # "she was talking by the weekend"
    if {"until", "till", "til"} & set(page.keys[max(clause.start, when.start - 3) : when.start]):
        told = {cue.category for cue in page.cues_in(clause, "therapy")}
        return bool(told & {"RESPONDED", "PARTIAL"})  # "worked until last summer"
    if not when.span or when.begun or NONE & mention.said or _W["latest"] & set(page.keys[when.start : when.end]):
        return False
    told = bool(_W["wore_off"] & set(page.keys[mention.end : when.start])) or any(
        mention.end <= cue.start < when.start and cue.category in ("RESPONDED", "PARTIAL")
        for cue in page.cues_in(clause, "therapy")
    )  # "IVMP worked within a week", "the good of the IVIG was gone within a month"
    apart = told or clause is not mention.clause or _opens(page, mention, when)
    return apart and bool(_W["until_then"] & set(page.keys[when.start - 1 : when.start + 1]))


def _of_the_first(page: Page, when: When) -> bool:
    """ "My very first IVIG, in 2022, ...", "anaphylaxis to IVIg 2021": when one of them was, not the last one."""
    clauses = [c for c in page.sentence(page.clause_at(when.start)) if c.start <= when.start]
    start = clauses[-1].start if clauses[-1].start < when.start - 1 or len(clauses) < 2 else clauses[-2].start
    words = set(page.keys[start : page.clause_at(when.start).end])
    return bool(words & (_W["first_of"] | _W["reactions"])) and not words & _W["latest"]


def _opens(page: Page, mention: Mention, when: When) -> bool:
    """ "After the drips he was reading again in a week": a treatment that only says after what."""
    before = page.keys[mention.clause.start : mention.start]
    acts = any(mention.end <= at < when.start for at, _ in page.cast.people)
    return acts and bool(_W["after_it"] & set(before))


def _goes_on_from(page: Page, when: When) -> bool:
    """ "Every month from 2021", "from March 2023 on": when it began, not when it was last, unless an end is told."""
    until = page.sentence(page.clause_at(when.start))[-1].end
    ended = _W["to_an_end"] & set(page.keys[when.end : until])
    return page.keys[max(0, when.start - 1) : when.start] == ["from"] and not ended


def _dates(when: When) -> bool:
    return not when.span or when.begun in (None, when.first)


def _by_mouth(page: Page) -> bool:
    """Whether no drug is named but a steroid of tablets, and no word of a drip."""
    tablets = {m.start for m in page.of_kind("oral_steroid_drug") if m.means.value in _TABLETS}
    others = [m for m in page.mentions if m.fact in (*BY_VEIN, "tx_steroid_any") and m.start not in tablets]
    return bool(tablets) and not others and _W["drip_words"].isdisjoint(page.keys)


def _of_these(page: Page, mention: Mention) -> bool:
    """A "drip" or "infusion" is one of these when it is asked for, or when only these were named."""
    asked = {DRIP, DRIP_DAY, EXCESSIVE, *BY_VEIN} & set(page.asked)
    if not asked and _W["courses"] & set(page.keys[mention.start : mention.end]) and _by_mouth(page):
        return False  # "last course of prednisolone in August"
    if other_drip(page, mention.clause) and not NONE & mention.said:
        return False  # "iron infusion on 9 November"
    infused = [m for m in page.mentions if says()[m.fact].kind in ("therapy", "therapies") or m.fact == ODD]
    others = [m for m in infused if m.fact not in (*BY_VEIN, "tx_steroid_any")]
    told_of = any(m.clause.sentence == mention.clause.sentence for m in others)  # "RTX failed on access, never infused"
    if NONE & mention.said and not page.of_kind(ODD) and not told_of:
        by_mouth = not infused and not asked and _W["by_mouth"] & page.sentence_words(mention.clause)
        return not by_mouth or bool(dates_of(page, mention))  # "no drips this year", not "tablets only, never a drip"
    return not others and bool(infused or asked)
