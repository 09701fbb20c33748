"""When a part fails in the middle of a conversation: an error that says so, and a turn that never half happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot.chat import Client, accept, option, question
from tests.running import Server


@pytest.fixture(scope="module")
def fragile(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of which parts are stopped."""
    running = Server(tmp_path_factory.mktemp("fragile"), MODEL=str(model))
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_action_server_gone_and_back(fragile: Server) -> None:
    client = Client(fragile.url)
    asked = accept(client)
    before = client.said()
    fragile.action_server_stop()

    failed = client.say(option(asked, unknown=True)["payload"], id="m1")
    health = httpx.get(f"{fragile.url}/chat/health")
    assert (failed.status_code, health.status_code) == (503, 503)
    assert failed.json()["error"] and "action server" in health.json()["error"]
    assert client.said() == before

    fragile.action_server_start()
    taken = client.say(option(asked, unknown=True)["payload"], id="m1")
    assert question(taken)["id"] != asked["id"]
    assert client.say(option(asked, unknown=True)["payload"], id="m1").json() == taken.json()
    assert len(client.own_words()) == 4


def test_first_message_fails_and_is_sent_again(fragile: Server) -> None:
    fragile.action_server_stop()
    client = Client(fragile.url)
    assert client.say("hello", id="m1").status_code == 503
    assert client.said() == []
    fragile.action_server_start()
    assert question(client.say("hello", id="m1"))["id"] == "consent"


def test_conversation_goes_on_after_a_restart(fragile: Server) -> None:
    client = Client(fragile.url)
    asked = accept(client)
    before = client.said()
    fragile.restart()
    assert client.said() == before
    assert question(client.say(option(asked, unknown=True)["payload"]))["id"] != asked["id"]


def test_action_that_fails_repeats_nothing(fragile: Server) -> None:
    """rasa_sdk's own server answers and logs the whole tracker."""
    said = {"text": "Quaggamarmalade", "intent": {"name": "answer"}, "entities": "broken"}
    call = {
        "next_action": "validate_screening_form",
        "sender_id": "p",
        "tracker": {"sender_id": "p", "latest_message": said},
    }
    url = fragile.environment["ACTION_SERVER_URL"]
    failed = httpx.post(url, json={**call, "domain": {}, "version": "3.6.21"})
    assert failed.status_code == 500 and set(failed.json()) == {"error"}
    unknown = httpx.post(url, json={**call, "next_action": "none_such"})
    assert unknown.status_code == 404
    assert "Quaggamarmalade" not in failed.text + unknown.text + fragile.log.read_text()
    assert "access-control-allow-origin" not in httpx.post(url, headers={"Origin": "https://elsewhere.example"}).headers
