"""Signs of danger that are numbers: a pressure, a temperature, how long a seizure lasts."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bot.nlu.danger.present import dated_long_ago
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("safety")
_PRESSURE = "low_pressure"
_LOWEST, _HIGHEST = 60, 260
"""Between these a number may be a systolic pressure."""


class Measures(BaseModel):
    """bot/nlu/danger_measures.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    in_order_from: dict[str, float]
    long_seizure_minutes: float
    fever: dict[str, tuple[float, float]]


@lru_cache(maxsize=1)
def _measures() -> Measures:
    return Measures.model_validate(load_yaml("danger_measures.yml"))


def fever(value: float, scale: str = "") -> bool:
    """Whether a temperature is a fever, by the scale it is told in ("c", "f") or, without one, by either."""
    return any(low <= value < high for name, (low, high) in _measures().fever.items() if scale in ("", name))


def grave(page: Page, sign: Found[str]) -> bool:
    """Whether a sign that is a measured value is out of order: a systolic pressure, a coma scale; not the "still wants
    to" of "still wants to be here"."""
    if page.keys[sign.end - 1 : sign.end] == ["to"] and _W["staying"] & set(page.keys[sign.end : sign.end + 2]):
        return False
    least = _measures().in_order_from.get(page.keys[sign.start])
    values = [number.value for number in page.numbers if sign.start < number.start < sign.end]
    value = values[-1 if page.keys[sign.start] == "gcs" else 0] if values else None  # "GCS 15 -> 10"
    return least is None or value is None or value < least and not (sign.of == _PRESSURE and _usual(page, sign))


def _usual(page: Page, sign: Found[str]) -> bool:
    """ "Neurogenic hypotension, 84/50 is her usual": how it always is; not "84/50, usually 130/80", "not her usual"."""
    sentence = page.sentence(page.clause_at(sign.start))
    start, end = sentence[0].start, sentence[-1].end
    if end < len(page.keys) and page.keys[end] in _W["that"]:  # "BP 84/50. That's her baseline."
        end = page.clause_at(end).end
    words = page.keys[start:end]
    if not _W["as_always"] & set(words) or _W["changed_now"] & set(words):
        return False
    pressures = [n for n in page.numbers if start <= n.start < end and _LOWEST <= n.value <= _HIGHEST]
    return len([n for n in pressures if page.keys[n.start - 1 : n.start] != ["/"]]) == 1


def hot(page: Page, number: Number) -> bool:
    """A body temperature of a fever, in Celsius or Fahrenheit."""
    clause = page.clause_at(number.start)
    told = page.sentence(clause) if clause.aside else [clause]  # "sepsis in Feb 2025 (T 40.1, rigors)"
    if not fever(number.value) or clause.asks or dated_long_ago(page, told[0].start, told[-1].end):
        return False
    scale = page.keys[number.end] if number.end < len(page.keys) else ""
    if scale in _measures().fever:  # "39 C"; "41F" is a woman of 41
        return fever(number.value, scale)
    sentence = page.sentence(clause)
    if (sentence[0].start, sentence[-1].end) in {(number.start, number.end), (number.start, number.end + 1)}:
        return number.value % 1 > 0 and fever(number.value, "c")  # "39.2. Day 9 after endoxan."
    around = set(page.keys[max(0, number.start - 4) : number.end + 3])
    named = _W["before_a_temperature"] & set(page.keys[number.start - 1 : number.start])
    if named and number.value % 1 and fever(number.value, "c"):
        return not set(page.keys[number.end : number.end + 1]) & _W["units_of_others"]  # "I've 38.6"
    return bool(around & _W["temperature"]) and not around & {"no", "kg"}


def lasts(page: Page, places: set[tuple[int, int]]) -> bool:
    """A seizure with a duration of five minutes or more in its sentence."""
    sentences = {page.clause_at(start).sentence for start, _ in places}
    for number in page.numbers:
        unit = page.keys[number.end : number.end + 1]
        minutes = number.value * (60 if unit and unit[0].startswith("h") else 1)
        if unit and unit[0] in _W["minutes"] and minutes >= _measures().long_seizure_minutes:
            clause = page.clause_at(number.start)
            if (
                clause.sentence in sentences
                and not clause.asks
                and page.keys[number.end + 1 : number.end + 2] != ["ago"]
            ):
                return True
    return False
