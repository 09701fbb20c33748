"""Vaccinations: the last one and those to come."""

from __future__ import annotations

from dataclasses import replace

from dateutil.relativedelta import relativedelta

from bot.nlu.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists
from bot.nlu.when import When
from bot.nlu.windows import NONE, VACCINE, VACCINE_DAY, absent, dated, dates_of, latest_of

_W = word_lists("windows")

PLANNED = "vaccination_planned"
_YEAR = 4
"""Digits of a year."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    mentions = [m for m in page.of_kind(VACCINE) if m.states]
    for mention in mentions:
        if mention.means.shy and not _plainly_vaccine(page, mention, mentions):
            continue
        dates = dates_of(page, mention)
        if "UNSURE" in mention.said and PLANNED in page.asked:
            continue
        if _given_up(page, mention):
            found.append(Finding(PLANNED, False, mention.start, mention.end))
            continue
        if "PLANNED" in mention.said or any(w.first > page.as_of for w in dates) and mention.said & {"PLANNED"}:
            found.append(Finding(PLANNED, not NONE & mention.said, mention.start, mention.end))
            continue
        dates = [_to_come(page, w) for w in dates]
        ahead = [w for w in dates if w.first > page.as_of]
        before = [w for w in dates if w.first <= page.as_of]
        if ahead and not before:
            found.append(Finding(PLANNED, True, mention.start, mention.end))
        elif NONE & mention.said and not any(w.day for w in before):
            span = latest_of([w for w in before if w.span]) or latest_of(before)
            found += absent(VACCINE, span, page.as_of, mention)
        else:
            past += [
                w
                for w in before
                if not w.span or "last" in page.keys[w.start : w.end] or "since" not in page.keys[w.start : w.end]
            ]
    found += _no_plans(page, mentions) or _next_dose(page, mentions)
    latest = latest_of(past)
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
