"""The assistant, running, with Slack's stand-in on the other side."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.slack_setup import Setup
from tests.running import Server
from tests.slack.fake import ID_KEY, SECRET, TEAM, TOKEN, FakeSlack
from tests.slack.user import SlackUser

_NAMES = itertools.count(1)
SETUP = Setup(TOKEN, SECRET, ID_KEY.encode(), True, "", "")


@pytest.fixture(scope="session")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture(scope="session")
def assistant(model: Path, slack: FakeSlack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Both processes with Slack on. Shared; tests leave it running."""
    running = Server(tmp_path_factory.mktemp("slack"), **slack.environment())
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def new_user(slack: FakeSlack, assistant: Server) -> Callable[[], SlackUser]:
    return lambda: SlackUser(slack, assistant.url, f"U{next(_NAMES):04d}")


@pytest.fixture
def user(new_user: Callable[[], SlackUser], slack: FakeSlack) -> Iterator[SlackUser]:
    """Someone new. What Slack refused while they talked is a failure of the test."""
    refused = len(slack.refusals)
    yield new_user()
    assert slack.refusals[refused:] == []


class Stores:
    """What the database holds, read past the assistant."""

    def __init__(self, server: Server) -> None:
        self.file = server.folder / "screening.db"

    def rows(self, sender: str = "%") -> dict[str, int]:
        """How many rows of each table are about these senders."""
        tables = [name for (name,) in self._read("select name from sqlite_master where type = 'table'")]
        tables = [t for t in tables if any(c[1] == "sender_id" for c in self._read(f"pragma table_info({t})"))]
        counts = {t: self._read(f"select count(*) from {t} where sender_id like ?", sender)[0][0] for t in tables}
        return {table: count for table, count in counts.items() if count}

    def dump(self) -> str:
        with sqlite3.connect(self.file) as connection:
            return "\n".join(connection.iterdump())

    def replies(self, sender: str) -> list[dict[str, Any]]:
        """The `custom` of every message that the assistant sent, in order."""
        rows = self._read("select data from events where sender_id = ? and type_name = 'bot' order by id", sender)
        return [(json.loads(data)["data"] or {}).get("custom") or {} for (data,) in rows]

    def turns(self, sender: str) -> int:
        return self._read("select count(*) from events where sender_id = ? and type_name = 'user'", sender)[0][0]

    def _read(self, query: str, *values: str) -> list[Any]:
        with sqlite3.connect(self.file, timeout=10) as connection:
            return connection.execute(query, values).fetchall()


@pytest.fixture
def stores(assistant: Server) -> Stores:
    return Stores(assistant)


def sender_of(user: SlackUser) -> str:
    return SETUP.sender(TEAM, user.name)
