"""A bare number after a word of correction replaces the number before it: "Age 58. Sorry, 85"."""

from __future__ import annotations

from bot.nlu.facts.conversion import convert
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.repairs import to_come
from bot.nlu.retractions import STRONG
from bot.nlu.vocabulary import catalogue, word_lists

_W = word_lists("corrections")

_WORDS = _W["words"]
_REACH = 16


def correct(page: Page, findings: list[Finding]) -> list[Finding]:
    """The findings with corrected numbers in place of the ones they correct."""
    instead = {number.start for number in page.numbers if _by_itself(page, number)}
    result = [one for one in findings if one.fact != "age_years" or one.start not in instead]
    taken = {at for one in result for at in range(one.start, one.end)}
    taken |= {at for m in page.mentions for at in range(m.start, m.end)}  # the 1 of LGI1
    for number in page.numbers:
        if number.start in taken or "time_day" in number.units or not _corrects(page, number):
            continue
        if {"typo", "wrong", "mistake", "before"} & set(page.keys[number.end : number.end + 4]):
            continue  # "sorry, 17 was a typo"
        if page.keys[number.start - 1 : number.start] == ["not"]:
            continue  # "0.7 not 0.4"
        if to_come(page, number.end):
            continue
        before = [one for one in result if _numeric(one) and 0 <= number.start - one.end <= _REACH]
        if before:
            last = max(before, key=lambda one: one.end)
            value = _value(page, last, number)
            if value is not None:
                result = [one for one in result if one.fact != last.fact]
                result.append(last._replace(value=value, end=number.end))
    return result


def _corrects(page: Page, number: Number) -> bool:
    """A word of correction stands before the number; a "no" only where it answers: "54, no, 45", not "no vax in 8"."""
    waiting = page.keys[max(0, number.start - 5) : number.start].count("and")  # "watch and wait" corrects nothing
    if any(_taken_back(page, sign, number) for sign in page.corrections if sign.of == STRONG):
        return True
    for at in range(max(0, number.start - 4), number.start):
        if page.keys[at] == "wait" and waiting or any(at < m.start < number.start for m in page.mentions):
            continue  # "one day yes, one day no. And Imuran 100 mg"
        if page.keys[at] in _WORDS and (page.keys[at] != "no" or at + 1 == number.start or page.keys[at + 1] in ",.-"):
            return True
    return _at_last(page, number)


def _by_itself(page: Page, number: Number) -> bool:
    """ "72 kilos. Strike that, those are my wife's. 85": a sentence of one number, which no age can be."""
    sentence = page.sentence(page.clause_at(number.start))
    rest = {*page.keys[sentence[0].start : number.start], *page.keys[number.end : sentence[-1].end]}
    if any(key.isalnum() for key in rest) or number.start < 2:
        return False
    told = any("mass" in other.units for other in page.numbers if other.end <= number.start)
    return told and any(
        sign.of == STRONG and sign.end <= number.start <= sign.end + _REACH for sign in page.corrections
    )


def _taken_back(page: Page, sign: Found[str], number: Number) -> bool:
    """ "Weight is 58, sorry, I was reading my wife's line, I'm 85 kg": the first number after the correction."""
    same = page.clause_at(sign.start).sentence == _sentence(page, number)
    if not 0 <= number.start - sign.end <= _REACH or not same and not _by_itself(page, number):
        return False
    named = any(sign.end <= m.start < number.start for m in page.mentions)
    return not named and not any(sign.end <= n.start < number.start for n in page.numbers)


def _sentence(page: Page, number: Number) -> int:
    return page.clause_at(number.start).sentence


def _at_last(page: Page, number: Number) -> bool:
    """ "I'm 46, no wait, I had my birthday on Friday, 47": the number that ends the message, after a second thought."""
    if _W["second_thought"] & set(page.keys[max(0, number.start - 4) : number.start]):
        return True  # "I'm 69, no hang on, 70 since August"
    return number.end >= len(page.keys) - 1 and bool(
        _W["second_thought"] & set(page.keys[max(0, number.start - _REACH) : number.start])
    )


def _numeric(finding: Finding) -> bool:
    return catalogue()[finding.fact]["type"] in ("integer", "number") and not isinstance(finding.value, str)


def _value(page: Page, finding: Finding, number: Number) -> float | int | None:
    if finding.fact not in (
        "age_years",
        "oral_steroid_dose_mg_day",
        "contraception_days",
        "prednisone_equiv_mg_per_kg_day",
    ):
        return convert(page, finding.fact, number)[0]
    low, high = catalogue()[finding.fact]["range"]
    whole = int(number.value) if number.value == int(number.value) else number.value
    return whole if low <= number.value <= high else None
