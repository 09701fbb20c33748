"""Everything about a conversation, in one SQL database: Rasa's events, who may continue it, which messages it took.

A turn is one transaction: its events, its message id and the facts it asks for are saved together or not at all.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Query, Session

from bot.channels.incoming import Reply, awaited, reply_of
from bot.database import Conversation, SQLEvent, TakenMessage, connect
from bot.events import checkpoint, event_of, row_of
from bot.importer import STATE_SLOT

#: Turns between two checkpoints. Rasa replays every event since the last session start on each turn.
CHECKPOINT_TURNS = 5


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
        self.engine.dispose()
        self.engine = connect(self.engine.url)
        self.sessionmaker.configure(bind=self.engine)

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

    def awaited(self, sender_id: str) -> dict[str, Any]:
        """What the next message may be about. Raises NoConversation."""
        with self.session_scope() as session:
            row = session.get(Conversation, sender_id)
            if row is None:
                raise NoConversation(sender_id)
            waiting = json.loads(row.asked)
            return waiting if isinstance(waiting, dict) else {"asked": waiting}  # a row of an earlier version

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
        return [event_of(data) for (data,) in rows]

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
        role = (tracker.get_slot(STATE_SLOT) or {}).get("role")
        conversation.asked = json.dumps({**awaited(replies), "writer": role})
        conversation.last_active = time.time()
        if conversation.turns % CHECKPOINT_TURNS == 0:
            self._add(session, tracker.sender_id, checkpoint(tracker))

    def _add(self, session: Session, sender_id: str, events: Iterable[Event]) -> None:
        """Append events, in one statement."""
        session.bulk_insert_mappings(SQLEvent, [row_of(sender_id, event) for event in events])

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        """As Rasa's, with events read and chosen as here."""
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            events = [event_of(data) for (data,) in rows.with_entities(SQLEvent.data)]
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
