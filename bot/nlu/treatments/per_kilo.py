"""Steroid doses told for each kilogram of weight, as prednisone."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.doses import daily
from bot.nlu.treatments.medicines import DRUG, owner_of
from bot.nlu.vocabulary import derivations, word_lists

_W = word_lists("medicines")

FACT = "prednisone_equiv_mg_per_kg_day"
STEROIDS = (DRUG, "tx_steroid_any", "tx_high_dose_steroid")
_TOLD_WITHIN = 5
"""Words behind a dose in which it is called one of prednisone."""
_LARGEST = 5
"""Milligrams for a kilogram a day above which a number is no dose by mouth."""


def read(page: Page, current: Collection[int]) -> list[Finding]:
    """The dose a kilogram of the drug taken now (its mention begins at one of `current`), or of none by name."""
    numbers = of_steroids(page)
    named = any(m.fact in STEROIDS and m.states for m in page.mentions)
    if not numbers or not (named or _W["equivalent"] & page.words or FACT in page.asked):
        return []
    dose = daily(page, numbers)
    if dose is None or dose.value is None:
        return []
    number = next(n for n in numbers if n.start >= dose.start)
    owner = owner_of(page, number)
    drug = next((m for m in page.of_kind(DRUG) if owner and m.start == owner.start), None)
    factor = 1.0
    if drug is not None and not equivalent(page, drug, number) and not _told_as_prednisone(page, number):
        if drug.start not in current and FACT not in page.asked:
            return []
        factor = _as_prednisone(str(drug.means.value))
    value = round((number.value if _a_day(page, number) else dose.value) * factor, 4)
    return [Finding(FACT, value, dose.start, number.until)] if value else []


def _told_as_prednisone(page: Page, number: Number) -> bool:
    """ "Methylpred 24 mg/d, i.e. 0.5 mg/kg/d pred equiv", "dex 3 mg, 0.4 mg/kg/d as prednisone": converted already."""
    end = number.after("per_kilo")
    clause = page.clause_at(number.start)
    behind = page.keys[end : min(clause.end, end + _TOLD_WITHIN)]
    before = page.keys[max(clause.start, number.start - _TOLD_WITHIN) : number.start]
    if _W["converted"] & set(before) and _W["equivalent"] & set(before) - {"equiv", "equivalent"}:
        return True  # "pred-equiv 1.0 mg/kg/d"
    return bool(_W["converted"] & set(behind)) or behind[:1] == ["as"] and bool(_W["equivalent"] & set(behind))


def _a_day(page: Page, number: Number) -> bool:
    """ "3 mg bid = 0.67 mg/kg/d": already what is taken in a day."""
    return page.keys[number.start - 1 : number.start] == ["="] and bool(
        _W["a_day"] & set(page.keys[number.end : number.after("per_kilo")])
    )


def of_steroids(page: Page) -> list[Number]:
    """The doses a kilogram that are said of no other medicine, nor of another person."""
    found = []
    for number in page.numbers:
        if "per_kilo" not in number.units or number.value > _LARGEST:
            continue
        clause, owner = page.clause_at(number.start), owner_of(page, number)
        if clause.asks or page.cast.other(number.start, clause, clause.start):
            continue
        if owner is None or owner.fact in STEROIDS or _told_as_prednisone(page, number):
            found.append(number)
    return found


def equivalent(page: Page, mention: Mention, number: Number | None = None) -> bool:
    """ "(= prednisone 0.4 mg/kg/d)" converts another drug's dose; "dex 0.1 mg/kg, equiv ..." does not before it."""
    around = page.keys[max(0, mention.start - 2) : mention.start]
    around += page.keys[mention.end : number.start if number and number.start > mention.end else mention.end + 1]
    return bool({"=", *_W["converted"]} & set(around))


@lru_cache(maxsize=8)
def _as_prednisone(code: str) -> float:
    """How many milligrams of prednisone one of the drug stands for; 0 where the catalogue does not say."""
    parameters = next(one["parameters"] for one in derivations() if one["fact"] == FACT)
    equal: dict[str, float] = parameters["equal_mg"]
    return equal[parameters["reference"]] / equal[code] if code in equal else 0.0
