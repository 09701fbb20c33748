"""Things with a date: vaccinations, steroid or immunoglobulin drips, treatments outside the standard."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateutil.relativedelta import relativedelta

from bot.nlu.clauses import Clause
from bot.nlu.dates import When
from bot.nlu.merge import CORRECTIONS
from bot.nlu.names import Meaning
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.phrases import Found
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("windows")

VACCINE, VACCINE_DAY, PLANNED = "vaccinated_within_6_months", "last_vaccination_date", "vaccination_planned"
DRIP, DRIP_DAY = "iv_steroid_or_ig_within_2_months", "iv_steroid_or_ig_last_date"
ODD, ODD_DAY = "nonstandard_treatment_within_2_months", "nonstandard_treatment_last_date"
_MONTHS = {VACCINE: 6, DRIP: 2, ODD: 2}
_YEAR = 4
"""Digits of a year."""
_FEW = 2
"""Words that a clause may hold beside its date and still only date what follows ("in 2025, ...")."""
_NONE = {"NEGATED", "NOT_GIVEN"}
EXCESSIVE = "iv_dose_excessive"
_DOSES = (["dose"], ["dosing"], ["doses"], ["course"], ["amount"], ["amounts"])


def read(page: Page) -> list[Finding]:
    return _vaccines(page) + _drips(page) + _odd(page)


def dated(flag: str, day: str, when: When, as_of: dt.date) -> list[Finding]:
    """A past event on some day: the day where it is known, and whether it lies inside the window."""
    edge = as_of - relativedelta(months=_MONTHS[flag])
    found = []
    if when.day and when.day <= as_of:
        found.append(Finding(day, when.day.isoformat(), when.start, when.end))
    inside: bool | str = True if when.first >= edge else False if when.last < edge else "unknown"
    return [*found, Finding(flag, inside, when.start, when.end)]


def absent(flag: str, when: When | None, as_of: dt.date, mention: Mention) -> list[Finding]:
    """Nothing of the kind in a span: false when the span covers the window."""
    edge = as_of - relativedelta(months=_MONTHS[flag])
    whole = when is not None and when.first <= edge and (when.span or when.last >= as_of)
    covered = when is None or whole or (not when.span and when.last < edge)
    return [Finding(flag, False, mention.start, mention.end)] if covered else []


def _dates_of(page: Page, mention: Mention) -> list[When]:
    """The dates of the clause, else of the sentence where it names no other event."""
    here: list[When] = []
    free: list[When] = []
    named = {id(m.clause) for m in page.mentions}
    for when in page.dates:
        clause = page.clause_at(when.start)
        corrects = bool(CORRECTIONS & set(page.keys[max(0, min(clause.start, when.start - 4)) : when.start]))
        same = clause.sentence == mention.clause.sentence
        goes_on = corrects and here or id(clause) not in named and _latest_of(page, clause, when)
        if clause is mention.clause or same and goes_on:
            here.append(when)
        elif clause.sentence == mention.clause.sentence and id(clause) not in named:
            told_first = when.end <= mention.start and clause.end - clause.start > when.end - when.start + _FEW
            free += [] if told_first else [when]  # "teratoma out 2025, IVMP": the date of something else
    return here or free


def _latest_of(page: Page, clause: Clause, when: When) -> bool:
    """ "Three rounds since summer, the most recent on 30 October"."""
    return bool(_W["latest"] & set(page.keys[clause.start : when.start]))


def _without(page: Page, mention: Mention) -> When | None:
    """How long there was none: "no drip for at least six months"."""
    for number in page.numbers:
        lead = page.keys[max(mention.end, number.start - 4) : number.start]
        if "time_day" not in number.units or "for" not in lead or number.start > mention.end + 8:
            continue
        factor, end = number.units["time_day"]
        first = page.as_of - dt.timedelta(days=min(round(number.value * factor), 36500))
        return When(number.start, end, first, page.as_of, span=True)
    return None


def _latest(whens: list[When]) -> When | None:
    return max(whens, key=lambda w: w.last, default=None)


def _vaccines(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    mentions = [m for m in page.of_kind(VACCINE) if m.states]
    for mention in mentions:
        if mention.means.shy and not _plainly_vaccine(page, mention, mentions):
            continue
        dates = _dates_of(page, mention)
        if "UNSURE" in mention.said and PLANNED in page.asked:
            continue
        if _given_up(page, mention):
            found.append(Finding(PLANNED, False, mention.start, mention.end))
            continue
        if "PLANNED" in mention.said or any(w.first > page.as_of for w in dates) and mention.said & {"PLANNED"}:
            found.append(Finding(PLANNED, not _NONE & mention.said, mention.start, mention.end))
            continue
        dates = [_to_come(page, w) for w in dates]
        ahead = [w for w in dates if w.first > page.as_of]
        before = [w for w in dates if w.first <= page.as_of]
        if ahead and not before:
            found.append(Finding(PLANNED, True, mention.start, mention.end))
        elif _NONE & mention.said and not any(w.day for w in before):
            span = _latest([w for w in before if w.span]) or _latest(before)
            found += absent(VACCINE, span, page.as_of, mention)
        else:
            past += [
                w
                for w in before
                if not w.span or "last" in page.keys[w.start : w.end] or "since" not in page.keys[w.start : w.end]
            ]
    found += _no_plans(page, mentions) or _next_dose(page, mentions)
    latest = _latest(past)
    return found + (dated(VACCINE, VACCINE_DAY, latest, page.as_of) if latest else [])


def _to_come(page: Page, when: When) -> When:
    """A month without a year, in answer to what is planned, is the next one: "Shingrix 2 in Feb"."""
    only_planned = PLANNED in page.asked and not {VACCINE, VACCINE_DAY} & set(page.asked)
    dated = any(key.isdigit() and len(key) == _YEAR for key in page.keys[when.start : when.end])
    if not only_planned or dated or when.span or _W["past"] & set(page.keys) or when.first.day == when.last.day:
        return when
    year = relativedelta(years=1)
    return replace(when, first=when.first + year, last=when.last + year) if when.last < page.as_of else when


def _given_up(page: Page, mention: Mention) -> bool:
    """ "I won't have any jabs", "will skip the flu shot": of the time to come, not of the past."""
    before = page.keys[mention.clause.start : mention.start]
    pairs = {tuple(before[at : at + 2]) for at in range(len(before))}
    return bool(set(before) & _W["given_up"] or pairs & {("will", "not"), ("not", "going")})


def _no_plans(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "none planned", "no plans for one": said after a vaccine was named, or in answer."""
    if not mentions and PLANNED not in page.asked:
        return []
    for at, key in enumerate(page.keys):
        if key in _W["plans"] and _W["no"] & set(page.keys[max(0, at - 3) : at]):
            clause = page.clause_at(at)
            blocked = any(m.fact == "can_keep_medication_stable" and m.start <= at < m.end for m in page.mentions)
            if not clause.asks and not blocked:
                return [Finding(PLANNED, False, at, at + 1)]
    return []


def _next_dose(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "Shingrix #1 given in October, #2 due in December", "... the next one is booked"."""
    for clause in page.clauses:
        if clause.asks or not any(m.end <= clause.start for m in mentions) or _names_a_drug(page, clause):
            continue
        words = set(page.keys[clause.start : clause.end])
        if words & _W["given_up"] and words & _W["further"]:
            return [Finding(PLANNED, False, clause.start, clause.end)]  # "... and I won't have another"
        planned = [cue for cue in page.cues_in(clause, "vaccine") if cue.category == "PLANNED"]
        if planned and words & _W["another_dose"] and not words & _W["no"]:
            return [Finding(PLANNED, True, planned[0].start, planned[0].end)]
    return []


def _names_a_drug(page: Page, clause: Clause) -> bool:
    return any(m.clause is clause and m.fact != VACCINE for m in page.mentions)


def _plainly_vaccine(page: Page, mention: Mention, mentions: list[Mention]) -> bool:
    if {VACCINE, VACCINE_DAY, PLANNED} & set(page.asked):
        return True
    words = page.keys[max(0, mention.start - 3) : mention.end + 2]
    if page.keys[mention.start] in _W["plain_vaccines"]:
        return True
    if page.keys[mention.start] in _W["also_illnesses"]:
        return bool(_W["shot_signs"] & set(page.keys[mention.end : mention.end + 3]))
    near = _W["beside_a_shot"] & set(words)
    return bool(near) and not _W["other_shots"] & page.sentence_words(mention.clause)


def _drips(page: Page) -> list[Finding]:
    flags = [m for m in page.mentions if m.fact in ("tx_ivig", "tx_high_dose_steroid") and m.states]
    found: list[Finding] = []
    past: list[When] = []
    for mention in flags:
        dates = [w for w in _dates_of(page, mention) if w.first <= page.as_of and not _other_event(page, w, mention)]
        if {"NOT_GIVEN", "NEGATED"} & mention.said:
            span = _latest([w for w in dates if w.span]) or _without(page, mention)
            found += absent(DRIP, span, page.as_of, mention) if span else []
        elif "PLANNED" not in mention.said:
            past += [w for w in dates if page.keys[w.start - 1 : w.start] != ["since"] or w.day]
    latest = _corrected(page, past)
    found += _dose_of_drip(page, flags)
    return found + (dated(DRIP, DRIP_DAY, latest, page.as_of) if latest else [])


def _dose_of_drip(page: Page, drips: list[Mention]) -> list[Finding]:
    """ "IVMP 5 g, standard dose", "1 g x10, excessive": said of a drip, in its sentence, after no other medicine."""
    for near in page.near:
        if near.of.fact != EXCESSIVE or page.clause_at(near.start).asks:
            continue
        around = _around(page, near, drips)
        if near.of.value is False and not around and page.keys[near.end : near.end + 1] not in _DOSES:
            continue  # "standard" and "normal" are said of much else
        if around or _said_of_drip(page, near, drips):
            return [Finding(EXCESSIVE, near.of.value, near.start, near.end + 1)]
    return []


def _said_of_drip(page: Page, near: Found[Meaning], drips: list[Mention]) -> bool:
    kinds = ("therapy", "therapies", "immunosuppressants", "steroid")
    before = [m for m in page.mentions if m.end <= near.start and says()[m.fact].kind in kinds]
    nearest = max(before, key=lambda m: m.end, default=None)
    sentence = page.clause_at(near.start).sentence
    return bool(nearest and nearest.clause.sentence == sentence and any(m.start == nearest.start for m in drips))


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
    return _latest(whens)


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
        and nearest.fact not in ("tx_ivig", "tx_high_dose_steroid", "tx_steroid_any")
    )


def _going_on(page: Page, mention: Mention) -> bool:
    """ "Currently getting ozone drips", "non-standard treatment within 2 months: yes"."""
    if {*_NONE, "PLANNED", "UNSURE"} & mention.said:
        return False
    before = set(page.keys[mention.clause.start : mention.start])
    after = page.keys[mention.end : mention.clause.end]
    window = after[:1] == ["within"] and after[-2:] in ([":", "yes"], ["-", "yes"])
    return window or bool(before & _W["now"] and before & _W["getting"])


def _odd(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    for mention in page.of_kind(ODD):
        if not mention.states:
            continue
        if mention.means.role == "value":
            found.append(Finding(ODD, bool(mention.means.value), mention.start, mention.end))
            continue
        if _going_on(page, mention):
            found.append(Finding(ODD, True, mention.start, mention.end))
            continue
        dates = [w for w in _dates_of(page, mention) if w.first <= page.as_of]
        if _NONE & mention.said or page.keys[mention.start - 1 : mention.start] == ["nothing"]:
            span = _latest([w for w in dates if w.span])
            since = "since" in page.keys[mention.end : mention.end + 2]
            found += absent(ODD, span, page.as_of, mention) if not since else []
        elif "PLANNED" not in mention.said:
            if not dates and _W["going_on"] & page.sentence_words(mention.clause):
                found.append(Finding(ODD, True, mention.start, mention.end))
            spans = [w for w in dates if w.span]
            past += [w for w in dates if not w.span] or spans
    latest = _latest(past)
    return found + (dated(ODD, ODD_DAY, latest, page.as_of) if latest else [])
