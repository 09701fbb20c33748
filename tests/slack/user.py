"""Someone who uses Slack: what they do reaches the assistant as Slack's own signed requests."""

from __future__ import annotations

import html
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.slack.fake import TEAM, FakeSlack, sign

_IDS = itertools.count(1)
_QUIET_SECONDS = 0.05


class SlackUser:
    """Writes to the app in a direct message, and uses the controls that the messages there really have."""

    def __init__(self, fake: FakeSlack, server_url: str, name: str = "U1") -> None:
        self.fake = fake
        self.url = f"{server_url}/webhooks/slack/webhook"
        self.name = name
        self.channel = f"D{name}"
        self.http = httpx.Client(timeout=20)

    # what Slack sends

    def post(self, body: bytes, content_type: str, **headers: str) -> httpx.Response:
        return self.http.post(self.url, content=body, headers={"Content-Type": content_type, **sign(body), **headers})

    def event(self, event: dict[str, Any], *, id: str = "", team: str = TEAM, **headers: str) -> httpx.Response:
        envelope = {
            "type": "event_callback",
            "token": "old",
            "team_id": team,
            "api_app_id": "A0APP",
            "event_id": id or f"Ev{next(_IDS)}",
            "event_time": int(time.time()),
            "event": event,
        }
        return self.post(json.dumps(envelope).encode(), "application/json", **headers)

    def form(self, **fields: str) -> httpx.Response:
        return self.post(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def interaction(self, **payload: Any) -> httpx.Response:
        base = {"team": {"id": TEAM}, "user": {"id": self.name, "team_id": TEAM}, "trigger_id": f"t{next(_IDS)}"}
        return self.form(payload=json.dumps({**base, **payload}))

    # what a person does; each returns the messages that answer it

    def say(self, text: str, **more: Any) -> list[dict[str, Any]]:
        return self._answered(lambda: self.event(self.message(text, **more)))

    def message(self, text: str, **more: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "channel": self.channel,
            "channel_type": "im",
            "user": self.name,
            "text": html.escape(text, quote=False),
            "ts": f"{time.time():.6f}",
            **more,
        }

    def command(self, text: str = "") -> list[dict[str, Any]]:
        return self._answered(lambda: self.slash(text))

    def slash(self, text: str = "") -> httpx.Response:
        return self.form(
            command="/trial-match",
            text=text,
            team_id=TEAM,
            user_id=self.name,
            channel_id="C9",
            trigger_id=f"t{next(_IDS)}",
        )

    def press(self, title: str, message: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Presses the button with these words."""
        found = self.button(title, message or self.last)
        return self._answered(lambda: self.use(*found))

    def choose(self, payload: str) -> list[dict[str, Any]]:
        """Presses the button that sends this."""
        found = next((m, b, e) for m, b, e in self.controls(self.last) if e.get("value") == payload)
        return self._answered(lambda: self.use(*found))

    def tick(self, payloads: list[str], button: str = "Send my answer") -> list[dict[str, Any]]:
        """Ticks the boxes with these values one by one, each reported by Slack, then sends."""
        message, values, left = self.last, {}, list(payloads)
        for _, block, element in self.controls(message):
            if element["type"] != "checkboxes":
                continue
            mine = [option for option in element["options"] if option["value"] in left]
            left = [value for value in left if value not in [option["value"] for option in mine]]
            state = {"type": "checkboxes", "selected_options": mine}
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
            if mine:
                assert self.use(message, block, element, selected_options=mine).status_code == 200
        assert not left, "no such tick box"
        found = self.button(button, message)
        return self._answered(lambda: self.use(*found, state={"values": values}))

    def pick(self, day: str, message: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Picks a day in the date picker."""
        found = next(c for c in self.controls(message or self.last) if c[2]["type"] == "datepicker")
        return self._answered(lambda: self.use(*found, selected_date=day))

    # what a person sees

    @property
    def seen(self) -> list[dict[str, Any]]:
        return [m for (channel, _), m in sorted(self.fake.messages.items()) if channel == self.channel]

    @property
    def last(self) -> dict[str, Any]:
        """The last message with controls of a question."""
        return next(m for m in reversed(self.seen) if any(b["block_id"].startswith("question:") for b in m["blocks"]))

    def controls(self, message: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
        found = []
        for block in message["blocks"]:
            elements = block["elements"] if block["type"] == "actions" else [block.get("accessory")]
            found += [(message, block, element) for element in elements if element]
        return found

    def button(self, title: str, message: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        buttons = [c for c in self.controls(message) if c[2]["type"] == "button"]
        return next(c for c in buttons if c[2]["text"]["text"] == title)

    def use(
        self, message: dict[str, Any], block: dict[str, Any], element: dict[str, Any], **more: Any
    ) -> httpx.Response:
        state = more.pop("state", {"values": {}})
        action = {key: element[key] for key in ("type", "action_id", "value", "text") if key in element}
        action = {**action, "block_id": block["block_id"], "action_ts": f"{time.time():.6f}", **more}
        return self.interaction(
            type="block_actions",
            channel={"id": self.channel},
            container={"type": "message", "message_ts": message["ts"]},
            message={"type": "message", **message},
            actions=[action],
            state=state,
        )

    def _answered(self, act: Any) -> list[dict[str, Any]]:
        """Does it, and waits for the messages that come back."""
        before = len(self.seen)
        count = len(self.fake.sent(channel=self.channel))
        answer = act()
        assert answer.status_code == 200, answer.status_code
        assert self.fake.wait_for("chat.postMessage", self.channel, count), "no answer came"
        quiet = -1
        while quiet != (quiet := len(self.fake.calls)):
            time.sleep(_QUIET_SECONDS)
        return self.seen[before:]


def words(messages: list[dict[str, Any]]) -> str:
    """What messages show, without their marks."""
    parts: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inside in value.items():
                if key == "text" and isinstance(inside, str):
                    parts.append(html.unescape(inside))
                else:
                    walk(inside)
        elif isinstance(value, list):
            for inside in value:
                walk(inside)

    walk([message["blocks"] for message in messages])
    return "\n".join(parts)
