"""The SQL database of conversations: its tables beside Rasa's events, and how it is connected to."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, create_engine_kwargs
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import QueuePool

Base = SQLTrackerStore.Base
SQLEvent = SQLTrackerStore.SQLEvent

_PATIENCE = 5
"""Seconds that SQLite waits for another worker."""


class Conversation(Base):
    """A conversation that may be continued. The sender id is derived from its key, which is not kept."""

    __tablename__ = "conversations"
    sender_id = sa.Column(sa.String(255), primary_key=True)
    turns = sa.Column(sa.Integer, nullable=False, default=0)
    asked = sa.Column(sa.Text, nullable=False, default="{}")
    last_active = sa.Column(sa.Float, nullable=False, index=True)


class TakenMessage(Base):
    """A message that has had its turn; its answer stands in the events."""

    __tablename__ = "taken_messages"
    sender_id = sa.Column(sa.String(255), primary_key=True)
    message_id = sa.Column(sa.String(255), primary_key=True)


def connect(url: URL) -> Engine:
    """An engine whose errors do not carry what a person wrote."""
    engine = sa.create_engine(url, hide_parameters=True, **_engine_options(url))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _engine_options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        # a connection that the database or a firewall has closed is noticed before a turn relies on it
        return {**create_engine_kwargs(url), "pool_pre_ping": True}
    # kept open: closing the last connection empties the write-ahead log, 5 ms each time
    return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if url.database else {}


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """Readers and the writer do not wait for each other, and what is deleted is overwritten."""
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    _log_ahead(connection)
    for pragma in ("synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _log_ahead(connection: Any) -> None:
    """SQLite waits for a lock, but not to change the journal of a new database: two workers that start at once would
    wait for each other, so one of them is refused and must ask again."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
