"""Made-up people for property tests: what they may answer, and which answers agree with each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from criteria.compare import window_opens
from criteria.facts import Between, Choice, Codes, Day, Quantity
from criteria.formulas import FORMULAS
from criteria.load import Catalogue
from criteria.person import FactIndex, Person
from criteria.reach import limits, regions
from criteria.rules import Test
from tests.criteria.conftest import AS_OF
from tests.criteria.test_cases import GOLD

LISTED = frozenset(
    ["nmdar", "lgi1", "caspr2", "ampar", "gabab_r", "hu", "yo", "ri", "ma2", "cv2_crmp5", "amphiphysin", "gad"]
)
WINDOWS = {
    "last_vaccination_date": ("vaccinated_within_6_months", 6),
    "iv_steroid_or_ig_last_date": ("iv_steroid_or_ig_within_2_months", 2),
    "nonstandard_treatment_last_date": ("nonstandard_treatment_within_2_months", 2),
}


def tests_of(catalogue: Catalogue) -> list[Test]:
    return [test for trial in catalogue.trials for criterion in trial.criteria for test in criterion.tests()]


def raw_values(catalogue: Catalogue, name: str) -> list[Any]:
    """Answers to one fact that between them meet every region that the rules tell apart."""
    fact = catalogue.table.facts[name]
    if isinstance(fact, Day):
        edges = [window_opens(AS_OF, months) for _, months in WINDOWS.values()]
        days = [AS_OF, *edges, *(edge - dt.timedelta(days=1) for edge in edges), AS_OF - dt.timedelta(days=1000)]
        return [day.isoformat() for day in days] + ["2026-05", "2026-10", "2025"]
    values = regions(catalogue.index, name, tests_of(catalogue))
    if isinstance(fact, Codes):
        return [sorted(value) for value in values]
    if isinstance(fact, Quantity):
        at = [n for test in tests_of(catalogue) if test.fact == name for n in limits(test)]
        return values + [{"about": n} for n in at] + [{"from": fact.range[0], "to": n} for n in at]
    return [v for v in values if not (isinstance(fact, Choice) and v in fact.not_known)]


def answers(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Any]]:
    """Any facts at all, each absent, not known, or with a value."""
    answer = {name: st.sampled_from(["unknown", *raw_values(catalogue, name)]) for name in catalogue.table.facts}
    return st.fixed_dictionaries({}, optional=answer)


def nearly(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Any]]:
    """People who fit a trial but for a few facts: not told, not known, or otherwise."""
    names = list(catalogue.table.facts)

    def person(base: str, gone: set[str], other: dict[str, Any]) -> dict[str, Any]:
        facts = {**GOLD["bases"][base], "consent_willingness": "willing", **other}
        return {name: value for name, value in facts.items() if name not in gone}

    def other(name: str) -> st.SearchStrategy[tuple[str, Any]]:
        return st.tuples(st.just(name), st.sampled_from(["unknown", "unknown", *raw_values(catalogue, name)]))

    return st.builds(
        person,
        st.sampled_from(["ae_fit", "als_fit"]),
        st.sets(st.sampled_from(names), max_size=6),
        st.lists(st.sampled_from(names).flatmap(other), max_size=8).map(dict),
    )


def stuck(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Any]]:
    """People who fit a trial but for a few answers of "I don't know", some women among them."""
    woman = {"sex": "female", "pregnant": False, "lactating": False, "childbearing_potential": False}

    def person(base: str, about: set[str], unknown: set[str]) -> dict[str, Any]:
        facts = {**GOLD["bases"][base], "consent_willingness": "willing"}
        facts |= {name: woman[name] for name in about}
        return facts | {name: "unknown" for name in unknown}

    names = st.sampled_from([n for base in GOLD["bases"].values() for n in base] + ["pregnant", "lactating"])
    women = st.sets(st.sampled_from(list(woman)), max_size=4)
    return st.builds(person, st.sampled_from(["ae_fit", "als_fit"]), women, st.sets(names, min_size=1, max_size=3))


def consistent(person: Person) -> bool:
    """Whether answers can all be true of one person. Where they cannot, one corrects the other: a verdict may flip."""
    return all(
        check(person, person.values.get) for check in (_heart, _liver, _windows, _pregnancy, _antibodies, _derived)
    )


def _heart(person: Person, get: Any) -> bool:
    return get("heart_failure") is not False or _top(get("nyha_class"), 1) <= 2


def _liver(person: Person, get: Any) -> bool:
    multiples = [_top(get("liver_tests_max_x_uln"), 0)]
    for test in ("ast", "alt"):
        value, limit = _top(get(f"{test}_iu_l"), 0), _bottom(get(f"{test}_uln_iu_l"), 200)
        multiples.append(value / limit)
        stated = get("liver_tests_max_x_uln")
        if stated is not None and f"{test}_uln_iu_l" in person.values and value / limit > _bottom(stated, 0):
            return False
    return get("liver_tests_normal") is not True or max(multiples) <= 1


def _windows(person: Person, get: Any) -> bool:
    for date, (flag, months) in WINDOWS.items():
        day, said = get(date), get(flag)
        opens = window_opens(person.as_of, months)
        if day is None or said is None:
            continue
        if said and _top(day, None) < opens or not said and _bottom(day, None) >= opens:
            return False
        if isinstance(day, Between):  # a range across the edge agrees with either, but not with both in turn
            continue
    days, said = get("contraception_days"), get("contraception_at_least_14_days")
    return days is None or said is None or (said and _bottom(days, 0) >= 14) or (not said and _top(days, 0) < 14)


def _pregnancy(person: Person, get: Any) -> bool:
    if get("sex") == "male" and (get("pregnant") or get("lactating") or get("childbearing_potential")):
        return False
    return not (get("childbearing_potential") is False and get("pregnant"))


def _antibodies(person: Person, get: Any) -> bool:
    positive, negative, pending = (get(f"antibodies_{k}") or frozenset() for k in ("positive", "negative", "pending"))
    if positive & negative or pending & (positive | negative):
        return False
    panel = get("antibody_panel_negative")
    return not (panel and (positive | pending) & LISTED) and not (panel is False and negative >= LISTED)


def _derived(person: Person, get: Any) -> bool:
    """A stated value must be the one that would have been derived."""
    if get("oral_steroid_drug") == "none" and _top(get("prednisone_equiv_mg_per_kg_day"), 0) > 0:
        return False
    for name, rules in person.index.derivations.items():
        if name in person.masks or name not in person.values:
            continue
        for rule in rules:
            value = rule.derive(person.values)
            if value is not None and (rule.formula in FORMULAS or value != person.values[name]):
                return False
    return True


def _top(value: Any, absent: Any) -> Any:
    return absent if value is None else value.high if isinstance(value, Between) else value


def _bottom(value: Any, absent: Any) -> Any:
    return absent if value is None else value.low if isinstance(value, Between) else value


def person_of(index: FactIndex, facts: dict[str, Any]) -> Person:
    return Person.read(index, facts, AS_OF)
