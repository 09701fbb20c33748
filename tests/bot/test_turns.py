"""Turns through the trained model in this process: one action call each, and all or nothing."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet, UserUttered

from bot.channels.incoming import Choice, awaited, clean, plain, read_choice
from bot.endpoint import ActionEndpoint, check_schema_once, last_turn
from bot.importer import FORM, STATE_SLOT
from bot.locks import ConversationLocks
from bot.stores import CHECKPOINT_TURNS, NoConversation, ScreeningTrackerStore
from bot.turns import NotReady, ScreeningAgent, TurnFailed, check_ready, take_turn

ANSWER = {
    "events": [
        {"event": "slot", "name": STATE_SLOT, "value": {"turn": 1}},
        {"event": "slot", "name": "requested_slot", "value": STATE_SLOT},
    ],
    "responses": [{"text": "first\n\nsecond", "buttons": [], "custom": {"type": "question", "facts": ["sex"]}}],
}


class ActionServer(ThreadingHTTPServer):
    """An action server that says what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.body: Any = ANSWER
        self.asked: list[dict[str, Any]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/webhook"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: ActionServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(self.server.status, json.dumps(self.server.body).encode())

    def do_GET(self) -> None:
        self._answer(self.server.status, b"{}")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def actions() -> Iterator[ActionServer]:
    running = ActionServer()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def loaded(model: Path) -> ScreeningAgent:
    check_schema_once()
    agent = ScreeningAgent(tracker_store=ScreeningTrackerStore(host="sqlite://"), lock_store=ConversationLocks())
    agent.load_model(model)
    return agent


@pytest.fixture
def agent(loaded: ScreeningAgent, actions: ActionServer, tmp_path: Path) -> ScreeningAgent:
    """The trained model on a database of its own, calling `actions`."""
    store = ScreeningTrackerStore(loaded.domain, host=f"sqlite:///{tmp_path / 'test.db'}")
    loaded.tracker_store = loaded.processor.tracker_store = store
    loaded.action_endpoint = loaded.processor.action_endpoint = ActionEndpoint(actions.url, timeout_seconds=2)
    store.open("p")
    return loaded


def turn(agent: ScreeningAgent, *texts: str, **more: Any) -> list[dict[str, Any]]:
    """Say these one after the other; the last answer."""

    async def run() -> list[dict[str, Any]]:
        replies: list[dict[str, Any]] = []
        try:
            for text in texts:
                replies = await take_turn(agent, text, sender_id="p", channel="web", **more)
        finally:
            await agent.action_endpoint.close()
        return replies

    return asyncio.run(run())


# one call, one form


@pytest.mark.parametrize(
    "opening", ["hello", "I am 54", "asdf", "restart", "go back", '/answer{"question":"consent","option":"yes"}']
)
def test_every_turn_is_one_action_call_from_the_first_on(
    agent: ScreeningAgent, actions: ActionServer, opening: str
) -> None:
    for number, text in enumerate((opening, "54", "start over", "back", "bye", opening), start=1):
        turn(agent, text)
        assert [call["next_action"] for call in actions.asked] == [f"validate_{FORM}"] * number


def test_form_stays_open_whatever_is_said(agent: ScreeningAgent) -> None:
    turn(agent, "hello", "restart", "back", "stop", "delete my data")
    tracker = asyncio.run(agent.tracker_store.retrieve_full_tracker("p"))
    assert tracker.active_loop_name == FORM
    assert {event.name for event in tracker.events if isinstance(event, ActiveLoop)} == {FORM}


def test_message_stays_whole(agent: ScreeningAgent) -> None:
    (reply,) = turn(agent, "hello")
    assert reply == {
        "text": "first\n\nsecond",
        "buttons": [],
        "custom": {"type": "question", "facts": ["sex"]},
    }


def test_action_is_told_what_it_needs_and_no_more(agent: ScreeningAgent, actions: ActionServer) -> None:
    turn(agent, *["hello"] * 12)
    first, last = actions.asked[1], actions.asked[-1]
    assert "domain" not in last
    assert [event["event"] for event in last["tracker"]["events"]].count("user") == 1
    assert last["tracker"]["slots"][STATE_SLOT] == {"turn": 1}
    assert len(str(last)) < 1.1 * len(str(first))


def test_facts_last_asked_reach_the_reader(agent: ScreeningAgent, actions: ActionServer) -> None:
    turn(agent, "hello", "male")
    (said,) = [event for event in actions.asked[-1]["tracker"]["events"] if event["event"] == "user"]
    assert said["metadata"]["asked"] == ["sex"]
    assert {"entity": "sex", "value": "male"}.items() <= said["parse_data"]["entities"][0].items()


def test_buttons_pass_the_reader_by(agent: ScreeningAgent, actions: ActionServer) -> None:
    turn(agent, '/answer{"question": "sex", "option": "male"}\n/answer{"question":"sex","option":"female"}')
    said = actions.asked[0]["tracker"]["latest_message"]
    assert said["intent"]["name"] == "choose"
    assert [(e["entity"], e["value"]) for e in said["entities"]] == [
        ("question", "sex"),
        ("option", ["male", "female"]),
    ]


# all or nothing


@pytest.mark.parametrize(
    "status, body",
    [(500, {"error": "x", "request_body": {}}), (404, {}), (400, {"action_name": "a", "error": "e"}), (200, "no"),
     (200, {"events": [{"event": "nonsense"}], "responses": []}), (200, {"events": [], "responses": []}),
     (200, {**ANSWER, "responses": []})],
    ids=["500", "404", "rejection", "no object", "wrong event", "empty", "no words"],
)  # fmt: skip
def test_failed_action_leaves_nothing(agent: ScreeningAgent, actions: ActionServer, status: int, body: Any) -> None:
    turn(agent, "hello", message_id="m1")
    before = _everything(agent)
    actions.status, actions.body = status, body
    with pytest.raises(TurnFailed):
        turn(agent, "54", message_id="m2")
    assert _everything(agent) == before

    actions.status, actions.body = 200, ANSWER
    answer = turn(agent, "54", message_id="m2")
    assert turn(agent, "54", message_id="m2") == answer
    assert [e.text for e in agent.tracker_store.history("p") if isinstance(e, UserUttered)] == ["hello", "54"]


def test_database_that_fails_leaves_nothing(agent: ScreeningAgent, monkeypatch: pytest.MonkeyPatch) -> None:
    turn(agent, "hello")
    before = _everything(agent)
    monkeypatch.setattr("bot.stores.awaited", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        turn(agent, "54")
    assert _everything(agent) == before


def test_deleted_meanwhile_is_not_written_again(agent: ScreeningAgent) -> None:
    turn(agent, "hello")
    agent.tracker_store.delete(["p"])
    with pytest.raises(NoConversation):
        turn(agent, "54")
    assert _everything(agent) == {"events": [], "conversations": [], "taken_messages": []}


def test_two_workers_without_shared_locks_take_a_message_once(agent: ScreeningAgent, actions: ActionServer) -> None:
    """The table's key decides when locks do not: the second to save gets the first's answer."""
    turn(agent, "hello", message_id="m1")
    answered = agent.tracker_store.answer
    calls: list[str] = []

    def blind(sender_id: str, message_id: str) -> Any:
        calls.append(message_id)
        return None if len(calls) == 1 else answered(sender_id, message_id)

    agent.tracker_store.answer = blind  # type: ignore[method-assign]
    assert turn(agent, "hello", message_id="m1")[0]["text"] == ANSWER["responses"][0]["text"]
    assert len(actions.asked) == 2, "the second worker had begun its turn"
    assert len([e for e in agent.tracker_store.history("p") if isinstance(e, UserUttered)]) == 1


def test_health_names_what_is_missing(agent: ScreeningAgent, actions: ActionServer) -> None:
    async def check(what: ScreeningAgent | None) -> None:
        try:
            await check_ready(what)
        finally:
            await agent.action_endpoint.close()

    asyncio.run(check(agent))
    actions.status = 500
    with pytest.raises(NotReady, match="action server"):
        asyncio.run(check(agent))
    with pytest.raises(NotReady, match="model"):
        asyncio.run(check(None))


def _everything(agent: ScreeningAgent) -> dict[str, list[Any]]:
    with agent.tracker_store.engine.connect() as database:
        tables = ("events", "conversations", "taken_messages")
        return {table: [tuple(row) for row in database.execute(f"SELECT * FROM {table}")] for table in tables}


# checkpoints


def test_long_conversation_loads_no_more_than_a_short_one(agent: ScreeningAgent) -> None:
    loads = []
    for _ in range(6 * CHECKPOINT_TURNS):
        turn(agent, "hello")
        loads.append(len(asyncio.run(agent.tracker_store.retrieve("p")).events))
    assert max(loads[CHECKPOINT_TURNS:]) <= max(loads[:CHECKPOINT_TURNS]) + 10
    said = agent.tracker_store.history("p")
    assert len([event for event in said if isinstance(event, BotUttered)]) == 6 * CHECKPOINT_TURNS


def test_checkpoint_changes_nothing_that_rasa_sees(agent: ScreeningAgent, actions: ActionServer) -> None:
    state = {"asked": "sex", "kept": []}
    actions.body = {**ANSWER, "events": [*ANSWER["events"], SlotSet("sex", "male").as_dict(),
                                         SlotSet(STATE_SLOT, state).as_dict()]}  # fmt: skip
    turn(agent, *["hello"] * CHECKPOINT_TURNS)
    bounded = asyncio.run(agent.tracker_store.retrieve("p"))
    whole = asyncio.run(agent.tracker_store.retrieve_full_tracker("p"))
    assert len(bounded.events) < len(whole.events)
    for name in ("sex", STATE_SLOT, "requested_slot", "age_years"):
        assert bounded.get_slot(name) == whole.get_slot(name)
    assert bounded.get_slot("sex") == "male" and bounded.get_slot(STATE_SLOT) == state
    assert bounded.active_loop_name == whole.active_loop_name == FORM
    assert bounded.latest_action_name == whole.latest_action_name == "action_listen"


def test_clock_set_back_loses_nothing(agent: ScreeningAgent, monkeypatch: pytest.MonkeyPatch) -> None:
    turn(agent, *["hello"] * CHECKPOINT_TURNS)
    monkeypatch.setattr("time.time", lambda: 1_000_000.0)
    turn(agent, "hello")
    loaded = asyncio.run(agent.tracker_store.retrieve("p"))
    assert len([event for event in loaded.events if isinstance(event, UserUttered)]) == 1
    assert loaded.active_loop_name == FORM


# what comes in


@pytest.mark.parametrize(
    "text, choice",
    [('/answer{"question":"a","option":"b"}', Choice("a", ("b",))),
     (' /answer{"question": "a", "option": "b"}\n\n/answer{"question":"a","option":"c"}\n', Choice("a", ("b", "c"))),
     ('/answer{"question":"a","option":"b"}\n/answer{"question":"a","option":"b"}', Choice("a", ("b",))),
     ('/answer{"question":"a","option":"b"}\n/answer{"question":"z","option":"b"}', None),
     ('/answer{"question":"a","option":"b"}\nhello', None), ('/answer{"question":"a"}', None), ("/answer[]", None),
     ('/answer{"question":1,"option":"b"}', None), ("/answer", None), ('/inform{"sex":"male"}', None), ("", None)],
)  # fmt: skip
def test_payloads(text: str, choice: Choice | None) -> None:
    assert read_choice(text) == choice


@pytest.mark.parametrize("text, read", [("/restart", "restart"), ("// hello", "hello"), ("54", "54"), ("/", "∕")])
def test_no_text_begins_with_a_slash(text: str, read: str) -> None:
    assert plain(text) == read


def test_clean_keeps_lines_and_drops_what_cannot_be_seen() -> None:
    assert clean(" a\u0000b\nc\td\u009b\ud800 ") == "ab\nc\td"


def test_only_the_last_question_is_pending() -> None:
    def reply(**custom: Any) -> dict[str, Any]:
        return {"text": "", "buttons": [], "custom": custom}

    first, last = reply(type="question", facts=["a"]), reply(type="question", facts=["b", "c"])
    waiting = awaited([first, reply(type="understood", facts={"x": 1}), last, reply()])
    assert waiting == {"asked": ["b", "c"], "doubted": [], "told": {"x": 1}}
    assert awaited([reply(), reply(type="safety")]) == {"asked": [], "doubted": [], "told": {}}


def test_a_doubt_asks_which_value_is_right_and_for_no_fact() -> None:
    options = [{"facts": {"age_years": 60}}, {"facts": {"age_years": 61}}]
    doubt = {
        "text": "",
        "buttons": [],
        "custom": {"type": "question", "id": "doubt", "facts": ["age_years"], "options": options},
    }
    assert awaited([doubt]) == {"asked": [], "doubted": [{"age_years": 60}, {"age_years": 61}], "told": {}}


def test_last_turn_begins_with_what_the_person_said() -> None:
    events = [{"event": name} for name in ("user", "bot", "user", "slot", "action")]
    assert last_turn(events) == events[2:]
    assert last_turn(events[3:]) == events[3:]
