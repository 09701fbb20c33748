"""Questions about the result get short answers from what the rules say now; the result is not printed again."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


def _refused(role: str = "patient") -> Talk:
    talk = Talk(role)
    talk.tell(ae_diagnosis="ruled_out", motor_syndrome="als", age_years=75)
    assert talk.final
    return talk


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("upshot", ["one listed rule may not fit", "Not known to be recruiting", "Only the study team"]),
        ("standing", ["In short"]),
        ("in_the_way", ['"18-70 years old;"', "You told me age: 75 years"]),
        ("why_not", ['"18-70 years old;"']),
        ("when", ["does not change with time", "no promise"]),
        ("every_rule", ["your age: may not fit", "signed consent: the study team decides", "2 of 17"]),
        ("may_fit_meaning", ["not a final no"]),
        ("sheet", ["Sheet for the doctor"]),
        ("what_now", ["What you can do next"]),
        ("easier", ["sorry", "In short"]),
    ],
)
def test_a_question_about_the_result_is_answered_in_short(intent: str, words: list[str]) -> None:
    talk = _refused()
    talk.hear("so then", intent=intent)
    assert all(word in talk.text for word in words) and "Here is the result" not in talk.text
    assert talk.final is None and talk.state.final


def test_the_trial_that_is_named_alone_is_answered() -> None:
    talk = _refused()
    talk.hear("and the Peking one, why not for me", intent="in_the_way")
    assert "Beijing" in talk.text and "Seoul" not in talk.text


def test_why_not_while_a_question_waits_asks_why_it_is_asked() -> None:
    talk = Talk("patient")
    talk.hear("why not", intent="why_not")
    assert "Why I ask" in talk.text


def test_when_a_window_ends_is_told_with_its_day() -> None:
    talk = Talk("clinician")
    talk.tell(
        ae_diagnosis="ruled_out",
        motor_syndrome="mmn",
        age_years=50,
        iv_steroid_or_ig_last_date="2026-10-12",
        last_vaccination_date="2026-09-30",
    )
    talk.hear("when is the earliest date for the Beijing one", intent="when")
    assert "window left on 13 December 2026" in talk.text and "1 April 2027" in talk.text


@pytest.mark.parametrize("role", ["patient", "carer", "clinician"])
def test_the_ages_of_the_listing_answer_when_somebody_is_old_enough(role: str) -> None:
    talk = Talk(role)
    talk.tell(age_years=17)
    talk.hear("when he's 19, Seoul?", intent="ages")
    assert "19 to 80 years" in talk.text.lower() and "Not recruiting" in talk.text and "Beijing" not in talk.text


def test_the_carer_of_a_minor_is_not_told_to_talk_with_a_parent() -> None:
    talk = Talk("carer")
    talk.tell(age_years=17)
    assert "parent" not in talk.text and "the doctor who treats the person you are helping" in talk.text
    talk = Talk("patient")
    talk.tell(age_years=17)
    assert "parent" in talk.text


def test_what_the_patient_knows_is_not_left_to_the_doctor_and_lists_are_short() -> None:
    talk = Talk("patient")
    talk.tell(ae_diagnosis="diagnosed", motor_syndrome="none", tx_high_dose_steroid="failed", tx_rituximab="failed")
    while not talk.final:
        talk.hear("skip", intent="skip")
    known, asked = "You can still tell me: ", "Ask your doctor about: "
    lists = [line.partition(asked)[2] for line in talk.text.split("\n") if asked in line]
    assert lists and all(line.count(",") < 8 for line in lists)
    assert not any("cyclophosphamide" in line for line in lists)
    assert any("cyclophosphamide" in line.partition(known)[2] for line in talk.text.split("\n"))
    assert "which stand on the sheet" in talk.text


def test_why_als_is_asked_of_everyone_is_told_with_the_question() -> None:
    talk = Talk("patient")
    talk.tell(ae_diagnosis="diagnosed")
    assert "I ask this of everyone" in talk.text


def _vaccinated() -> Talk:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="ruled_out", motor_syndrome="mmn", age_years=50)
    talk.tell(last_vaccination_date="2026-05-30", vaccinated_within_6_months=True)
    return talk


@pytest.mark.parametrize(
    ("text", "intent"), [("is 30/05 inside the 6 months?", "when"), ("what would change ALS-E3", "flip")]
)
def test_the_day_of_a_vaccine_decides_when_its_window_ends_whatever_else_was_told(text: str, intent: str) -> None:
    talk = _vaccinated()
    talk.hear(text, intent=intent)
    assert "1 December 2026" in talk.text


def test_when_a_criterion_clears_is_told_of_that_one() -> None:
    talk = _vaccinated()
    talk.hear("when would ALS-E3 be OK?", intent="when")
    assert "ALS-E3" in talk.text and "AE-I1" not in talk.text


def test_why_stop_names_what_stands_in_the_way() -> None:
    talk = _vaccinated()
    assert talk.question["id"] == "go_on"
    talk.hear("why stop", intent="why_not")
    assert "not met:" in talk.text and "Vaccination within 6 months" in talk.text


def test_a_number_is_worked_out_with_its_formula_or_what_it_takes() -> None:
    talk = Talk("clinician")
    talk.tell(age_years=71, sex="male", weight_kg=78)
    talk.hear("what's his CrCl?", intent="computed", about=("creatinine_clearance_ml_min",))
    assert "missing: serum creatinine." in talk.text
    talk.tell(serum_creatinine_mg_dl=2.2, oral_steroid_drug="prednisone", oral_steroid_dose_mg_day=15)
    talk.hear("what's his CrCl?", intent="computed", about=("creatinine_clearance_ml_min",))
    assert "33.98 mL/min" in talk.text and "Cockcroft-Gault" in talk.text
    talk.hear("what is that per kg", intent="computed")
    assert "0.192 mg/kg/day" in talk.text and "Cockcroft" not in talk.text
