"""A bare number with which a reply opens, before others are told by name: "0.7, eGFR 104", "58. ALS since 2022"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import NUMBERS, catalogue, says, word_lists

_W = word_lists("opening_number")
_ENDS = frozenset({".", ",", ";", "\n"})
_BEHIND_AND = (1, 2)
"""Tokens from "and" to the name of another measure, with or without "the"."""
_REACH = 8
"""Tokens behind a name within which its own number stands."""
_BESIDE, _OWN = 4, 6
"""Tokens behind a number that are told of it, where another one follows and where none does."""


def lone(page: Page, facts: Sequence[str], named: Collection[str]) -> str | None:
    """The one thing asked that is told by a number and not named, where the reply opens with one; it is asked first,
    and nothing else is left unnamed ("48, female, 59.5")."""
    if not page.numbers or not _opens(page, page.numbers[0]) or not stands(page, page.numbers[0]):
        return None
    if "%" in page.keys or any(_opens_a_clause(page, number) for number in page.numbers[1:]):
        return None
    open_ = [fact for fact in facts if fact not in named and catalogue()[fact]["type"] in NUMBERS]
    return open_[0] if len(open_) == 1 and open_[0] == page.asked[0] else None


def stands(page: Page, number: Number) -> bool:
    """Whether a number opens the reply and every measure that is named has a number of its own behind it: "2.1. It's
    the lymphs that are low, 0.5", not "6.2, WBC"."""
    if not (_opens(page, number) or len(page.asked) == 1 and _leads(page, number)):
        return False
    measures = [m for m in page.mentions if says()[m.fact].kind == "measure"]
    return all(any(m.end <= n.start <= m.end + _REACH for n in page.numbers) for m in measures)


def _opens_a_clause(page: Page, number: Number) -> bool:
    return page.clause_at(number.start).start == number.start


def _opens(page: Page, number: Number) -> bool:
    after = page.keys[number.until : number.until + 1]
    joined = after == ["and"] and any(
        m.start - number.until in _BEHIND_AND for m in page.mentions if says()[m.fact].kind == "measure"
    )  # "7.1 and the platelets 245"
    return number.start == 0 and (joined or bool(_ENDS & set(after))) and not page.in_date(0)


def _leads(page: Page, number: Number) -> bool:
    """ "It's 72, weight 60 kg", "29 on timed collection, creatinine 1.9", "44 and the AST 38"."""
    if page.in_date(number.start) or not _W["before"].issuperset(page.keys[: number.start]):
        return False
    name = min([m.start for m in page.mentions if m.start >= number.until], default=len(page.keys))
    between = page.keys[number.until : name]
    end = next((at for at, key in enumerate(between) if key in _ENDS), len(between))
    if end == len(between):
        return between[:1] != [] and between[0] in _W["joining"] and _W["whose"].issuperset(between[1:])
    told = between[:end]
    how = not told or told[0] in _W["how"] and end <= _OWN and all(key.isalpha() for key in told)
    return how and not any(number.until <= n.start < number.until + end for n in page.numbers)


def said_of(page: Page, number: Number) -> list[str]:
    """The words behind a number that are told of it, not of the next one: "1.8, peaked 4.5 in May"."""
    later = min([n.start for n in page.numbers if n.start > number.until], default=None)
    apart = later is not None and "," in page.keys[number.until : later]
    return [] if apart else page.keys[number.until : number.until + (_OWN if later is None else _BESIDE)]
