"""Replies that answer the things asked in turn: "1 no 2 yes", "no, yes, no"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.nlu.language.text import tokens
from bot.nlu.page import Page
from bot.nlu.reply import numbered
from bot.nlu.reply.by_course import by_course
from bot.nlu.reply.by_name import Names
from bot.nlu.reply.courses import in_a_row
from bot.nlu.reply.items import items
from bot.nlu.reply.part_of import of_something_else
from bot.nlu.reply.said_of import ABLE
from bot.nlu.reply.several import bare, one_by_one
from bot.nlu.reply.some_of_them import one_each
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("in_turn")


class InTurn(NamedTuple):
    """parts: by the thing asked, where in the message its answer begins, and the answer.
    numbered: marks of their own count the things asked, so that each part stands for one of them whatever it says.
    whole: the parts say of which thing they speak, so that nothing else in the message answers.
    counted: some say it by the place of the thing.
    spoken_of: the things that the parts speak of, answered or left open."""

    parts: dict[str, tuple[int, str]]
    numbered: bool
    whole: bool = False
    counted: bool = False
    spoken_of: frozenset[str] = frozenset()


def in_turn(page: Page, text: str, asked: Sequence[str], names: Names, *, by_places: bool) -> InTurn | None:
    """How a message is divided among the things asked, None where it is not; `by_places`: it tells of them by their
    places instead ("all but the last")."""
    if one_each(page) or by_places and in_a_row(page, len(asked)):
        return None  # "yes, yes, no. Neither worked"
    if parts := numbered.in_order(text, asked):
        return InTurn(_elided(parts), numbered=True, counted=True)
    if put_together := items(page, names):
        parts, counted, spoken_of = put_together
        parts = {fact: part for fact, part in parts.items() if not (bare(part[1]) and _untold(page, fact, part[1]))}
        return InTurn(_elided(parts), numbered=True, whole=True, counted=counted, spoken_of=spoken_of)
    told = [] if by_places or _goes_on(page) else one_by_one(text, asked)
    told = [] if told and by_course(page, asked, told) else told
    return InTurn(_elided(dict(zip(asked, told, strict=True))), numbered=False) if told else None


def _untold(page: Page, fact: str, part: str) -> bool:
    """Whether a bare answer is none to this: "HBV non-immune, all negative" says nothing of the veins."""
    to_all = part == "no" and not _W["all"].isdisjoint(page.keys)
    return of_something_else(page, fact) or to_all and fact in ABLE and not page.of_kind(fact)


def _goes_on(page: Page) -> bool:
    """ "RTX planned, not yet given": what stands behind a plan is said of the same treatment."""
    planned = [m for m in page.mentions if m.fact in page.asked and "PLANNED" in m.said and m.means.type == "therapy"]
    if len(planned) != 1 or any(m.start > planned[0].start for m in page.mentions):
        return False
    return not _W["not_yet"].isdisjoint(page.keys[planned[0].end :])


def _elided(parts: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """ "First helped, second didn't": of treatments the verb of the one before is meant."""
    if not all(fact in says() and says()[fact].kind == "therapy" for fact in parts):
        return parts
    told: dict[str, tuple[int, str]] = {}
    verb = ""
    for fact, (start, part) in parts.items():
        keys = [token.key for token in tokens(part)]
        elided = bool(keys) and set(keys) <= _W["elided"] and not _W["denied"].isdisjoint(keys)
        told[fact] = (start, f"{part} {verb}" if elided and verb else part)
        verb = "help" if not _W["helped"].isdisjoint(keys) else verb
    return told
