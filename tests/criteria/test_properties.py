"""What must hold for everybody, tried on made-up people."""

from __future__ import annotations

import datetime as dt
import json
from itertools import islice, product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from criteria.kleene import UNKNOWN
from criteria.load import catalogue
from tests.criteria.conftest import AS_OF
from tests.criteria.people import answers, consistent, nearly, person_of, raw_values, stuck
from tests.criteria.test_cases import GOLD

CATALOGUE = catalogue()
ENGINE, INDEX = CATALOGUE.engine, CATALOGUE.index
CRITERIA = [criterion for trial in ENGINE.trials for criterion in trial.criteria]
VALUES = {name: raw_values(CATALOGUE, name) for name in INDEX.names}
PASSED = {"met", "not_applicable"}


def people(examples: int) -> settings:
    """The same people in every run; agreement among answers is sifted, so much is thrown away."""
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def completions(facts: dict[str, Any], names: list[str], most: int = 400) -> Any:
    """People who gave any further answers to `names` that agree with what was told, or none."""
    choices = [[None, "unknown", *VALUES[name]] for name in names]
    for values in islice(product(*choices), most):
        more = {n: v for n, v in zip(names, values, strict=True) if v is not None}
        person = person_of(INDEX, {**facts, **more})
        if consistent(person):
            yield more, person


@people(250)
@given(st.one_of(nearly(CATALOGUE), stuck(CATALOGUE)), st.data())
def test_learning_a_fact_never_flips_a_definite_verdict(facts: dict[str, Any], data: st.DataObject) -> None:
    before = person_of(INDEX, facts)
    assume(consistent(before))
    name = data.draw(st.sampled_from(INDEX.names))
    told = facts.get(name)
    assume(told in (None, "unknown") or isinstance(told, list))
    value = data.draw(st.sampled_from(VALUES[name]))
    value = sorted({*told, *value}) if isinstance(told, list) else value  # sets grow
    after = person_of(INDEX, {**facts, name: value})
    assume(consistent(after))
    for criterion in CRITERIA:
        then, now = criterion.judge(before).verdict, criterion.judge(after).verdict
        if then in PASSED or then == "not_met":
            assert (now in PASSED) == (then in PASSED) and (now == "not_met") == (then == "not_met"), criterion.id


@people(150)
@given(nearly(CATALOGUE), st.data())
def test_open_names_every_truth_that_further_answers_reach(facts: dict[str, Any], data: st.DataObject) -> None:
    person = person_of(INDEX, facts)
    assume(consistent(person))
    criterion = data.draw(st.sampled_from(CRITERIA))
    outcome = criterion.judge(person).outcome
    absent = [n for n in INDEX.names_of(criterion.facts) if n not in facts]
    names = data.draw(st.permutations(absent))[:3]
    for more, later in completions(facts, names):
        assert criterion.judge(later).outcome.truth & outcome.open, (criterion.id, more)


@people(120)
@given(stuck(CATALOGUE), st.data())
def test_settled_holds_under_every_further_answer(facts: dict[str, Any], data: st.DataObject) -> None:
    person = person_of(INDEX, facts)
    assume(consistent(person))
    for trial in ENGINE.trials:
        found = trial.judge(person)
        if found.settled and found.verdict == "undetermined":
            absent = [n for n in INDEX.names_of(trial.facts) if n not in facts]
            names = data.draw(st.permutations(absent))[:2]
            for more, later in completions(facts, names, most=200):
                assert trial.judge(later).verdict == "undetermined", more


def test_settled_is_met_often_enough_to_be_tried() -> None:
    settled = 0
    for name in ("chest_xray", "infection_status", "tx_ivig", "severe_lung_dysfunction", "antibodies_positive"):
        facts = {**GOLD["bases"]["ae_fit"], "consent_willingness": "willing", name: "unknown"}
        if name == "antibodies_positive":
            facts |= {"antibodies_negative": "unknown", "antibody_panel_negative": "unknown"}
        found = ENGINE.trials[0].judge(person_of(INDEX, facts))
        settled += found.settled and found.verdict == "undetermined"
    assert settled == 5


@people(150)
@given(nearly(CATALOGUE), st.data())
def test_a_fact_that_is_not_needed_changes_nothing(facts: dict[str, Any], data: st.DataObject) -> None:
    person = person_of(INDEX, facts)
    assume(consistent(person))
    for criterion in CRITERIA:
        outcome = criterion.judge(person).outcome
        if outcome.truth == UNKNOWN:
            idle = [n for n in INDEX.names_of(criterion.facts & ~outcome.needs) if n not in facts]
            for more, later in completions(facts, idle[:2], most=60):
                assert criterion.judge(later).outcome.truth == UNKNOWN, (criterion.id, more)


@people(60)
@given(answers(CATALOGUE))
def test_every_need_is_needed_by_an_open_criterion_and_not_told(facts: dict[str, Any]) -> None:
    for trial in ENGINE.assess(facts, AS_OF)["trials"]:
        for criterion in trial["criteria"]:
            if criterion["verdict"] not in ("unknown", "site"):
                assert criterion["needs"] == []
        needed = {n for c in trial["criteria"] if not c["advisory"] for n in c["needs"]}
        assert set(trial["missing"]) <= needed
        failed = [c["id"] for c in trial["criteria"] if c["verdict"] == "not_met" and not c["advisory"]]
        assert trial["would_change"] == failed
        assert (trial["verdict"] == "does_not_fit") == bool(failed)


@people(60)
@given(answers(CATALOGUE), st.randoms())
def test_the_order_of_facts_is_irrelevant_and_bytes_are_the_same(facts: dict[str, Any], random: Any) -> None:
    shuffled = list(facts.items())
    random.shuffle(shuffled)
    other = {name: value[::-1] if isinstance(value, list) else value for name, value in shuffled}
    first, second = (json.dumps(ENGINE.assess(f, AS_OF), ensure_ascii=False) for f in (facts, other))
    assert first == second


@people(60)
@given(answers(CATALOGUE), st.dictionaries(st.sampled_from(INDEX.names), st.just("unknown"), max_size=3), st.data())
def test_judging_only_what_changed_gives_the_same(facts: dict[str, Any], other: dict[str, Any], data: Any) -> None:
    name = data.draw(st.sampled_from(INDEX.names))
    before = person_of(INDEX, facts)
    after = person_of(INDEX, {**facts, **other, name: data.draw(st.sampled_from(VALUES[name]))})
    for trial in ENGINE.trials:
        again = trial.judge(after, last=trial.judge(before), changed=after.differs_from(before))
        assert again == trial.judge(after)


TIMED = ["last_vaccination_date", "nonstandard_treatment_last_date", "iv_steroid_or_ig_last_date", "contraception_days"]


@people(40)
@given(
    st.fixed_dictionaries(
        {"sex": st.just("female"), "childbearing_potential": st.just(True)},
        optional={
            **{name: st.dates(dt.date(2026, 4, 1), AS_OF).map(str) for name in TIMED[:3]},
            "contraception_days": st.integers(0, 13),
            "urine_hcg": st.sampled_from(["negative", "positive"]),
            "iv_dose_excessive": st.booleans(),
            "vaccination_planned": st.booleans(),
            "vaccinated_within_6_months": st.booleans(),
        },
    )
)
@pytest.mark.parametrize("months", [0, 5])
def test_earliest_is_what_a_search_day_by_day_finds(months: int, facts: dict[str, Any]) -> None:
    as_of = AS_OF + dt.timedelta(days=30 * months)
    person = ENGINE.person(facts, as_of)
    for criterion in CRITERIA:
        if criterion.id not in ("ALS-E2", "ALS-E3", "ALS-I6"):
            continue
        found = criterion.judge(person)
        if found.verdict == "not_met":
            assert criterion.as_json(found, person)["earliest"] == _first_day(criterion, facts, as_of)


def _first_day(criterion: Any, facts: dict[str, Any], as_of: dt.date) -> str | None:
    for days in range(1, 250):
        grown = dict(facts)
        if "contraception_days" in facts:
            grown["contraception_days"] = facts["contraception_days"] + days
        day = as_of + dt.timedelta(days=days)
        if criterion.judge(ENGINE.person(grown, day)).verdict != "not_met":
            return day.isoformat()
    return None
