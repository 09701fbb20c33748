"""Whole screenings over Slack: by buttons and tick boxes, by typing; the sheet, the result, an emergency, deletion."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.channels.slack_parts import escape
from criteria.load import catalogue
from tests.criteria.test_cases import GOLD
from tests.running import Server
from tests.slack.conftest import Stores, sender_of
from tests.slack.fake import FakeSlack
from tests.slack.people import screen
from tests.slack.user import SlackUser, words

AE = {**GOLD["bases"]["ae_fit"], "motor_syndrome": "none", "consent_willingness": "willing"}


def begin(user: SlackUser, role: str = "I am the patient") -> list[dict[str, Any]]:
    user.say("hello")
    user.press("Yes, I agree")
    return user.press(role)


def test_nothing_is_asked_before_the_notice_and_an_opt_in(user: SlackUser, stores: Stores) -> None:
    shown = words(user.say("I am 54 and I have ALS. Am I in?"))
    assert "not a doctor" in shown and "Slack keeps its own copy" in shown and "May I start?" in shown
    declined = words(user.press("No, thank you"))
    assert "keep no answer" in declined
    assert all(custom.get("facts") in (None, []) for custom in stores.replies(sender_of(user)))
    assert "Who is typing?" in words(user.press("Start", user.seen[-1]))


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_a_screening_with_buttons_and_tick_boxes(user: SlackUser, slack: FakeSlack, stores: Stores, role: str) -> None:
    facts = {**AE, "cancer_history": False, "vaccinated_within_6_months": False}
    assessment = screen(user, stores, facts, role)
    assert {t["nct_id"]: t["verdict"] for t in assessment["trials"]}["NCT02714959"] == "may_fit"
    used = {element["type"] for call in slack.sent(channel=user.channel) for _, _, element in user.controls(call)}
    assert {"button", "checkboxes"} <= used
    closed = slack.sent("chat.update", user.channel)
    assert closed and all("✅ Your answer" in words([message]) for message in closed)
    sections = [b["text"]["text"] for m in user.seen for b in m["blocks"] if b["type"] == "section"]
    for criterion in (c for trial in assessment["trials"] for c in trial["criteria"] if c["verdict"] == "not_met"):
        quoted = [s for s in sections if escape(criterion["quote"]) in s and s.startswith("🔶 *may not fit*")]
        assert criterion["advisory"] or len(quoted) == 1
    result = words(user.seen[-2:])
    assert "NCT02714959" in result and "not a doctor" in result or "not a physician" in result


def test_a_screening_typed(user: SlackUser, stores: Stores) -> None:
    user.say("hello")
    user.say("yes")
    user.say("I am a clinician")
    user.say(
        "54M, *LGI1+ autoimmune encephalitis*, no motor neuron disease. High-dose steroids, IVIG and rituximab "
        "all failed, cyclophosphamide never given. AST <40 IU/L, ALT 30 IU/L"
    )
    user.say("HIV neg, HBV neg, no infection, veins adequate, chest X-ray normal")
    user.say("no heart failure, no severe lung disease, no other neurodegenerative disease")
    for _ in range(8):
        last = [c for c in stores.replies(sender_of(user)) if c.get("type") in ("question", "assessment")][-1]
        if last["type"] == "assessment":
            break
        user.say("willing to sign" if "consent_willingness" in last["facts"] else "I don't know")
    assert last["type"] == "assessment" and last["final"]
    ae = last["assessment"]["trials"][0]
    verdicts = {c["id"]: c["verdict"] for c in ae["criteria"]}
    assert verdicts["AE-I2"] == verdicts["AE-I3"] == verdicts["AE-E2"] == "met"


def test_a_day_from_the_date_picker(user: SlackUser, stores: Stores) -> None:
    facts = {k: v for k, v in GOLD["bases"]["als_fit"].items() if k != "vaccination_planned"}
    facts = {**facts, "ae_diagnosis": "ruled_out", "last_vaccination_date": "2025-10-01", "vaccination_planned": False}
    assessment = screen(user, stores, facts, "patient")
    told = {c["id"]: c for t in assessment["trials"] for c in t["criteria"]}["ALS-E3"]
    assert told["verdict"] == "met" and told["because"]["last_vaccination_date"] == "2025-10-01"
    assert "✅ Your answer: *1 October 2025*" in words(user.seen)


def test_a_day_picked_for_an_earlier_question_changes_nothing(user: SlackUser, stores: Stores) -> None:
    begin(user)
    message = user.last
    block, picker = {"block_id": "question:last_vaccination_date:3"}, {"type": "datepicker", "action_id": "date"}
    (told,) = user._answered(lambda: user.use(message, block, picker, selected_date="2026-10-01"))
    assert "earlier question" in words([told])
    assert "2026-10-01" not in str(stores.replies(sender_of(user)))


def test_a_message_deleted_in_slack_does_not_keep_the_answer_back(user: SlackUser, slack: FakeSlack) -> None:
    user.say("hello")
    gone = slack.messages.pop((user.channel, user.last["ts"]))
    assert "Who is typing?" in words(user.press("Yes, I agree", gone))
    slack.refusals.remove("chat.update of a message that is not there")


def test_sending_without_a_tick_changes_nothing(user: SlackUser, stores: Stores) -> None:
    begin(user, "I am a clinician")
    for _ in range(6):
        if any(e["type"] == "checkboxes" for _, _, e in user.controls(user.last)):
            break
        user.press("Not known")
    turns = stores.turns(sender_of(user))
    (told,) = user.press("Send my answer")
    assert "You ticked nothing" in words([told])
    assert stores.turns(sender_of(user)) == turns


def test_a_fact_can_be_changed_by_its_button(user: SlackUser) -> None:
    begin(user)
    said = user.say("I am 54 years old")
    assert "54" in words(said)
    asked = user.press("Change age", said[0])
    assert "How old" in words(asked)
    assert "55" in words(user.say("55"))


def test_the_same_answers_on_the_web_and_on_slack_give_the_same_assessment(
    user: SlackUser, stores: Stores, assistant: Server
) -> None:
    facts = {**GOLD["bases"]["als_fit"], "ae_diagnosis": "ruled_out", "consent_willingness": "willing", "age_years": 81}
    on_slack = screen(user, stores, facts, "clinician")
    web = httpx.Client(base_url=assistant.url, timeout=20)
    web.headers["Authorization"] = f"Bearer {web.post('/chat/sessions').json()['token']}"
    for said in _said(stores, sender_of(user)):
        answer = web.post("/chat/messages", json={"text": said})
        customs = [message["custom"] for message in answer.json()["messages"] if message.get("custom")]
    assert customs[-1]["assessment"] == on_slack
    assert web.get("/chat/report?format=json").json()["trials"] == on_slack["trials"]


def _said(stores: Stores, sender: str) -> list[str]:
    rows = stores._read("select data from events where sender_id = ? and type_name = 'user' order by id", sender)
    return [json.loads(data)["text"] for (data,) in rows]


def test_the_sheet_comes_as_a_file_without_a_name(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    screen(user, stores, AE, "clinician")
    before = len(slack.files)
    user.use(*user.button("Sheet for the doctor", user.seen[-1]))
    assert slack.wait_for_file(before)
    sheet = slack.files[-1].decode()
    assert sheet.startswith("<!doctype html>") or sheet.startswith("<!DOCTYPE html>")
    assert html.escape("LGI1") in sheet and user.name not in sheet
    (sent,) = [c for c in slack.sent("files.completeUploadExternal") if c.get("channel_id") == user.channel]
    assert "no name on it" in sent["initial_comment"]


def test_every_listed_rule_can_be_seen(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    screen(user, stores, AE, "clinician")
    shown = words(user.press("Show every listed rule", user.seen[-1]))
    for trial in catalogue().trials:
        for criterion in trial.criteria:
            assert f'{criterion.id}: _"{criterion.quote}"_' in shown


def test_an_emergency_stops_the_questions(user: SlackUser) -> None:
    begin(user)
    shown = words(user.say("she has been having a seizure for ten minutes now and does not wake up"))
    assert "🚨 This may be an emergency" in shown and "911" in shown
    assert "?" not in shown.split("emergency number")[-1]
    assert "Which illness" in words(user.press("Continue", user.seen[-1]))


# the end of a conversation


def test_delete_my_data_leaves_no_row_in_any_store(user: SlackUser, stores: Stores) -> None:
    begin(user)
    user.say("I am 54 years old and I have ALS")
    sender = sender_of(user)
    assert set(stores.rows(sender)) == {"events", "taken_messages", "conversations"}
    user.say("delete my data")
    gone = words(user.press("Yes, delete everything"))
    assert "has been deleted" in gone and "stays in Slack" in gone
    assert stores.rows(sender) == {}
    assert sender not in stores.dump()
    assert "May I start?" in words(user.say("hello"))


def test_the_command_deletes_at_once(user: SlackUser, stores: Stores) -> None:
    begin(user)
    assert stores.rows(sender_of(user)) != {}
    assert "has been deleted" in words(user.command("delete my data"))
    deleted = stores.rows(sender_of(user))
    assert deleted == {}, deleted


def test_a_retry_of_the_deletion_begins_nothing(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    begin(user)
    user.say("delete my data")
    last = user.message("yes")
    assert user.event(last, id="EvLast").status_code == 200
    assert slack.wait_for("chat.postMessage", user.channel, 4)
    user.event(last, id="EvLast", **{"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"})
    assert stores.rows(sender_of(user)) == {}


def test_two_people_never_see_each_other(new_user: Callable[[], SlackUser], slack: FakeSlack, stores: Stores) -> None:
    one, other = new_user(), new_user()
    begin(one)
    begin(other)
    one.say("I am 54 years old")
    assert "54" not in words(other.say("what do you know about me?"))
    other.command("delete")
    assert stores.rows(sender_of(one)) != {} and stores.rows(sender_of(other)) == {}
