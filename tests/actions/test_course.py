"""The course of the talk: the result is given once, a stop holds, another patient and another writer are noticed."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


def _done() -> Talk:
    talk = Talk("patient")
    talk.tell(ae_diagnosis="ruled_out", motor_syndrome="none")
    assert talk.final
    return talk


@pytest.mark.parametrize("intent", ["thanks", "goodbye", "distress", "trial_question", "criterion", "out_of_scope"])
def test_after_the_result_other_messages_do_not_print_it_again(intent: str) -> None:
    talk = _done()
    talk.hear("thx", intent=intent)
    assert talk.final is None and "Here is the result" not in talk.text


@pytest.mark.parametrize("intent", ["standing", "summary", "resume"])
def test_the_result_is_shown_again_when_it_is_asked_for(intent: str) -> None:
    talk = _done()
    talk.hear("thx", intent="thanks")
    talk.hear("result", intent=intent)
    assert talk.final and "Here is the result" in talk.text and "I am a computer program" in talk.text


def test_a_fact_after_the_result_that_changes_no_verdict_is_noted_shortly() -> None:
    talk = _done()
    talk.tell(age_years=50)
    assert talk.final and "The results stay the same" in talk.text and "Here is the result" not in talk.text


def test_what_is_told_twice_after_the_result_is_on_file_already() -> None:
    talk = _done()
    talk.tell(venous_access="adequate")
    assert "The results stay the same" in talk.text
    talk.tell(venous_access="adequate")
    assert talk.final is None and talk.text.startswith("I have noted this already: veins")
    assert "result" not in talk.text.lower()


def test_a_changed_verdict_is_shown_whole() -> None:
    talk = Talk("clinician")
    while not talk.final:
        talk.hear("skip", intent="skip")
    talk.tell(cancer_history=True, other_neurodegenerative_disease=True)
    assert talk.final and "Result on the facts given" in talk.text


def test_goodbye_after_the_result_does_not_stop_the_talk() -> None:
    talk = _done()
    talk.hear("thank you, bye", intent="goodbye")
    assert talk.state.stage == "screening" and "delete my data" in talk.text


def test_whether_to_go_on_is_asked_shorter_the_second_time() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated", motor_syndrome="none")
    assert talk.question["id"] == "go_on" and 'not met: "Infection"' in talk.text
    talk.hear("hm", intent="out_of_scope")
    assert talk.question["id"] == "go_on" and "Infection" not in talk.text
    talk.tell(pregnant=True)
    assert "pregnant or lactating women" in talk.text and '"Infection"' not in talk.text


def _may_not_fit(role: str) -> Talk:
    talk = Talk(role)
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated", motor_syndrome="none")
    assert talk.question["id"] == "go_on"
    return talk


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("yes go on", "resume"),
        ("no, lets go on", "resume"),
        ("why not, go on", "resume"),
        ("sorry. bad day. go on", "out_of_scope"),
        ("yes let us continue pls", "answer"),
    ],
)
def test_to_go_on_in_words(words: str, intent: str) -> None:
    talk = _may_not_fit("clinician")
    talk.hear(words, intent=intent)
    assert talk.question["id"] != "go_on" and talk.state.kept


def test_not_to_go_on_in_words() -> None:
    talk = _may_not_fit("patient")
    talk.hear("I would rather not go on", intent="out_of_scope")
    assert talk.question["id"] == "go_on"
    talk.hear("show me the result please", intent="standing")
    assert talk.final


@pytest.mark.parametrize("role", ["patient", "carer"])
def test_patients_hear_in_short_what_may_not_fit_and_can_see_the_exact_words(role: str) -> None:
    talk = _may_not_fit(role)
    assert "may not fit today, because of this: an infection now" in talk.text and '"Infection"' not in talk.text
    talk.hear("hm", intent="out_of_scope")
    assert "because of this" not in talk.text
    talk.pick("exact")
    assert 'may not fit today: "Infection". You told me infection now' in talk.text
    assert talk.question["id"] == "go_on" and not talk.state.kept
    talk.hear("Show the exact words", intent="criterion")
    assert '"Infection"' in talk.text
    talk.pick("yes")
    assert talk.state.kept


def test_clinicians_keep_the_quotes() -> None:
    talk = _may_not_fit("clinician")
    assert 'not met: "Infection"' in talk.text
    assert [option["title"] for option in talk.question["options"]] == ["continue", "show the result"]


def test_going_on_after_the_result_reopens_what_was_given_up() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated", motor_syndrome="none")
    talk.hear("show the result")
    assert talk.final
    talk.hear("go on", intent="resume")
    assert talk.question["id"] == "go_on"


def test_what_is_told_after_a_stop_is_noted_and_the_questions_stay_stopped() -> None:
    talk = Talk("patient")
    talk.hear("stop", intent="stop")
    talk.tell(age_years=54)
    assert talk.facts == {"age_years": 54} and "stay stopped" in talk.text
    assert talk.state.stage == "stopped" and not any(c["type"] == "question" for c in talk.customs)


def test_what_is_told_after_an_emergency_is_said_to_be_lost() -> None:
    talk = Talk("patient")
    talk.hear("I cannot breathe", safety="breathing")
    talk.tell(age_years=54)
    assert talk.facts == {} and "noted nothing" in talk.text


def test_what_is_told_after_a_stop_before_consent_waits_for_it() -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.hear("stop", intent="stop")
    talk.tell(age_years=54)
    assert talk.facts == {}


def test_what_is_not_understood_after_a_stop_is_said_to_be_lost() -> None:
    talk = Talk("patient")
    talk.hear("stop", intent="stop")
    talk.hear("my ana was high", intent="out_of_scope")
    assert "noted nothing" in talk.text


def _second(talk: Talk) -> None:
    talk.tell(age_years=61, sex="male")
    talk.hear("second patient now: 29F", intent="another_patient", facts={"age_years": 29, "sex": "female"})


def test_another_patient_does_not_go_onto_the_first() -> None:
    talk = Talk("clinician")
    _second(talk)
    assert talk.facts == {"age_years": 61, "sex": "male"} and talk.question["id"] == "restart"


def test_the_line_of_the_other_patient_need_not_be_typed_again() -> None:
    talk = Talk("clinician")
    _second(talk)
    talk.tell(weight_kg=60)
    assert talk.question["id"] == "restart" and "weight_kg" not in talk.facts
    talk.pick("yes")
    assert talk.facts == {"age_years": 29, "sex": "female", "weight_kg": 60}


def test_staying_with_the_first_patient_notes_nothing_of_the_other() -> None:
    talk = Talk("clinician")
    _second(talk)
    talk.pick("no")
    assert talk.facts == {"age_years": 61, "sex": "male"} and talk.state.held == []
    assert "nothing of that line" in talk.text and talk.question["id"] != "restart"


def test_the_first_patient_is_no_other_one() -> None:
    talk = Talk("clinician")
    talk.hear("next patient: 29F", intent="another_patient", facts={"age_years": 29, "sex": "female"})
    assert talk.facts == {"age_years": 29, "sex": "female"}


def test_what_is_told_beside_a_handover_is_taken_from_who_takes_over() -> None:
    talk = Talk("patient")
    talk.tell(age_years=63)
    talk.hear("my son is taking over, I weigh 70 kg", intent="handover", facts={"weight_kg": 70})
    assert talk.state.role == "carer" and talk.facts == {"age_years": 63, "weight_kg": 70}


def test_who_hands_over_to_nobody_named_is_asked_who_types_and_nothing_is_lost() -> None:
    talk = Talk("patient")
    talk.tell(age_years=63)
    talk.hear("somebody else will answer from here", intent="handover")
    assert talk.question["id"] == "role"
    talk.pick("carer")
    assert talk.facts == {"age_years": 63} and talk.state.role == "carer"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("carer", "I am the patient now, my son went out", "patient"),
        ("carer", "dad here, my son is gone for today", "patient"),
        ("carer", "here is the father, my daughter went home", "patient"),
        ("carer", "my son is not here any more, I type myself", "patient"),
        ("carer", "this is mum, dad is asleep", "carer"),
        ("carer", "I'm the doctor now, he handed me the phone", "clinician"),
        ("patient", "it's the son again", "carer"),
        ("patient", "it's me again", "patient"),
    ],
)
def test_the_role_of_who_takes_over_is_told_and_the_question_comes_in_its_words(
    before: str, words: str, after: str
) -> None:
    talk = Talk(before)
    talk.hear("my dad has LGI1 encephalitis", facts={"ae_diagnosis": "diagnosed"})
    assert "motor_syndrome" in talk.question["facts"]
    talk.hear(words, intent="handover")
    assert talk.state.role == after and "motor_syndrome" in talk.question["facts"] and "kept" in talk.text
    spoken = {"patient": "told you", "carer": "the person you are helping", "clinician": "Motor syndrome?"}
    assert spoken[after] in talk.replies[-1].text
    assert talk.facts == {"ae_diagnosis": "diagnosed"}


def test_a_relative_who_may_be_the_patient_is_asked_who_types() -> None:
    talk = Talk("carer")
    talk.hear("dad here", intent="handover")
    assert talk.question["id"] == "role"


def _two() -> Talk:
    """A clinician's first patient, and a line that tells of a second one."""
    talk = Talk("clinician")
    talk.tell(age_years=62, sex="male", ae_diagnosis="diagnosed")
    talk.tell(age_years=29, sex="female", tx_ivig="failed")
    assert talk.state.asked == "restart" and talk.facts["age_years"] == 62
    return talk


def test_another_age_and_sex_are_another_patient() -> None:
    talk = _two()
    talk.hear("new patient, start anew", intent="another_patient")
    assert talk.facts["age_years"] == 29 and talk.facts["tx_ivig"] == "failed" and "ae_diagnosis" not in talk.facts


@pytest.mark.parametrize("text", ["stay with the first", "the first one", "no"])
def test_who_stays_with_the_first_patient_notes_nothing_of_the_second(text: str) -> None:
    talk = _two()
    talk.hear(text, intent="out_of_scope")
    assert talk.facts["age_years"] == 62 and "tx_ivig" not in talk.facts and talk.state.held == []


@pytest.mark.parametrize("intent", ["thanks", "trial_question", "out_of_scope"])
def test_what_is_told_of_another_patient_waits_for_an_answer(intent: str) -> None:
    talk = _two()
    talk.hear("thanks", intent=intent, topic="status" if intent == "trial_question" else None)
    assert talk.state.asked == "restart" and "tx_ivig" not in talk.facts
    talk.pick("yes")
    assert talk.facts["tx_ivig"] == "failed"


def test_the_same_age_and_sex_are_the_same_patient() -> None:
    talk = Talk("clinician")
    talk.tell(age_years=62, sex="male")
    talk.tell(age_years=62, sex="male", tx_ivig="failed")
    assert talk.facts["tx_ivig"] == "failed"
    talk.hear("no, 63M", facts={"age_years": 63, "sex": "male"}, intent="correct")
    assert talk.facts["age_years"] == 63
    talk.hear("HIV neg, 64M not 63", facts={"age_years": 64, "sex": "male", "hiv_serology": "negative"})
    assert talk.facts["age_years"] == 64 and talk.facts["hiv_serology"] == "negative"


def test_what_is_told_after_an_emergency_with_being_fine_is_taken() -> None:
    talk = Talk("carer")
    talk.hear("he is choking", safety="breathing")
    talk.hear("we're fine, I only wanted to know. He is 70", facts={"age_years": 70})
    assert talk.state.stage == "screening" and talk.facts["age_years"] == 70
    assert talk.question["id"] != "resume"


@pytest.mark.parametrize("text", ["I don't know if I'm ok", "am I ok?", "I'm ok but I can't breathe", "he is 70"])
def test_without_it_nothing_is_taken(text: str) -> None:
    talk = Talk("carer")
    talk.hear("he is choking", safety="breathing")
    talk.hear(text, facts={"age_years": 70})
    assert talk.state.stage == "emergency" and "age_years" not in talk.facts


def test_a_hard_question_gets_kindness_and_then_the_question() -> None:
    talk = Talk("carer")
    talk.tell(ae_diagnosis="diagnosed", motor_syndrome="none")
    pending, facts = talk.question["id"], dict(talk.facts)
    talk.hear("is he going to die", intent="hard_question")
    assert "I am sorry" in talk.text and "doctor or nurse" in talk.text and "Are you in danger" not in talk.text
    assert talk.question["id"] == pending and talk.facts == facts
