"""Rules against a brute-force evaluator: every completion of every small rule tree, one written in the plainest way."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from criteria.fact_table import FactTable
from criteria.kleene import FALSE, TRUE, UNKNOWN
from criteria.person import FactIndex, Person
from criteria.rules import Rule

NAMES = ["a", "b", "c", "d"]
INDEX = FactIndex(
    FactTable.model_validate(
        {"facts": {n: {"type": "yes_no", "who": "patient", "label": {"patient": n, "clinician": n}} for n in NAMES}}
    )
)
DAY = dt.date(2026, 11, 22)
TRUTH = {True: TRUE, False: FALSE, None: UNKNOWN}
People = dict[str, bool | str]


def trees(names: st.SearchStrategy[str], *, cases: bool, leaves: int = 6) -> st.SearchStrategy[dict[str, Any]]:
    test = st.builds(lambda fact, value: {"fact": fact, "is": value}, names, st.booleans())

    def grow(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        limbs = st.lists(inner, min_size=1, max_size=3)
        kinds = [
            st.builds(lambda limbs: {"all": limbs}, limbs),
            st.builds(lambda limbs: {"any": limbs}, limbs),
            st.builds(lambda limb: {"not": limb}, inner),
            limbs.flatmap(lambda ls: st.integers(1, len(ls)).map(lambda k: {"at_least": k, "of": ls})),
        ]
        case = st.builds(
            lambda rule, then: {"if": rule, "then": then}, inner, st.sampled_from([True, False, "unknown"])
        )
        if cases:
            kinds.append(st.builds(lambda cases: {"cases": cases}, st.lists(case, min_size=1, max_size=3)))
        return st.one_of(kinds)

    return st.recursive(test, grow, max_leaves=leaves)


def plain(rule: dict[str, Any], known: dict[str, bool | None]) -> bool | None:
    """Strong Kleene, written down from its truth tables. None: unknown."""
    if "fact" in rule:
        value = known[rule["fact"]]
        return None if value is None else value == rule["is"]
    if "not" in rule:
        limb = plain(rule["not"], known)
        return None if limb is None else not limb
    if "cases" in rule:
        for case in rule["cases"]:
            if plain(case["if"], known) is True:
                return None if case["then"] == "unknown" else case["then"]
        return None
    limbs = [plain(limb, known) for limb in rule.get("all") or rule.get("any") or rule["of"]]
    wanted = rule.get("at_least") or (len(limbs) if "all" in rule else 1)
    if limbs.count(True) >= wanted:
        return True
    return False if limbs.count(True) + limbs.count(None) < wanted else None


def person(told: People) -> Person:
    return Person.read(INDEX, told, DAY)


def known(told: People) -> dict[str, bool | None]:
    return {n: v if isinstance(v := told.get(n), bool) else None for n in NAMES}


def completions(told: People, *, also_unknown: bool) -> list[dict[str, bool | None]]:
    """Every way in which the facts not told (and with `also_unknown` those told as unknown) may turn out."""
    free = [n for n in NAMES if n not in told or (also_unknown and told[n] == "unknown")]
    filled = []
    for values in product([True, False, None], repeat=len(free)):
        filled.append({**known(told), **dict(zip(free, values, strict=True))})
    return filled


told_facts = st.fixed_dictionaries({}, optional={n: st.sampled_from([True, False, "unknown"]) for n in NAMES})


TREES = trees(st.sampled_from(NAMES), cases=True)
RULE: TypeAdapter[Any] = TypeAdapter(Rule)


def outcome_of(rule: dict[str, Any], told: People) -> Any:
    return RULE.validate_python(rule).compile(INDEX)(person(told))


def agrees(rule: Any, told: dict[str, bool | None], further: dict[str, bool | None]) -> bool:
    """Whether further answers only add: cases that were decided still decide so. Else they are a correction."""
    if isinstance(rule, list):
        return all(agrees(limb, told, further) for limb in rule)
    if not isinstance(rule, dict):
        return True
    if "cases" in rule and (decided := plain(rule, told)) is not None and plain(rule, further) != decided:
        return False
    return all(agrees(limb, told, further) for limb in rule.values())


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TREES, told_facts)
def test_truth_and_reach_against_every_completion(rule: dict[str, Any], told: People) -> None:
    outcome = outcome_of(rule, told)
    assert outcome.truth == TRUTH[plain(rule, known(told))]
    for further in completions(told, also_unknown=False):
        assert TRUTH[plain(rule, further)] & outcome.open or not agrees(rule, known(told), further)
    for further in completions(told, also_unknown=True):
        assert TRUTH[plain(rule, further)] & outcome.possible or not agrees(rule, known(told), further)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.permutations(NAMES), st.data(), told_facts)
def test_limbs_with_facts_of_their_own_are_exact(order: list[str], data: st.DataObject, told: People) -> None:
    """Each fact stands once: what can be reached is then exactly what completions reach, and each need matters."""
    names = iter(order)
    rule = data.draw(SMALL)
    _name(rule, names)
    outcome = outcome_of(rule, told)
    if outcome.truth != UNKNOWN:
        assert all(plain(rule, f) == plain(rule, known(told)) for f in completions(told, also_unknown=False))
        return
    for mask, also_unknown in ((outcome.open, False), (outcome.possible, True)):
        reached = 0
        for further in completions(told, also_unknown=also_unknown):
            reached |= TRUTH[plain(rule, further)]
        assert mask == reached
    idle = [n for n in NAMES if not outcome.needs & INDEX.bit[n] and not isinstance(told.get(n), bool)]
    for values in product([True, False, None], repeat=len(idle)):
        assert plain(rule, {**known(told), **dict(zip(idle, values, strict=True))}) is None


@settings(deadline=None, max_examples=200, derandomize=True)
@given(TREES, told_facts)
def test_because_decides_by_itself(rule: dict[str, Any], told: People) -> None:
    """Whoever tells only the facts that decided gets the same truth."""
    outcome = outcome_of(rule, told)
    if outcome.truth != UNKNOWN:
        only = {n: v for n, v in told.items() if n in INDEX.names_of(outcome.because)}
        assert outcome_of(rule, only).truth == outcome.truth


SMALL = trees(st.just(""), cases=False, leaves=3).filter(lambda tree: _count(tree) <= len(NAMES))


def _count(rule: dict[str, Any]) -> int:
    if "fact" in rule:
        return 1
    limbs = [rule["not"]] if "not" in rule else rule.get("all") or rule.get("any") or rule["of"]
    return sum(map(_count, limbs))


def _name(rule: dict[str, Any], names: Any) -> None:
    if "fact" in rule:
        rule["fact"] = next(names)
        return
    for limb in [rule["not"]] if "not" in rule else rule.get("all") or rule.get("any") or rule["of"]:
        _name(limb, names)
