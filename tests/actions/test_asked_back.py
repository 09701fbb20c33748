"""Questions that people ask back: what a criterion says, how it stands, who is at the other end."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat
from tests.actions.talk import Talk

FIRST_LINE = "Refractory to first-line (high-dose steroid or intravenous immunoglobulin)"


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_a_criterion_is_quoted_by_its_id(role: str) -> None:
    talk = Talk(role)
    talk.tell(tx_rituximab="failed")
    asked = talk.question["id"]
    talk.hear("what exactly does AE-I3 say?", intent="criterion")
    assert FIRST_LINE in talk.text and "rituximab" in talk.text
    assert talk.question["id"] == asked and "I did not understand" not in talk.text


@pytest.mark.parametrize("intent", ["out_of_scope", "dont_know", "summary", "why"])
def test_an_id_decides_whatever_the_message_was_taken_for(intent: str) -> None:
    talk = Talk("clinician")
    talk.hear("could you tell me whether AE-I3 is then unknown or not met?", intent=intent)
    assert FIRST_LINE in talk.text and talk.facts == {}


def test_a_short_id_in_a_question_names_it_in_both_trials() -> None:
    talk = Talk("clinician")
    talk.hear("which line is I4 and why unknown?", intent="out_of_scope")
    assert "AE-I4" in talk.text and "ALS-I4" in talk.text


def test_an_id_beside_facts_is_no_question() -> None:
    talk = Talk("clinician")
    talk.hear("AE-I3: rituximab failed", facts={"tx_rituximab": "failed"})
    assert talk.facts == {"tx_rituximab": "failed"} and FIRST_LINE not in talk.text


@pytest.mark.parametrize(
    ("text", "about", "quote"),
    [
        ("exact criterion for platelets?", ("platelets_per_mm3",), "platelets < 80,000 /mm3"),
        ("what AST is the cut-off?", ("ast_iu_l",), "aspartate amino transferase >200 IU/L"),
        ("does PLEX count as first line?", ("other_therapies",), FIRST_LINE),
        ("which antibodies count?", ("antibody_panel_negative",), "Positive for autoantibody"),
        ("what counts as refractory?", (), FIRST_LINE),
    ],
)
def test_a_criterion_is_quoted_by_its_topic(text: str, about: tuple[str, ...], quote: str) -> None:
    talk = Talk("clinician")
    talk.hear(text, intent="criterion", about=about)
    assert quote in talk.text and talk.facts == {}


def test_a_question_about_a_fact_that_is_not_understood_gets_its_criterion() -> None:
    talk = Talk("clinician")
    talk.hear("is psychosis a mental illness for this?", intent="out_of_scope", about=("mental_illness",))
    assert "mental diseases" in talk.text


def test_the_criterion_of_the_question_that_waits_is_quoted_where_nothing_is_named() -> None:
    talk = Talk("patient")
    talk.tell(ae_diagnosis="ruled_out", age_years=50)
    talk.hear("is that a problem", intent="criterion")
    assert "Clinically diagnosed with ALS syndrome" in talk.text


def test_what_the_criteria_are_names_them_all() -> None:
    talk = Talk("clinician")
    talk.hear("what are the criteria", intent="trial_question", topic="criteria")
    assert "AE-E6 venous access" in talk.text and "ALS-E1" in talk.text


def test_how_it_stands_mid_course_is_a_verdict_on_each_trial() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated")
    talk.hear("which criteria has she failed?", intent="standing")
    assert "Not met: AE-E4 infection." in talk.text and "Open: AE-I0" in talk.text
    assert "undetermined" in talk.text and talk.question and talk.final is None


def test_a_summary_says_how_it_stands() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated")
    talk.hear("summary", intent="summary")
    assert "Not met: AE-E4 infection." in talk.text


def test_whether_a_value_is_in_or_out_gets_its_criterion() -> None:
    talk = Talk("clinician")
    talk.hear("is AST 200 in or out?", intent="standing", about=("ast_iu_l",))
    assert ">200 IU/L" in talk.text and talk.facts == {}


def test_who_says_that_he_told_that_already_hears_sorry_and_what_is_noted() -> None:
    talk = Talk("patient")
    talk.tell(age_years=54)
    talk.hear("I said that already", intent="told_already")
    assert "sorry" in talk.text and "54 years" in talk.text and talk.question


def test_it_is_a_computer_program() -> None:
    talk = Talk("patient")
    talk.hear("are you a real person", intent="computer")
    assert "I am a computer program, not a doctor" in talk.text and talk.question


def test_while_a_question_of_its_own_stands_it_does_not_say_that_it_asks_nothing() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated", motor_syndrome="none")
    assert talk.question["id"] == "go_on"
    for intent in ("why", "dont_know"):
        talk.hear("what now?", intent=intent)
        assert "No question pending" not in talk.text and talk.question["id"] == "go_on"


def test_how_many_more_counts_the_questions_behind_the_one_whether_to_go_on() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated", motor_syndrome="none")
    talk.hear("how many more", intent="progress")
    assert "at most" in talk.text and "No questions left" not in talk.text


def test_what_if_and_why_speak_of_what_the_message_names() -> None:
    talk = Talk("clinician")
    talk.hear("what if the UTI is gone by then?", intent="what_if", about=("infection_status",))
    assert "Needs treatment, not severe" in talk.text
    talk.hear("what has hepatitis B got to do with it", intent="why", about=("hepatitis_b_status",))
    assert "active hepatitis B" in talk.text


def test_a_word_that_the_question_does_not_hold_is_not_explained_by_another_topic() -> None:
    talk = Talk("patient")
    talk.hear("what do you mean by in hospital for it", intent="why")
    assert "Why I ask" not in talk.text
    for text in ("what does this question mean", "I'm not sure what you mean"):
        talk.hear(text, intent="why")
        assert "Why I ask" in talk.text


@pytest.mark.parametrize("text", ["what would change it", "what would change AE-I3"])
def test_what_would_change_names_the_fact_and_its_value_and_no_list(text: str) -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", tx_high_dose_steroid="failed", tx_ivig="failed", tx_rituximab="partial")
    talk.hear(text, intent="flip")
    assert "AE-I3 refractory to first and second line: unknown" in talk.text and "rituximab: failed" in talk.text
    assert "AE-E6" not in talk.text


def test_a_failure_that_can_change_is_turned_by_its_own_fact() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", infection_status="treated")
    talk.hear("what would change it", intent="flip")
    assert "AE-E4 infection: not met. Turned by: current infection: none." in talk.text


NOT_NAMED = "AE trial, Seoul: not named in the listed criteria."


@pytest.mark.parametrize(
    ("text", "about", "quote"),
    [
        ("does CKD exclude him?", (), "renal insufficiency"),
        ("is there a renal exclusion in the AE trial", (), ""),
        ("anything about cancer in AE-E list?", ("cancer_history", "ae_diagnosis"), ""),
        ("does thymoma count against him?", (), "malignant tumor history"),
        ("does MG exclude him", (), "Immune-associated ALS trial, Peking: not named"),
    ],
)
def test_whether_something_excludes_is_told_of_the_trial_meant(text: str, about: tuple[str, ...], quote: str) -> None:
    talk = Talk("clinician")
    talk.hear(text, intent="criterion", about=about)
    assert NOT_NAMED in talk.text and quote in talk.text
    assert (not quote) == ("Peking" not in talk.text) and "AE-E6" not in talk.text


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("endpoint", "modified Rankin Scale"),
        ("enrolled", "10 enrolled"),
        ("protocol", "no full protocol"),
        ("record", "last verified September 2021"),
    ],
)
def test_what_clinicians_ask_of_the_trials_is_told_from_the_catalogue(topic: str, words: str) -> None:
    talk = Talk("clinician")
    talk.hear("asked", intent="trial_question", topic=topic)
    assert words in talk.text


@pytest.mark.parametrize("intent", ["privacy", "method", "generator"])
def test_what_the_assistant_is_and_keeps_is_told_in_a_line(intent: str) -> None:
    talk = Talk("clinician")
    asked = talk.question["id"]
    talk.hear("asked", intent=intent)
    assert talk.question["id"] == asked and "Not understood" not in talk.text


def test_answers_that_would_change_nothing_are_told_in_one_line() -> None:
    talk = Talk("clinician")
    talk.tell(ae_diagnosis="diagnosed", tx_high_dose_steroid="failed", tx_rituximab="partial")
    talk.hear("if RTX had failed would he fit?", intent="what_if", about=("tx_rituximab",))
    assert talk.text.count("no verdict would change by that alone") == 1 and "Failed / Partial" in talk.text


def test_a_question_behind_a_fact_is_answered_after_it() -> None:
    talk = Talk("clinician")
    talk.hear("RTX failed. Does PLEX count?", intent="answer", facts={"tx_rituximab": "failed"})
    assert talk.facts == {"tx_rituximab": "failed"}
    assert talk.text.index("Noted: rituximab: failed") < talk.text.index(FIRST_LINE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('I disagree with I3. IVMP failed is enough, it says "or"', "Refractory to first-line"),
        ("is partial = responded in your reading?", "hand-written as rules"),
        ("what does [M] mean", "[M] something unverified"),
        ("what does site decision mean", "only the study team can settle it"),
        ("why should I trust this", "hand-written as rules"),
        ("What would make I3 met?", "AE-I3 refractory to first and second line: unknown"),
        ("if she were 81?", "Ages 19 to 80 years"),
        ("Does the trial take minors with parental consent?", "Ages 19 to 80 years"),
        ("why not the ALS trial?", "Immune-associated ALS trial, Peking, not met"),
        ("why did he fail the Peking one", "Immune-associated ALS trial, Peking, not met"),
        ("You said 11 of 12 checked, which one not", "So far, on the facts given"),
        ("May I have your assessment, please?", "So far, on the facts given"),
        ("CrCl?", "Cockcroft-Gault"),
        ("Hello, I will paste the discharge summary ...", "Go ahead"),
    ],
)
def test_what_clinicians_ask_back_is_answered(reader: Reader, text: str, words: str) -> None:
    chat = Chat(reader, "clinician")
    chat.tell(age_years=60, sex="male", motor_syndrome="none", ae_diagnosis="diagnosed", serum_creatinine_mg_dl=1.1)
    chat.tell(tx_ivig="partial", tx_high_dose_steroid="failed", weight_kg=70)
    before = chat.facts
    chat.say(text)
    assert words in chat.text and chat.facts == before


@pytest.mark.parametrize("text", ["She's a minor, I am her mother, I decide", "she is a teenager", "she's in year 12"])
def test_who_may_be_too_young_is_asked_the_age_at_once(reader: Reader, text: str) -> None:
    chat = Chat(reader, "carer")
    chat.say(text)
    assert chat.question["id"] == "age_years"


def test_why_behind_the_result_tells_why_it_is_so() -> None:
    talk = Talk("patient")
    talk.tell(age_years=17)
    talk.hear("why", intent="why")
    assert "may not fit" in talk.text and "not asking anything" not in talk.text


@pytest.mark.parametrize(
    ("told", "line", "words", "wrong"),
    [
        ("60M ALS", "does the COPD matter for the Seoul trial?", "not named in the listed", "Seoul National"),
        ("60M ALS", "done?", "answered", "Stopped"),
        ("60M ALS", "vaccines up to date", "", "Completed in June"),
        ("60M ALS", "is anything recruiting elsewhere?", "not screened", "not named"),
        ("60M ALS", "any other IL-2 study in Korea?", "not screened", "Seoul National"),
        ("60M ALS", "how old is the listing?", "last verified", "Not recruiting"),
        ("60M ALS, ALT 33", "what have you got for ALT?", "On file: ALT: 33", "Facts on file"),
        ("60M ALS, ALT 33", "what have you got for AST?", "Nothing on file", "Facts on file"),
        ("60M ALS, ALT 33", "what is on file", "Facts on file", "Not understood"),
        ("60M ALS", "can I have a printout", "Sheet", "Not understood"),
        ("60M ALS", "how sure are you", "No clinical validation", "Not understood"),
        ("17M ALS", "can he take part with parental consent?", "Under the minimum age", "not met"),
        ("60M MMN", "is he out for good?", "time would change", "Not understood"),
        ("60M MMN", "when could he be looked at again?", "time would change", "given:"),
        ("60M ALS", "any published data on safety?", "registry copy", "Not understood"),
    ],
)  # fmt: skip
def test_what_clinicians_ask_gets_its_own_answer(reader: Reader, told: str, line: str, words: str, wrong: str) -> None:
    chat = Chat(reader, "clinician", told)
    before = dict(chat.facts)
    chat.say(line)
    assert words in chat.text and wrong not in chat.text and chat.facts == before
