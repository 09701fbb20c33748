"""Signs of danger that are numbers: a pressure, a temperature, how long a seizure lasts."""

from __future__ import annotations

from bot.nlu.danger.present import dated_long_ago
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("safety")

_LONG_SEIZURE = 5
"""Minutes from which a seizure is an emergency."""
_GRAVE_BELOW = {"bp": 90, "sbp": 90, "gcs": 14, "uo": 30}
"""Systolic pressure in mmHg (clinical reference 6.1), points of the Glasgow scale, millilitres of urine an hour."""


def grave(page: Page, sign: Found[str]) -> bool:
    """Whether a sign that is a measured value is out of order: a systolic pressure, a coma scale."""
    least = _GRAVE_BELOW.get(page.keys[sign.start])
    values = [number.value for number in page.numbers if sign.start < number.start < sign.end]
    value = values[-1 if page.keys[sign.start] == "gcs" else 0] if values else None  # "GCS 15 -> 10"
    return least is None or value is None or value < least


def hot(page: Page, number: Number) -> bool:
    """A body temperature of a fever, in Celsius or Fahrenheit."""
    celsius, fahrenheit = 38 <= number.value < 43, 100.4 <= number.value < 108
    clause = page.clause_at(number.start)
    if not (celsius or fahrenheit) or clause.asks or dated_long_ago(page, clause.start, clause.end):
        return False
    if page.keys[number.end : number.end + 1] in (["c"], ["f"]):  # "39 C"; "41F" is a woman of 41
        return celsius == (page.keys[number.end] == "c")
    around = set(page.keys[max(0, number.start - 4) : number.end + 3])
    if number.value % 1 and celsius and set(page.keys[number.start - 1 : number.start]) & _W["before_a_temperature"]:
        return not set(page.keys[number.end : number.end + 1]) & _W["units_of_others"]  # "I've 38.6"
    return bool(around & _W["temperature"]) and not around & {"no", "kg"}


def lasts(page: Page, places: set[tuple[int, int]]) -> bool:
    """A seizure with a duration of five minutes or more in its sentence."""
    sentences = {page.clause_at(start).sentence for start, _ in places}
    for number in page.numbers:
        unit = page.keys[number.end : number.end + 1]
        minutes = number.value * (60 if unit and unit[0].startswith("h") else 1)
        if unit and unit[0] in _W["minutes"] and minutes >= _LONG_SEIZURE:
            clause = page.clause_at(number.start)
            if (
                clause.sentence in sentences
                and not clause.asks
                and page.keys[number.end + 1 : number.end + 2] != ["ago"]
            ):
                return True
    return False
