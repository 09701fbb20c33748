"""A Slack Web API on loopback: it keeps what it is told, refuses what Slack refuses, and answers as Slack does."""

from __future__ import annotations

import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier

from tests.slack.limits import problems

ID_KEY = "a server key for tests"
TEAM, BOT, TOKEN, SECRET = "T0TEAM", "U0BOT", "xoxb-for-tests", "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Call:
    method: str
    sent: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


class FakeSlack:
    """`calls`: everything it was asked, in order. `refusals`: what Slack would have refused; a test wants none."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self.files: list[bytes] = []
        self.rate_limits = 0
        self.auth_error = self.post_error = ""
        self.scopes = "app_mentions:read,chat:write,commands,files:write,im:history,im:write"
        self._clock = itertools.count(1)
        self._changed = threading.Condition()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                status, headers, answer = fake._answer(self.path, self.headers, body)
                data = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/api/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> FakeSlack:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    def environment(self, **more: str) -> dict[str, str]:
        """The settings that point the assistant here."""
        secrets = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_ID_KEY": ID_KEY}
        return {**secrets, "SLACK_API_URL": self.url, **more}

    def sent(self, method: str = "chat.postMessage", channel: str | None = None) -> list[dict[str, Any]]:
        with self._changed:
            calls = [call.sent for call in self.calls if call.method == method]
        return [sent for sent in calls if channel is None or sent.get("channel") == channel]

    def wait_for(self, method: str, channel: str, more_than: int, *, seconds: float = 20) -> bool:
        deadline = time.monotonic() + seconds
        with self._changed:
            while sum(c.method == method and c.sent.get("channel") == channel for c in self.calls) <= more_than:
                if not self._changed.wait(deadline - time.monotonic()):
                    return False
        return True

    def wait_for_file(self, more_than: int, *, seconds: float = 20) -> bool:
        """Until another file was handed over whole."""
        done = "files.completeUploadExternal"
        with self._changed:
            return self._changed.wait_for(lambda: sum(c.method == done for c in self.calls) > more_than, seconds)

    # the API

    def _answer(self, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], dict[str, Any]]:
        if path.startswith("/upload"):
            self.files.append(body)
            return 200, {}, {"ok": True}
        method, _, query = path.removeprefix("/api/").partition("?")
        sent = _fields(query) | _arguments(headers, body)
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 200, {}, {"ok": False, "error": "invalid_auth"}
        with self._changed:
            if method == "chat.postMessage" and self.rate_limits:
                self.rate_limits -= 1
                self.calls.append(Call("429", sent))
                return 429, {"Retry-After": "1"}, {"ok": False, "error": "ratelimited"}
            self.calls.append(Call(method, sent))
            answer = self._do(method, sent)
            self._changed.notify_all()
        return 200, {"x-oauth-scopes": self.scopes}, answer

    def _do(self, method: str, sent: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            ok = {"ok": True, "team_id": TEAM, "user_id": BOT, "bot_id": "B0BOT"}
            return {"ok": False, "error": self.auth_error} if self.auth_error else ok
        if method in ("chat.postMessage", "chat.update"):
            return self._message(method, sent)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": f"D{sent['users']}"}}
        if method == "files.getUploadURLExternal":
            return {"ok": True, "upload_url": self.url.replace("/api/", "/upload"), "file_id": "F0FILE"}
        if method == "files.completeUploadExternal":
            return {"ok": True, "files": [{"id": "F0FILE"}]}
        self.refusals.append(f"unknown method {method}")
        return {"ok": False, "error": "unknown_method"}

    def _message(self, method: str, sent: dict[str, Any]) -> dict[str, Any]:
        if self.post_error:
            return {"ok": False, "error": self.post_error}
        if wrong := problems(sent):
            self.refusals.append(f"{method}: {wrong}")
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}}
        ts = sent.get("ts") or f"1700000000.{next(self._clock):06d}"
        if method == "chat.update" and (sent["channel"], ts) not in self.messages:
            self.refusals.append("chat.update of a message that is not there")
            return {"ok": False, "error": "message_not_found"}
        blocks = [{"block_id": f"b{number}", **block} for number, block in enumerate(sent.get("blocks", []))]
        self.messages[sent["channel"], ts] = {"ts": ts, "text": sent["text"], "blocks": blocks}
        return {"ok": True, "ts": ts, "channel": sent["channel"]}


def _arguments(headers: Any, body: bytes) -> dict[str, Any]:
    if "json" in (headers.get("content-type") or ""):
        return json.loads(body or b"{}")
    sent = _fields(body.decode())
    return {name: json.loads(v) if name in ("blocks", "files") else v for name, v in sent.items()}


def _fields(text: str) -> dict[str, Any]:
    return {name: values[0] for name, values in parse_qs(text).items()}


def sign(body: bytes, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack sends `body`."""
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}
