"""Arithmetic that derives one fact from others, in exact decimals (clinical reference 2A and 2D)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction


def exact(number: float | Fraction) -> Fraction:
    """A decimal as it was written: 0.1 is one tenth, not the nearest binary fraction."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def cockcroft_gault(
    age: int, sex: str, weight: float, creatinine: float, *, age_base: int, divisor: int, female_factor: float
) -> Fraction:
    """Creatinine clearance in mL/min from completed years, kg and mg/dL (ALS-E7)."""
    clearance = (age_base - age) * exact(weight) / (divisor * exact(creatinine))
    return clearance * exact(female_factor) if sex == "female" else clearance


def prednisone_equivalent(
    drug: str, dose: float, weight: float, *, reference: str, equal_mg: Mapping[str, float]
) -> Fraction:
    """Prednisone-equivalent dose in mg/kg/day from a drug of `equal_mg`, mg a day and kg (ALS-I5)."""
    return exact(dose) * exact(equal_mg[reference]) / exact(equal_mg[drug]) / exact(weight)


FORMULAS: dict[str, Callable[..., Fraction]] = {
    "cockcroft_gault": cockcroft_gault,
    "prednisone_equivalent": prednisone_equivalent,
}
"""By the name that facts.yml uses. Each rises or falls steadily in every number, so that ranges can be carried over."""
