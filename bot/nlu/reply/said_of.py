"""Of which of the things asked a no, or not knowing, is said: of "yes; none so far" not of what the yes is for."""

from __future__ import annotations

from typing import Any

from bot.nlu.facts import panels
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("said_of")
_YES, _NO = word_lists("answers")["yes"], word_lists("answers")["no"]
_COUNT_WITHIN = 6
"""Words within which a reply asks whether all are meant."""
_TESTED_WITHIN = 4
BEHIND = 2
"""Words between a result and the name of what was tested: "negative for my HIV"."""
_DENYING = {"no", "none", "unsure"}
_PLANS = {"vaccination_planned"}
ABLE = {"venous_access", "can_keep_medication_stable", "consent_willingness"}
"""Facts of which a no is bad news, unlike that of illnesses: a no to all of a list is not said of them."""


def meant(page: Page, facts: list[str], kind: str, place: Found[str]) -> list[str]:
    """Those of the facts that a reply of this kind may be said of."""
    if kind not in _DENYING:
        return facts
    after = page.keys[place.end : place.end + 1]
    if kind != "unsure" and _W["of_then"] & {*after, page.keys[place.end - 1]}:
        facts = [fact for fact in facts if fact not in _PLANS]  # "nothing since 2023, but one is booked"
    if len(page.asked) < 2:
        return facts
    if kind != "unsure" and not ABLE.issuperset(page.asked):
        facts = [fact for fact in facts if fact not in ABLE]
    return [] if _yes_before(page, place) else facts


def values(page: Page, facts: list[str], kind: str, place: Found[str]) -> list[tuple[str, Any]]:
    """What a yes, a no or not knowing says of each fact it may be said of; "both negative" affirms a negative panel."""
    return [(fact, _value(page, fact, kind, place)) for fact in meant(page, facts, kind, place)]


def _value(page: Page, fact: str, kind: str, place: Found[str]) -> Any:
    if kind == "no" and _of_a_result(page, fact, place):
        return None
    if kind in ("no", "none") and panels.denied(page, fact, place.start, place.end):
        return None if panels.only_some(page) else reply(fact, "yes")
    return reply(fact, kind)


def _of_a_result(page: Page, fact: str, place: Found[str]) -> bool:
    """ "Hardly", "negative" to a treatment: whether it was had, or how it went, is not said."""
    therapy = fact in says() and says()[fact].kind == "therapy"
    return therapy and _W["of_a_result"].issuperset(page.keys[place.start : place.end])


def untested(page: Page, place: Found[str]) -> bool:
    """ "Neither of them has been checked", "none of those were tested"."""
    after = page.keys[place.end : place.end + _TESTED_WITHIN]
    deed = next((at for at, key in enumerate(after) if key in _W["tested"]), 0)
    return deed > 0 and set(after[:deed]) <= _W["before_tested"]


def _yes_before(page: Page, place: Found[str]) -> bool:
    """ "Yes; none so far", "yes, since 2024. And maybe": the yes is said of one of them."""
    opening = page.keys[:1]
    alone = page.keys[1:2] != [] and not page.keys[1].isalnum()  # not "yes to the first, no to the others"
    if bool(opening) and opening[0] in _YES and alone and page.clauses[0].end <= place.start:
        return True
    sentence = page.clause_at(place.start).sentence  # "diagnosed, yes. The antibody, couldn't say"
    return any(c.sentence < sentence and not set(page.keys[c.start : c.end]) - _YES - {".", ";"} for c in page.clauses)


def counts_them(page: Page) -> bool:
    """ "All four? No, three. Never the first": a no to the count, and to none of them."""
    if len(page.asked) < 2 or "?" not in page.keys[:_COUNT_WITHIN]:
        return False
    at = page.keys.index("?")
    no = page.keys[at + 1 : at + 2]
    asked = bool(no) and no[0] in _NO and not _W["every"].isdisjoint(page.keys[:at])
    return asked and not _W["counts"].isdisjoint(page.keys[at + 2 : at + 4])


def of_what_follows(page: Page, lead: Found[str]) -> bool:
    """ "Never had cancer", asked for a list: of the one that it names, not of the others."""
    if lead.of != "no" or len(page.asked) < 2:
        return False
    named = [m for m in page.mentions if m.fact in page.asked and m.clause.holds(lead.start)]
    if any(m.end > lead.end > m.start for m in named):
        return True  # "I don't drink", asked for two things
    behind = (m for m in named if lead.end <= m.start <= lead.end + BEHIND)
    return any(all(key.isalpha() for key in page.keys[lead.end : m.start]) for m in behind)
