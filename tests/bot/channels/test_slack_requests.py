"""What Slack sends is read into what happened; everything that is nobody's own words is left out."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.channels import slack_happened as slack
from bot.channels.slack_events import words_of
from bot.channels.slack_payloads import Malformed
from bot.channels.slack_requests import read_request

FORM = "application/x-www-form-urlencoded"
MESSAGE = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": "hello", "ts": "1.0"}


def event(event: dict[str, Any], **envelope: Any) -> bytes:
    around = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1"}
    return json.dumps({**around, "event": event, **envelope}).encode()


def read(body: bytes, content_type: str = "application/json") -> tuple[slack.Happened, ...]:
    request = read_request(content_type, body)
    assert isinstance(request, slack.Request) and request.team == "T1"
    return request.happened


def interaction(**payload: Any) -> bytes:
    base = {"team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "t1", "channel": {"id": "D1"}}
    return urlencode({"payload": json.dumps({**base, **payload})}).encode()


def test_a_direct_message_is_said() -> None:
    assert read(event(MESSAGE)) == (slack.Said("Ev1", "U1", "D1", "hello"),)


def test_the_channel_id_tells_a_direct_message_where_its_kind_is_missing() -> None:
    bare = {k: v for k, v in MESSAGE.items() if k != "channel_type"}
    assert read(event(bare)) == (slack.Said("Ev1", "U1", "D1", "hello"),)


@pytest.mark.parametrize(("kind", "channel"), [("channel", "C1"), ("group", "G1"), ("mpim", "G2")])
def test_a_channel_or_group_is_elsewhere(kind: str, channel: str) -> None:
    said = {**MESSAGE, "channel": channel, "channel_type": kind}
    assert read(event(said)) == (slack.SaidElsewhere("Ev1", channel, None),)
    assert read(event({**said, "thread_ts": "9.9"})) == (slack.SaidElsewhere("Ev1", channel, "9.9"),)


def test_a_mention_is_elsewhere() -> None:
    mention = {"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U0BOT> hi", "ts": "1.0"}
    assert read(event(mention)) == (slack.SaidElsewhere("Ev1", "C1", None),)


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed", "message": {"text": "54"}},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"subtype": "file_share", "files": [{"id": "F1"}]},
        {"subtype": "channel_join"},
        {"bot_id": "B1"},
        {"user": None},
        {"text": ""},
        {"text": None},
        {"type": "reaction_added"},
        {"type": "user_change", "user": {"id": "U1"}},
    ],
    ids=str,
)
def test_what_is_nobodys_own_words_is_left_out(change: dict[str, Any]) -> None:
    assert read(event({**MESSAGE, **change})) == ()


def test_an_uninstalled_app_is_removed() -> None:
    assert read(event({"type": "app_uninstalled"})) == (slack.Removed("Ev1"),)
    assert read(event({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}})) == (slack.Removed("Ev1"),)
    assert read(event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})) == ()


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("AST &lt;200, ALT &gt; 40 &amp; rising", "AST <200, ALT > 40 & rising"),
        ("I am *54* years old", "I am 54 years old"),
        ("_no_ to `HIV`", "no to HIV"),
        ("platelets 3*10*9", "platelets 3*10*9"),
        ("anti_nmda_r", "anti_nmda_r"),
        ("see <https://a.example/x|the report>", "see the report"),
        ("<mailto:me@a.example|me@a.example>", "me@a.example"),
        ("<@U0BOT> hello", "hello"),
        ("plt ~97~ 79", "plt ~97~ 79"),
    ],
)
def test_the_words_are_those_that_were_typed(sent: str, typed: str) -> None:
    assert words_of(sent) == typed


def test_a_pressed_button() -> None:
    action = {"type": "button", "action_id": "answer:0", "block_id": "question:x:1", "value": "v", "action_ts": "1"}
    action["text"] = {"type": "plain_text", "text": "A &amp; B"}
    (pressed,) = read(interaction(type="block_actions", message={"ts": "5.5"}, actions=[action]), FORM)
    assert isinstance(pressed, slack.Pressed)
    assert (pressed.action, pressed.value, pressed.title, pressed.message["ts"]) == ("answer:0", "v", "A & B", "5.5")


def test_every_action_of_an_interaction_counts() -> None:
    actions = [{"action_id": "answer:0", "value": "a"}, {"action_id": "answer:1", "value": "b"}]
    assert [p.value for p in read(interaction(type="block_actions", actions=actions), FORM)] == ["a", "b"]


def test_ticks_come_from_the_state() -> None:
    ticks = [{"text": {"text": "A"}, "value": "a"}, {"text": {"text": "B"}, "value": "b"}]
    state = {"values": {"question:x:2": {"tick:0": {"type": "checkboxes", "selected_options": ticks}}}}
    (sent,) = read(interaction(type="block_actions", actions=[{"action_id": "send"}], state=state), FORM)
    assert sent.ticked == (("question:x:2", "A", "a"), ("question:x:2", "B", "b"))


@pytest.mark.parametrize("kind", ["view_submission", "view_closed", "block_suggestion"])
def test_views_are_only_acknowledged(kind: str) -> None:
    assert read(interaction(type=kind, view={"id": "V1"}), FORM) == ()


@pytest.mark.parametrize("kind", ["shortcut", "message_action"])
def test_shortcuts_are_not_offered(kind: str) -> None:
    assert read(interaction(type=kind), FORM) == (slack.Unused("t1", "U1"),)


def test_the_command() -> None:
    fields = {"command": "/trial-match", "text": "delete", "team_id": "T1", "user_id": "U1", "trigger_id": "t9"}
    assert read(urlencode(fields).encode(), FORM) == (slack.Command("t9", "U1", "delete"),)


def test_url_verification() -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "old"}).encode()
    assert read_request("application/json", body) == slack.Challenge("abc")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b""),
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"type": "event_callback"}'),
        ("application/json", event({"type": "message", "user": "U1"})),
        ("application/json", event({**MESSAGE, "channel": {"id": "D1"}})),
        ("text/plain", b"hello"),
        (FORM, b"payload=nonsense"),
        (FORM, b"payload=%7B%7D"),
        (FORM, b"text=hi"),
        (FORM, b"command=/trial-match&team_id=T1"),
        (FORM, interaction(type="block_actions", actions="all")),
        (FORM, interaction(type="block_actions", user={}, team=None)),
    ],
)
def test_what_slack_would_not_send_is_malformed(content_type: str, body: bytes) -> None:
    with pytest.raises(Malformed):
        read_request(content_type, body)
