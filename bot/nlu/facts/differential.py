"""White cells by their first letters: "WCC 3.1 (N 1.7, L 0.9)", "TLC 7800, DLC N68 L24 M5 E3"."""

from __future__ import annotations

from bot.nlu.facts.conversion import convert, share_of_white_cells
from bot.nlu.language.numbers import Number, number_at
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("differential")
_NEUTROPHILS = "neutrophils_per_mm3"
_FACTS = {"l": "lymphocytes_per_mm3", "n": _NEUTROPHILS, "p": _NEUTROPHILS}
_REACH = 24
"""Tokens after the white cells within which their kinds stand."""
_APART = 2
"""Tokens between the number of one kind and that of the next: a comma and a letter."""
_COUNT = 500
"""A whole number from which it is a count of cells, not the number of a root ("L 5")."""
_OF = (["of"], ["von"])
_NAMED = 1
"""Tokens between a name and its share."""
_LEAST_SHARE = 2
"""Kinds of cells that a list of shares has at least."""


def read(page: Page) -> list[Finding]:
    return _share_in_reply(page) or _by_letters(page)


def _share_in_reply(page: Page) -> list[Finding]:
    """ "18% of a WCC of 4.2", asked for the lymphocytes; "lymphs 18 % of 6.2"."""
    if not page.numbers or "percent" not in page.numbers[0].units:
        return []
    share = page.numbers[0]
    named = next((m.fact for m in page.of_kind(*_FACTS.values()) if 0 <= share.start - m.end <= _NAMED), None)
    fact = named or next((fact for fact in page.asked if fact in _FACTS.values()), None)
    if fact is None or not named and page.of_kind(fact) or page.keys[share.until : share.until + 1] not in _OF:
        return []
    white = share_of_white_cells(page, share) if page.of_kind("wbc_per_mm3") else _of_a_bare_count(page, share)
    return [] if white is None else [Finding(fact, white, share.start, share.end, "computed")]


def _of_a_bare_count(page: Page, share: Number) -> float | None:
    """ "22 % of 5.1"."""
    count = number_at(page.numbers, share.until + 1)
    value = convert(page, "wbc_per_mm3", count)[0] if count else None
    return round(share.value * value / 100) if value is not None else None


def _by_letters(page: Page) -> list[Finding]:
    white = next((m for m in page.of_kind("wbc_per_mm3") if m.states), None)
    title = next((at for at, key in enumerate(page.keys) if key in _W["titles"]), None)
    start = white.end if white and title is None else title
    if start is None:
        start = _opened(page)
    if start is None:
        return []
    letters = [
        at
        for at in range(start, min(start + _REACH, len(page.keys) - 1))
        if page.keys[at] in _W["letters"] and page.raw(at).isupper() and page.keys[at - 1] != "/" and _value(page, at)
    ]
    shares = (
        title is not None and len(letters) >= _LEAST_SHARE or any(page.keys[at + 2 : at + 3] == ["%"] for at in letters)
    )
    return [one for at in letters if page.keys[at] in _FACTS and (one := _finding(page, at, shares))]


def _opened(page: Page) -> int | None:
    """ "N 1600, L 600, plt 140": the letters of the two main kinds one after the other, in a row of counts."""
    if not page.of_kind("platelets_per_mm3"):
        return None
    pairs = zip(page.numbers, page.numbers[1:], strict=False)
    for first, second in pairs:
        names = [page.raw(one.start - 1) if one.start else "" for one in (first, second)]
        counted = first.value >= _COUNT or first.value != int(first.value)
        if names == ["N", "L"] and counted and second.start - first.after("count") <= _APART:
            return first.start - 1
    return None


def _value(page: Page, at: int) -> bool:
    number = number_at(page.numbers, at + 1)
    return number is not None and not number.spelled


def _finding(page: Page, at: int, shares: bool) -> Finding | None:
    number = number_at(page.numbers, at + 1)
    fact = _FACTS[page.keys[at]]
    if number is None:
        return None
    value, doubt = (share_of_white_cells(page, number), "computed") if shares else convert(page, fact, number)
    return None if value is None else Finding(fact, value, at, number.end, doubt)
