"""Settings of the environment, on a server of their own: how often, from where, for how long."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot.chat import Client
from tests.running import Server

SITE = "https://clinic.example"


@pytest.fixture(scope="module")
def strict(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(
        tmp_path_factory.mktemp("strict"),
        MODEL=str(model),
        CHAT_MESSAGES_PER_MINUTE="3",
        CHAT_SESSIONS_PER_MINUTE="4",
        CHAT_ORIGINS=SITE,
        RETENTION_HOURS="1",
        PROXIES_COUNT="1",
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_too_many_messages_are_429(strict: Server) -> None:
    client = Client(strict.url)
    answers = [client.say("hello") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].json()["error"]
    assert len(client.own_words()) == 3


def test_too_many_sessions_of_one_client_are_429(strict: Server) -> None:
    def begin(address: str) -> httpx.Response:
        return httpx.post(f"{strict.url}/chat/sessions", headers={"X-Forwarded-For": address})

    assert [begin("192.0.2.1").status_code for _ in range(5)] == [201] * 4 + [429]
    assert begin("192.0.2.2").status_code == 201


def test_listed_site_may_use_the_chat(strict: Server) -> None:
    asked = httpx.options(f"{strict.url}/chat/messages", headers={"Origin": SITE})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == SITE
    refused = httpx.get(f"{strict.url}/chat/messages", headers={"Origin": SITE})
    assert refused.status_code == 401 and refused.headers["access-control-allow-origin"] == SITE
    other = httpx.options(f"{strict.url}/chat/messages", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers


def test_old_conversations_are_forgotten_at_the_start(strict: Server) -> None:
    headers = {"X-Forwarded-For": "192.0.2.3"}
    token = httpx.post(f"{strict.url}/chat/sessions", headers=headers).json()["token"]
    key = {"Authorization": f"Bearer {token}"}
    assert httpx.post(f"{strict.url}/chat/messages", json={"text": "hello"}, headers=key).status_code == 200
    with sqlite3.connect(strict.folder / "screening.db") as database:
        database.execute("UPDATE conversations SET last_active = ?", (time.time() - 3 * 3600,))
    strict.restart()
    assert httpx.get(f"{strict.url}/chat/messages", headers=key).status_code == 401
    with sqlite3.connect(strict.folder / "screening.db") as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (0,)
