"""Numbers in the unit of their fact: factors, units that were left out, counts as laboratories print them."""

from __future__ import annotations

from functools import cache

from bot.nlu.facts.nearest import number_after
from bot.nlu.facts.unfit import WHITE_CELLS
from bot.nlu.language.number_words import table
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("conversion")
_FLUIDS = word_lists("measures")["other_fluids"]

_COUNT_FACTOR = 1000.0
_HUNDRED, _LAKH, _FEW = 100, 100000, 10
_LEAST_ENZYME = 5
_DIGITS, _MOST_THOUSANDS = 3, 999
_RANGES = frozenset({"-", "to", "/", "."})
_KATAL = 10
"""Below this a liver enzyme without a unit beside one in microkatals is in microkatals too."""


def convert(page: Page, fact: str, number: Number) -> tuple[float | int | None, str]:
    """The number in the fact's unit, and a doubt where a unit was assumed. None where it cannot be that fact."""
    family = says()[fact].unit or ""
    low, high = catalogue()[fact]["range"]
    if fact in WHITE_CELLS and ("percent" in number.units or _more_than_all(page, fact, number)):
        return share_of_white_cells(page, number), "computed"
    if _lakhs(page, fact, number):
        lakhs = page.keys[number.end : number.end + 1] == ["l"] and page.raw(number.end) == "L"
        return (round(number.value * _LAKH) if lakhs else None), "unit"
    factor, doubt = _factor(page, family, number)
    for reading in _thousands(page, number) if family == "count" else number.readings:
        scaled = _bare_count(fact, reading) if family == "count" and factor is None else reading * (factor or 1.0)
        if family == "count" and factor == 1.0 and reading < max(number.readings):
            continue
        if low <= scaled <= high and _plausible(fact, scaled, bool(number.units)):
            value = round(scaled, 4)
            return (int(value) if value == int(value) else value), doubt
    return None, ""


def _thousands(page: Page, number: Number) -> tuple[float, ...]:
    """ "Leucocytes 5 640, plaquettes 243 000": three digits more after a space; of "150-400" they open a range."""
    more = page.keys[number.end : number.end + 2]
    grouped = more and len(more[0]) == _DIGITS and more[0].isdigit() and number.value == int(number.value)
    if not grouped or number.units or number.value > _MOST_THOUSANDS or more[1:] and more[1] in _RANGES:
        return number.readings
    return (float(f"{int(number.value)}{more[0]}"),)


def _lakhs(page: Page, fact: str, number: Number) -> bool:
    """ "Platelets 1.5 L", "platelets 2.1": so few with a decimal are lakhs, or what they are is not told."""
    return fact == "platelets_per_mm3" and not number.units and number.value < _FEW and number.value % 1 != 0


def _more_than_all(page: Page, fact: str, number: Number) -> bool:
    """ "TLC 7,800/cumm, P60 L32", "WBC 6.2, neutrophils 71": without a unit 60 thousand would be more than all."""
    if number.units or number.value > _HUNDRED or number.value != int(number.value):
        return False
    white = share_of_white_cells(page, Number(number.start, number.end, (float(_HUNDRED),)))
    return white is not None and _bare_count(fact, number.value) > white


def _plausible(fact: str, value: float, unit: bool) -> bool:
    """ "GPT 4" without a unit is no liver test."""
    if says()[fact].unit == "enzyme" and value < _LEAST_ENZYME and not unit:
        return False  # nor is "ALT 0.6"
    return fact != "weight_kg" or value >= 25


def _factor(page: Page, family: str, number: Number) -> tuple[float | None, str]:
    if family in number.units:
        return number.units[family][0], ""
    if family == "mass" and not number.units:
        clause = page.clause_at(number.start)
        earlier = [n for n in page.numbers if family in n.units and clause.start <= n.start < number.start]
        if earlier:
            return earlier[-1].units[family][0], ""  # "from 190 pounds to 171"
        return _headed(page, family, number), ""
    if family == "enzyme" and number.value < _KATAL:
        beside = [n for n in page.numbers if "enzyme" in n.units and n.value < _KATAL]
        if not beside and (headed := _headed(page, family, number)):
            return headed, ""
        return (beside[0].units["enzyme"][0], "unit") if beside else (None, "")  # "ALAT 0.9 µkat/l, ASAT 0.55"
    if family == "count":
        shared = _shared_unit(page, number)
        return shared, "" if shared else "unit"
    if family == "hemoglobin" and number.value > 30:
        return 0.1, "unit"
    if family == "creatinine" and number.value > 25:
        return 1 / 88.4, "unit"
    return None, ""


def _headed(page: Page, family: str, number: Number) -> float | None:
    """ "µkat/L: ALAT 0,6, ASAT 0,5", "weight (lb): 165", "in pounds: 143": the unit that heads what is told."""
    start = page.sentence(page.clause_at(number.start))[0].start
    for at in range(number.start - 1, start - 1, -1):
        factor = _heading_units().get((family, page.keys[at]))
        around = {*page.keys[max(start, at - 1) : at], *page.keys[at + 1 : number.start]}
        if factor is not None and (at == start or _W["around_a_unit"] & around):
            return factor
    return None


@cache
def _heading_units() -> dict[tuple[str, str], float]:
    """The first words of the units that a heading is looked through for, but stones, which come with pounds."""
    named: dict[tuple[str, str], float] = {}
    for family in ("mass", "enzyme"):
        for factor, names in table().units[family].items():
            named |= {(family, name.split()[0]): float(factor) for name in names}
    return {key: factor for key, factor in named.items() if key[1] in _W["heading_units"]}


def _shared_unit(page: Page, number: Number) -> float | None:
    """ "WBC 4.1, ALC 0.58, PLT 79 (all x10^9/L)", "78 not 87 K/uL"."""
    for later in page.numbers:
        if later.start > number.start and "count" in later.units:
            between = page.keys[number.end : later.start]
            if between == ["not"] or ("all" in page.keys[number.end :] and later.start - number.end < 12):
                return later.units["count"][0]
    text = page.keys[number.end :]
    if "all" in text:
        for other in page.numbers:
            if "count" in other.units:
                return other.units["count"][0]
        place = number.end + text.index("all")
        if page.keys[place + 1 : place + 6] in (
            ["x", "10", "^", "9", "/"],
            ["10", "^", "9", "/", "l"],
            ["x", "10", "9", "/", "l"],
        ):
            return _COUNT_FACTOR
    return None


def _bare_count(fact: str, reading: float) -> float:
    """A count without a unit: small numbers are x10^9/L, as laboratories print them."""
    limit = 2000 if fact == "platelets_per_mm3" else 150
    return reading * _COUNT_FACTOR if reading < limit else reading


def share_of_white_cells(page: Page, number: Number) -> float | None:
    """A percentage of the white cells that the message counts, per mm3."""
    counts = page.of_kind("wbc_per_mm3")
    for mention in [m for m in counts if m.start < number.start][-1:] or counts:
        if _FLUIDS & set(page.keys[mention.clause.start : mention.start]):
            continue  # "CSF WBC 12, 80% lymphocytes"
        white = number_after(page, mention)
        if white:
            value, _ = convert(page, "wbc_per_mm3", white)
            return round(value * number.value / 100) if value else None
    return None
