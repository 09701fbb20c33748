"""Slack's protocol, row by row, on the running assistant: what is refused, what is done once, what is left out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.running import Server
from tests.slack.conftest import Stores, sender_of
from tests.slack.fake import BOT, FakeSlack, sign
from tests.slack.user import SlackUser, words

JSON = "application/json"
QUIET = 0.4


def nothing_happened(slack: FakeSlack, act: Callable[[], Any]) -> Any:
    """What `act` gives; and Slack was not called in the time that an answer would have taken."""
    before = len(slack.calls)
    answer = act()
    time.sleep(QUIET)
    assert slack.calls[before:] == []
    return answer


# who may speak


def body_of(user: SlackUser) -> bytes:
    event = user.message("I am 54 and have ALS")
    return json.dumps({"type": "event_callback", "team_id": "T0TEAM", "event_id": "EvX", "event": event}).encode()


@pytest.mark.parametrize(
    "headers",
    [
        lambda body: {},
        lambda body: {"X-Slack-Signature": sign(body)["X-Slack-Signature"]},
        lambda body: {**sign(body), "X-Slack-Signature": ""},
        lambda body: {**sign(body), "X-Slack-Signature": "v0=" + 64 * "0"},
        lambda body: {**sign(body), "X-Slack-Request-Timestamp": "now"},
        lambda body: {**sign(body), "X-Slack-Request-Timestamp": str(int(time.time()) - 1)},
        lambda body: sign(body, secret="another secret"),
        lambda body: sign(body + b" "),
        lambda body: sign(body, at=time.time() - 301),
        lambda body: sign(body, at=time.time() + 301),
    ],
    ids=["unsigned", "timeless", "empty", "forged", "wordy", "other time", "other key", "other body", "old", "early"],
)  # fmt: skip
def test_unsigned_forged_and_stale_requests_are_refused(
    user: SlackUser, slack: FakeSlack, stores: Stores, headers: Callable[[bytes], dict[str, str]]
) -> None:
    body = body_of(user)
    sent = {"Content-Type": JSON, **headers(body)}
    answer = nothing_happened(slack, lambda: user.http.post(user.url, content=body, headers=sent))
    assert (answer.status_code, answer.text) == (401, "")
    assert stores.rows(sender_of(user)) == {}


def test_a_signature_within_five_minutes_is_taken(user: SlackUser) -> None:
    body = body_of(user).replace(b"EvX", b"EvFresh")
    answer = user.http.post(user.url, content=body, headers={"Content-Type": JSON, **sign(body, at=time.time() - 290)})
    assert (answer.status_code, answer.text) == (200, "")
    assert user.fake.wait_for("chat.postMessage", user.channel, 0)


def test_a_replayed_request_is_not_done_again(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    body = body_of(user).replace(b"EvX", b"EvReplayed")
    headers = {"Content-Type": JSON, **sign(body)}
    assert user.http.post(user.url, content=body, headers=headers).status_code == 200
    assert slack.wait_for("chat.postMessage", user.channel, 0)
    answer = nothing_happened(slack, lambda: user.http.post(user.url, content=body, headers=headers))
    assert answer.status_code == 200
    assert stores.turns(sender_of(user)) == 1


def test_another_workspace_is_refused(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    answer = nothing_happened(slack, lambda: user.event(user.message("hello"), team="T9OTHER"))
    assert (answer.status_code, answer.text) == (403, "")
    answer = nothing_happened(slack, lambda: user.interaction(type="block_actions", team={"id": "T9OTHER"}))
    assert answer.status_code == 403
    assert stores.rows(sender_of(user)) == {}


@pytest.mark.parametrize("size", [200_001, 300_000])
def test_oversized_requests_are_refused(user: SlackUser, slack: FakeSlack, size: int) -> None:
    answer = nothing_happened(slack, lambda: user.post(b"{" + b" " * (size - 2) + b"}", JSON))
    assert answer.status_code == 413
    assert "hello" not in answer.text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"{", JSON), (b"[1]", JSON), (b"{}", JSON), (b"payload=x", "application/x-www-form-urlencoded"), (b"", JSON)],
)
def test_malformed_requests_are_refused(user: SlackUser, slack: FakeSlack, body: bytes, content_type: str) -> None:
    answer = nothing_happened(slack, lambda: user.post(body, content_type))
    assert (answer.status_code, answer.text) == (400, "")


def test_only_posts_are_taken(assistant: Server) -> None:
    assert httpx.get(f"{assistant.url}/webhooks/slack/webhook").status_code == 405


def test_the_web_channel_never_reaches_a_slack_conversation(user: SlackUser, assistant: Server, stores: Stores) -> None:
    user.say("hello")
    sender = sender_of(user)
    for token in (sender, user.name, sender.removeprefix("slack-"), user.channel):
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(f"{assistant.url}/chat/messages", headers=headers).status_code == 401
        assert httpx.delete(f"{assistant.url}/chat/sessions", headers=headers).status_code == 401
    assert stores.turns(sender) == 1


# handshake, retries, what is left out


def test_url_verification(user: SlackUser, slack: FakeSlack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "old"}).encode()
    answer = nothing_happened(slack, lambda: user.post(body, JSON))
    assert (answer.status_code, answer.text) == (200, "3eZbrw1a")
    assert user.http.post(user.url, content=body, headers={"Content-Type": JSON}).status_code == 401


@pytest.mark.parametrize("reason", ["http_timeout", "http_error", "connection_failed", "ssl_error", "unknown_error"])
def test_a_retry_of_any_reason_is_done_once(user: SlackUser, slack: FakeSlack, stores: Stores, reason: str) -> None:
    event, id = user.message("hello"), f"EvRetry{reason}"
    assert user.event(event, id=id).status_code == 200
    assert slack.wait_for("chat.postMessage", user.channel, 0)
    for number in ("1", "2", "3"):
        retry = {"X-Slack-Retry-Num": number, "X-Slack-Retry-Reason": reason}
        answer = nothing_happened(slack, lambda retry=retry: user.event(event, id=id, **retry))
        assert answer.status_code == 200
    assert stores.turns(sender_of(user)) == 1


def test_a_retry_whose_first_request_never_came_is_done(user: SlackUser, stores: Stores) -> None:
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "connection_failed"}
    assert user.event(user.message("hello"), **retry).status_code == 200
    assert user.fake.wait_for("chat.postMessage", user.channel, 0)
    assert stores.turns(sender_of(user)) == 1


def test_duplicates_at_the_same_moment_are_done_once(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    event = user.message("hello")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: user.event(event, id="EvSame").status_code, range(8)))
    assert answers == [200] * 8
    assert slack.wait_for("chat.postMessage", user.channel, 0)
    time.sleep(QUIET)
    assert len(slack.sent(channel=user.channel)) == stores.turns(sender_of(user)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed", "message": {"text": "54"}},
        {"subtype": "message_deleted", "deleted_ts": "1.0"},
        {"subtype": "bot_message", "bot_id": "B0BOT"},
        {"bot_id": "B0BOT"},
        {"user": BOT},
        {"subtype": "file_share", "files": [{"id": "F1"}]},
        {"text": ""},
    ],
    ids=["edit", "deletion", "bot", "bot id", "itself", "file", "empty"],
)
def test_what_is_nobodys_own_words_gets_no_answer(user: SlackUser, slack: FakeSlack, change: dict[str, Any]) -> None:
    answer = nothing_happened(slack, lambda: user.event({**user.message("I have ALS"), **change}))
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["view_submission", "view_closed", "block_suggestion"])
def test_views_are_acknowledged(user: SlackUser, slack: FakeSlack, kind: str) -> None:
    answer = nothing_happened(slack, lambda: user.interaction(type=kind, view={"id": "V1"}))
    assert (answer.status_code, answer.text) == (200, "")


def test_a_check_of_the_certificate_is_acknowledged(user: SlackUser, slack: FakeSlack) -> None:
    assert nothing_happened(slack, lambda: user.form(ssl_check="1", token="old")).status_code == 200


# where it speaks


def test_a_channel_is_told_once_how_to_open_a_direct_message(user: SlackUser, slack: FakeSlack) -> None:
    place = f"C{user.name}"
    mention = {"type": "app_mention", "channel": place, "user": user.name, "text": "<@U0BOT> I have ALS", "ts": "1.0"}
    for event in (mention, {**mention, "type": "message", "channel_type": "channel"}, {**mention, "ts": "2.0"}):
        assert user.event(event).status_code == 200
    assert slack.wait_for("chat.postMessage", place, 0)
    time.sleep(QUIET)
    (told,) = slack.sent(channel=place)
    assert "direct message" in told["text"] and "thread_ts" not in told
    assert "?" not in told["text"]


def test_a_thread_is_told_once_in_the_thread(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    place = f"C{user.name}"
    event = {**user.message("54"), "channel": place, "channel_type": "channel"}
    for thread in ("1.1", "1.1", "2.2"):
        assert user.event({**event, "thread_ts": thread}).status_code == 200
    assert slack.wait_for("chat.postMessage", place, 1)
    time.sleep(QUIET)
    assert sorted(told["thread_ts"] for told in slack.sent(channel=place)) == ["1.1", "2.2"]
    assert stores.rows(sender_of(user)) == {}


# controls


def test_an_unknown_control_gets_one_polite_reply(user: SlackUser, stores: Stores) -> None:
    user.say("hello")
    message, block, element = user.button("Yes, I agree", user.last)
    for change in ({"action_id": "launch"}, {"value": "/restart"}, {"action_id": "date", "value": "tomorrow"}):
        (told,) = user._answered(lambda change=change: user.use(message, block, {**element, **change}))
        assert "I do not know that button" in words([told])
    assert stores.turns(sender_of(user)) == 1


@pytest.mark.parametrize("kind", ["shortcut", "message_action"])
def test_a_shortcut_gets_one_polite_reply_in_private(user: SlackUser, kind: str) -> None:
    (told,) = user._answered(lambda: user.interaction(type=kind, callback_id="x", channel={"id": "C1"}))
    assert "I do not know that button" in words([told])


def test_an_old_button_gets_one_polite_reply_and_changes_nothing(user: SlackUser, slack: FakeSlack) -> None:
    user.say("hello")
    old = json.loads(json.dumps(user.last))
    user.press("Yes, I agree")
    (told,) = user.press("No, thank you", old)
    assert words([told]).count("earlier question") == 1
    assert "Who is typing?" in words([told])
    assert "Yes, I agree" not in words([next(m for m in user.seen if m["ts"] == old["ts"])])


def test_after_a_choice_the_message_shows_it_and_has_no_buttons(user: SlackUser, slack: FakeSlack) -> None:
    user.say("hello")
    user.press("Yes, I agree")
    first = user.seen[0]
    assert user.controls(first) == []
    assert "✅ Your answer: *Yes, I agree*" in words([first]) and "May I start?" in words([first])
    (update,) = slack.sent("chat.update", user.channel)
    assert update["ts"] == first["ts"]


def test_the_command_begins_in_a_direct_message(user: SlackUser, slack: FakeSlack) -> None:
    answer = user.slash()
    assert answer.json() == {"response_type": "ephemeral", "text": "I wrote to you in our direct message."}
    assert slack.wait_for("chat.postMessage", user.channel, 0)
    assert "May I start?" in words(user.seen)
    user.press("Yes, I agree")
    assert "Who is typing?" in words(user.command())
    assert slack.sent(channel="C9") == []


# Slack's limits and moods


def test_a_rate_limit_is_waited_for(user: SlackUser, slack: FakeSlack) -> None:
    slack.rate_limits = 1
    began = time.monotonic()
    shown = user.say("hello")
    assert "May I start?" in words(shown)
    assert time.monotonic() - began >= 1
    mine = [call.method for call in slack.calls if call.sent.get("channel") == user.channel]
    assert mine == ["429", "chat.postMessage"]


def test_messages_of_one_person_are_answered_in_order(user: SlackUser, slack: FakeSlack, stores: Stores) -> None:
    user.say("hello")
    user.press("Yes, I agree")
    user.press("I am the patient")
    for text in ("what is IL-2?", "why do you ask?", "I am 54", "my age is 55"):
        assert user.event(user.message(text)).status_code == 200
    assert slack.wait_for("chat.postMessage", user.channel, 6)
    time.sleep(QUIET)
    assert stores.turns(sender_of(user)) == 7
    shown = [words([message]) for message in user.seen]
    assert "54" in shown[-2] and "55" in shown[-1]


def test_a_long_text_is_declined_politely(user: SlackUser, stores: Stores) -> None:
    (told,) = user.say("a" * 4_001)
    assert "too long" in words([told])
    assert stores.turns(sender_of(user)) == 0


def test_a_removed_app_leaves_no_conversation(
    new_user: Callable[[], SlackUser], stores: Stores, assistant: Server
) -> None:
    one, other = new_user(), new_user()
    one.say("hello")
    other.say("hello")
    token = httpx.post(f"{assistant.url}/chat/sessions").json()["token"]
    web = {"Authorization": f"Bearer {token}"}
    httpx.post(f"{assistant.url}/chat/messages", headers=web, json={"text": "hello"}, timeout=20)
    assert one.event({"type": "app_uninstalled"}).status_code == 200
    deadline = time.monotonic() + 10
    while stores.rows("slack-%") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert stores.rows("slack-%") == {}
    assert len(httpx.get(f"{assistant.url}/chat/messages", headers=web).json()["messages"]) > 0


def test_nothing_that_was_said_and_no_slack_id_is_kept_or_logged(
    user: SlackUser, stores: Stores, assistant: Server
) -> None:
    user.say("hello")
    user.press("Yes, I agree")
    user.press("I am the patient")
    kept, logged = stores.dump(), assistant.log.read_text()
    for secret in (user.name, user.channel, "T0TEAM", "xoxb-", "8f742231"):
        assert secret not in kept and secret not in logged
