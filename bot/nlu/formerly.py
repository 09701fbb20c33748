"""Values of then where the same is told of now: "94 kilos before all this. 77 now", "AST 240 in spring; last test 38".

Of two numbers of one measure the one that is told of a former time is never taken. The other one is, where nothing else
can be meant by it; where the message says that things have changed and not to what, there is no value."""

from __future__ import annotations

import datetime as dt

from bot.nlu.facts.conversion import convert
from bot.nlu.facts.heart_class import classes
from bot.nlu.facts.no_more_so import no_more_so
from bot.nlu.facts.not_known_now import not_known_now
from bot.nlu.facts.possessed import of_its_day
from bot.nlu.facts.told_when import Standing, alone, day_of, last_tested, may_tell_of_then, of_year, standing
from bot.nlu.facts.unfit import glued, unfit
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.reply.other_measures import of_another_measure
from bot.nlu.treatments.medicines import owner_of
from bot.nlu.treatments.per_kilo import STEROIDS
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("told_when")
_DRUG, _DOSE, _PER_KILO = "oral_steroid_drug", "oral_steroid_dose_mg_day", "prednisone_equiv_mg_per_kg_day"
_LARGEST = {_DOSE: 500, _PER_KILO: 5}
_UNITS = {_DOSE: "dose", _PER_KILO: "per_kilo"}
_NOT_TAKEN = {"PLANNED", "NEGATED", "NOT_GIVEN", "DECLINED", "UNSURE"}
_CLASS = "nyha_class"
_ROUNDED = 0.01
"""By how much a weight in pounds may be rounded."""
_OVER = dt.timedelta(days=7)
"""How long ago a day must be for another value to be told of now."""
_NO_SERIES = {_CLASS, "liver_tests_max_x_uln"}


def of_now(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without values of then; in their place the value of now, where it is told."""
    if not may_tell_of_then(page) and not any(of_its_day(page, n) for n in page.numbers[1:]):
        return found
    kept: list[Finding] = []
    for one in found:
        if one.fact == _CLASS:
            kept += _class_of_now(page, one)
            continue
        number = _number_of(page, one)
        kept += [one] if number is None else _settled(page, one, number)
    return kept


def told_now(page: Page, found: list[Finding]) -> list[Finding]:
    """Values of now that no reader has found as their name stands by what was: "nadir 1.3 in May, recovered to 2.4"."""
    if not may_tell_of_then(page):
        return []
    known = {one.fact for one in found}
    told = [] if _CLASS in known else _class_named_then(page)
    if len(page.numbers) < 2:
        return told
    named = {m.fact: m.start for m in reversed(page.mentions) if m.states and _in_series(m.fact) and not m.means.shy}
    if any("mass" in n.units for n in page.numbers):
        named.setdefault("weight_kg", 0)
    told += [one for fact, at in named.items() if fact not in known for one in _named_then(page, fact, at)]
    drug = next((m for m in page.of_kind(_DRUG) if m.states and m.means.role == "value"), None)
    if drug and not {_DRUG, _DOSE} & known and not _W["ended"] & set(page.keys[drug.end :]):
        told += _taken_now(page, drug)
    return told


def _taken_now(page: Page, drug: Mention) -> list[Finding]:
    """ "Prednisone was 80 when it began. 15 a day now": the drug is taken still."""
    if _NOT_TAKEN & drug.said or any(m.start != drug.start for m in page.of_kind(_DRUG)):
        return []
    dose = _named_then(page, _DOSE, 0)
    return [*dose, Finding(_DRUG, str(drug.means.value), drug.start, drug.end)] if dose else []


def _class_of_now(page: Page, one: Finding) -> list[Finding]:
    """ "NYHA was II at referral, III as of Thursday's clinic"."""
    series = classes(page)
    told = next((n for n in reversed(series) if one.start <= n.start < one.end and n.value == one.value), None)
    if told is None or len(series) < 2 or not standing(page, told, series).then:
        return [one]
    then, later = standing(page, told, series), [n for n in series if n.start > told.start]
    best = max(later, key=lambda n: (standing(page, n, series).sum, n.start), default=None)
    if best is None or then.sum > 0 or not _newer(standing(page, best, series), then):
        return [one]
    named = {at for m in page.mentions for at in range(m.start, m.end)}
    if not alone(page, best, named, series):
        return []
    return [one._replace(value=int(best.value), end=max(one.end, best.end))]


def _class_named_then(page: Page) -> list[Finding]:
    """ "NYHA III on admission in May, II at today's review": the one class of now beside those of then."""
    name = next((m for m in page.of_kind(_CLASS) if m.states and not m.means.shy), None)
    series = [n for n in classes(page) if n.start >= name.end] if name else []
    told = {n.start: standing(page, n, series) for n in series}
    now = [n for n in series if told[n.start].sum > 0]
    if name is None or len(series) < 2 or len(now) != 1 or not all(told[n.start].then for n in series if n not in now):
        return []
    named = {at for m in page.mentions for at in range(m.start, m.end)}
    return (
        [Finding(_CLASS, int(now[0].value), name.start, series[-1].end)] if alone(page, now[0], named, series) else []
    )


def _number_of(page: Page, one: Finding) -> Number | None:
    if not _in_series(one.fact) or one.value == "unknown":
        return None
    places = [n for n in page.numbers if one.start <= n.start < one.end]
    inside = [n for n in places if abs(_value(page, one.fact, n) - float(str(one.value))) < _ROUNDED]
    return inside[-1] if inside else None


def _in_series(fact: str) -> bool:
    measured = fact in says() and says()[fact].kind == "measure" and fact not in _NO_SERIES
    return measured or fact in _LARGEST


def _settled(page: Page, one: Finding, number: Number) -> list[Finding]:
    told, day = standing(page, number), day_of(page, number)
    if told.then and told.sum <= 0 and not_known_now(page, number):
        return [one._replace(value="unknown")] if one.fact in page.asked else []
    if no_more_so(page, one.fact, number) and not _others(page, one, number):
        return []
    of_then, last = told.then and told.sum <= 0, last_tested(page, number)
    if (
        not (of_then or last)
        and day is None
        and not any(of_its_day(page, n) for n in page.numbers if n.start > number.start)
    ):
        return [one]
    others = _others(page, one, number)
    later = max(others, key=lambda n: (standing(page, n).sum, n.start), default=None)
    dated = [n for n in others if day and (day_of(page, n) or day) > day]
    if later is None:
        return [] if of_then and told.sum < -1 and _changed(page, number) else [one]
    again = day is not None and _told_again(page, day, told, later, number)
    again = again or last and standing(page, later).sum > told.sum
    elliptic = later.start > number.start and of_its_day(page, later) and told.sum <= 1
    if not dated and not elliptic and not again and not (of_then and _newer(standing(page, later), told)):
        return [one]
    later = dated[-1] if dated else later  # "on the 19th (1.2), again on the 21st, 2.3"
    if not _alone(page, later, one.fact):
        return []
    start, end = min(one.start, later.start), max(one.end, later.end)
    return [one._replace(value=_value(page, one.fact, later), start=start, end=end)]


def _others(page: Page, one: Finding, number: Number) -> list[Number]:
    """Other numbers behind the name that may be a value of the same fact."""
    named = min((m.start for m in page.of_kind(one.fact) if m.start < number.start), default=0)
    return [n for n in page.numbers if n.start != number.start and n.start >= named and _may_be(page, one.fact, n)]


def _told_again(page: Page, day: dt.date, told: Standing, later: Number, number: Number) -> bool:
    """ "Plts 68 in Sept, 121 on this wk's FBC": a value of a day that is over, and another that is told of now."""
    over = day < page.as_of - _OVER and told.sum <= 1
    return over and later.start > number.start and standing(page, later).sum > max(0, told.sum)


def _newer(now: Standing, then: Standing) -> bool:
    """Whether of two numbers the first is of now: told so, or of no time where the other one surely is of then."""
    return now.sum > then.sum and (now.sum >= 1 if then.sum > -2 else now.sum >= 0)


def _named_then(page: Page, fact: str, at: int) -> list[Finding]:
    """The one number of a fact that is told of now, where another one is told of then."""
    end = min((m.start for m in page.mentions if m.start > at and _other_measure(m, fact)), default=len(page.keys))
    series = [n for n in page.numbers if at <= n.start < end and (_may_be(page, fact, n) or _would_be(page, fact, n))]
    told = {n.start: standing(page, n) for n in series}
    now = [n for n in series if told[n.start].sum > 0 and _may_be(page, fact, n)]
    if len(now) != 1 or not any(one.then and one.sum <= 0 for one in told.values()):
        return []
    if not _alone(page, now[0], fact) or _of_another(page, now[0]):
        return []
    return [
        Finding(fact, _value(page, fact, now[0]), min(series[0].start, now[0].start), max(series[-1].end, now[0].end))
    ]


def _value(page: Page, fact: str, number: Number) -> float | int:
    """What a number is of a fact; 0 where it can be none."""
    if fact in _LARGEST:
        return int(number.value) if number.value == int(number.value) else number.value
    value = convert(page, fact, number)[0] or 0
    return round(value, 2) if fact == "weight_kg" else value


def _may_be(page: Page, fact: str, number: Number) -> bool:
    """Whether a number may be a value of a fact."""
    if page.clause_at(number.start).asks or glued(page, number) or of_another_measure(page, number, fact):
        return False
    beside = [*page.keys[number.start - 1 : number.start], *page.keys[number.end : number.end + 1]]
    if not number.units and {"/", "%"} & set(beside) or beside[:1] == ["not"] or page.keys[number.start] == "one":
        return False  # "35 / 45", "0.9 not 0.4", "the kidney one"
    would_be = _would_be(page, fact, number) and not page.in_date(number.start)
    return would_be and (fact in _LARGEST or not unfit(page, number, fact))


def _would_be(page: Page, fact: str, number: Number) -> bool:
    """A number in a unit of the fact or in none, that may have been its value."""
    if fact in _LARGEST:
        owner = owner_of(page, number)
        if owner and owner.fact not in STEROIDS:
            return False
        return number.units.keys() <= {_UNITS[fact]} and 0 < number.value <= _LARGEST[fact]
    if not number.units and _of_age(page, number) and (fact == "weight_kg" or not _now_beside(page, number)):
        return False
    fits = not number.units or (says()[fact].unit or "") in number.units
    dated = page.in_date(number.start) or of_year(page, number.start)
    return fits and not dated and _value(page, fact, number) > 0


def _of_age(page: Page, number: Number) -> bool:
    """ "71 kg on Monday and I'm 44", "she is 50"."""
    before = page.keys[max(0, number.start - 2) : number.start]
    if _W["unladen"] & set(page.keys[number.end : number.end + 1]):
        return False  # "with the wheelchair 118, I'm 77 without"
    return bool(_W["of_age"] & set(before[-1:])) or before in (["he", "is"], ["she", "is"])


def _now_beside(page: Page, number: Number) -> bool:
    """ "Platelets were 60, she's 98 now": no age."""
    return bool(_W["now"] & set(page.keys[number.end : number.end + 2]))


def _alone(page: Page, number: Number, fact: str) -> bool:
    return alone(page, number, {at for m in page.of_kind(fact) for at in range(m.start, m.end)})


def _changed(page: Page, number: Number) -> bool:
    """Whether what follows says that it is no longer so: "... off it since Easter", "... and now I'm shrinking"."""
    return bool(_W["changed"] & set(page.keys[number.until :]))


def _other_measure(mention: Mention, fact: str) -> bool:
    return mention.fact != fact and says()[mention.fact].kind == "measure"


def _of_another(page: Page, number: Number) -> bool:
    clause = page.clause_at(number.start)
    return page.cast.other(number.start, clause, page.sentence(clause)[0].start)
