"""The sets of messages with gold facts: the development set, and those that were held back when they were written."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader
from tests.bot.nlu.scoring import Score, score

SETS = [
    "mech19_own30.yml",
    "mech19_times30.yml",
    "mech18_therapies28.yml",
    "mech19_stands30.yml",
    "mech18_numbers28.yml",
    "mech17_left28.yml",
    "mech17_now28.yml",
    "mech14_people14.yml",
    "mech14_people15.yml",
    "mech15_sets19.yml",
    "mech14_sets17.yml",
    "mech15_left21.yml",
    "mech15_sets18.yml",
    "mech15_sets20.yml",
    "mech15_sets23.yml",
    "mech15_sets24.yml",
    "mech16_clin28.yml",
    "mech16_lay27.yml",
    "mech15_sets22.yml",
    "mech16_lists26.yml",
    "mech17_own28.yml",
    "mech16_lists28.yml",
    "mech13_diagnoses.yml",
    "mech12_styleA.yml",
    "mech14_clin14.yml",
    "mech14_recall16.yml",
    "mech13_treatments.yml",
    "mech14_plain14.yml",
    "area_women.yml",
    "mech_named.yml",
    "collisions_person.yml",
    "collisions_comorbidities.yml",
    "area_diagnoses.yml",
    "dev_utterances.yml",
    "held_out.yml",
    *(f"held_out_{number}.yml" for number in (*range(2, 17), 18, *range(20, 24), *range(26, 37))),
    *(f"held_out_{number}.yml" for number in (*range(39, 42), *range(44, 48))),
    "area_answers.yml",
    "mech_results.yml",
    "mech_corrections.yml",
    "mech2_lines.yml",
    "area_short_replies.yml",
    "area_illnesses.yml",
    "area_patients_treatments.yml",
    "area_people.yml",
    "mech_people.yml",
    "mech6_people.yml",
    "area_treatments.yml",
    "area_dates.yml",
    "area_infections.yml",
    "area_medicines.yml",
    "collisions_medication.yml",
    "area_wrong_values.yml",
    "mech_numbers.yml",
    "area_clinicians.yml",
    "collisions_therapies.yml",
    "collisions_neurology.yml",
    "collisions_organs.yml",
    "mech_given.yml",
    "mech_known.yml",
    "mech6_dangers.yml",
    "mech14_asked14.yml",
    "mech6_medicines.yml",
    "held_out_50.yml",
    "held_out_52.yml",
    "mech6_replies.yml",
    "held_out_51.yml",
    "mech6_tests.yml",
    "held_out_53.yml",
    "held_out_55.yml",
    *(f"held_out_{number}.yml" for number in (56, 57)),
    "mech6_whose_result.yml",
    "mech6_beside.yml",
    "held_out_54.yml",
    "held_out_65.yml",
    "held_out_66.yml",
    "mech7_treated.yml",
    "mech7_supposed.yml",
    "held_out_67.yml",
    "held_out_68.yml",
    "mech11_plain1.yml",
    "mech8_owners8.yml",
    "mech9_results9.yml",
    "mech10_wrong10.yml",
    "mech11_then11.yml",
    "mech11_plain3.yml",
    "mech11_plain2.yml",
    "mech11_plain6.yml",
    "mech12_styleB.yml",
    "mech13_afterwards.yml",
    "mech13_carers.yml",
    "mech13_stories.yml",
    "mech11_plain4.yml",
    "mech11_plain5.yml",
    "mech12_hazards.yml",
    "mech13_conditions.yml",
    "mech13_numbers.yml",
    "mech13_replies.yml",
    "mech13_shorthand.yml",
    "mech13_mixed.yml",
    "mech14_replies14.yml",
    "mech14_replies15.yml",
    "mech9_people9.yml",
    "mech9_plain9.yml",
    "mech9_recall10.yml",
    "held_out_63.yml",
    "held_out_64.yml",
    "held_out_69.yml",
    "held_out_70.yml",
    "mech8_answers8.yml",
    "mech9_numbers9.yml",
    "mech9_answers9.yml",
    "mech9_clin9.yml",
    "mech17_res28.yml",
    "mech18_illness28.yml",
    "mech18_abroad28.yml",
    "mech18_answers28.yml",
    "mech19_lay30.yml",
    "mech19_meaning30.yml",
    *(f"held_out_{number}.yml" for number in (*range(75, 79), 80)),
]


@pytest.fixture(scope="session", params=SETS)
def total(reader: Reader, request: pytest.FixtureRequest) -> Score:
    """The score of one set, read once for all tests."""
    return score(reader, request.param)


def test_what_a_message_states_is_read(total: Score) -> None:
    assert total.f1 >= 0.97, total.misses


def test_what_a_message_does_not_state_is_never_set(total: Score) -> None:
    assert total.forbidden == []


def test_every_emergency_is_found_and_nothing_else_alarms(total: Score) -> None:
    assert (total.emergencies_missed, total.false_alarms) == ([], [])
