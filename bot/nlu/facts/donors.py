"""Who gave an organ and who got it: the receiver was transplanted, the giver was not."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("donors")
_FACT = "organ_transplant_history"
_ORGAN_WITHIN, _RECEIVER_WITHIN, _HINDERED_WITHIN = 9, 4, 3
"""Tokens from the giving to the organ, from the organ to its receiver, and before the giving to what hinders it."""


def read(page: Page) -> list[Finding]:
    """ "My sister gave a kidney to me", "I gave my brother part of my liver", "sister donated a kidney to him"."""
    found: list[Finding] = []
    if not _W["giving"] & page.words:
        return found
    for clause in page.clauses:
        for at in range(clause.start, clause.end):
            described = page.keys[at - 1 : at] and page.keys[at - 1] in _W["articles"]  # "I've had a donated kidney"
            if page.keys[at] in _W["giving"] and not described and (end := _organ(page, at, clause)) is not None:
                found += _of_gift(page, clause, at, end)
    return found


def _of_gift(page: Page, clause: Clause, at: int, end: int) -> list[Finding]:
    before = set(page.keys[max(clause.start, at - _HINDERED_WITHIN) : at])
    for mention in page.of_kind(_FACT):
        here = page.clause_at(mention.start).sentence == clause.sentence  # not "... . Nobody ever put an organ in me"
        here = here and mention.means.value is not False  # "gave my brother a kidney"
        if here and mention.start < end + _RECEIVER_WITHIN and mention.end > at:
            mention.taken_back = True  # what its words alone would say is read here
    if clause.asks or before & _W["hindering"]:
        return []  # "would have given", "never gave", "hopes to donate"
    giver = _giver(page, clause, at)
    if before & _W["being"]:
        got = giver is not None and _is_candidate(page, giver)  # "I was given a kidney by my brother"
    elif giver is not None and _is_candidate(page, giver) or giver is None and _to_a_relative(page, clause, at, end):
        return [Finding(_FACT, False, at, end)]
    else:
        got = _received(page, at, end, giver)
    return [Finding(_FACT, True, at, end)] if got else []


def _organ(page: Page, at: int, clause: Clause) -> int | None:
    """Where the organ that is given ends; None where something else is given: "gave me kidney stones"."""
    people = {place for place, _ in page.cast.people}
    for place in range(at + 1, min(at + 1 + _ORGAN_WITHIN, clause.end)):
        key, after = page.keys[place], page.keys[place + 1 : place + 2]
        if key in _W["organs"]:
            return place + 1 if not after or after[0] in _W["after_an_organ"] or after[0].isdigit() else None
        named = place in people or page.keys[place - 1] in _W["before_a_relative"] or page.raw(place).istitle()
        if not named and key not in _W["before_an_organ"]:
            return None
    return None


def _to_a_relative(page: Page, clause: Clause, at: int, end: int) -> bool:
    """ "Donated L kidney to son 2009", "gave my sister one of my kidneys": who gives it is not named where the line
    opens, and somebody else gets it."""
    people = {place for place, who in page.cast.people if who not in (SELF, PATIENT)}
    reached = range(end + 1, min(end + _RECEIVER_WITHIN, len(page.keys)))
    if at == clause.start and page.keys[at + 1] in _W["mine"]:
        return True
    if at != clause.start or not _W["to"].intersection(page.keys[end : end + 1]):
        return False
    return bool(people.intersection(reached) or _W["of_a_donor"].intersection(page.keys[end + 1 : end + 2]))


def _giver(page: Page, clause: Clause, at: int) -> str | None:
    """Who gives: the person named last before it in its sentence."""
    start = page.sentence(clause)[0].start
    return next((who for place, who in reversed(page.cast.people) if start <= place < at), None)


def _received(page: Page, at: int, end: int, giver: str | None) -> bool:
    """Whether the candidate gets it: named before the organ, or after it behind "to"."""
    keys, people = page.keys, dict(page.cast.people)
    # "gave her kidney": the organ is hers
    before = [place for place in range(at + 1, end - 1) if keys[place + 1] not in _W["owned"]]
    after = [place for place in range(end, min(end + _RECEIVER_WITHIN, len(keys))) if keys[place - 1] in _W["towards"]]
    places = (place for place in (*before, *after) if keys[place] in _W["receivers"])
    mine = _W["writer"]  # not "to her brother", but "gave me her kidney"
    receiver = next((place for place in places if place + 1 not in people or keys[place] in mine), None)
    if receiver is None:
        return False
    who = SELF if keys[receiver] in _W["writer"] else people.get(receiver, PATIENT)
    if who == giver and who != SELF:  # "her sister gave her a kidney": not to the sister
        who = page.cast.candidate or (PATIENT if SELF not in people.values() else who)
    return _is_candidate(page, who)


def _is_candidate(page: Page, who: str) -> bool:
    return who == (page.cast.candidate or SELF) or who == PATIENT
