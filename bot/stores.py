"""Everything about a conversation, in one SQL database: Rasa's events, who may continue it, which messages it took.

A turn is one transaction: its events, its message id and the facts it asks for are saved together or not at all.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, create_engine_kwargs
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_SLOT_NAMES, REQUESTED_SLOT
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.engine import URL
from sqlalchemy.orm import Query, Session
from sqlalchemy.pool import QueuePool

from bot.channels.incoming import Reply, asked_facts, reply_of

#: Turns between two checkpoints. Rasa replays every event since the last session start on each turn.
CHECKPOINT_TURNS = 5

Base = SQLTrackerStore.Base
SQLEvent = SQLTrackerStore.SQLEvent


class Conversation(Base):
    """A conversation that may be continued. The sender id is derived from its key, which is not kept."""

    __tablename__ = "conversations"
    sender_id = sa.Column(sa.String(255), primary_key=True)
    turns = sa.Column(sa.Integer, nullable=False, default=0)
    asked = sa.Column(sa.Text, nullable=False, default="[]")
    last_active = sa.Column(sa.Float, nullable=False, index=True)


class TakenMessage(Base):
    """A message that has had its turn; its answer stands in the events."""

    __tablename__ = "taken_messages"
    sender_id = sa.Column(sa.String(255), primary_key=True)
    message_id = sa.Column(sa.String(255), primary_key=True)


class UnansweredTurn(RuntimeError):
    """A turn that brought no message for the person: an action failed. Nothing of it is saved."""


class NoConversation(LookupError):
    """The conversation was never opened, or was deleted."""


class ScreeningTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, with bounded loading and the rest of what is known about a conversation.

    Named under `tracker_store:` in endpoints.yml; `url` is any SQLAlchemy address (SQLite and PostgreSQL are tested).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        url = self.engine.url
        self.engine.dispose()
        # errors of the database must not carry what a person wrote
        self.engine = sa.create_engine(url, hide_parameters=True, **_engine_options(url))
        self.sessionmaker.configure(bind=self.engine)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)

    # conversations

    def open(self, sender_id: str) -> None:
        """Let a conversation begin; nothing happens when it has already."""
        with self.session_scope() as session:
            if session.get(Conversation, sender_id) is not None:
                return
            session.add(Conversation(sender_id=sender_id, last_active=time.time()))
            # another worker may have been quicker
            with suppress(sa.exc.IntegrityError):
                session.commit()

    def claim(self, sender_id: str, message_id: str) -> bool:
        """Take a message in hand; False when it was in hand already, here or elsewhere. Its conversation is opened."""
        self.open(sender_id)
        with self.session_scope() as session:
            session.add(TakenMessage(sender_id=sender_id, message_id=message_id))
            try:
                session.commit()
            except sa.exc.IntegrityError:
                return False
        return True

    def senders(self, prefix: str) -> list[str]:
        """The conversations whose sender ids begin so."""
        with self.session_scope() as session:
            begins = Conversation.sender_id.startswith(prefix, autoescape=True)
            return [sender_id for (sender_id,) in session.query(Conversation.sender_id).filter(begins)]

    def asked(self, sender_id: str) -> list[str]:
        """The facts that the pending question asks for. Raises NoConversation."""
        with self.session_scope() as session:
            row = session.get(Conversation, sender_id)
            if row is None:
                raise NoConversation(sender_id)
            return list(json.loads(row.asked))

    def delete(self, sender_ids: Iterable[str]) -> None:
        """Remove every row about these conversations."""
        ids = list(sender_ids)
        with self.session_scope() as session:
            for table in (SQLEvent, TakenMessage, Conversation):
                session.query(table).filter(table.sender_id.in_(ids)).delete(synchronize_session=False)
            session.commit()
            if self.engine.dialect.name == "sqlite":
                session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def purge(self, hours: float) -> int:
        """Delete the conversations in which nothing was said for `hours`; how many they were."""
        with self.session_scope() as session:
            old = session.query(Conversation.sender_id).filter(Conversation.last_active < time.time() - hours * 3600)
            ids = [sender_id for (sender_id,) in old]
        if ids:
            self.delete(ids)
        return len(ids)

    def check(self) -> None:
        """Raises sqlalchemy.exc.SQLAlchemyError when the database does not answer."""
        with self.session_scope() as session:
            session.execute(sa.select(Conversation.sender_id).limit(1)).all()

    # what was said

    def history(self, sender_id: str) -> list[UserUttered | BotUttered]:
        """What was said, by both, from the beginning."""
        spoken = (UserUttered.type_name, BotUttered.type_name)
        with self.session_scope() as session:
            rows = (
                session.query(SQLEvent.data)
                .filter(SQLEvent.sender_id == sender_id, SQLEvent.type_name.in_(spoken))
                .order_by(SQLEvent.id)
                .all()
            )
        return [_event(data) for (data,) in rows]

    def answer(self, sender_id: str, message_id: str) -> list[Reply] | None:
        """What was answered to a message that has had its turn; None when it has not."""
        with self.session_scope() as session:
            if session.get(TakenMessage, (sender_id, message_id)) is None:
                return None
        said = iter(self.history(sender_id))
        for event in said:
            if isinstance(event, UserUttered) and event.message_id == message_id:
                break
        replies = itertools.takewhile(lambda event: isinstance(event, BotUttered), said)
        return [reply_of(event.message()) for event in replies]

    # Rasa's side

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save what is new in the tracker, as one transaction.

        Raises UnansweredTurn when an action failed and left the person without an answer, NoConversation when the
        conversation was deleted meanwhile, sqlalchemy.exc.IntegrityError when the message has already had its turn.
        """
        await self.stream_events(tracker)
        with self.session_scope() as session:
            new = list(self._additional_events(session, tracker))
            if not new:
                return
            self._add(session, tracker.sender_id, new)
            self._save_turn(session, tracker, new)
            session.commit()

    def _save_turn(self, session: Session, tracker: DialogueStateTracker, new: list[Event]) -> None:
        message = next((event for event in new if isinstance(event, UserUttered)), None)
        if message is None:
            return
        replies = [reply_of(event.message()) for event in new if isinstance(event, BotUttered)]
        if not replies:
            raise UnansweredTurn("The action server gave no answer; its log may say why.")
        conversation = session.get(Conversation, tracker.sender_id)
        if conversation is None:
            raise NoConversation(tracker.sender_id)
        session.add(TakenMessage(sender_id=tracker.sender_id, message_id=message.message_id))
        conversation.turns += 1
        conversation.asked = json.dumps(asked_facts(replies))
        conversation.last_active = time.time()
        if conversation.turns % CHECKPOINT_TURNS == 0:
            self._add(session, tracker.sender_id, checkpoint(tracker))

    def _add(self, session: Session, sender_id: str, events: Iterable[Event]) -> None:
        """Append events, in one statement."""
        rows = []
        for event in events:
            data = event.as_dict()
            rows.append(
                {
                    "sender_id": sender_id,
                    "type_name": event.type_name,
                    "timestamp": data.get("timestamp"),
                    "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
                    "action_name": data.get("name"),
                    "data": json.dumps(data),
                }
            )
        session.bulk_insert_mappings(SQLEvent, rows)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        """As Rasa's, except that an event's class is looked up, not searched for among all classes (0.1 ms each)."""
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            events = [_event(data) for (data,) in rows.with_entities(SQLEvent.data)]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots) if events else None

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        """The events to replay. By row, not by time as Rasa does: a clock set back must not hide a checkpoint."""
        events = session.query(SQLEvent).filter(SQLEvent.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            start = (
                session.query(sa.func.coalesce(sa.func.max(SQLEvent.id), 0))
                .filter(SQLEvent.sender_id == sender_id, SQLEvent.type_name == SessionStarted.type_name)
                .scalar_subquery()
            )
            events = events.filter(SQLEvent.id >= start)
        return events.order_by(SQLEvent.id)


def checkpoint(tracker: DialogueStateTracker) -> Iterator[Event]:
    """Events that bring an empty tracker to where this one stands: a session in Rasa's own terms.

    Without it turn 50 replays some 400 events, and costs twice what turn 5 does.
    """
    yield SessionStarted()
    for name, slot in tracker.slots.items():
        if slot.value is not None and name not in DEFAULT_SLOT_NAMES:
            yield SlotSet(name, slot.value)
    yield ActiveLoop(tracker.active_loop_name)
    yield SlotSet(REQUESTED_SLOT, tracker.get_slot(REQUESTED_SLOT))
    yield ActionExecuted(ACTION_LISTEN_NAME)


_EVENTS: dict[str, type[Event]] = {kind.type_name: kind for kind in all_subclasses(Event)}


def _event(data: str) -> Event:
    parameters = json.loads(data)
    return _EVENTS[parameters["event"]]._from_parameters(parameters)


def _engine_options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        # a connection that the database or a firewall has closed is noticed before a turn relies on it
        return {**create_engine_kwargs(url), "pool_pre_ping": True}
    # kept open: closing the last connection empties the write-ahead log, 5 ms each time
    return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if url.database else {}


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """Readers and the writer do not wait for each other, and what is deleted is overwritten."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
