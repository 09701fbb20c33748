"""Replies to a list that are put together of parts, each of which says of which of the things asked it speaks.

"No to all except the last, I'm treated for bipolar", "yes, yes, not the third", "1-3 neg, 4 past", "three noes and a
yes", "sickle cell, yes. No to the other three". Where a part is not understood, or two contradict, it is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.nlu.page import Page
from bot.nlu.reply.by_name import Names
from bot.nlu.reply.head import Head
from bot.nlu.reply.heads import heads
from bot.nlu.reply.heads_of_all import of_the_list
from bot.nlu.reply.listed import OTHER_WAY, SENTENCE_ENDS, Listed, Part, Unclear
from bot.nlu.reply.replies import checklist
from bot.nlu.reply.taken import take
from bot.nlu.times import windows
from bot.nlu.vocabulary import NUMBERS, catalogue, says, word_lists

_W = word_lists("items")
_BEFORE = _W["before"] | word_lists("heads")["opening"]
_LONGEST = 60
"""Tokens of a reply; more is a story."""
_FEWEST = 2
"""Noes from which what follows an "and" answers the last thing asked."""


Way = Callable[[Listed, list[Head]], dict[str, Part] | None]


class Items(NamedTuple):
    """parts: the answers, by the thing asked. counted: some are told by their places, not all by their names.
    spoken_of: what it speaks of, also where it leaves it open: "all clear apart from hep B"."""

    parts: dict[str, Part]
    counted: bool
    spoken_of: frozenset[str]


def items(page: Page, names: Names) -> Items | None:
    """The answers; None where the reply is none of this kind."""
    counted = [fact for fact in page.asked if fact in catalogue() and catalogue()[fact]["type"] in NUMBERS]
    facts = [fact for fact in page.asked if fact in catalogue() and fact not in counted]
    few = 1 < len(page.keys) <= _LONGEST and len(facts) > 1
    if not few or not checklist(facts) or [*facts, *counted] != [*page.asked]:  # a class may be asked beside a list
        return None
    keys = [token.key for token in page.doc.user_data["tokens"]]  # a form's own signs count: "1, 2, 4: no. 3: yes"
    if _W["signs"].isdisjoint(keys) or any(fact not in says() for fact in facts):
        return None
    found = heads(keys, len(facts), lambda at: names.at(keys, at, facts))
    found = [head for head in found if not (head.bare and page.in_date(head.end))]  # "last month"
    told = _understood(_told, Listed(page, keys, facts), found)
    return told or _understood(_by_places, Listed(page, keys, facts), found)


def _understood(way: Way, list_: Listed, found: list[Head]) -> Items | None:
    try:
        found = _without_told_further(found)
        parts = way(list_, found) if found else None
    except Unclear:
        return None
    placed = any(head.scope == "next" or head.places and not head.named for head in found)
    return Items(parts, placed, list_.spoken_of()) if parts else None


def _told(list_: Listed, found: list[Head]) -> dict[str, Part] | None:
    """What a reply says that is understood from its first word to its last."""
    found, opening = _opened(list_, _with_the_last(list_, found))
    bare = sum(head.count for head in found if head.scope == "next")
    counted = bare == len(list_.facts) and found[0].count > 1
    if not (opening or len(found) > 1 or counted or found and (found[0].scope == "only" or _of_all(list_, found[0]))):
        return None
    for at, head in enumerate(found):
        take(list_, head, found[at:], _end(list_, found, at))
    _check(list_, found, opening=opening)
    return list_.answers()


def _of_all(list_: Listed, head: Head) -> bool:
    """ "Neither of those. I do take turmeric": a no to the list, with nothing further told of it."""
    denied = head.scope == "all" and head.said is not None and head.said.kind == "no"
    return denied and of_the_list(list_.keys, head) and list_.of_these(head, (), len(list_.keys))


def _by_places(list_: Listed, found: list[Head]) -> dict[str, Part] | None:
    """ "The middle one was negative", "hysterectomy 2019, so no to the first", "no to the first. PTSD though": whatever
    stands around them, and the others are left open."""
    found = [head for at, head in enumerate(found) if head.said or not _set_aside(list_, head, _end(list_, found, at))]
    if not all(_by_place(list_, head) for head in found):
        return None
    for at, head in enumerate(found):
        denied = head.said is not None and head.said.kind == "no"
        take(list_, head, found[at:], head.end if denied else _end(list_, found, at))
    return list_.answers()


def _set_aside(list_: Listed, head: Head, end: int) -> bool:
    """What may be no place of the list, or is told of somebody else: "the first, my dad had it. Not the second"."""
    return head.bare or list_.of_others(head.end, end)


def _by_place(list_: Listed, head: Head) -> bool:
    """Not where it leaves open whether others are denied: "the last one yes"; of treatments that is a course."""
    figures = any(key.isdigit() for key in list_.keys[head.start : head.end])  # "no to all 4"
    if head.scope != "places" or head.said is None or head.named or figures or list_.treats():
        return False
    return head.said.kind != "yes" or head.said.start < head.end - 1


def _end(list_: Listed, found: list[Head], at: int) -> int:
    """Where what is told behind a head ends."""
    return found[at + 1].start if at + 1 < len(found) else len(list_.keys)


def _without_told_further(found: list[Head]) -> list[Head]:
    """Without what only tells more of the thing before it: "yes, flu, in October, and no", "the second in 2020,
    failed". A yes or a no in a row stands behind no place: of which thing it is said is not told."""
    kept: list[Head] = []
    for at, head in enumerate(found):
        before = kept[-1] if kept else None
        if before and before.scope == "places" and _said_again(head, found[at + 1 :]):
            continue
        if before and head.scope == "places" and head.named and not head.said and before.scope == "next":
            continue
        if before and head.scope == "all" and head.said and head.said.kind == "yes" and not head.corrects:
            continue  # "the last one, sanatorium and everything"
        if before and head.scope == "next" and before.scope != "next" and not head.corrects:
            same = before.said and head.said and before.said.kind == head.said.kind
            if before.said and not same and head.said and head.said.kind != "result":
                raise Unclear
            continue
        kept.append(head)
    return kept


def _said_again(head: Head, following: list[Head]) -> bool:
    """The no of "and no, nothing on the mental side": of the place that is named behind it."""
    again = bool(following) and following[0].scope == "places" and following[0].start <= head.end + 1
    no = [one.said is not None and one.said.kind == "no" for one in (head, *following[:1])]
    return head.scope == "next" and head.count == 1 and again and all(no)


def _with_the_last(list_: Listed, found: list[Head]) -> list[Head]:
    """ "No, no and a cold at the moment": behind as many noes as there are other things, of the last one."""
    last, told = found[-1], sum(head.count for head in found)
    if {head.scope for head in found} != {"next"} or not _FEWEST <= told == len(list_.facts) - 1:
        return found
    at = last.end + (list_.keys[last.end : last.end + 1] == [","])
    ends = list_.keys[at : at + 1] == ["and"] and at + 1 < len(list_.keys)
    return [*found, Head(at, at + 1, "next", None)] if ends else found


def _opened(list_: Listed, found: list[Head]) -> tuple[list[Head], bool]:
    """The heads, without a first yes or no that is said of something named before them: "sickle cell, yes. No to the
    other three"; and whether anything is."""
    keys, first = list_.keys, found[0]
    people = {place for place, _ in list_.page.cast.people}
    if all(keys[at] in _BEFORE or not keys[at].isalnum() or at in people for at in range(first.start)):
        return found, False
    told = list_.named(0, first.start)
    excepts = first.scope == "all" and [head.scope for head in found[1:]] == ["except"]
    if excepts and not told and not list_.of_others(0, first.start):
        return found, False  # "she's been tested. All negative apart from TB"
    nothing_told = all(mention.start >= first.start for mention in list_.page.mentions)
    if first.scope == "only" and nothing_told and keys[first.start - 1] in SENTENCE_ENDS:
        return found, False  # "Sorry, the dog needed the vet! Only the cancer"
    if len(told) != 1:
        raise Unclear
    end = first.start
    if first.scope == "next" and first.count == 1 and first.said and first.said.kind in OTHER_WAY:
        end = found[1].start if len(found) > 1 else len(keys)
        found = found[1:]
    list_.put(told.pop(), "", (list_.at(0), list_.text(0, end)))
    return found, bool(found)


def _check(list_: Listed, found: list[Head], *, opening: bool) -> None:
    """Whether yeses and noes in a row are as many as the things asked, or each thing is told of by what follows."""
    row = list_.turn
    if windows.VACCINE in list_.facts and not any(head.said or head.scope != "places" for head in found):
        raise Unclear  # "the first in March, the second in May" are doses
    if any(head.bare for head in found) and len(list_.told) < len(list_.facts):
        raise Unclear
    if row and (opening or list_.general) or row > len(list_.facts):
        raise Unclear
    if not row or row == len(list_.facts):
        return
    rest = any(head.scope == "rest" for head in found)
    whole = len(list_.told) == len(list_.facts) and not rest
    if all(head.scope == "next" for head in found) or row == 1 and not whole:
        raise Unclear
