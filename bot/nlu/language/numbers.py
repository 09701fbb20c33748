"""Numbers and their units, in digits (with either decimal mark) and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.language.phrases import Phrases, longest
from bot.nlu.language.text import list_points
from bot.nlu.vocabulary import load_yaml


class _Table(BaseModel):
    """bot/nlu/units.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    units: dict[str, dict[float, list[str]]]
    words: dict[str, int]
    scales: dict[str, int]
    several: frozenset[str]
    """Before a hundred these count no number: "several hundred"."""
    fractions: dict[str, float]
    romans: dict[str, int]
    doubling: dict[str, int]
    after_doubling: list[str]


@lru_cache(maxsize=1)
def table() -> _Table:
    return _Table.model_validate(load_yaml("units.yml"))


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
_HUNDRED = 100
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
    def __init__(self, vocab: Vocab) -> None:
        self._units: Phrases[tuple[str, float]] = Phrases(vocab)
        for family, factors in table().units.items():
            for factor, names in factors.items():
                self._units.add(names, (family, factor))
        self._limits: Phrases[str] = Phrases(vocab)
        self._limits.add(table().after_doubling, "limit")

    def find(self, doc: Doc) -> list[Number]:
        """The numbers of a document in order, each with the units that follow it."""
        keys = [token.text for token in doc]
        units: dict[int, list[tuple[str, float, int]]] = {}
        for one in self._units.find(doc):
            units.setdefault(one.start, []).append((*one.of, one.end))
        limits = {one.start: one.end for one in longest(self._limits.find(doc))}
        found: list[Number] = []
        points = list_points(keys)
        at = 0
        while at < len(keys):
            number = None if at in points else _digits(keys, at) or _words(keys, at) or _doubled(keys, at, limits)
            if number:
                for family, factor, end in units.get(number.end, ()):
                    if end > number.units.get(family, (0, 0))[1]:
                        number.units[family] = (factor, end)
                found.append(number)
            at = (
                max([number.end, *(end for family, (_, end) in number.units.items() if family != "time_day")])
                if number
                else at + 1
            )
        return _with_pounds(found, keys)


def _digits(keys: list[str], at: int) -> Number | None:
    if not keys[at][0].isdigit() or not keys[at][0].isascii():
        return None
    if power := _power(keys, at):
        return power
    if _spaced_thousands(keys, at):
        return Number(at, at + 2, (float(keys[at] + keys[at + 1]),))
    values = readings(keys[at])
    if keys[at + 1 : at + 2] == ["point"] and keys[at + 2 : at + 3] and keys[at + 2].isdigit() and keys[at].isdigit():
        return Number(at, at + 3, (float(f"{keys[at]}.{keys[at + 2]}"),))  # dictated: "73 point 2"
    if values and keys[at + 1 : at + 4] in (["and", "a", "half"], ["and", "a", "quarter"]):
        return Number(at, at + 4, (values[0] + table().fractions[keys[at + 3]],), spelled=True)
    return Number(at, at + 1, values) if values else None


def _power(keys: list[str], at: int) -> Number | None:
    """ "5.8e2 per uL": a number as machines print it; "4.1 e9/l" is a unit."""
    exponent = keys[at + 2 : at + 3]
    if keys[at + 1 : at + 2] != ["e"] or not exponent or exponent[0] not in _EXPONENTS:
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
    """ "6 200/mm3": a space between the thousands, before a volume."""
    if len(keys[at]) > 3 or at + 3 >= len(keys) or not _THREE.fullmatch(keys[at + 1]):
        return False
    return keys[at].isdigit() and keys[at + 2] == "/" and keys[at + 3][:2] in ("mm", "ul", "cm")


def _words(keys: list[str], at: int) -> Number | None:
    """ "sixty eight and a half", "a hundred and twelve thousand"; "half" alone is no number, "half a milligram" is."""
    if keys[at : at + 2] == ["half", "a"] and keys[at + 2 : at + 3] in (["mg"], ["milligram"], ["gram"], ["g"]):
        return Number(at, at + 2, (0.5,), spelled=True)
    words = table()
    if keys[at] == "point" and keys[at + 1 : at + 2] and words.words.get(keys[at + 1], 10) < 10:
        return Number(at, at + 2, (words.words[keys[at + 1]] / 10,), spelled=True)  # "point six"
    total = current = 0.0
    end, seen = at, False
    place = at
    while place < len(keys):
        key = keys[place]
        if key in words.words:
            if seen and current % 100 and (current % 10 or words.words[key] > 9):
                break
            current += words.words[key]
        elif key in words.scales and (seen or keys[place - 1 : place] in (["a"], ["one"]) or _bare(keys, place)):
            current = max(current, 1) * words.scales[key]
            if words.scales[key] > 100:
                total, current = total + current, 0
        elif seen and key == "point" and keys[place + 1 : place + 2] and words.words.get(keys[place + 1], 10) < 10:
            tail = words.words[keys[place + 1]]  # "three point one"
            return Number(at, place + 2, (total + current + tail / 10,), spelled=True)
        elif seen and key == "and" and place + 1 < len(keys):
            if keys[place + 1 : place + 3] in (["a", "half"], ["a", "quarter"]):
                return Number(at, place + 3, (total + current + words.fractions[keys[place + 2]],), spelled=True)
            if keys[place + 1] not in words.words or current % 100:
                break
            place += 1
            continue
        else:
            break
        seen, place = True, place + 1
        end = place
    return Number(at, end, (total + current,), spelled=True) if seen else None


def _bare(keys: list[str], at: int) -> bool:
    """ "Hundred thirty pounds": a hundred that more is counted on to, of no hundreds before it."""
    words, before = table(), keys[at - 1 : at] if at else []
    counted = before and (before[0] in words.several or before[0][0].isdigit())
    more = keys[at + 1 : at + 2]
    return words.scales[keys[at]] == _HUNDRED and not counted and bool(more) and more[0] in words.words


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


def number_at(numbers: Iterable[Number], place: int) -> Number | None:
    return next((number for number in numbers if number.start == place), None)


def tidy(value: float) -> float | int:
    return int(value) if value == int(value) else value
