"""Medicines that will not stay as they are: what is said to happen to them on a day to come."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.numbers import number_at
from bot.nlu.page import Finding, Page
from bot.nlu.treatments import next_in_line
from bot.nlu.treatments.spoken_of import DRUGS, FACT, meant, medicines
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("changes_to_come")
_OVER = {"STOPPED", "NOT_GIVEN", "NEGATED", "PLANNED", "FAILED"}
_WISHED = 10
"""Words before a medicine in which it may be wished to end."""
_BEFORE = 6
"""Words before the verb in which what denies or doubts it, and the time to come, may stand."""
_SUBJECT = 4
"""Words before "change" in which what changes may stand."""
_NAMED = 7
"""Words before the verb in which the medicine may be named: "MTX 15 mg SC weekly will be switched"."""


def read(page: Page) -> list[Finding]:
    """ "Going down to 30 next Monday", "they'll swap it for something else", "rheum stopping it in January"."""
    return _being_changed(page) or _coming_off(page) or _changing(page) or next_in_line.read(page)


def _being_changed(page: Page) -> list[Finding]:
    """ "We're increasing my mycophenolate every fortnight"."""
    if not (_W["changing"] | _W["moving"] | _W["changed"] | _W["putting"]) & page.words:
        return []
    for clause in page.clauses:
        if clause.asks or page.cast.other(clause.start, clause, clause.start):
            continue
        for at in range(clause.start, clause.end):
            before = set(page.keys[max(clause.start, at - _BEFORE) : at])  # "none of her medicines will be changed"
            barred = before & (_W["not"] | _W["before_a_past"])
            if not barred and (_goes(page, clause, at) or _is_put(page, clause, at)):
                return [Finding(FACT, False, at, at + 1)]
            if page.keys[at] not in _W["changing"] or barred:
                continue
            by = page.keys[at + 1 : at + 2] == ["by"] and meant(page, clause)  # "reducing by 2.5 mg fortnightly"
            if by or medicines(page, at + 1, min(clause.end, at + 4)):
                return [Finding(FACT, False, at, at + 1)]
    return []


def _goes(page: Page, clause: Clause, at: int) -> bool:
    """ "The pred is coming down in January", "his tacrolimus will be reduced"."""
    key, after = page.keys[at], page.keys[at + 1 : at + 2]
    named = key in _W["spoken_of"] and after == ["up"]
    moves = not named and key in _W["moving"] and after and after[0] in _W["ways"]
    had_to = page.keys[max(0, at - 3)] in _W["obliged"]  # "the drips had to be stopped" is past
    moves = moves or key in _W["changed"] and page.keys[at - 1] in _W["becoming"] and not had_to
    return bool(moves) and medicines(page, max(clause.start, at - _NAMED), at)


def _is_put(page: Page, clause: Clause, at: int) -> bool:
    """ "They are putting my tacrolimus up next month", not "putting up with the tablets"."""
    if page.keys[at] not in _W["putting"]:
        return False
    way = next((i for i in range(at + 2, min(clause.end, at + 6)) if page.keys[i] in _W["ways"]), None)
    return way is not None and medicines(page, at + 1, way) and page.keys[way + 1 : way + 2] != ["with"]


def _changing(page: Page) -> list[Finding]:
    if not (_W["stepping"] | _W["moving"] | _W["ending"] | _W["to_end"] | _W["off"]) & page.words:
        return []
    for clause in page.clauses:
        if clause.asks or page.cast.other(clause.start, clause, clause.start) or not _of_a_drug(page, clause):
            continue
        for at in range(clause.start, clause.end):
            before = set(page.keys[max(clause.start, at - _BEFORE) : at])
            if before & _W["barring"]:
                continue
            ends = _ended(page, clause, at, before) or _off_it(page, clause, at, before)
            if ends or _stepped(page, clause, at) or _changes(page, clause, at):
                return [Finding(FACT, False, at, at + 1)]
    return []


def _coming_off(page: Page) -> list[Finding]:
    """ "The plan is I'm off the Deltasone by February": a medicine that is to end does not stay as it is."""
    for mention in page.mentions:
        near = set(page.keys[max(mention.clause.start, mention.start - _WISHED) : mention.start])
        wished = "off" in near and bool(_W["wishing"] & near)  # "wants me off prednisolone by Christmas"
        ends = (wished or {"PLANNED", "STOPPED"} <= mention.said) and not near & (_W["of_a_past"] | _W["not"])
        later = [w.turned(True, page.as_of) for w in page.dates if w.start >= mention.end]
        if mention.states and ends and any(w.first > page.as_of for w in later) and says()[mention.fact].kind in DRUGS:
            return [Finding(FACT, False, mention.start, mention.end)]
    return []


def _of_a_drug(page: Page, clause: Clause) -> bool:
    """Whether a medicine that is taken is named in the clause, in the one before it, or asked about."""
    if FACT in page.asked:
        return True
    place = page.clauses.index(clause)
    doses = place and not any(m.clause is page.clauses[place - 1] for m in page.mentions)  # "... . 7.5 mg now and ..."
    start = page.clauses[max(0, place - 1 - doses)].start
    return any(
        start <= m.start < clause.end and m.states and says()[m.fact].kind in DRUGS and not _OVER & m.said
        for m in page.mentions
    )


def _stepped(page: Page, clause: Clause, at: int) -> bool:
    """ "It drops to 30 next week", "going down to 7.5 mg on Friday": to a number, on a day to come."""
    moved = page.keys[at] in _W["moving"] and page.keys[at + 1 : at + 2] and page.keys[at + 1] in _W["ways"]
    place = at + 2 if moved else at + 1
    if not moved and page.keys[at] not in _W["stepping"]:
        return False
    if not moved and page.keys[place : place + 1] and page.keys[place] in _W["ways"]:
        place += 1
    number = number_at(page.numbers, place + 1)
    to_a_number = page.keys[place : place + 1] == ["to"] and number is not None
    return to_a_number and (set(number.units) <= {"dose"}) and _later(page, clause)


def _ended(page: Page, clause: Clause, at: int, before: set[str]) -> bool:
    """ "They'll swap it", "stopping it in January"; "it" and "them" are the medicines, "the antibiotics" are not."""
    if not _W["it"] & set(page.keys[at + 1 : at + 2]) or page.keys[at + 2 : at + 3] and page.keys[at + 2] in _W["with"]:
        return False
    if page.keys[at] in _W["to_end"]:
        return bool(_W["will"] & before)
    return page.keys[at] in _W["ending"] and _later(page, clause)


def _off_it(page: Page, clause: Clause, at: int, before: set[str]) -> bool:
    """ "The plan is to be off it by Easter"."""
    after = page.keys[at + 1 : at + 2]
    planned = bool(before & (_W["will"] | _W["aiming"]))
    return page.keys[at] in _W["off"] and bool(_W["off_what"] & set(after)) and planned and _later(page, clause)


def _changes(page: Page, clause: Clause, at: int) -> bool:
    """ "It'll change again in the new year": it does so by itself."""
    before = page.keys[max(clause.start, at - _SUBJECT) : at]
    alone = at + 1 == clause.end or page.keys[at + 1] in _W["after_a_change"] or not page.keys[at + 1].isalpha()
    subject = bool(_W["it_will"] & set(before[-2:])) or bool(_W["subjects"] & set(before) and _W["will"] & set(before))
    return page.keys[at] in _W["change"] and alone and subject and _later(page, clause)


def _later(page: Page, clause: Clause) -> bool:
    """A day to come, named in the clause."""
    if _W["next"] & set(page.keys[clause.start : clause.end]):
        return True
    dates = [w.turned(True, page.as_of) for w in page.dates if clause.start <= w.start < clause.end]
    return any(w.first > page.as_of for w in dates)
