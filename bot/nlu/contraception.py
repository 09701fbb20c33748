"""Contraception: for how many days so far, and whether for the whole trial."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception")

DAYS, LONG, DURING = "contraception_days", "contraception_at_least_14_days", "contraception_during_trial"
_WILL = _W["will"]


def read(page: Page) -> list[Finding]:
    mentions = [m for m in page.of_kind(DAYS) if m.states]
    asked = {DAYS, LONG, DURING} & set(page.asked)
    if not mentions and not asked:
        return []
    found = _duration(page, mentions)
    return found + _during(page, mentions, found)


def _duration(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "for four years", "13 d", "started twelve days ago", "since 2024"."""
    for number in page.numbers:
        if (
            "time_day" not in number.units
            or page.clause_at(number.start).asks
            or not _of_contraception(page, number.start, mentions)
        ):
            continue
        factor, end = number.units["time_day"]
        if factor == 0 or page.keys[end : end + 1] == ["old"] or page.keys[end : end + 1] == ["postpartum"]:
            continue
        days = (
            round(number.value * factor) if factor < 30 else round(number.value * (365.25 if factor > 300 else 30.44))
        )
        more = {"more", "over", ">", "than", "least"} & set(page.keys[max(0, number.start - 3) : number.start])
        less = {"less", "under", "<"} & set(page.keys[max(0, number.start - 3) : number.start])
        if more or less:
            long = bool(more) and days >= 14 and not less
            return (
                [Finding(LONG, long, number.start, end)]
                if (more and not less and days >= 14) or (less and days <= 14)
                else []
            )
        return [Finding(DAYS, days, number.start, end), Finding(LONG, days >= 14, number.start, end)]
    for when in page.dates:
        clause = page.clause_at(when.start)
        if clause.asks or not _of_contraception(page, when.start, mentions) or when.first > page.as_of:
            continue
        if not (mentions or {DAYS, LONG} & set(page.asked)):
            continue
        if page.keys[max(0, when.start - 1)] == "since" and when.first.year < page.as_of.year:
            return [Finding(LONG, True, when.start, when.end)]
        least, most = (page.as_of - when.last).days, (page.as_of - when.first).days
        if when.span:
            least = most if when.first == when.last else least
        start = when.start
        if when.span or "since" in page.keys[max(0, start - 1) : start + 1]:
            first = when.first
            days = (page.as_of - first).days
            sure = (page.as_of - first).days >= 400 or when.first.day != 1
            if sure and not (when.first.month == 1 and when.first.day == 1):
                return [Finding(DAYS, days, start, when.end), Finding(LONG, days >= 14, start, when.end)]
            return [Finding(LONG, True, start, when.end)] if days >= 60 else []
        if when.day and (_W["starts"] & set(page.keys) or DAYS in page.asked):
            return [Finding(DAYS, least, start, when.end), Finding(LONG, least >= 14, start, when.end)]
        if least >= 14:
            return [Finding(LONG, True, start, when.end)]
    return _standing(page, mentions)


def _of_contraception(page: Page, at: int, mentions: list[Mention]) -> bool:
    if {DAYS, LONG} & set(page.asked):
        return True
    sentence = page.clause_at(at).sentence
    near = [m for m in mentions if m.clause.sentence == sentence and 0 <= at - m.end <= 12]
    others = [
        m
        for m in page.mentions
        if m.fact not in (DAYS, LONG, DURING, "childbearing_potential", "sex") and m.clause.sentence == sentence
    ]
    return bool(near) and not any(abs(o.start - at) < min(abs(m.start - at) for m in near) for o in others)


def _standing(page: Page, mentions: list[Mention]) -> list[Finding]:
    """In place for long by its nature: "tubes tied", "on the pill since uni", "coil in situ"."""
    for mention in mentions:
        words = page.keys[max(0, mention.start - 4) : mention.end + 6]
        name = page.keys[mention.start : mention.end]
        permanent = name in (["tubes", "tied"], ["tubal", "ligation"], ["btl"], ["vasectomy"])
        since = "since" in words or "years" in words or "always" in words or "ages" in words
        if {"NEGATED", "PLANNED", "STOPPED"} & mention.said:
            continue
        if permanent or since and "on" not in words[-1:]:
            return [Finding(LONG, True, mention.start, mention.end)]
    return []


def _during(page: Page, mentions: list[Mention], found: list[Finding]) -> list[Finding]:
    for clause in page.clauses:
        words = page.keys[clause.start : clause.end]
        keys = set(words)
        named = any(m.clause.sentence == clause.sentence for m in mentions)
        trial = keys & {"trial", "study", "throughout"} or "end" in keys and ({"f", "follow"} & keys or "fu" in keys)
        future = _W["future"] & keys
        if (
            clause.asks
            or not (named or mentions and trial)
            or not (trial or {"wont"} & keys and {"using", "use"} & keys)
        ):
            continue
        if page.cast.other(clause.start, clause, clause.start):
            continue
        if keys & _W["refusals"] and not {"problem"} & keys:
            return [Finding(DURING, False, clause.start, clause.end)]
        if future or keys & _WILL:
            return [Finding(DURING, True, clause.start, clause.end)]
    return []
