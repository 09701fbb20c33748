"""Facts in words: labels and values as people see them, in their register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from criteria.fact_table import FactTable
from criteria.facts import Choice, Codes, Quantity
from criteria.speakers import Register

YES_NO: dict[bool, str] = {True: "yes", False: "no"}
REASON_WORDS = {
    "unknown": "not known",
    "declined": "not told",
    "not_tested": "not tested",
    "not_done": "not done",
}
_THOUSAND, _DECIMALS, _FIGURES = 1000, 2, 3
"""From where numbers get commas, decimals that people see, and figures of a number below one."""


def label(table: FactTable, name: str, register: Register) -> str:
    return table.facts[name].label[register]


def value_words(table: FactTable, name: str, value: Any, register: Register) -> str:
    """A stated value in words: "negative", "79,000 /mm3", "2 October 2026", "not known"."""
    fact = table.facts[name]
    if isinstance(value, str) and value in (*fact.not_known, *REASON_WORDS):
        return REASON_WORDS[value]
    if isinstance(fact, Choice | Codes):
        codes = [value] if isinstance(value, str) else list(value)
        return ", ".join(_title(fact, code, register) for code in codes) or "none"
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(fact, Quantity):
        return _quantity_words(fact, value, register)
    return date_words(value) if isinstance(value, str) else str(value)


def _title(fact: Choice | Codes, code: str, register: Register) -> str:
    words = fact.values.get(code)
    return words[register] if words else code.replace("_", " ")


def _quantity_words(fact: Quantity, value: Any, register: Register) -> str:
    """A number with its unit, but where the label says that: "NYHA class: 3"."""
    if isinstance(value, Mapping):
        about = f"about {number_words(value['about'])}" if "about" in value else None
        told = about or f"{number_words(value['from'])} to {number_words(value['to'])}"
    else:
        told = number_words(value)
    return told if fact.unit in fact.label[register].split() else f"{told} {fact.unit}"


def number_words(number: float) -> str:
    """79000 as "79,000"; 1.140 as "1.14"; 57.15263862, nine stone in kilograms, as "57.15"."""
    if isinstance(number, int) or number == int(number) and abs(number) >= _THOUSAND:
        return f"{number:,}"
    return f"{round(number, _DECIMALS):g}" if abs(number) >= 1 else f"{number:.{_FIGURES}g}"


def date_words(date: str) -> str:
    """ "2026-10-02" as "2 October 2026", "2026-10" as "October 2026"."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return f"{day.day} {day.strftime('%B %Y')}"
    return dt.date(parts[0], parts[1], 1).strftime("%B %Y") if len(parts) == 2 else date


def fact_words(table: FactTable, name: str, value: Any, register: Register) -> str:
    return f"{label(table, name, register)}: {value_words(table, name, value, register)}"


def facts_words(table: FactTable, facts: Mapping[str, Any], register: Register) -> str:
    return "; ".join(fact_words(table, name, value, register) for name, value in facts.items() if name in table.facts)


def labels(table: FactTable, names: Iterable[str], register: Register) -> dict[str, str]:
    """{fact: label} for clients that draw facts themselves."""
    return {name: label(table, name, register) for name in names if name in table.facts}
