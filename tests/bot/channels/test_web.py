"""The six calls over HTTP, against the running servers: every answer and every refusal of contract section 4."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.bot.chat import Client, accept, option, question
from tests.running import Server

CALLS = [("POST", "/chat/messages"), ("GET", "/chat/messages"), ("DELETE", "/chat/sessions"), ("GET", "/chat/report")]


@pytest.fixture
def client(server: Server) -> Client:
    return Client(server.url)


# who may continue a conversation


def test_session_gives_a_key_that_nobody_guesses(server: Server) -> None:
    answers = [httpx.post(f"{server.url}/chat/sessions") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    tokens = {answer.json()["token"] for answer in answers}
    assert len(tokens) == 3
    assert all(len(token) >= 43 for token in tokens), "256 bits in base64"


@pytest.mark.parametrize("method, path", CALLS)
@pytest.mark.parametrize(
    "authorization",
    [None, "Bearer", "Bearer wrong", "Basic abc", "web-1234"],
    ids=["none", "no token", "unknown token", "other scheme", "no scheme"],
)
def test_no_or_wrong_token_is_401(server: Server, method: str, path: str, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = httpx.request(method, server.url + path, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]


def test_the_sender_id_opens_nothing(server: Server, client: Client) -> None:
    client.say("hello")
    with sqlite3.connect(server.folder / "screening.db") as database:
        ids = [row[0] for row in database.execute("SELECT sender_id FROM conversations")]
    answers = [httpx.get(f"{server.url}/chat/messages", headers={"Authorization": f"Bearer {i}"}) for i in ids]
    assert ids
    assert {answer.status_code for answer in answers} == {401}


def test_conversations_do_not_see_each_other(server: Server) -> None:
    one, other = Client(server.url), Client(server.url)
    one.say("hello")
    assert other.said() == []
    other.end()
    assert one.own_words() == ["hello"]


# messages


def test_first_answer_is_notice_and_consent(client: Client) -> None:
    asked = question(client.say("I am 54 and have autoimmune encephalitis"))
    assert (asked["id"], asked["facts"]) == ("consent", [])
    assert option(asked, accept=True)["payload"].startswith("/answer{")


def test_message_has_text_buttons_and_custom_together(client: Client) -> None:
    (*_, last) = client.say("hello").json()["messages"]
    assert set(last) == {"text", "buttons", "custom"}
    assert last["text"] and last["custom"]["type"] == "question"
    assert [b["payload"] for b in last["buttons"]] == [o["payload"] for o in last["custom"]["options"]]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"hello"', b"null", b'{"txt": "hello"}', b'{"text": 5}', b'{"text": null}', b'{"text": ["a"]}',
     b'{"text": ""}', b'{"text": "  \\n\\t "}', b'{"text": "\\u0000\\u0007"}', b'{"text": "\\ud800"}',
     b'{"text": "a", "id": 5}', b'{"text": "a", "id": ""}', b'{"text": "a", "id": "\\u0000"}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_message_is_400(client: Client, body: bytes) -> None:
    headers = {**client.headers, "Content-Type": "application/json"}
    answer = client.http.post("/chat/messages", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert client.said() == []


@pytest.mark.parametrize("text", ["a" * 4_001, "🙂" * 4_001, "a" * 70_000, "a" * 400_000])
def test_longer_than_4000_characters_is_413(client: Client, text: str) -> None:
    answer = client.say(text)
    assert answer.status_code == 413
    assert answer.json()["error"]
    assert client.said() == []


@pytest.mark.parametrize("text", ["a" * 4_000, "🙂" * 4_000, "?", "asdkjh qwe", "¿Cuántos años?", "\u200b", "/", "//"])
def test_anything_else_is_answered(client: Client, text: str) -> None:
    client.say("hello")
    answer = client.say(text)
    assert answer.status_code == 200
    assert all(message["text"].strip() for message in answer.json()["messages"])
    assert answer.json()["messages"]


@pytest.mark.parametrize(
    "typed",
    ["/restart", "/back", "/session_start", '/inform{"age_years": 54}', "/screening_form", '/answer{"question": 5}',
     '/answer{"question": "consent"', '/answer{"question": "none_such", "option": "yes"}', "/SetSlots(age_years=54)"],
)  # fmt: skip
def test_typed_commands_are_words_and_lose_nothing(client: Client, typed: str) -> None:
    asked = accept(client)
    before = client.facts(), len(client.said())
    answer = client.say(typed)
    assert answer.status_code == 200 and answer.json()["messages"]
    assert client.facts() == before[0]
    assert len(client.said()) > before[1]
    if answer.json()["messages"][-1]["custom"].get("id") in ("restart", "delete"):
        # understood as a wish: asked first, and forgotten when it was none
        client.say("no")
    again = client.say(option(asked, unknown=True)["payload"])
    assert question(again)["id"] != asked["id"], "the question was still pending"


def test_control_characters_are_left_out(client: Client) -> None:
    client.say("hel\u0000lo\u001b[31m")
    assert client.own_words() == ["hello[31m"]


# the same message twice


def test_same_id_same_answer_one_turn(client: Client) -> None:
    consent = question(client.say("hello", id="m1"))
    first = client.say(option(consent, accept=True)["payload"], id="m2")
    again = client.say(option(consent, accept=True)["payload"], id="m2")
    assert again.json() == first.json()
    assert len(client.own_words()) == 2


def test_same_id_after_other_messages_still_answers_as_then(client: Client) -> None:
    first = client.say("hello", id="m1")
    client.say("what is this?", id="m2")
    assert client.say("hello", id="m1").json() == first.json()
    assert len(client.own_words()) == 2


def test_same_id_at_once_is_one_turn(client: Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.say("hello", id="twice"), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert client.own_words() == ["hello"]


def test_double_click_without_id_answers_one_question(client: Client) -> None:
    asked = accept(client)
    payload = option(asked, unknown=True)["payload"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(client.say, [payload, payload]))
    pending = {question(answer)["id"] for answer in answers}
    assert len(pending) == 1 and asked["id"] not in pending


def test_id_of_one_conversation_is_free_in_another(server: Server) -> None:
    one, other = Client(server.url), Client(server.url)
    one.say("hello", id="same")
    assert other.said() == []
    assert other.say("good morning", id="same").status_code == 200
    assert other.own_words() == ["good morning"]


# the conversation so far


def test_conversation_so_far_shows_titles_not_payloads(client: Client) -> None:
    consent = question(client.say("hello"))
    chosen = option(consent, accept=True)
    client.say(chosen["payload"])
    said = client.said()
    assert [message["text"] for message in said if message["from"] == "person"] == ["hello", chosen["title"]]
    assert {message["from"] for message in said} == {"person", "assistant"}
    assert all(set(message) == {"from", "text", "buttons", "custom", "at"} for message in said)
    assert said[-1]["custom"]["id"] == "role"


def test_conversation_so_far_is_whole_after_many_turns(client: Client) -> None:
    texts = [f"what is question {number}?" for number in range(1, 13)]
    answers = [client.say(text).json()["messages"] for text in texts]
    said = client.said()
    assert client.own_words() == texts
    assert [m["text"] for m in said if m["from"] == "assistant"] == [m["text"] for a in answers for m in a]


# the end


def test_deleted_conversation_leaves_no_trace(server: Server, client: Client) -> None:
    client.say("Zanzibarquokka is my word", id="m1")
    client.say("and again Zanzibarquokka", id="m2")
    ended = client.end()
    assert (ended.status_code, ended.content) == (204, b"")
    assert client.end().status_code == 401
    assert client.say("hello").status_code == 401
    files = [path for path in server.folder.iterdir() if path.name.startswith("screening.db")]
    assert files
    assert not [path.name for path in files if b"anzibarquokka" in path.read_bytes()]


def test_deleting_takes_only_ones_own_rows(server: Server, client: Client) -> None:
    client.say("hello")
    path = server.folder / "screening.db"
    before = _rows(path)
    other = Client(server.url)
    other.say("hello", id="m1")
    assert _rows(path) != before
    other.end()
    assert _rows(path) == before


def _rows(path: Any) -> dict[str, int]:
    with sqlite3.connect(path) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


# the sheet


@pytest.mark.parametrize(
    "query, content_type",
    [("", "text/html"), ("?format=html", "text/html"), ("?format=json", "application/json"),
     ("?format=fhir", "application/fhir+json")],
)  # fmt: skip
def test_report_in_each_format(client: Client, query: str, content_type: str) -> None:
    for text in (None, "hello"):
        if text:
            client.say(text)
        answer = client.http.get(f"/chat/report{query}", headers=client.headers)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(content_type)
        assert answer.headers["cache-control"] == "no-store"


def test_report_in_another_format_is_400(client: Client) -> None:
    answer = client.http.get("/chat/report?format=pdf", headers=client.headers)
    assert answer.status_code == 400
    assert "html, json, fhir" in answer.json()["error"]


# what else is there, and what is not


def test_health(server: Server) -> None:
    answer = httpx.get(f"{server.url}/chat/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_short_addresses_lead_to_the_chat(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path)
    assert answer.status_code == 302 and answer.headers["location"] == "/chat/"


@pytest.mark.parametrize("path, kind", [("", "text/html"), ("widget.js", "text/javascript"), ("page.css", "text/css")])
def test_files_of_the_window(server: Server, path: str, kind: str) -> None:
    answer = httpx.get(f"{server.url}/chat/{path}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    again = httpx.get(f"{server.url}/chat/{path}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "method, path, status",
    [("GET", "/chat/none", 404), ("GET", "/chat/../config.yml", 404), ("GET", "/chat/headers.py", 404),
     ("PUT", "/chat/messages", 405), ("GET", "/chat/sessions", 405), ("POST", "/chat/health", 405),
     ("POST", "/webhooks/rest/webhook", 404), ("GET", "/conversations/x/tracker", 404), ("POST", "/model/parse", 404),
     ("GET", "/socket.io/", 404)],
)  # fmt: skip
def test_nothing_else_is_served(server: Server, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, server.url + path)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert answer.headers["cache-control"] == "no-store"


def test_no_other_site_may_read(server: Server) -> None:
    answer = httpx.post(f"{server.url}/chat/sessions", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_log_holds_no_word_of_what_was_said(server: Server, client: Client) -> None:
    client.say("Xylophonegiraffe hurts")
    client.say('/inform{"age_years": "Xylophonegiraffe"}')
    client.say("Xylophonegiraffe" * 400)
    assert "xylophonegiraffe" not in server.log.read_text().lower()
