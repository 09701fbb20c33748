from __future__ import annotations

import re

from criteria.load import Catalogue


def test_other_trials_have_no_rules_and_never_repeat_a_screened_one(catalogue: Catalogue) -> None:
    screened = {trial.nct_id for trial in catalogue.trials}
    numbers = [trial.nct_id for trial in catalogue.other_trials.trials if trial.nct_id]
    assert len(set(numbers)) == len(numbers)
    assert not screened & set(numbers)


def test_every_other_trial_names_its_source(catalogue: Catalogue) -> None:
    assert all(trial.source and trial.certainty for trial in catalogue.other_trials.trials)


def test_the_related_list_of_the_ae_listing_is_complete(catalogue: Catalogue) -> None:
    ae = next(trial for trial in catalogue.trials if trial.nct_id == "NCT02714959")
    text = ae.sources["listing"].text
    related = text.split("Related Clinical Trials")[1].split("Detailed Description")[0]
    listed = {t.nct_id for t in catalogue.other_trials.trials if t.listed_as_related_to == ae.nct_id}
    assert set(re.findall(r"NCT\d{8}", related)) == listed


def test_only_two_of_the_related_ones_are_about_il2(catalogue: Catalogue) -> None:
    related = [t for t in catalogue.other_trials.trials if t.listed_as_related_to]
    assert {t.nct_id for t in related if t.low_dose_il2} == {"NCT02059759", "NCT02424396"}


def test_no_efficacy_is_implied(catalogue: Catalogue) -> None:
    for trial in catalogue.other_trials.trials:
        assert not trial.results or "not significant" in trial.results
        assert not re.search(r"\b(effective|works|cure|promising|safe)\b", f"{trial.note} {trial.dose}", re.I)


def test_what_was_searched_for_in_vain_is_told(catalogue: Catalogue) -> None:
    assert {"Parkinson's disease", "myasthenia gravis", "CIDP"} <= set(catalogue.other_trials.none_found)
