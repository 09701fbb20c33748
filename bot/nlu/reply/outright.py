"""Replies whose few words stand for one thing in answer to one question: "kidney", "not me, my daughter. Yes", "no, but
I had a CT"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.reply.bare_things import bare_thing
from bot.nlu.reply.no_problem import no_problem
from bot.nlu.reply.none_of_the_list import none_of_the_list
from bot.nlu.reply.said import Reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("outright")
_YES, _NO = word_lists("answers")["yes"], word_lists("answers")["no"]
_OF_HEART = ["heart_failure", "nyha_class"]


def outright(page: Page) -> Reply | None:
    """What such a reply tells; None where it is another one."""
    for way in (no_problem, none_of_the_list, _bare_thing, _for_another, _another_scan, _without_its_class):
        if page.asked and (told := way(page)) is not None:
            return told
    return None


def _bare_thing(page: Page) -> Reply | None:
    """ "Breast", "a kidney" behind the question for it, or at its place in a list ("no, kidney, no")."""
    value = bare_thing(page.keys, page.asked[0]) if len(page.asked) == 1 else None
    return _told(page, page.asked[0], value) if value is not None else None


def _for_another(page: Page) -> Reply | None:
    """ "Not me, my daughter, she was told yes": the no is only of who is meant."""
    somebody = any(who != "self" for _, who in page.cast.people)
    if list(page.asked) != ["ae_diagnosis"] or page.keys[:2] != ["not", "me"] or not somebody:
        return None
    rest = set(page.keys[2:])
    return _told(page, "ae_diagnosis", "diagnosed") if rest & _YES and not rest & (_NO | _W["hedges"]) else None


def _another_scan(page: Page) -> Reply | None:
    """ "No, but I had a CT": no X-ray, and what the other scan showed is not asked."""
    opens = page.keys[0] in _NO if page.keys else False
    if list(page.asked) != ["chest_xray"] or not opens or _W["but"].isdisjoint(page.keys[1:3]):
        return None
    scanned = (_W["had"] | {"only"}) & page.words and _W["scans"] & page.words
    return _told(page, "chest_xray", "not_done") if scanned and _W["chest"].isdisjoint(page.keys) else None


def _without_its_class(page: Page) -> Reply | None:
    """ "Yes, but not told the class"."""
    if list(page.asked) != _OF_HEART or not page.keys or page.keys[0] not in _YES or "but" not in page.keys[1:3]:
        return None
    unknown = _W["unknowing"] & page.words and _W["classes"] & page.words
    if not unknown or any(n.value for n in page.numbers):
        return None
    return Reply([Finding("heart_failure", True, 0, 1), Finding("nyha_class", "unknown", 0, len(page.keys))], "yes")


def _told(page: Page, fact: str, value: bool | str) -> Reply:
    return Reply([Finding(fact, value, 0, len(page.keys))])
