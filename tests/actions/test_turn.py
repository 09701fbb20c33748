"""Turns of the conversation: what is taken, what is asked back, what is said."""

from __future__ import annotations

import pytest

from actions.digressions import _HANDLERS
from tests.actions.talk import Talk

AE_FITS = {
    "age_years": 40,
    "sex": "male",
    "ae_diagnosis": "diagnosed",
    "motor_syndrome": "none",
    "antibodies_positive": ["lgi1"],
    "tx_high_dose_steroid": "failed",
    "tx_ivig": "failed",
    "tx_rituximab": "failed",
    "tx_cyclophosphamide": "not_given",
    "heart_failure": False,
    "liver_tests_normal": True,
    "severe_lung_dysfunction": False,
    "hiv_serology": "negative",
    "hepatitis_b_status": "negative",
    "chest_xray": "normal",
    "infection_status": "none",
    "other_neurodegenerative_disease": False,
    "venous_access": "adequate",
}
COUNTS = {
    "hemoglobin_g_dl": 12.0,
    "neutrophils_per_mm3": 3000,
    "lymphocytes_per_mm3": 1500,
    "platelets_per_mm3": 200000,
}


def test_the_first_answer_is_the_notice_with_consent() -> None:
    talk = Talk()
    talk.hear("62 with LGI1", facts={"age_years": 62})
    assert talk.question["id"] == "consent"
    assert talk.question["facts"] == []
    assert any(option.get("accept") for option in talk.question["options"])
    assert talk.facts == {}


def test_facts_told_before_consent_count_after_it() -> None:
    talk = Talk()
    talk.hear("62", facts={"age_years": 62})
    talk.pick("yes")
    talk.pick("clinician")
    assert talk.facts == {"age_years": 62}


def test_declined_consent_drops_them() -> None:
    talk = Talk()
    talk.hear("62", facts={"age_years": 62})
    talk.pick("no")
    talk.pick("yes")
    talk.pick("clinician")
    assert talk.facts == {}


@pytest.mark.parametrize("words", ["yes", "OK", "I agree.", "start", "Yes, I agree", "ok, sure"])
def test_consent_in_words(words: str) -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.hear(words)
    assert talk.question["id"] == "role"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I'm a neurologist", "clinician"),
        ("I am the patient's neurologist", "clinician"),
        ("consultant neurologist", "clinician"),
        ("for my wife", "carer"),
        ("My husband is the patient, I'm his wife", "carer"),
        ("I'm not the patient, I am her daughter", "carer"),
        ("me", "patient"),
        ("I am the patient", "patient"),
    ],
)
def test_who_is_typing_in_words(words: str, role: str) -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.pick("yes")
    talk.hear(words)
    assert talk.state.role == role


@pytest.mark.parametrize(
    "words",
    [
        "My doctor told me to ask here",
        "I'm not a doctor",
        "hello",
        "My neurologist says the patient and his wife decide this",
    ],
)
def test_who_is_typing_is_not_guessed(words: str) -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.pick("yes")
    talk.hear(words, intent="out_of_scope")
    assert talk.state.role is None and talk.question["id"] == "role"


@pytest.mark.parametrize(
    ("chosen", "words", "role"),
    [
        ("patient", "sorry, I'm his wife", "carer"),
        ("patient", "I'm not the patient, I'm her neurologist", "clinician"),
        ("patient", "wrong button, I am the neurologist", "clinician"),
        ("clinician", "oops, I'm the patient", "patient"),
        ("carer", "actually I'm the patient", "patient"),
    ],
)
def test_a_role_chosen_by_mistake_is_put_right_in_words_and_nothing_is_lost(chosen: str, words: str, role: str) -> None:
    talk = Talk(chosen)
    talk.tell(age_years=62)
    talk.hear(words, intent="out_of_scope")
    assert (talk.state.role, talk.facts["age_years"]) == (role, 62)
    assert "so far is kept" in talk.text
    assert talk.state.asked != "role"


def test_a_role_that_is_only_denied_is_asked_again_and_what_the_message_told_waits() -> None:
    talk = Talk("patient")
    talk.hear("I'm not the patient, he is 62", facts={"age_years": 62})
    assert talk.state.asked == "role"
    talk.pick("carer")
    assert (talk.state.role, talk.facts["age_years"]) == ("carer", 62)


@pytest.mark.parametrize(
    "words",
    [
        "I'm a nurse myself",
        "I am a mother of two",
        "I am not pregnant",
        "I'm not a doctor",
        "my husband, not me",
        "a nurse, really",
    ],
)
def test_a_trade_or_a_family_is_no_other_role(words: str) -> None:
    talk = Talk("patient")
    talk.hear(words, intent="out_of_scope")
    assert (talk.state.role, talk.state.stage) == ("patient", "screening")


def test_a_neurologist_who_has_not_confirmed_it_is_not_who_types() -> None:
    talk = Talk("clinician")
    talk.hear("Dx not confirmed by neurologist, sorry", facts={"age_years": 62})
    assert (talk.state.stage, talk.facts["age_years"]) == ("screening", 62)


def test_a_referral_pasted_before_the_role_is_told_waits_and_tells_no_role() -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.pick("yes")
    talk.hear("This patient of my doctor's is 62", facts={"age_years": 62})
    assert talk.state.role is None and talk.question["id"] == "role"
    assert "what you wrote" in talk.text
    talk.pick("clinician")
    assert talk.facts == {"age_years": 62}


def test_what_waits_is_taken_up_message_by_message() -> None:
    talk = Talk()
    talk.hear("LGI1 found", facts={"antibodies_positive": ["lgi1"], "weight_kg": 70})
    talk.hear("is it open?", intent="ask_status", facts={"antibodies_positive": ["caspr2"]})
    talk.pick("yes")
    talk.hear("and 60 kg", facts={"weight_kg": 60})
    talk.pick("clinician")
    assert talk.facts["antibodies_positive"] == ["lgi1", "caspr2"]
    assert talk.question["id"] == "doubt" and talk.question["facts"] == ["weight_kg"]


def test_a_count_without_unit_that_waits_is_asked_about_like_any() -> None:
    def told(early: bool) -> Talk:
        talk = Talk(None if early else "clinician")
        talk.hear("lymph 99", facts={"lymphocytes_per_mm3": 99000}, doubts={"lymphocytes_per_mm3": "unit"})
        if early:
            talk.pick("yes")
            talk.pick("clinician")
        return talk

    assert told(early=True).text.splitlines()[-1] == told(early=False).text.splitlines()[-1]
    assert told(early=True).question["id"] == "doubt"


def test_a_doubtful_count_told_again_with_its_unit_is_taken_and_not_asked_about_once_more() -> None:
    talk = Talk("clinician")
    talk.hear("lymph 99", facts={"lymphocytes_per_mm3": 99000}, doubts={"lymphocytes_per_mm3": "unit"})
    talk.hear("lymph 98", facts={"lymphocytes_per_mm3": 98000}, doubts={"lymphocytes_per_mm3": "unit"})
    assert talk.question["id"] == "doubt" and "98,000" in talk.replies[-1].text
    talk.tell(lymphocytes_per_mm3=98000)
    assert talk.facts == {"lymphocytes_per_mm3": 98000}
    assert talk.question["id"] != "doubt"


def _heard_likely(**told: object) -> Talk:
    """What was read by its likeness alone, beside a weight that was read by the rules."""
    talk = Talk("clinician")
    talk.hear("...", facts={"weight_kg": 70, **told}, doubts=dict.fromkeys(told, "likely"))
    return talk


def test_what_was_read_by_likeness_is_taken_once_it_is_confirmed() -> None:
    talk = _heard_likely(heart_failure=False, hiv_serology="negative")
    assert talk.facts == {"weight_kg": 70}
    assert talk.question["id"] == "doubt" and talk.question["facts"] == ["heart_failure", "hiv_serology"]
    talk.hear("yes", intent="yes")
    assert talk.facts == {"weight_kg": 70, "heart_failure": False, "hiv_serology": "negative"}


def test_what_was_read_by_likeness_and_is_denied_is_not_noted() -> None:
    talk = _heard_likely(heart_failure=False)
    talk.hear("no", intent="no")
    assert talk.facts == {"weight_kg": 70} and talk.state.doubt is None


def test_what_was_read_by_likeness_and_is_told_again_is_taken() -> None:
    talk = _heard_likely(heart_failure=False)
    talk.tell(heart_failure=True)
    assert talk.facts["heart_failure"] is True and talk.question["id"] != "doubt"


def test_what_was_read_by_likeness_speaks_against_what_was_told_only_where_nothing_else_is_told() -> None:
    talk = Talk("clinician")
    talk.tell(heart_failure=True)
    talk.hear("...", facts={"heart_failure": False, "age_years": 60}, doubts={"heart_failure": "likely"})
    assert talk.facts == {"heart_failure": True, "age_years": 60} and talk.question["id"] != "doubt"
    talk.hear("...", facts={"heart_failure": False}, doubts={"heart_failure": "likely"})
    assert talk.facts["heart_failure"] is True and talk.question["id"] == "doubt"


def test_while_a_doubt_waits_nothing_is_taken_by_likeness() -> None:
    talk = Talk("clinician")
    talk.hear("lymph 99", facts={"lymphocytes_per_mm3": 99000}, doubts={"lymphocytes_per_mm3": "unit"})
    talk.hear("...", facts={"heart_failure": False}, doubts={"heart_failure": "likely"})
    assert talk.facts == {} and talk.question["facts"] == ["lymphocytes_per_mm3"]


def test_every_question_offers_not_knowing_and_skipping() -> None:
    talk = Talk("patient")
    flags = [{k for k in ("unknown", "skip") if o.get(k)} for o in talk.question["options"]]
    assert {"unknown"} in flags and {"skip"} in flags


def test_a_stale_button_changes_nothing_and_says_so() -> None:
    talk = Talk("clinician")
    asked = talk.question["id"]
    talk.pick("negative", question="hiv_serology")
    assert talk.facts == {}
    assert "earlier question" in talk.text
    assert talk.question["id"] == asked


def test_a_button_pressed_twice_answers_once() -> None:
    talk = Talk("clinician")
    first = talk.question
    option = first["options"][0]["payload"].split('"option":"')[1].rstrip('"}')
    talk.pick(option)
    before = dict(talk.facts)
    talk.pick(option, question=first["id"])
    assert talk.facts == before
    assert "earlier question" in talk.text


def test_not_knowing_is_kept_as_such_and_not_asked_again() -> None:
    talk = Talk("clinician")
    asked = talk.question
    talk.pick("unknown")
    assert {talk.facts[name] for name in asked["facts"]} == {"unknown"}
    assert talk.question["id"] != asked["id"]


def test_a_different_value_without_a_correction_is_asked_about() -> None:
    talk = Talk("clinician")
    talk.tell(hiv_serology="positive")
    talk.tell(hiv_serology="negative")
    assert talk.question["id"] == "doubt"
    assert talk.facts["hiv_serology"] == "positive"
    talk.pick("keep")
    assert talk.facts["hiv_serology"] == "positive"
    talk.tell(hiv_serology="negative")
    talk.tell(hiv_serology="positive")
    assert talk.state.doubt is None
    talk.tell(hiv_serology="negative")
    talk.pick("change")
    assert talk.facts["hiv_serology"] == "negative"


def test_a_correction_is_taken_and_tells_what_it_changed() -> None:
    talk = Talk("clinician")
    talk.tell(age_years=84, ae_diagnosis="diagnosed")
    talk.hear("sorry, 48", intent="correct", facts={"age_years": 48})
    echoed = next(c for c in talk.customs if c["type"] == "understood")
    assert echoed["changed"] == {"age_years": [84, 48]}
    assert "AE trial" in talk.text


def test_a_lone_number_corrects_the_number_told_last() -> None:
    talk = Talk("clinician")
    talk.tell(age_years=84, ae_diagnosis="diagnosed")
    talk.hear("sorry, I meant 48", intent="correct")
    assert talk.facts["age_years"] == 48


def test_the_change_button_asks_the_fact_again() -> None:
    talk = Talk("clinician")
    talk.tell(age_years=84)
    talk.pick("age_years", question="change")
    assert talk.question["facts"][0] == "age_years"
    talk.hear("48", facts={"age_years": 48})
    assert talk.facts["age_years"] == 48


def test_facts_that_cannot_stand_together_are_asked_about() -> None:
    talk = Talk("patient")
    talk.tell(sex="male")
    talk.tell(pregnant=True)
    assert talk.question["id"] == "doubt"
    assert "pregnant" not in talk.facts
    talk.pick("change")
    assert talk.facts == {"pregnant": True}


def test_an_implausible_count_is_asked_about() -> None:
    talk = Talk("clinician")
    talk.tell(platelets_per_mm3=90)
    assert talk.question["id"] == "doubt" and "90,000" in talk.text
    talk.hear("yes")
    assert talk.facts["platelets_per_mm3"] == 90000


@pytest.mark.parametrize(
    ("fact", "value", "asked"),
    [
        ("platelets_per_mm3", 79000, False),  # 79 /mm3 has nobody
        ("lymphocytes_per_mm3", 700, False),
        ("wbc_per_mm3", 2100, False),
        ("neutrophils_per_mm3", 1800, False),
        ("hemoglobin_g_dl", 7.5, False),
        ("serum_creatinine_mg_dl", 1.1086, False),
        ("lymphocytes_per_mm3", 80000, True),  # or 80 /mm3
        ("wbc_per_mm3", 140000, True),
    ],
)
def test_a_value_without_unit_is_confirmed_where_two_units_are_possible(fact: str, value: float, asked: bool) -> None:
    talk = Talk("clinician")
    talk.hear("told", facts={fact: value}, doubts={fact: "unit"})
    assert (talk.question["id"] == "doubt") is asked and (talk.facts == {fact: value}) is not asked


def test_a_computed_value_near_a_limit_is_confirmed() -> None:
    talk = Talk("clinician")
    talk.hear("WBC 6, lymphocytes 11%", facts={"lymphocytes_per_mm3": 660}, doubts={"lymphocytes_per_mm3": "computed"})
    assert talk.question["id"] == "doubt"
    talk.tell(lymphocytes_per_mm3=1300)
    assert talk.facts["lymphocytes_per_mm3"] == 1300


def test_out_of_range_says_what_is_allowed() -> None:
    talk = Talk("patient")
    talk.tell(age_years=140)
    assert "age_years" not in talk.facts
    assert "from 0 to 120" in talk.text


def test_back_forgets_the_last_answer_and_asks_it_again() -> None:
    talk = Talk("clinician")
    first = talk.question["id"]
    talk.pick("unknown")
    talk.hear("go back", intent="go_back")
    assert talk.facts == {}
    assert talk.question["id"] == first


def test_a_person_whom_a_trial_may_fit_gets_the_result() -> None:
    talk = Talk("clinician")
    talk.tell(**AE_FITS, **COUNTS)
    assert talk.final is not None
    verdicts = {t["nct_id"]: t["verdict"] for t in talk.final["trials"]}
    assert verdicts == {"NCT02714959": "may_fit", "NCT04952155": "does_not_fit"}
    assert "Not recruiting" in talk.text


def test_a_failure_that_can_change_asks_whether_to_go_on() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", motor_syndrome="none", infection_status="treated")
    assert talk.question["id"] == "go_on"
    assert '"Infection"' in talk.text
    talk.pick("yes")
    assert talk.question["id"] not in ("go_on", "consent", "role")
    stopped = Talk("clinician")
    stopped.tell(ae_diagnosis="diagnosed", motor_syndrome="none", infection_status="treated")
    stopped.pick("no")
    assert stopped.final is not None


def test_a_fact_told_after_the_result_reopens_the_screening() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="ruled_out", motor_syndrome="none")
    assert talk.final is not None
    talk.hear("sorry, AE was diagnosed", intent="correct", facts={"ae_diagnosis": "diagnosed"})
    assert talk.final is None
    assert talk.question["id"] not in ("go_on", "doubt")


def test_a_minor_is_asked_nothing_more() -> None:
    talk = Talk("patient")
    talk.tell(age_years=16)
    assert talk.final is not None
    assert "parent" in talk.text


@pytest.mark.parametrize("stage", ["new", "consent", "role", "screening"])
def test_an_emergency_comes_before_anything_else(stage: str) -> None:
    talk = Talk("patient" if stage == "screening" else None)
    if stage in ("consent", "role"):
        talk.hear("hello", intent="greeting")
    if stage == "role":
        talk.pick("yes")
    talk.hear("help", safety="breathing", facts={"age_years": 50})
    assert talk.customs[0] == {"type": "safety", "kind": "breathing"}
    assert talk.state.stage == "emergency"
    talk.tell(age_years=50)
    assert not [c for c in talk.customs if c["type"] == "question"]
    talk.hear("continue", intent="resume")
    if stage != "screening":
        assert talk.question["id"] == ("role" if stage == "role" else "consent")
    assert talk.question


def test_stop_keeps_answers_until_asked_to_go_on() -> None:
    talk = Talk("patient")
    talk.tell(age_years=50)
    talk.hear("stop", intent="stop")
    assert not [c for c in talk.customs if c["type"] == "question"]
    talk.hear("continue", intent="resume")
    assert talk.facts == {"age_years": 50} and talk.question


@pytest.mark.parametrize("role", ["patient", "carer", "clinician"])
def test_what_is_said_of_somebody_else_is_named_as_not_noted(role: str) -> None:
    talk = Talk(role)
    pending = talk.state.asked
    talk.hear("my sister has hep B", intent="out_of_scope", others=("hepatitis_b_status",))
    assert "hepatitis B" in talk.replies[0].text and "noted" in talk.replies[0].text
    assert talk.state.asked == pending and not talk.facts


def test_what_is_said_of_somebody_else_after_the_result_does_not_bring_it_again() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="ruled_out", motor_syndrome="none")
    talk.hear("my sister has hep B", intent="out_of_scope", others=("hepatitis_b_status",))
    assert "noted" in talk.text and talk.final is None


def test_what_is_left_is_told_before_the_first_question_too() -> None:
    talk = Talk()
    talk.hear("hello", intent="greeting")
    talk.pick("yes")
    talk.hear("how many questions are there?", intent="progress")
    assert "0 so far" in talk.text and talk.state.asked == "role"


def test_start_over_asks_and_then_forgets() -> None:
    talk = Talk("patient")
    talk.tell(age_years=50)
    talk.hear("start over", intent="start_over")
    assert talk.question["id"] == "restart" and talk.facts
    talk.hear("yes")
    assert talk.facts == {} and talk.question["id"] not in ("restart", "role")


def test_deletion_is_confirmed_and_marked_for_the_channel() -> None:
    talk = Talk("patient")
    talk.tell(age_years=50)
    talk.hear("delete my data", intent="delete_data")
    talk.hear("yes")
    assert {"type": "deleted"} in talk.customs
    assert talk.facts == {}


@pytest.mark.parametrize("intent", ["delete_data", "start_over"])
def test_going_on_is_no_yes_to_forgetting(intent: str) -> None:
    talk = Talk("patient")
    talk.tell(age_years=50)
    talk.hear("?", intent=intent)
    talk.hear("continue", intent="resume")
    assert talk.facts == {"age_years": 50}
    assert {"type": "deleted"} not in talk.customs
    assert talk.question["id"] not in ("delete", "restart")


def test_carers_hear_of_the_person_they_help() -> None:
    talk = Talk("carer")
    assert "the person you are helping" in talk.text
    talk.tell(**AE_FITS, **COUNTS)
    assert "the person you are helping" in talk.text


@pytest.mark.parametrize("role", ["carer", "patient"])
def test_where_capacity_may_lack_who_may_sign_is_named_as_open(role: str) -> None:
    talk = Talk(role)
    if role == "patient":
        talk.tell(dementia=True, ae_diagnosis="ruled_out", motor_syndrome="none")
    assert "who may sign" in talk.text


def test_both_registers_come_to_the_same_assessment() -> None:
    results = []
    for role in ("patient", "carer", "clinician"):
        talk = Talk(role)
        talk.tell(**AE_FITS, **COUNTS)
        results.append(talk.final)
    assert results[0] == results[1] == results[2]


TOPICS = ["il2", "location", "who", "dose", "visits", "open", "risks", "cost", "results", "placebo", "duration"]


@pytest.mark.parametrize("role", ["patient", "clinician"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_question_about_the_trials_is_answered_for_each_and_the_pending_question_returns(
    topic: str, role: str
) -> None:
    talk = Talk(role)
    asked = talk.question["id"]
    talk.hear("?", intent="trial_question", topic=topic)
    assert "NCT02714959" in talk.text and "NCT04952155" in talk.text
    assert "{" not in talk.text
    assert talk.question["id"] == asked
    assert talk.facts == {}


def test_what_is_said_to_be_wrong_is_asked_again_and_stands_until_then() -> None:
    talk = Talk("patient")
    talk.tell(weight_kg=70, age_years=55)
    talk.hear("the weight is wrong", intent="correct", about=("weight_kg",))
    assert talk.question["facts"] == ["weight_kg"] and "70 kg. What should it be?" in talk.text
    assert talk.facts == {"weight_kg": 70, "age_years": 55}
    talk.tell(weight_kg=72)
    assert talk.facts["weight_kg"] == 72 and talk.question["facts"] != ["weight_kg"]


def test_what_was_noted_last_is_offered_where_it_is_not_said_what_is_wrong() -> None:
    talk = Talk("patient")
    talk.tell(weight_kg=70)
    talk.tell(age_years=55, sex="male")
    talk.hear("that's wrong", intent="correct")
    assert [button["title"] for button in talk.replies[-1].buttons] == ["Change age", "Change sex at birth"]


def test_what_was_not_known_is_noted_and_not_changed() -> None:
    talk = Talk("patient")
    talk.tell(heart_failure="unknown")
    talk.tell(heart_failure=False)
    assert "I understood: heart failure: no" in talk.text and "The results stay the same" not in talk.text


def test_who_helps_a_minor_is_not_sent_to_a_parent() -> None:
    talk = Talk("carer")
    talk.tell(age_years=17)
    assert "Neither study takes people of this age" in talk.text and "parent" not in talk.text


def test_low_mood_gets_the_kind_line_once() -> None:
    talk = Talk("patient")
    talk.hear("I feel so low", intent="distress")
    assert "crisis line" in talk.text and talk.state.stage == "screening"
    talk.hear("it is all too much", intent="distress")
    assert "crisis line" not in talk.text and "Take all the time" in talk.text


def test_what_was_never_noted_cannot_be_wrong() -> None:
    talk = Talk("patient")
    talk.hear("the weight is wrong", intent="correct", about=("weight_kg",))
    assert "nothing noted on this: weight" in talk.text


@pytest.mark.parametrize("stage", ["new", "consent", "role", "screening", "doubt"])
def test_what_a_word_means_is_told_and_the_question_stays(stage: str) -> None:
    talk = Talk("patient" if stage in ("screening", "doubt") else None)
    if stage in ("consent", "role"):
        talk.hear("hello", intent="greeting")
    if stage == "role":
        talk.pick("yes")
    if stage == "doubt":
        talk.tell(motor_syndrome="als")
        talk.tell(motor_syndrome="mmn")
    facts, waiting = talk.facts, talk.state.asked
    talk.hear("what is ALS?", intent="term", topic="als")
    assert talk.facts == facts
    assert stage == "new" or "ALS is an illness" in talk.text and talk.state.asked == waiting


@pytest.mark.parametrize("intent", sorted(_HANDLERS))
@pytest.mark.parametrize("stage", ["new", "consent", "role", "screening", "final", "stopped"])
def test_every_intent_gets_an_answer_at_every_stage(intent: str, stage: str) -> None:
    talk = Talk("patient" if stage in ("screening", "final", "stopped") else None)
    if stage in ("consent", "role"):
        talk.hear("hello", intent="greeting")
    if stage == "role":
        talk.pick("yes")
    if stage == "final":
        talk.tell(ae_diagnosis="ruled_out", motor_syndrome="none")
    if stage == "stopped":
        talk.hear("stop", intent="stop")
    talk.hear("something", intent=intent)
    assert talk.text.strip() and "{" not in talk.text


def test_a_question_about_other_trials_lists_them_with_the_date_of_each_copy() -> None:
    talk = Talk("patient")
    talk.hear("other trials?", intent="trial_question", topic="other_trials")
    assert "NCT03039673" in talk.text and "this is not a match" in talk.text
    assert talk.question


@pytest.mark.parametrize("role", ["patient", "carer", "clinician"])
def test_low_mood_is_met_with_kindness_and_the_question_comes_back(role: str) -> None:
    talk = Talk(role)
    asked = talk.question["id"]
    talk.hear("I'm so tired of all this", intent="distress")
    assert "116 123" in talk.text
    assert talk.state.stage == "screening" and talk.facts == {}
    assert talk.question["id"] == asked
