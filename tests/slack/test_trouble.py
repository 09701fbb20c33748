"""When things go wrong: busy workers, an action server that is away, Slack that refuses, a stop in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from tests.running import Server, free_port
from tests.slack.conftest import Stores, sender_of
from tests.slack.fake import FakeSlack
from tests.slack.user import SlackUser, words


@pytest.fixture(scope="module")
def alone(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, FakeSlack]]:
    """An assistant of its own, that tests may stop."""
    with FakeSlack() as fake:
        running = Server(tmp_path_factory.mktemp("trouble"), **fake.environment())
        try:
            running.start()
            yield running, fake
        finally:
            running.stop()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-revoked"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth"),
    ],
)
def test_a_wrong_secret_stops_the_start_with_a_clear_message(slack: FakeSlack, wrong: dict[str, str], why: str) -> None:
    settings = {**os.environ, **slack.environment(), "PORT": str(free_port()), **wrong}
    told = subprocess.run(
        [sys.executable, "-m", "bot.server"], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120
    )
    assert told.returncode != 0
    assert why in told.stderr and "Traceback" not in told.stderr
    assert "xoxb-" not in told.stderr.replace("xoxb- (", "")


def test_without_its_secrets_slack_is_absent(model: Path, tmp_path: Path) -> None:
    running = Server(tmp_path, SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="")
    try:
        running.start()
        assert httpx.post(f"{running.url}/webhooks/slack/webhook", content=b"{}").status_code == 404
    finally:
        running.stop()


def test_acknowledged_in_time_while_every_worker_is_busy(alone: tuple[Server, FakeSlack]) -> None:
    server, slack = alone
    people = [SlackUser(slack, server.url, f"U9{n:02d}") for n in range(40)]

    def write(person: SlackUser) -> float:
        began = time.monotonic()
        text = "54 yo, LGI1+, IVMP and IVIG failed, AST 35, HIV neg. " * 20
        assert person.event(person.message(text)).status_code == 200
        return time.monotonic() - began

    with ThreadPoolExecutor(40) as pool:
        took = list(pool.map(write, people))
    assert max(took) < 3, f"{max(took):.2f} s"
    assert all(slack.wait_for("chat.postMessage", person.channel, 0, seconds=60) for person in people)
    assert slack.refusals == []


def test_a_failed_turn_is_told_once_and_can_be_sent_again(alone: tuple[Server, FakeSlack]) -> None:
    server, slack = alone
    user, stores = SlackUser(slack, server.url, "U801"), Stores(server)
    user.say("hello")
    server.action_server_stop()
    try:
        (told,) = user.say("yes, my secret is 4711")
        assert "could not answer" in words([told])
        message = user.last
        (told,) = user.press("Yes, I agree")
        assert "could not answer" in words([told])
        assert user.button("Yes, I agree", user.last) and user.last["ts"] == message["ts"]  # it can be used again
        assert stores.turns(sender_of(user)) == 1
    finally:
        server.action_server_start()
    assert "Who is typing?" in words(user.press("Yes, I agree"))
    assert "4711" not in server.log.read_text() and "TurnFailed" in server.log.read_text()


def test_what_slack_refuses_is_logged_without_words(alone: tuple[Server, FakeSlack]) -> None:
    server, slack = alone
    user = SlackUser(slack, server.url, "U802")
    user.say("hello")
    slack.post_error = "channel_not_found"
    try:
        assert user.event(user.message("yes")).status_code == 200
        deadline = time.monotonic() + 10
        while "channel_not_found" not in server.log.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        slack.post_error = ""
    assert "SlackApiError channel_not_found" in server.log.read_text()
    assert "Who is typing" not in server.log.read_text()
    assert "Who is typing?" in words(user.say("continue"))


def test_a_stop_finishes_what_was_acknowledged(alone: tuple[Server, FakeSlack]) -> None:
    server, slack = alone
    user = SlackUser(slack, server.url, "U803")
    user.say("hello")
    slack.rate_limits = 1
    assert user.event(user.message("yes")).status_code == 200
    deadline = time.monotonic() + 10
    while slack.rate_limits and time.monotonic() < deadline:
        time.sleep(0.02)
    server.restart()
    assert "Who is typing?" in words(user.seen[-1:])
    assert "I am the patient" in words(user.say("continue"))
