"""The words in which doses are told (bot/nlu/doses.yml)."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bot.nlu.vocabulary import load_yaml


class _Words(BaseModel):
    """bot/nlu/doses.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    times: dict[float, list[str]]
    number_times: list[str]
    turns: list[str]
    hourly: set[str]
    parts_of_day: set[str]
    with_food: set[str]
    a_part: set[str]
    of_a_part: set[str]
    rates: set[str]
    numbered: set[str]
    about_an_hour: set[str]
    timed: set[str]
    looks: set[str]
    owned: set[str]
    weekdays: set[str]
    pieces: set[str]
    restating: set[str]
    counting: set[str]
    strengths: dict[str, float]
    strength: dict[str, float]
    and_more: set[str]
    its_since: set[str]
    strength_leads: set[str]
    strength_is: set[str]
    of_each: set[str]
    between_count_and_strength: set[str]
    glue: set[str]
    joins: set[str]
    further: set[str]
    to_a_dose: set[str]
    ranges: set[str]
    nothing: set[str]
    dose_is: set[str]
    will: set[str]
    goes_on: set[str]
    today: set[str]
    stepped: set[str]
    papers: set[str]
    prescribed: set[str]
    writing: set[str]
    meant: set[str]
    till: set[str]
    then_on: set[str]
    half_of: set[str]
    takes: set[str]
    the_dose: set[str]
    of_taking: set[str]
    rather: set[str]
    taken_really: set[str]
    taken_back: set[str]
    changes: set[str]
    changed: set[str]
    current_before: set[str]
    current_after: set[str]
    former_before: set[str]
    former_after: set[str]
    of_then: set[str]
    coming_before: set[str]
    coming_after: set[str]


@lru_cache(maxsize=1)
def words() -> _Words:
    return _Words.model_validate(load_yaml("doses.yml"))
