from __future__ import annotations

import pytest

from criteria.answers import answer_data, answer_words
from criteria.load import Catalogue
from criteria.trial import Trial
from criteria.wording import placeholders

REGISTERS = ("patient", "clinician")


def trial(catalogue: Catalogue, nct_id: str) -> Trial:
    return next(t for t in catalogue.trials if t.nct_id == nct_id)


def test_an_answer_holds_the_trials_own_data(catalogue: Catalogue) -> None:
    ae = trial(catalogue, "NCT02714959")
    assert ae.dose in str(answer_words(ae, "dose", "patient"))
    assert ae.dose in str(answer_words(ae, "dose", "clinician"))


def test_a_topic_that_the_listing_leaves_out_has_no_answer(catalogue: Catalogue) -> None:
    assert all(answer_words(t, "cost", "patient") is None for t in catalogue.trials)


@pytest.mark.parametrize("register", REGISTERS)
def test_every_answer_can_be_filled_and_names_its_source(catalogue: Catalogue, register: str) -> None:
    for one in catalogue.trials:
        for topic, answer in one.answers.items():
            said = answer_words(one, topic, register)  # type: ignore[arg-type]
            assert said and "{" not in said, (one.nct_id, topic)
            assert answer.source


def test_data_of_the_trial_are_not_typed_into_an_answer(catalogue: Catalogue) -> None:
    for one in catalogue.trials:
        data = answer_data(one)
        for answer in one.answers.values():
            for words in answer.words.values():
                assert not [v for k, v in data.items() if len(v) > 3 and v in words and k not in placeholders(words)]


def test_risks_are_left_to_the_site(catalogue: Catalogue) -> None:
    for one in catalogue.trials:
        for register in REGISTERS:
            said = str(answer_words(one, "risks", register))  # type: ignore[arg-type]
            assert "will explain" in said
            assert "safe" not in said.lower()


def test_numbers_of_criteria_leave_out_the_advisory_one(catalogue: Catalogue) -> None:
    data = answer_data(trial(catalogue, "NCT02714959"))
    assert (data["inclusion"], data["exclusion"]) == ("5", "7")
