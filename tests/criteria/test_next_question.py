"""The next question: never idle, never twice, never without end, and no answer depends on the order or the register."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, get_args

import pytest

from benchmarks.people import AS_OF, Facts, people
from benchmarks.questions import crowd, reply
from criteria.load import catalogue
from criteria.next_question import Chooser
from criteria.person import Person
from criteria.questions import Asked, Candidate
from criteria.speakers import Role
from tests.criteria.people import raw_values

CATALOGUE = catalogue()
CHOOSER = Chooser(CATALOGUE)
ROLES: tuple[Role, ...] = get_args(Role)
AE, ALS = "NCT02714959", "NCT04952155"
PEOPLE = list(people(90, seed=11))
VALUES = {name: raw_values(CATALOGUE, name) for name in CATALOGUE.index.names}


class Shuffled(Chooser):
    """Any order at all."""

    chance = random.Random(3)

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float]) -> Candidate:
        return self.chance.choice(list(candidates))


def person_of(facts: Facts) -> Person:
    return Person.read(CATALOGUE.index, facts, AS_OF)


def verdicts(facts: Facts) -> dict[str, str]:
    return {t["nct_id"]: t["verdict"] for t in CATALOGUE.engine.assess(facts, AS_OF)["trials"]}


def turns(chooser: Chooser, facts: Facts, role: Role, **options: Any) -> Iterator[tuple[Asked, Person]]:
    """Each question with the person as they stood when it was asked; the person answers what they know."""
    stated: Facts = {}
    for _ in range(80):
        person = person_of(stated)
        question = chooser.next(person, role, **options)
        if question is None:
            return
        yield question, person
        stated |= reply(chooser, question, facts)
    raise AssertionError("no end")


def answered(chooser: Chooser, facts: Facts, role: Role, **options: Any) -> Facts:
    """All that has been told at the end."""
    stated: Facts = {}
    for question, person in turns(chooser, facts, role, **options):
        stated = {**person.stated, **reply(chooser, question, facts)}
    return stated


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("order", [CHOOSER, Shuffled(CATALOGUE)], ids=["chosen", "shuffled"])
def test_every_order_and_register_reaches_the_verdict_of_all_facts(order: Chooser, role: Role) -> None:
    for facts in PEOPLE:
        told = answered(order, facts, role)
        assert verdicts(told) == verdicts(facts)
        assert all(trial["settled"] for trial in CATALOGUE.engine.assess(told, AS_OF)["trials"]), facts


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_asked_twice(role: Role) -> None:
    for facts in PEOPLE:
        ids: list[str] = []
        for question, person in turns(CHOOSER, facts, role):
            assert not set(question.facts) & person.stated.keys(), question.id
            ids.append(question.id)
        assert len(set(ids)) == len(ids), ids


@pytest.mark.parametrize("role", ROLES)
def test_every_question_can_change_a_verdict(role: Role) -> None:
    """Tried out with the engine alone: somewhere among the answers still open, this one makes a difference."""
    for facts in PEOPLE[:30]:
        for question, person in turns(CHOOSER, facts, role):
            if question.id == "weight_kg":  # a dose too low for any weight: arithmetic that the rules do not do
                continue
            assert any(_matters(question, person, completed) for completed in _completions(facts)), (
                question.id,
                person.stated,
            )


FITTING = [p for p in people(60, seed=5) if "may_fit" in verdicts(p).values()]
SEED = random.Random(9)


def _completions(facts: Facts) -> Iterator[Facts]:
    """Answers to what is not told: this person's, those of people who fit, and some at random."""
    yield facts
    yield from FITTING
    for _ in range(150):
        yield {name: SEED.choice(values) for name, values in VALUES.items() if SEED.random() < 0.7}


def _matters(question: Asked, person: Person, completed: Facts) -> bool:
    around = {**completed, **person.stated}
    standing = {_outcome(around)}
    for fact in question.facts:
        for value in [*VALUES[fact], "unknown"]:
            standing.add(_outcome({**around, fact: value}))
    return len(standing) > 1


def _outcome(facts: Facts) -> tuple[Any, ...]:
    trials = CATALOGUE.engine.assess(facts, AS_OF)["trials"]
    advice = [c["verdict"] for t in trials for c in t["criteria"] if c["advisory"] and t["verdict"] != "does_not_fit"]
    return (*(t["verdict"] for t in trials), *advice)


def test_the_disease_is_asked_first() -> None:
    first = {role: CHOOSER.next(person_of({}), role) for role in ROLES}
    for question in first.values():
        assert question is not None and set(question.facts) == {"ae_diagnosis", "motor_syndrome"}


def test_nothing_is_asked_of_somebody_with_neither_disease() -> None:
    neither = person_of({"ae_diagnosis": "ruled_out", "motor_syndrome": "none"})
    assert CHOOSER.next(neither, "patient") is None


def test_a_fact_that_only_a_failed_trial_needs_is_not_asked() -> None:
    als = {"ae_diagnosis": "ruled_out", "motor_syndrome": "als"}
    for question, _ in turns(CHOOSER, {**als, "age_years": 50, "sex": "male"}, "clinician"):
        assert not {"chest_xray", "venous_access", "tx_rituximab", "hemoglobin_g_dl"} & set(question.facts)


def test_pregnancy_is_asked_of_women_only() -> None:
    for facts in PEOPLE:
        if facts.get("sex") == "male":
            for question, person in turns(CHOOSER, facts, "patient"):
                if "sex" in person.stated:
                    assert not {"pregnant", "lactating", "urine_hcg", "childbearing_potential"} & set(question.facts)


@pytest.mark.parametrize(
    ("before", "follow_up", "wanted"),
    [
        ({"heart_failure": False}, "nyha_class", False),
        ({"heart_failure": True}, "nyha_class", True),
        ({"oral_steroid_drug": "none"}, "oral_steroid_dose_mg_day", False),
        ({"oral_steroid_drug": "prednisone"}, "oral_steroid_dose_mg_day", True),
        ({"oral_steroid_drug": "prednisone", "oral_steroid_dose_mg_day": 20}, "weight_kg", True),
        ({"sex": "female", "childbearing_potential": False}, "contraception_during_trial", False),
        ({"sex": "female", "childbearing_potential": True}, "contraception_during_trial", True),
    ],
)
def test_follow_ups_wait_for_what_calls_for_them(before: Facts, follow_up: str, wanted: bool) -> None:
    als = {"ae_diagnosis": "ruled_out", "motor_syndrome": "mmn", **before}
    needed = CHOOSER.needs.of(person_of(als)).main
    alone = [c.facts[0] for c in CHOOSER.candidates.asking_for(needed, person_of(als), "patient")]
    covered = {fact for c in CHOOSER.candidates.asking_for(needed, person_of(als), "patient") for fact in c.covers}
    assert (follow_up in alone or follow_up in covered) == wanted


def fitting(nct_id: str) -> Facts:
    return next(p for p in people(300, seed=2) if verdicts(p)[nct_id] == "may_fit" and p.get("sex") == "male")


def test_advice_comes_after_all_that_counts() -> None:
    counts = {"hemoglobin_g_dl", "neutrophils_per_mm3"}
    for facts in PEOPLE:
        asked = [set(question.facts) for question, _ in turns(CHOOSER, facts, "clinician")]
        first = next((i for i, question in enumerate(asked) if question & counts), len(asked))
        for later in asked[first + 1 :]:
            assert later <= counts | {"lymphocytes_per_mm3", "platelets_per_mm3", "consent_willingness"} | set(
                asked[first]
            )


def test_advice_is_not_asked_about_a_trial_that_failed() -> None:
    facts = {**fitting(AE), "ast_iu_l": 201}
    stated = {k: v for k, v in facts.items() if k not in ("hemoglobin_g_dl", "neutrophils_per_mm3")}
    assert CHOOSER.next(person_of(stated), "clinician") is None


def test_consent_is_asked_last_and_only_where_it_can_still_decide() -> None:
    asked = [question.id for question, _ in turns(CHOOSER, fitting(AE), "patient")]
    assert "consent_willingness" not in asked
    unsure = {**fitting(AE), "infection_status": "minor"}
    asked = [question.id for question, _ in turns(CHOOSER, unsure, "patient")]
    assert asked[-1] == "consent_willingness"


def test_a_patient_is_asked_for_test_results_once_as_a_list() -> None:
    facts = {k: v for k, v in fitting(ALS).items() if "per_mm3" not in k and "liver" not in k and "creat" not in k}
    questions = [question for question, _ in turns(CHOOSER, facts, "patient")]
    laboratory = [q for q in questions if {"wbc_per_mm3", "creatinine_clearance_ml_min"} & set(q.facts)]
    assert len(laboratory) == 1 and laboratory[0].once
    assert {"wbc_per_mm3", "lymphocytes_per_mm3", "platelets_per_mm3"} <= set(laboratory[0].facts)
    assert questions[-2:] == [laboratory[0], questions[-1]] and questions[-1].id == "consent_willingness"


def test_going_on_past_a_failure_that_can_change() -> None:
    facts = {**fitting(ALS), "last_vaccination_date": "2026-11-01", "vaccinated_within_6_months": True}
    stated = {k: facts[k] for k in ("ae_diagnosis", "motor_syndrome", "last_vaccination_date")}
    person = person_of(stated)
    assert CHOOSER.next(person, "clinician") is None
    question = CHOOSER.next(person, "clinician", kept=frozenset([ALS]))
    assert question is not None and question.facts
    assert CHOOSER.next(person, "clinician", kept=frozenset([ALS]), given_up=frozenset([ALS])) is None
    told = answered(CHOOSER, facts, "clinician", kept=frozenset([ALS]))
    sheet = next(t for t in CATALOGUE.engine.assess(told, AS_OF)["trials"] if t["nct_id"] == ALS)
    assert [c["id"] for c in sheet["criteria"] if c["verdict"] == "not_met"] == ["ALS-E3"]
    assert not [c["id"] for c in sheet["criteria"] if c["verdict"] == "unknown"]


def test_a_failure_for_good_ends_a_trial_that_was_gone_on_with() -> None:
    stated = {"ae_diagnosis": "ruled_out", "motor_syndrome": "als", "vaccination_planned": True, "age_years": 71}
    assert CHOOSER.next(person_of(stated), "clinician", kept=frozenset([ALS])) is None


def test_a_part_of_a_question_is_asked_again_under_another_id() -> None:
    stated: Facts = {"ae_diagnosis": "ruled_out", "motor_syndrome": "als"}
    whole = CHOOSER.by_id("histories", person_of(stated), "clinician")
    assert whole is not None and whole.id == "histories"
    stated |= CHOOSER.answer(whole, [option(whole, {"blood_disease": "past"})])
    part = CHOOSER.by_id("histories", person_of(stated), "clinician")
    assert part is not None and part.id == f"histories_{len(part.facts)}_left"
    assert "blood_disease" not in part.facts and "cancer_history" in part.facts
    assert CHOOSER.by_id(part.id, person_of(stated), "clinician") == part
    assert CHOOSER.by_id("no_such_question", person_of(stated), "clinician") is None


def test_an_answered_question_comes_back_whole_to_be_corrected() -> None:
    question = CHOOSER.by_id("hiv_serology", person_of({"hiv_serology": "negative"}), "patient")
    assert question is not None and {"hiv_serology": "positive"} in [o.facts for o in question.options]


def option(question: Asked, facts: Facts) -> str:
    return next(o.id for o in question.options if o.facts == facts)


def test_ticks_set_what_they_say_and_no_more() -> None:
    list_ = CHOOSER.by_id("histories", person_of({}), "clinician")
    assert list_ is not None
    cancer, dementia = option(list_, {"cancer_history": True}), option(list_, {"dementia": True})
    assert CHOOSER.answer(list_, [cancer, dementia]) == {"cancer_history": True, "dementia": True}
    rest = CHOOSER.answer(list_, [cancer, "rest"])
    assert rest["cancer_history"] is True and rest["dementia"] is False and rest["blood_disease"] == "none"
    none = CHOOSER.answer(list_, ["none"])
    assert none["cancer_history"] is False and len(none) == 7


def test_ticks_that_contradict_each_other_set_nothing() -> None:
    list_ = CHOOSER.by_id("histories", person_of({}), "clinician")
    assert list_ is not None
    current, past = option(list_, {"blood_disease": "current"}), option(list_, {"blood_disease": "past"})
    assert CHOOSER.answer(list_, [current, past]) == {}
    assert CHOOSER.answer(list_, [current, past, "rest"]).keys() == CHOOSER.answer(list_, ["none"]).keys() - {
        "blood_disease"
    }
    assert CHOOSER.answer(list_, [current, "none"]) == {}
    with pytest.raises(KeyError):
        CHOOSER.answer(list_, ["surprise"])


def test_antibodies_ticked_together_are_all_positive() -> None:
    list_ = CHOOSER.by_id("antibodies", person_of({}), "clinician")
    assert list_ is not None
    two = [option(list_, {"antibodies_positive": [code]}) for code in ("nmdar", "gad")]
    assert CHOOSER.answer(list_, two) == {"antibodies_positive": ["gad", "nmdar"]}


@pytest.mark.parametrize("role", ROLES)
def test_progress_counts_towards_its_end(role: Role) -> None:
    for facts in PEOPLE[:30]:
        counts = [question.progress for question, _ in turns(CHOOSER, facts, role)]
        for (done, most), (later, most_later) in zip(counts, counts[1:], strict=False):
            assert done <= later <= most_later <= most


def test_the_same_verdicts_among_many_trials() -> None:
    """Rules are shared among trials and judged once: as the engine judges each trial by itself."""
    many = crowd(CATALOGUE, 300)
    chooser = Chooser(many)
    assert len(chooser.board.rules) < sum(len(trial.criteria) for trial in many.trials) / 2
    for facts in PEOPLE[:6]:
        person = person_of(facts)
        verdicts = chooser.verdicts(person)
        for trial in many.engine.trials[::10]:
            assert verdicts[trial.nct_id] == trial.judge(person).verdict
