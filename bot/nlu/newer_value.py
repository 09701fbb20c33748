"""The number told last told anew, unnamed: "sorry, that was in August, now 88", "repeat 152", "not 240, 24"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import NUMBERS, catalogue, word_lists

_W = word_lists("newer_value")
_LONGEST = 14
"""Tokens of such a message."""
_LIMIT = "uln"
""" "ALT 240 (ULN 40)": the limit is not what is told anew."""


def read(
    reader: Reader, text: str, asked: Sequence[str], told: Mapping[str, Any], day: dt.date
) -> tuple[Reading, int, str] | None:
    """The reading of the new number by itself, where it stands, and its fact; None where it may be another number."""
    counted = [fact for fact in told if catalogue()[fact]["type"] in NUMBERS and _LIMIT not in fact.split("_")]
    if len(counted) != 1 or "?" in text or any(catalogue()[fact]["type"] in NUMBERS for fact in asked):
        return None
    page = reader.page(text, (), day)
    numbers = [n for n in page.numbers if not (page.in_date(n.start) or n.units or _denied(page, n))]
    dated = {at for one in page.dates for at in range(one.start, one.end)}
    words = [key for at, key in enumerate(page.keys) if at not in dated and not key[:1].isdigit()]
    if not 1 < len(page.keys) <= _LONGEST or not _W["putting_right"].union(*_LISTS).issuperset(words):
        return None
    if (_W["putting_right"] | _W["anew"]).isdisjoint({*words, *(page.keys[at] for at in dated)}):
        return None
    places = [page.doc.user_data["tokens"][one.start] for one in numbers]
    read_ = [(reader.read(text[place.start : place.end], counted, day), place.start) for place in places]
    new = [one for one in read_ if one[0].facts.get(counted[0], told[counted[0]]) != told[counted[0]]]
    return (*new[0], counted[0]) if len(new) == 1 else None


def _denied(page: Page, number: Number) -> bool:
    return page.keys[number.start - 1 : number.start] == ["not"]


_LISTS = (_W["anew"], _W["beside"])
