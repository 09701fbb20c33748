"""Values told in the order in which they were asked, some left out: "not calculated, 71, 1.1", "5.4 / ? / 9"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.nlu.facts.labelled import called_former
from bot.nlu.language.numbers import Number
from bot.nlu.language.places import LAST, ORDINALS
from bot.nlu.language.text import spoken, tokens
from bot.nlu.page import Page
from bot.nlu.vocabulary import NUMBERS, catalogue, word_lists

_W = word_lists("gaps")
_PARTS = re.compile(r",(?!\d)|;|\n|\s/\s")
_SEVERAL = {2, 3, 4}
_LISTED = 2
_TIME, _MOST_WEEKS = "time_day", 26
_WHITE, _PLATELETS = {"wbc_per_mm3", "neutrophils_per_mm3", "lymphocytes_per_mm3"}, "platelets_per_mm3"
_MOST_WHITE = 30
"""Thousands of white cells above which a bare number is rather one of platelets, or of single cells."""


def in_order(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The parts of such a message with their places, where there is one for each thing asked."""
    ends = [*(match.span() for match in _PARTS.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends[:-1])]
    parts = [(start, text[start:end]) for start, (end, _) in zip(starts, ends, strict=True)]
    if len(parts) != len(asked):
        return []
    gaps = [gap(part, fact) for (_, part), fact in zip(parts, asked, strict=True)]
    return parts if any(gaps) and not all(gaps) else []


def gap(text: str, fact: str) -> bool:
    """ "-", "?", "n/a", "not done", "no idea": a value that is left out; where it is no number "-" is a result."""
    keys = [token.key for token in tokens(text) if token.key != "."]
    words = spoken(keys)
    if not _counted(fact) and (not words or "no" in words and not _W["not_knowing"] & set(words)):
        return False  # "no to one"
    return bool(keys) and set(words) <= _W["left_out"]


def out_of_order(page: Page, facts: Sequence[str]) -> bool:
    """ "Don't know the first, 1.3, 244", "55, not reported, 1.1": with fewer numbers than were asked for, of which
    something is said before the last one, it cannot be told whose they are."""
    counted = [fact for fact in facts if _counted(fact)]
    if len(counted) < _LISTED:
        return False
    numbers = [n for n in values(page) if not n.units]
    if not 0 < len(numbers) < len(counted):
        return False
    left_out = any(key in _W["leaving_out"] or key in ORDINALS for key in page.keys[: numbers[-1].start])
    return left_out or _scales_differ(counted, numbers)


def _scales_differ(facts: Sequence[str], numbers: Sequence[Number]) -> bool:
    """ "5.5 and 188" to white cells, lymphocytes and platelets: the last number is none of white cells."""
    white = [n.value for fact, n in zip(facts, numbers, strict=False) if fact in _WHITE]
    return (
        _PLATELETS in facts
        and bool(white)
        and max(white) >= _MOST_WHITE
        and (len(white) < 2 or min(white) < _MOST_WHITE)
    )


def _counted(fact: str) -> bool:
    return catalogue()[fact]["type"] in NUMBERS


def values(page: Page) -> list[Number]:
    """The numbers that may answer: stated, and neither days nor places."""
    told = _without_shorthand(page)
    stated = [n for n in told if not page.in_date(n.start) and not page.clause_at(n.start).asks]
    return [n for n in stated if not _place_only(page, n) and not called_former(page, n)]


def _without_shorthand(page: Page) -> list[Number]:
    """ "48/52" to two things asked is two values; the 52 of "rpt in 6/52" is none."""
    told: list[Number] = []
    for number in page.numbers:
        last = told[-1] if told else None
        if last is None or page.keys[last.end : number.start] != ["/"] or last.after(_TIME) != number.end:
            told.append(number)
        elif len(page.asked) > 1 and last.value > _MOST_WEEKS:
            units = {family: unit for family, unit in last.units.items() if family != _TIME}
            told[-1:] = [replace(last, units=units), number]
    return told


def _place_only(page: Page, number: Number) -> bool:
    """ "The first two", "the other three": which of them, and no value."""
    before = page.keys[number.start - 1 : number.start] if number.start else []
    ordinal = bool(before) and (before[0] in (*ORDINALS, LAST) or before[0] in _W["others"])
    return ordinal and number.value in _SEVERAL and not number.units


def missing(page: Page) -> set[str]:
    """ "44 (no AST)", "CSF sample lost": what is named as not there."""
    named = [m for m in page.mentions if m.fact in page.asked]
    lost = {m.fact for m in named if m.fact == "antibody_specimen" and _W["lost"] & page.sentence_words(m.clause)}
    return lost | {m.fact for m in named if page.keys[m.start - 1 : m.start] == ["no"]}


def not_before(page: Page, fact: str, numbers: list[Number]) -> list[Number]:
    """ "5.0, of which neuts 61%", "150 not 15. WBC I'll chase": of what is named, with a number behind it or in a
    sentence of its own, no number told before is the value."""
    named = next((m for m in page.of_kind(fact) if len(page.asked) > 1 and not m.means.shy), None)
    if named is None or not numbers or not _counted(fact):
        return numbers
    own = [n for n in numbers if named.end <= n.start < named.clause.end]
    since = named.clause.start if own else page.sentence(named.clause)[0].start
    opens = page.keys[since] not in _W["taking_up"]
    return [n for n in numbers if n.start >= since] if own or opens else numbers
