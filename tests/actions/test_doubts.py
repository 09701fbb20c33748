"""Doubts in whole conversations: what answers one, what leaves it waiting, and that none stops the questions."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat
from tests.actions.talk import Talk

ALS = ("I have ALS", "they say ALS-like with an immune cause")
HELPED = ("rituximab did not help", "rituximab helped a little")
INFECTION = ("infection, on trimethoprim for it", "infection: none")
STUDY = ("in another trial", "not in another trial")
COUNT = ("plt 250", "plt 150")


@pytest.mark.parametrize(
    ("told", "answer", "chosen"),
    [
        (ALS, "the second", "change"),
        (ALS, "change it", "change"),
        (ALS, "als", "keep"),
        (ALS, "no, ALS", "keep"),
        (HELPED, "right, the new one, I just told you", "change"),
        (HELPED, "yes change", "change"),
        (HELPED, "the first one is wrong", "change"),
        (HELPED, "it did not help", "keep"),
        (HELPED, "keep the old one", "keep"),
        (HELPED, "skip", "keep"),
        (HELPED, "yes, it helped a bit", "change"),
        (HELPED, "no response", "keep"),
        (HELPED, "the second", "change"),
        (INFECTION, "none", "change"),
        (COUNT, "no, leave 250, that was the other patient's", "keep"),
        (COUNT, "150 is right", "change"),
        (COUNT, "change to 150", "change"),
        (COUNT, "250 was wrong", "change"),
        (STUDY, "no", "change"),
        (STUDY, "yes", "keep"),
    ],
)
def test_which_is_right_is_answered_in_words(reader: Reader, told: tuple[str, str], answer: str, chosen: str) -> None:
    chat = Chat(reader, "patient", *told)
    assert chat.state.doubt
    values = {option["id"]: option["facts"] for option in chat.state.doubt["options"]}
    chat.say(answer)
    assert chat.state.doubt is None
    assert values[chosen].items() <= chat.facts.items()


@pytest.mark.parametrize(
    ("told", "line", "noted"),
    [
        (ALS, "no", {}),
        (ALS, "neither", {}),
        (ALS, "never had cyclophosphamide", {"tx_cyclophosphamide": "not_given"}),
        (HELPED, "yes", {}),
        (HELPED, "no", {}),
        (HELPED, "I had shingles last month", {}),
        (HELPED, "no relapse since March", {}),
        (HELPED, "my wife died in spring and i dont know if any of this is worth it", {}),
        (INFECTION, "nothing else neurodegenerative", {"other_neurodegenerative_disease": False}),
        (STUDY, "so only TB and HBV remain unknown?", {}),
        (STUDY, "ok what next", {}),
        (("I am 60", "I am 61"), "my second child is 61", {}),
        (("HIV negative", "HIV positive"), "yes he would sign it himself", {"consent_willingness": "willing"}),
    ],
)
def test_what_is_about_something_else_leaves_the_doubt_and_is_noted(
    reader: Reader, told: tuple[str, str], line: str, noted: dict[str, object]
) -> None:
    chat = Chat(reader, "patient", *told)
    before = dict(chat.facts)
    chat.say(line)
    assert chat.facts == {**before, **noted}
    assert chat.question["id"] == "doubt"


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("I told you, 90", 90000),
        ("yes that's right, and she has ALS", 90000),
        ("correct", 90000),
        ("no", None),
        ("that's wrong", None),
    ],
)
def test_is_that_right_is_answered_in_words(reader: Reader, answer: str, count: int | None) -> None:
    chat = Chat(reader, "clinician", "lymphocytes 90")
    chat.say(answer)
    assert chat.facts.get("lymphocytes_per_mm3") == count and chat.state.doubt is None


def test_another_number_is_the_value(reader: Reader) -> None:
    chat = Chat(reader, "patient", "I am 60", "I am 61", "no, 62")
    assert chat.facts["age_years"] == 62 and chat.state.doubt is None


def test_what_contradicts_while_a_doubt_waits_is_asked_about_after_it(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "ALT 230", "AST 40", "ALT 30", "AST 95")
    assert chat.question["facts"] == ["alt_iu_l"]
    chat.pick("keep")
    assert chat.question["facts"] == ["ast_iu_l"]
    assert (chat.facts["alt_iu_l"], chat.facts["ast_iu_l"]) == (230, 40)


def test_a_button_of_the_doubt_before_does_not_answer_the_next_one(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "ALT 230", "AST 40", "ALT 30", "AST 95")
    pressed = chat.state.asked
    chat.pick("change")
    chat.pick("change", question=pressed)
    assert "earlier question" in chat.text and chat.facts["ast_iu_l"] == 40


def test_a_doubt_asked_about_twice_stays_open_and_the_questions_go_on(reader: Reader) -> None:
    chat = Chat(reader, "patient", *ALS, "hm, one moment please")
    assert chat.question["id"] == "doubt"
    chat.say("my wife makes tea")
    assert chat.question["id"] != "doubt" and "I count this as not known until you say which is right" in chat.text
    assert chat.facts["motor_syndrome"] == "unknown"


CANCER = ("no cancer ever", "I had a basal cell cancer on my nose in 2019, cut out")


def _left_open(reader: Reader) -> Chat:
    chat = Chat(reader, "patient", *CANCER, "so what does that mean now", "why is a little skin cancer a problem")
    assert chat.facts["cancer_history"] == "unknown" and chat.question["id"] != "doubt"
    return chat


@pytest.mark.parametrize(("answer", "value"), [("keep", False), ("change", True)])
def test_an_open_doubt_is_asked_about_once_more_before_the_result(reader: Reader, answer: str, value: bool) -> None:
    chat = _left_open(reader)
    while chat.question["id"] != "doubt":
        chat.hear("skip", intent="skip")
    assert chat.final is None
    chat.pick(answer)
    assert chat.facts["cancer_history"] is value


def test_an_open_doubt_that_gets_no_answer_leaves_the_fact_unknown_in_the_result(reader: Reader) -> None:
    chat = _left_open(reader)
    while not chat.final:
        chat.hear("skip", intent="skip" if chat.question["id"] != "doubt" else "thanks")
    assert chat.facts["cancer_history"] == "unknown"
    chat.say("thanks")
    assert not any(custom["type"] == "question" for custom in chat.customs)


def test_a_doubt_after_the_result_does_not_end_in_favour_of_what_was_told_first(reader: Reader) -> None:
    chat = Chat(reader, "patient", "no cancer ever")
    while not chat.final:
        chat.hear("skip", intent="skip")
    chat.say(CANCER[1])
    chat.say("so what does that mean now")
    chat.say("ok thank you")
    assert chat.facts["cancer_history"] == "unknown"
    chat.say("I did have it, the skin cancer")
    assert chat.facts["cancer_history"] is True


def test_a_doubt_that_decides_no_rule_leaves_what_was_told_first(reader: Reader) -> None:
    chat = Chat(reader, "patient", "I am 60", "I am 61", "hm, one moment please", "my wife makes tea")
    assert chat.facts["age_years"] == 60 and "I leave it as it was" in chat.text


LIKELY = "ALS, 65M and seropositive RA (RF 120, anti-CCP >250)"


def test_what_was_read_by_likeness_is_asked_about_once_more_before_the_result(reader: Reader) -> None:
    chat = Chat(reader, "clinician", LIKELY, "weight 70 kg", "plt 250")
    assert "Not noted: rheumatology" in chat.text and chat.question["id"] != "doubt"
    while chat.question["id"] != "doubt":
        chat.hear("skip", intent="skip")
    chat.pick("yes")
    assert chat.facts["immune_markers"] == "significant"


def test_what_is_read_by_likeness_while_a_doubt_waits_is_not_lost_in_silence(reader: Reader) -> None:
    chat = Chat(reader, "clinician", LIKELY)
    chat.hear("no AE", facts={"ae_diagnosis": "ruled_out"}, doubts={"ae_diagnosis": "likely"})
    assert "Not noted: autoimmune encephalitis" in chat.text and chat.question["id"] == "doubt"


@pytest.mark.parametrize("told", ["steroids failed, IVIg failed, rituximab failed", "Steroids and IVIg didn't work"])
def test_what_follows_from_what_was_told_is_not_asked_about(reader: Reader, told: str) -> None:
    chat = Chat(reader, "clinician", "50M AE, AMPAR antibody positive, no motor neurone disease", told)
    assert chat.facts["tx_high_dose_steroid"] == "failed" and chat.state.doubt is None


def test_two_numbers_that_decide_a_rule_are_asked_about_once_more(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "ALS, 65M, AST 40, ALT 30", "ALT 230", "plt 250", "weight 70 kg")
    assert chat.facts["alt_iu_l"] == "unknown"
    while chat.question["id"] != "doubt":
        chat.hear("skip", intent="skip")
    chat.pick("change")
    assert chat.facts["alt_iu_l"] == 230


@pytest.mark.parametrize(
    ("told", "line", "day", "window", "value", "within"),
    [
        ("last IVIg 5 Feb 2026", "last IVIg 4 November 2026", "iv_steroid_or_ig_last_date",
         "iv_steroid_or_ig_within_2_months", "2026-11-04", True),
        ("flu jab 12 May 2025", "covid booster 4 November 2026", "last_vaccination_date",
         "vaccinated_within_6_months", "2026-11-04", True),
    ],
)  # fmt: skip
def test_a_later_day_takes_the_place_of_an_earlier_one(
    reader: Reader, told: str, line: str, day: str, window: str, value: str, within: bool
) -> None:
    chat = Chat(reader, "clinician", told, line)
    assert (chat.facts[day], chat.facts[window], chat.state.doubt) == (value, within, None)


def test_an_earlier_day_does_not(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "last IVIg 4 November 2026", "last IVIg 5 Feb 2026")
    assert chat.facts["iv_steroid_or_ig_last_date"] == "2026-11-04" and chat.question["id"] == "doubt"


@pytest.mark.parametrize(
    ("told", "line", "fact", "value"),
    [
        ("no cancer ever", "oh I forgot, I had a basal cell cancer on my nose in 2019", "cancer_history", True),
        (
            "rituximab did not help",
            "and i forgot, the ritux did help for like two months and then back to zero",
            "tx_rituximab",
            "partial",
        ),
        ("rituximab did not help", "i was wrong about rituximab, it helped for two months", "tx_rituximab", "partial"),
    ],
)
def test_what_was_forgotten_or_wrong_is_taken_at_once(
    reader: Reader, told: str, line: str, fact: str, value: object
) -> None:
    chat = Chat(reader, "patient", told, line)
    assert chat.facts[fact] == value and chat.state.doubt is None


@pytest.mark.parametrize("line", ["IVIG monthly", "IVIg q4w", "had IVIg in 2025", "tired after IVIg"])
def test_what_was_given_says_nothing_against_a_known_response(reader: Reader, line: str) -> None:
    chat = Chat(reader, "clinician", "IVIg failed", line)
    assert chat.state.doubt is None and chat.facts["tx_ivig"] == "failed"


def test_the_date_of_a_drug_that_failed_is_taken_alone(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "IVIg failed", "last IVIg 12 October")
    assert chat.state.doubt is None and chat.facts["tx_ivig"] == "failed"
    assert chat.facts["iv_steroid_or_ig_last_date"] == "2026-10-12"


def test_never_having_had_it_contradicts(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "never had IVIg", "IVIg given in 2025")
    assert chat.question["id"] == "doubt"


@pytest.mark.parametrize(
    ("told", "line", "fact", "value"),
    [
        ("ALT 28", "sorry, ALT is 82 not 28", "alt_iu_l", 82),
        ("ALT 28", "ALT 82 not 28", "alt_iu_l", 82),
        ("ALT 28", "change ALT to 82", "alt_iu_l", 82),
        ("ALT 28", "typo, ALT 82", "alt_iu_l", 82),
        ("RTX failed", "RTX was partial, not failed", "tx_rituximab", "partial"),
        ("rituximab failed", "actually rituximab helped a bit", "tx_rituximab", "partial"),
        ("AE suspected", "so AE is confirmed now, diagnosed", "ae_diagnosis", "diagnosed"),
        ("had rituximab, too early to say", "rituximab failed", "tx_rituximab", "failed"),
    ],
)
def test_what_is_put_right_or_goes_further_is_taken_at_once(
    reader: Reader, told: str, line: str, fact: str, value: object
) -> None:
    chat = Chat(reader, "clinician", told, line)
    assert chat.facts[fact] == value and chat.state.doubt is None
    changed = next(c["changed"] for c in chat.customs if c["type"] == "understood")
    assert changed[fact][1] == value


def test_an_awaited_antibody_that_came_back_is_awaited_no_more(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "LGI1 pending", "antibody came back: LGI1 positive serum")
    assert chat.facts["antibodies_positive"] == ["lgi1"] and chat.facts["antibodies_pending"] == []


SHOT = "I had the flu jab on 3 June 2026"


@pytest.mark.parametrize(
    ("told", "line", "fact", "value"),
    [
        ("ALT 28", "ALT 28 was wrong, it's 82", "alt_iu_l", 82),
        ("ALT 28", "sorry, 82", "alt_iu_l", 82),
        ("ALT 28", "82 not 28", "alt_iu_l", 82),
        ("ALT 28", "ALT today 82", "alt_iu_l", 82),
        ("I weigh 65 kg", "no, 66", "weight_kg", 66),
        ("rituximab failed", "actually it helped a bit", "tx_rituximab", "partial"),
        ("rituximab failed", "no wait, partial", "tx_rituximab", "partial"),
        ("HIV positive", "sorry, negative", "hiv_serology", "negative"),
        ("I take prednisone 20 mg a day", "sorry 10", "oral_steroid_dose_mg_day", 10),
        (SHOT, "that was 3 May not 3 June", "last_vaccination_date", "2026-05-03"),
        (SHOT, "no, it was 3 May", "last_vaccination_date", "2026-05-03"),
        (SHOT, "wait, it was June 10th actually", "last_vaccination_date", "2026-06-10"),
        ("IVIg failed", "oh wait, the ivig did help him a bit in the beginning", "tx_ivig", "partial"),
        (SHOT, "wrong, it was 2 weeks ago", "last_vaccination_date", "2026-11-08"),
        ("no vaccine in the last 6 months", "sorry, it was 2 weeks ago", "last_vaccination_date", "2026-11-08"),
    ],
)
def test_what_was_told_last_is_put_right_without_its_name(
    reader: Reader, told: str, line: str, fact: str, value: object
) -> None:
    chat = Chat(reader, "clinician", told)
    before = set(chat.facts)
    chat.say(line)
    assert chat.facts[fact] == value and fact not in (chat.state.doubt or {"facts": []})["facts"]
    assert set(chat.facts) - before <= {fact, "vaccinated_within_6_months"}, "nothing else is answered by it"


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("ALT 28", "sorry, I was in hospital last week"),
        ("ALT 28", "sorry, 2 of my children are ill"),
        ("I weigh 65 kg", "no I mean next year"),
        (SHOT, "actually last Tuesday I fell"),
        ("rituximab failed", "sorry, I don't know"),
        ("rituximab failed", "actually no"),
        ("rituximab failed", "no relapse since March"),
        ("HIV positive", "sorry, no"),
        ("HIV positive", "actually fine"),
    ],
)
def test_what_is_about_something_else_puts_nothing_right(reader: Reader, told: str, line: str) -> None:
    chat = Chat(reader, "clinician", told)
    before = dict(chat.facts)
    chat.say(line)
    assert before.items() <= chat.facts.items()


@pytest.mark.parametrize(
    ("told", "line", "gone"),
    [
        ("ALT 28", "forget the ALT", "alt_iu_l"),
        ("ALT 28", "please delete ALT", "alt_iu_l"),
        ("ALT 28", "ignore my last message", "alt_iu_l"),
        ("ALT 28", "scratch that", "alt_iu_l"),
        ("RTX failed", "forget what I said about RTX", "tx_rituximab"),
        ("RTX failed", "ignore what I said about RTX", "tx_rituximab"),
        ("hepatitis B negative", "I never said hepatitis B negative!", "hepatitis_b_status"),
    ],
)
def test_a_fact_is_forgotten_on_request_and_nothing_else(reader: Reader, told: str, line: str, gone: str) -> None:
    chat = Chat(reader, "clinician", "age 43", told)
    chat.say(line)
    assert chat.facts == {"age_years": 43} and chat.state.asked != "delete"
    assert gone in chat.question["facts"] or "ropped" in chat.text


def test_what_is_not_noted_cannot_be_forgotten_and_that_is_said(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "age 43", "forget the ALT")
    assert chat.facts == {"age_years": 43} and "ALT" in chat.text


@pytest.mark.parametrize("line", ["delete everything", "forget all my data", "delete my data and the HIV test"])
def test_to_delete_everything_is_asked_about_and_forgets_no_single_fact(reader: Reader, line: str) -> None:
    chat = Chat(reader, "clinician", "age 43", line)
    assert chat.state.asked == "delete" and chat.facts == {"age_years": 43}


def test_the_day_of_what_is_forgotten_is_forgotten_with_it(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "last vaccine 12 May 2026", "I did not say anything about a vaccination")
    assert not {"last_vaccination_date", "vaccinated_within_6_months"} & chat.facts.keys()


@pytest.mark.parametrize("line", ["no encephalitis!!", "i have no encephalitis"])
def test_what_is_denied_after_it_was_noted_is_asked_about_and_answers_nothing_else(reader: Reader, line: str) -> None:
    chat = Chat(reader, "patient", "I have autoimmune encephalitis", line)
    assert chat.facts == {"ae_diagnosis": "diagnosed"} and chat.question["id"] == "doubt"
    chat.say("change it")
    assert chat.facts == {"ae_diagnosis": "ruled_out"}


def test_to_stop_stops_whatever_is_doubted(reader: Reader) -> None:
    chat = Chat(reader, "clinician", "lymphocytes 90", "stop")
    assert chat.state.stage == "stopped" and chat.state.doubt


def test_an_infection_that_is_over_now_takes_the_place_of_the_one_on_file() -> None:
    talk = Talk("clinician")
    talk.tell(infection_status="treated")
    talk.hear("UTI finished, no infection now", facts={"infection_status": "none"})
    assert talk.facts["infection_status"] == "none" and talk.state.doubt is None
    talk.hear("pneumonia", facts={"infection_status": "severe"})
    assert talk.facts["infection_status"] == "none" and talk.state.doubt
