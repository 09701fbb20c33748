"""SLACK_SCREENING=off: what the trials are, and where the web chat is; nothing about health is asked or kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Server
from tests.slack.conftest import Stores, sender_of
from tests.slack.fake import FakeSlack
from tests.slack.user import SlackUser, words

CHAT_URL = "https://assistant.example.org/chat/"


@pytest.fixture(scope="module")
def off(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, FakeSlack]]:
    with FakeSlack() as fake:
        settings = fake.environment(SLACK_SCREENING="off", CHAT_URL=CHAT_URL)
        running = Server(tmp_path_factory.mktemp("off"), **settings)
        try:
            running.start()
            yield running, fake
        finally:
            running.stop()


@pytest.fixture
def visitor(off: tuple[Server, FakeSlack], request: pytest.FixtureRequest) -> SlackUser:
    return SlackUser(off[1], off[0].url, f"U{abs(hash(request.node.name))}")


@pytest.mark.parametrize("text", ["hello", "I am 54 and I have ALS", "yes", "start", "/restart"])
def test_whatever_is_said_gets_the_web_chat_and_no_question(
    off: tuple[Server, FakeSlack], visitor: SlackUser, text: str
) -> None:
    (told,) = visitor.say(text)
    assert CHAT_URL in words([told]) and "?" not in words([told])
    assert visitor.controls(told) == []
    assert Stores(off[0]).turns(sender_of(visitor)) == 0
    assert off[1].refusals == []


def test_a_question_about_the_trials_is_answered(visitor: SlackUser) -> None:
    shown = words(visitor.say("are the trials still recruiting?"))
    assert "NCT02714959" in shown and "NCT04952155" in shown and CHAT_URL in shown
    assert "Source:" in words(visitor.say("how is the drug given?"))
    assert "NCT03039673" in words(visitor.say("are there other trials?"))


def test_the_command_gives_the_web_chat_in_private(visitor: SlackUser) -> None:
    assert CHAT_URL in words(visitor.command())


def test_an_emergency_is_still_answered(visitor: SlackUser) -> None:
    shown = words(visitor.say("he has been having a seizure for ten minutes and does not wake up"))
    assert "🚨" in shown and "911" in shown


@pytest.mark.parametrize("how", ["delete my data", "/trial-match delete"])
def test_deleting_still_works(off: tuple[Server, FakeSlack], visitor: SlackUser, how: str) -> None:
    visitor.say("hello")
    stores, sender = Stores(off[0]), sender_of(visitor)
    assert stores.rows(sender) != {}
    shown = words(visitor.command("delete") if how.startswith("/") else visitor.say(how))
    assert "has been deleted" in shown
    assert stores.rows(sender) == {}


def test_a_channel_is_told_the_same(off: tuple[Server, FakeSlack], visitor: SlackUser) -> None:
    place = f"C{visitor.name}"
    visitor.event({"type": "app_mention", "channel": place, "user": visitor.name, "text": "hi", "ts": "1.0"})
    assert off[1].wait_for("chat.postMessage", place, 0)
    assert "direct message" in off[1].sent(channel=place)[0]["text"]
