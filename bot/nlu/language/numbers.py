"""Numbers and their units, in digits (with either decimal mark) and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from bot.nlu.language import counting
from bot.nlu.language.number_words import and_a_part, decimals, spelled, starts, table
from bot.nlu.language.phrases import Lexicon, Phrases, longest
from bot.nlu.language.powers import bracketed_unit, power_unit
from bot.nlu.language.text import keys_of, list_points


def unit_words() -> set[str]:
    """The words for units of time."""
    return {name for names in table().units["time_day"].values() for name in names}


@dataclass(slots=True)
class Number:
    """A number at tokens start to end. `readings`: the likeliest value first ("5.600" is 5.6 or 5600)."""

    start: int
    end: int
    readings: tuple[float, ...]
    units: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Family of units to the factor and the token after the unit."""
    spelled: bool = False

    @property
    def value(self) -> float:
        return self.readings[0]

    @property
    def until(self) -> int:
        """The token after the number and whatever unit follows it."""
        return max([self.end, *(end for _, end in self.units.values())])

    def after(self, family: str) -> int:
        return self.units[family][1] if family in self.units else self.end


_STONE, _POUNDS = 6, 14
"""A unit of mass above so many kilograms is a stone; it has so many pounds."""
_HUNDRED, _THOUSAND, _LAKH = 100, 1000.0, 100000.0
_EXPONENTS = frozenset("123456")
_THREE = re.compile(r"\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")  # "145,000" and, in India, "1,45,000"


def readings(text: str) -> tuple[float, ...]:
    """What a number in digits may mean, likeliest first: "2,1" 2.1; "3,200" 3200 or 3.2; "5.600" 5.6 or 5600."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return (float(text[:15]),)
    plain = float(re.sub("[.,]", "", text)[:15])
    last = max(text.rfind("."), text.rfind(","))
    decimal = float(re.sub("[.,]", "", text[:last])[:15] + "." + text[last + 1 :][:15])
    if len(set(marks)) == 2:
        return (decimal,)
    grouped = _GROUPED.fullmatch(text) is not None and not text.startswith("0")
    if len(marks) > 1:
        return (plain,) if grouped else ()
    if not grouped:
        return (decimal,)
    return (plain, decimal) if marks == [","] else (decimal, plain)


class Numbers:
    def __init__(self, lexicon: Lexicon) -> None:
        self._units: Phrases[tuple[str, float]] = Phrases(lexicon)
        for family, factors in table().units.items():
            for factor, names in factors.items():
                self._units.add(names, (family, factor))
        self._limits: Phrases[str] = Phrases(lexicon)
        self._limits.add(table().after_doubling, "limit")

    def find(self, doc: Doc) -> list[Number]:
        """The numbers of a document in order, each with the units that follow it."""
        keys = keys_of(doc)
        units: dict[int, list[tuple[str, float, int]]] = {}
        for one in self._units.find(doc):
            units.setdefault(one.start, []).append((*one.of, one.end))
        limits = {one.start: one.end for one in longest(self._limits.find(doc))}
        found: list[Number] = []
        points = list_points(keys)
        at = 0
        while at < len(keys):
            if keys[at] not in starts() and not keys[at][0].isdigit():
                at += 1
                continue
            if bracketed := bracketed_unit(keys, at):
                at = bracketed
                continue
            number = (
                None if at in points else _spelled(keys, at) or _digits(keys, at, doc) or _doubled(keys, at, limits)
            )
            if number:
                after = () if _short_for_another(keys, number.end) else units.get(number.end, ())
                for family, factor, end in (*after, *power_unit(keys, number.end)):
                    if end > number.units.get(family, (0, 0))[1]:
                        number.units[family] = (factor, end)
                _with_a_part(number, keys)
                found.append(number)
            at = (
                max([number.end, *(end for family, (_, end) in number.units.items() if family != "time_day")])
                if number
                else at + 1
            )
        return _with_thousands(_with_pounds(found, keys), keys)


def _short_for_another(keys: list[str], at: int) -> bool:
    """ "3.2 w/ GCSF", "90 d/t MTX": with, due to; no weeks and no days."""
    return keys[at + 1 : at + 2] == ["/"] and keys[at] in ("w", "d") and keys[at + 2 : at + 3] not in ([], ["7"], ["o"])


def _digits(keys: list[str], at: int, doc: Doc) -> Number | None:
    if not keys[at][0].isdigit() or not keys[at][0].isascii():
        return None
    if keys[at + 1 : at + 2] == ["e"] and (power := _power(keys, at, doc)):
        return power
    if _spaced_thousands(keys, at):
        return Number(at, at + 2, (float(keys[at] + keys[at + 1]),))
    values = readings(keys[at])
    if keys[at + 1 : at + 2] == ["point"] and keys[at].isdigit() and (tail := decimals(keys, at + 2)):
        return Number(at, tail[0], (round(float(keys[at]) + tail[1], 6),))  # dictated: "73 point 2"
    if values and (part := and_a_part(keys, at + 1)):
        return Number(at, part[0], (values[0] + part[1],), spelled=True)
    return Number(at, at + 1, values) if values else None


def _power(keys: list[str], at: int, doc: Doc) -> Number | None:
    """ "5.8e2 per uL": a number as machines print it; "4.1 e9/l" is a unit, "L28 E4" are two kinds of cells."""
    exponent = keys[at + 2 : at + 3]
    places = doc.user_data["tokens"]
    if not exponent or exponent[0] not in _EXPONENTS or places[at].end != places[at + 1].start:
        return None
    values = readings(keys[at])
    return Number(at, at + 3, (round(values[0] * 10 ** int(exponent[0]), 4),)) if values else None


def _doubled(keys: list[str], at: int, limits: dict[int, int]) -> Number | None:
    """ "Twice what they should be", "double the upper limit"."""
    times = table().doubling.get(keys[at])
    if times is None or at + 1 not in limits:
        return None
    return Number(at, at + 1, (float(times),), {"multiple": (1.0, limits[at + 1])}, spelled=True)


def _spaced_thousands(keys: list[str], at: int) -> bool:
    """ "6 200/mm3", "243 000 par mm3": a space between the thousands, before a volume."""
    if len(keys[at]) > 3 or at + 3 >= len(keys) or not _THREE.fullmatch(keys[at + 1]):
        return False
    return keys[at].isdigit() and keys[at + 2] in table().per and keys[at + 3][:2] in ("mm", "ul", "cm")


def _with_pounds(found: list[Number], keys: list[str]) -> list[Number]:
    """Stones and the pounds after them as one weight: "11 st 4", "nine stone ten lbs"; not "12 stone 6 foot"."""
    kept: list[Number] = []
    for number in found:
        stones = kept[-1] if kept else None
        if stones and _pounds_of(stones, number, keys):
            end = number.after("mass")
            value = stones.value + number.value / _POUNDS
            stones.readings, stones.end = (value,), end
            stones.units["mass"] = (stones.units["mass"][0], end)
        else:
            kept.append(number)
    return kept


def _with_a_part(number: Number, keys: list[str]) -> None:
    """ "11 stone and a half"."""
    factor, end = number.units.get("mass", (0, 0))
    if factor > _STONE and (part := and_a_part(keys, end)):
        number.readings, number.end = (number.value + part[1],), part[0]
        number.units["mass"] = (factor, part[0])


def _pounds_of(stones: Number, number: Number, keys: list[str]) -> bool:
    factor, end = stones.units.get("mass", (0, 0))
    pounds = number.units.get("mass", (0, 0))[0] < 1 and number.units.keys() <= {"mass"}
    return (
        factor > _STONE
        and stones.end < number.start == end
        and number.value < _POUNDS
        and pounds
        and keys[number.until : number.until + 1] not in (["foot"], ["feet"], ["ft"], ["inches"], ["cm"], ["m"])
    )


def _spelled(keys: list[str], at: int) -> Number | None:
    found = counting.old(keys, at, table().words) or spelled(keys, at)
    return Number(at, found[0], (found[1],), spelled=True) if found else None


def _with_thousands(found: list[Number], keys: list[str]) -> list[Number]:
    """Lakhs and the thousands after them as one count: "2 lakh 40 thousand", "one lakh and 85,000"."""
    kept: list[Number] = []
    for number in found:
        lakhs = kept[-1] if kept else None
        factor, end = lakhs.units.get("count", (0, 0)) if lakhs else (0, 0)
        gap = keys[end : number.start] if end else None
        if lakhs and factor == _LAKH and gap in ([], ["and"]) and (thousands := _thousands(number)):
            until = number.after("count")
            lakhs.readings, lakhs.end = (round(lakhs.value + thousands * _THOUSAND / _LAKH, 5),), until
            lakhs.units = {"count": (_LAKH, until)}
        else:
            kept.append(number)
    return kept


def _thousands(number: Number) -> float | None:
    """How many thousands a number counts out, less than a hundred of them."""
    if number.units.get("count", (0, 0))[0] == _THOUSAND:
        return number.value if number.value < _HUNDRED else None
    return number.value / _THOUSAND if not number.units and _THOUSAND <= number.value < _LAKH else None


def number_at(numbers: Iterable[Number], place: int) -> Number | None:
    return next((number for number in numbers if number.start == place), None)


def tidy(value: float) -> float | int:
    return int(value) if value == int(value) else value
