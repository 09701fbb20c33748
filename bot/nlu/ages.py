"""Age in completed years: which numbers of a message are one."""

from __future__ import annotations

from bot.nlu import age_wordings, births
from bot.nlu.numbers import Number
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists
from bot.nlu.weight import weight_since

_W = word_lists("demographics")


def read(page: Page) -> list[Finding]:
    born = births.read(page)
    if born:
        return [born]
    found = []
    for number in page.numbers:
        age = _age(page, number)
        if age is None:
            continue
        clause = page.clause_at(number.start)
        if not clause.asks and not page.cast.other(
            number.start, clause, age_wordings.sentence_start(page, number.start)
        ):
            found.append(Finding("age_years", age, number.start, number.end))
    return found


def _age(page: Page, number: Number) -> int | None:
    """The completed years that a number states as an age, or None."""
    value = float(int(number.value)) if number.spelled else number.value
    if not 0 < value <= 120 or value != int(value) or page.in_date(number.start):
        return None
    before = page.keys[max(0, number.start - 4) : number.start]
    after = page.keys[number.end : number.end + 4]
    if after[:2] == ["and", "change"] or any(
        "mass" in n.units and weight_since(page, n) is number for n in page.numbers
    ):
        return None  # "sixty and change"; "he was 90 kilos, he's 84 now"
    if not (
        age_wordings.old(before, after)
        or after[:2] == ["to", "be"]
        and bool({"exact", "precise"} & set(after[2:]))
        and not number.units
        or age_wordings.birthday(page, number)
        or age_wordings.aged(before, after)
        or age_wordings.with_sex(page, number, before, after)
        or age_wordings.i_am(page, number, before, after)
        or age_wordings.of_person(page, number)
        or before[-1:] == ["of"]
        and bool(_W["sexes_in_full"] & set(before[-2:-1]))
        and age_wordings.bare_years(page, number)
        or age_wordings.by_itself(page, number)
    ):
        return None
    return completed(page, number)


def completed(page: Page, number: Number) -> int:
    """The years completed by somebody who names this age: "nearly 55" and "55 next month" are 54."""
    value = int(number.value)
    before = page.keys[max(0, number.start - 4) : number.start]
    after = page.keys[number.end : number.end + 4]
    ordinal = after[1:2] == ["birthday"]
    if after[:1] in (["next"], ["soon"], ["tomorrow"]) or {"turn", "turns"} & set(before[-1:]):
        return value - 1
    coming = _W["coming"] & set(before) and not ordinal
    ahead = {"next", "soon", "tomorrow", "new"} & set(after) or after[:1] == ["in"] and after[1:2] != ["the"]
    ahead = ahead or after[:1] == ["on"]
    turned = {"turned", "just"} & set(before)
    return value - 1 if coming and not turned and (ahead or _W["nearly"] & set(before)) else value
