"""An infection of then, and one that is only looked for."""

from __future__ import annotations

import datetime as dt

from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("infection")
RECENT = dt.timedelta(days=90)
"""An infection that is over is told of as none of now only when it was as recent as this."""
_COURSE = dt.timedelta(days=21)
"""How long ago antibiotics must have been taken to be over."""
_VIRUSES = ("hepatitis_b_status", "hepatitis_c_status", "hiv_serology", "tuberculosis")
_BRIEF = 5
"""Tokens of what is added to an infection of then: "ICU", "needed a drip"."""
_DENIED, _SUBJECT = 3, 4
"""Words before a sign of an infection within which it is denied; within which its subject stands."""


def looked_into(page: Page) -> bool:
    """ "No, just waiting on the urine culture", "no fever but my ear is full of pus": there may be an infection."""
    return any(
        key in _W["open_signs"] and not _W["denying"] & set(page.keys[max(0, at - _DENIED) : at])
        for at, key in enumerate(page.keys)
    )


def before_it_all(page: Page, mention: Mention) -> bool:
    """ "No infection preceded", "no prior infection": none before the illness, and nothing told of now."""
    behind = page.keys[mention.end : min(mention.end + 2, mention.clause.end)]
    return not _W["preceding"].isdisjoint([*page.keys[mention.start - 1 : mention.start], *behind])


def not_of_now(page: Page, mention: Mention) -> bool:
    """Whether an infection that is named is none of now, or that of a virus."""
    return before_it_all(page, mention) or _of_a_virus(page, mention)


def _of_a_virus(page: Page, mention: Mention) -> bool:
    """ "Core and surface Ab both pos, so old cleared infection": the one that tests of a virus told of."""
    if mention.fact in page.asked or "NEGATED" in mention.said or _W["going_on"] & _around(page, mention):
        return False
    if not _W["generic"] & set(page.keys[mention.start : mention.end]):
        return False
    steps = 1 if _W["concluding"] & set(page.keys[mention.clause.start : mention.start]) else 0
    return any(
        {"POSITIVE", "PAST", "HAD"} & m.said and mention.clause.sentence - m.clause.sentence <= steps
        for m in page.of_kind(*_VIRUSES)
        if m.end <= mention.start
    )


def of_two(page: Page, found: list[Finding]) -> bool:
    """ "He's got no infection but I have a stinking cold": one of them is the candidate, and which one is not told."""
    said = {one.value == "none": _subject(page, one) for one in found if one.value != "unknown"}
    return len(said) == 2 and {said[True], said[False]} == {"other", "self"}


def _subject(page: Page, finding: Finding) -> str:
    before = page.keys[max(page.clause_at(finding.start).start, finding.start - _SUBJECT) : finding.start]
    return next((who for who in ("other", "self") if _W[f"of_{who}"] & set(before)), "")


def _around(page: Page, mention: Mention) -> set[str]:
    return set(page.keys[mention.clause.start : mention.clause.end])


def was_then(page: Page, near: Found[Meaning]) -> bool:
    """ "In hospital with pneumonia in 2021", "urosepsis Jan 2025, ICU": of a time long gone, and not said to go on."""
    clause = page.clause_at(near.start)
    before = next((c for c in page.clauses if c.end == clause.start and c.sentence == clause.sentence), None)
    dated = any(clause.start <= when.start < clause.end for when in page.dates)
    goes_on = before is not None and not dated and clause.end - clause.start <= _BRIEF
    goes_on = goes_on and _W["going_on"].isdisjoint(page.keys[clause.start : clause.end])
    return long_gone(page, clause) or goes_on and before is not None and long_gone(page, before)


def long_gone(page: Page, clause: Clause) -> bool:
    """Whether a clause tells of a time long gone, and does not say that it goes on: "a fever last year from a cold"."""
    dates = [when for when in page.dates if page.clause_at(when.start) is clause]
    long_ago = bool(dates) and all(when.last < page.as_of - RECENT for when in dates)
    words = set(page.keys[clause.start : clause.end])
    return (long_ago or bool(_W["long_ago"] & words)) and not (_W["going_on"] & words)


def put_back(page: Page, clause: Clause) -> bool:
    """ "A cold with a fever, but that was last year": what was named is said to be long gone, and no more."""
    return page.pure(clause) and long_gone(page, clause)


def recent(page: Page, clause: Clause) -> bool:
    """Whether an infection that is over was not long ago."""
    if _W["long_ago"] & page.sentence_words(clause):
        return False
    dates = [when for when in page.dates if page.clause_at(when.start).sentence == clause.sentence]
    return all(when.last >= page.as_of - RECENT for when in dates)


def last_day_passed(page: Page, drug: Mention) -> bool:
    """ "Day 14/14 fluclox was yesterday", "day 7 of 7 on Friday": a course whose last day is over."""
    if taken_then(page, drug.start, drug.end):
        return True
    clause = drug.clause
    here = [n for n in page.numbers if clause.start <= n.start < clause.end]
    last = any(
        a.value == b.value and b.start - a.end == 1 and page.keys[a.end] in _W["of_so_many"]
        for a, b in zip(here, here[1:], strict=False)
    )
    return last and any(clause.start <= when.start < clause.end and when.last < page.as_of for when in page.dates)


def taken_then(page: Page, start: int, end: int) -> bool:
    """ "Took antibiotics in September", "was on antibiotics until last week", "daily, as prevention": none of now."""
    clause = page.clause_at(start)
    words = page.sentence_words(clause)
    if _W["prevention"] & words or _W["to_prevent"] & words:
        return True
    before = set(page.keys[clause.start : end])
    if not _W["took"] & before or _W["perfect"] & before or _W["going_on"] & words:
        return False
    until = _W["until"] & set(page.keys[end : end + 2])
    days = [w for w in page.dates if page.clause_at(w.start) is clause and w.last <= page.as_of]
    return any(until or w.last < page.as_of - _COURSE for w in days)


def _drug_ended(page: Page, mention: Mention) -> bool:
    """ "UTI, finished abx yesterday", "completed the course of nitrofurantoin for UTI"."""
    sentence = mention.clause.sentence
    if _W["not_over"] & page.sentence_words(mention.clause):
        return False
    drugs = [m for m in page.of_kind(mention.fact) if m.means.role == "test" and m.clause.sentence == sentence]
    return any(_ended_before(page, drug) for drug in drugs)


def _ended_before(page: Page, drug: Mention) -> bool:
    at = drug.start - 1
    while at > drug.clause.start and page.keys[at] in _W["before_a_course"]:
        at -= 1
    return at >= drug.clause.start and page.keys[at] in _W["over"]


def _treated_then(page: Page, mention: Mention) -> bool:
    """ "UTI treated in October": weeks ago, and not said to go on."""
    clause = mention.clause
    words = page.sentence_words(clause)
    if _W["treated"].isdisjoint(page.keys[mention.end : clause.end]) or words & (_W["going_on"] | _W["not_over"]):
        return False
    dates = [when for when in page.dates if page.clause_at(when.start) is clause]
    return bool(dates) and all(when.last < page.as_of - _COURSE and not when.span for when in dates)


def over(page: Page, mention: Mention) -> bool:
    """Whether an infection, or what was taken against it, is said to be over, whatever it is called."""
    return _course_over(page, mention) or _drug_ended(page, mention) or _treated_then(page, mention)


def _course_over(page: Page, mention: Mention) -> bool:
    """ "UTI rx'd nitrofurantoin, completed 30/10": the drug, or its course, is said to be over."""
    words = page.sentence_words(mention.clause)
    if not _W["over"] & words or words & (_W["going_on"] | _W["not_over"]):
        return False
    dates = [when for when in page.dates if page.clause_at(when.start).sentence == mention.clause.sentence]
    named = [m for m in page.of_kind(mention.fact) if m.clause.sentence == mention.clause.sentence]
    drugs = [m.end for m in named if m.means.role == "test"]
    ends = drugs + [at + 1 for at, key in enumerate(page.keys) if key in _W["courses"]]
    ends += [
        m.end for m in named if page.keys[m.start - 1] == "for" and m.start - 1 in drugs
    ]  # "co-amox for LRTI completed"
    places = (at for end in ends for at in range(end, min(end + 3, len(page.keys))) if page.keys[at] in _W["over"])
    told = any(_W["by_then"].isdisjoint(page.keys[at + 1 : at + 2]) for at in places)
    return told and bool(drugs) and all(when.first <= page.as_of for when in dates)
