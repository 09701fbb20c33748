"""Numbers in words: "sixty eight and a half", "three lakh twenty thousand", "nought point nine five"."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bot.nlu.vocabulary import load_yaml

_HUNDRED, _DIGITS = 100, 10


class _Table(BaseModel):
    """bot/nlu/units.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    units: dict[str, dict[float, list[str]]]
    words: dict[str, int]
    scales: dict[str, int]
    several: frozenset[str]
    """Before a hundred these count no number: "several hundred"."""
    noughts: frozenset[str]
    """Before and after a point these are nought: "oh point four", "nought point nine"."""
    points: frozenset[str]
    per: frozenset[str]
    cells: frozenset[str]
    volumes: dict[float, list[str]]
    """Words for a part of blood, with the factor from so many in it to so many in a microlitre."""
    fractions: dict[str, float]
    before_a_part: frozenset[str]
    after_no_part: frozenset[str]
    """ "Ten and half of them", "20 and half the time": no ten and a half."""
    romans: dict[str, int]
    doubling: dict[str, int]
    after_doubling: list[str]


@lru_cache(maxsize=1)
def table() -> _Table:
    return _Table.model_validate(load_yaml("units.yml"))


@lru_cache(maxsize=1)
def starts() -> frozenset[str]:
    """The words with which a number in words may begin; most words of a message are none and are passed over."""
    words = table()
    return frozenset({"half", *words.words, *words.scales, *words.noughts, *words.points, *words.doubling})


def spelled(keys: list[str], at: int) -> tuple[int, float] | None:
    """The token after the number in words that starts at a token, and the number."""
    words = table()
    if keys[at : at + 2] == ["half", "a"] and keys[at + 2 : at + 3] in (["mg"], ["milligram"], ["gram"], ["g"]):
        return at + 2, 0.5  # "half" alone is no number, "half a milligram" is
    if keys[at] in words.noughts or keys[at] in words.points:
        return _below_one(keys, at) or (None if keys[at] not in words.words else (at + 1, float(words.words[keys[at]])))
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
        elif seen and key in words.points and (tail := decimals(keys, place + 1)):
            return tail[0], round(total + current + tail[1], 6)  # "three point one"
        elif seen and (part := and_a_part(keys, place)):
            return part[0], total + current + part[1]
        elif seen and key == "and" and place + 1 < len(keys):
            if keys[place + 1] not in words.words or current % 100:
                break
            place += 1
            continue
        else:
            break
        seen, place = True, place + 1
        end = place
    return (end, total + current) if seen else None


def and_a_part(keys: list[str], at: int) -> tuple[int, float] | None:
    """ "And a half", "n half", "& a quarter": where it ends and how much it is; not "and half of them"."""
    words = table()
    if keys[at : at + 1] == [] or keys[at] not in words.before_a_part:
        return None
    place = at + 1 + (keys[at + 1 : at + 2] == ["a"])
    part = words.fractions.get(keys[place]) if place < len(keys) else None
    after = keys[place + 1] if place + 1 < len(keys) else ""
    sure = place > at + 1 or after not in words.after_no_part
    return (place + 1, part) if part and sure else None


def _below_one(keys: list[str], at: int) -> tuple[int, float] | None:
    """ "Point six", "nought point nine five", "oh point four"."""
    words = table()
    point = at if keys[at] in words.points else at + 1
    if keys[point : point + 1] == [] or keys[point] not in words.points:
        return None
    bare = point == at and keys[point + 1 : point + 2] != [] and keys[point + 1].isdigit()
    return None if bare else decimals(keys, point + 1)  # "point 1: ..." numbers what is said


def decimals(keys: list[str], at: int) -> tuple[int, float] | None:
    """What stands after a point, each digit in a word of its own ("nine five") or tens and ones ("ninety five")."""
    words, found, place = table(), "", at
    if keys[at : at + 1] and keys[at].isdigit():
        return at + 1, float(f"0.{keys[at][:6]}")
    while place < len(keys):
        digit = 0 if keys[place] in words.noughts else words.words.get(keys[place], _HUNDRED)
        if digit >= _DIGITS:
            break
        found, place = f"{found}{digit}", place + 1
    if not found and place < len(keys) and (tens := words.words.get(keys[place], 0)) >= _DIGITS:
        ones = words.words.get(keys[place + 1], _DIGITS) if tens >= 2 * _DIGITS and place + 1 < len(keys) else _DIGITS
        found, place = str(tens + ones % _DIGITS), place + (2 if 0 < ones < _DIGITS else 1)
    if len(found) > 1 and keys[place : place + 1] and keys[place] in _times():
        found, place = found[:-1], place - 1  # "nine point eight two weeks ago"
    return (place, float(f"0.{found}")) if found else None


@lru_cache(maxsize=1)
def _times() -> frozenset[str]:
    return frozenset(name for names in table().units["time_day"].values() for name in names if len(name) > 1)


def _bare(keys: list[str], at: int) -> bool:
    """ "Hundred thirty pounds": a hundred that more is counted on to, of no hundreds before it."""
    words, before = table(), keys[at - 1 : at] if at else []
    counted = before and (before[0] in words.several or before[0][0].isdigit())
    more = keys[at + 1 + (keys[at + 1 : at + 2] == ["and"]) :][:1]  # "hundred and twenty nine"
    return words.scales[keys[at]] == _HUNDRED and not counted and bool(more) and more[0] in words.words
