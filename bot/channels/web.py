"""The chat over HTTP (contract section 4): who may continue a conversation, its messages, its end."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels import pages, report
from bot.channels.errors import Refused, with_headers
from bot.channels.history import as_told
from bot.channels.incoming import clean
from bot.channels.throttle import Throttle
from bot.turns import ScreeningAgent, check_ready, take_turn
from bot.widget.headers import FILES

LONGEST_TEXT = 4_000
LONGEST_ID = 200
LARGEST_BODY = 64_000


class WebInput(InputChannel):
    """Rasa's input channel for the web, named in credentials.yml."""

    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        # absolute, so that Rasa's /webhooks/ is not put before it
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The six calls and the window's files. Turns do not go through `on_new_message`: it hides failures."""
        self.throttle = Throttle()
        routes = Blueprint("web")
        calls = (
            ("POST", "sessions", self.begin),
            ("DELETE", "sessions", self.end),
            ("POST", "messages", self.say),
            ("GET", "messages", self.said),
            ("GET", "report", self.report),
            ("GET", "health", self.health),
            *(("OPTIONS", path, self.preflight) for path in ("sessions", "messages", "report", "health")),
        )
        for method, path, call in calls:
            # partial, because Sanic writes an attribute on what it calls, which a bound method does not allow
            routes.add_route(partial(call), f"/{path}", methods=[method], name=f"{method}_{path}".lower())
        for number, name in enumerate(FILES):
            file = partial(pages.serve, name=name)
            routes.add_route(file, f"/{name}", methods=["GET", "HEAD"], name=f"file_{number}", strict_slashes=True)
        routes.on_response(with_headers)
        return routes

    # the six calls

    async def begin(self, request: Request) -> HTTPResponse:
        """POST /chat/sessions"""
        self._throttle("sessions", request.remote_addr or request.ip)
        token = secrets.token_urlsafe(32)
        agent_of(request).tracker_store.open(sender_of(token))
        return json({"token": token}, status=201)

    async def say(self, request: Request) -> HTTPResponse:
        """POST /chat/messages"""
        sender_id = self._sender(request)
        text, message_id = message_in(request)
        self._throttle("messages", sender_id)
        replies = await take_turn(
            agent_of(request), text, sender_id=sender_id, channel=self.name(), message_id=message_id
        )
        return json({"messages": replies})

    async def said(self, request: Request) -> HTTPResponse:
        """GET /chat/messages"""
        return json({"messages": as_told(agent_of(request).tracker_store.history(self._sender(request)))})

    async def end(self, request: Request) -> HTTPResponse:
        """DELETE /chat/sessions"""
        sender_id = self._sender(request)
        agent = agent_of(request)
        async with agent.lock_store.lock(sender_id):
            agent.tracker_store.delete([sender_id])
        return empty()

    async def report(self, request: Request) -> HTTPResponse:
        """GET /chat/report"""
        sender_id = self._sender(request)
        wanted = request.args.get("format", "html")
        if wanted not in report.FORMATS:
            raise Refused(400, f"format must be one of {', '.join(report.FORMATS)}")
        tracker = await agent_of(request).tracker_store.retrieve(sender_id)
        return report.sheet(wanted, tracker)

    async def health(self, request: Request) -> HTTPResponse:
        """GET /chat/health"""
        await check_ready(agent_of(request))
        return json({"status": "ok"})

    # around them

    async def preflight(self, _: Request) -> HTTPResponse:
        return empty()

    def _sender(self, request: Request) -> str:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise Refused(401, "A token is needed: Authorization: Bearer TOKEN", WWW_Authenticate="Bearer")
        sender_id = sender_of(token.strip())
        agent_of(request).tracker_store.awaited(sender_id)
        return sender_id

    def _throttle(self, what: str, who: str) -> None:
        seconds = self.throttle.wait(what, who)
        if seconds is not None:
            raise Refused(429, "Too many requests. Please wait a moment.", Retry_After=str(seconds))


def sender_of(token: str) -> str:
    """The conversation that a token opens. Only this is stored, and no token can be found from it."""
    return f"web-{hashlib.sha256(token.encode()).hexdigest()}"


def agent_of(request: Request) -> ScreeningAgent:
    return request.app.ctx.agent


def message_in(request: Request) -> tuple[str, str | None]:
    """The text and the client's id of a posted message. Raises Refused."""
    if len(request.body) > LARGEST_BODY:
        raise Refused(413, f"A message may be {LONGEST_TEXT:,} characters long.")
    try:
        body = request.json
    except InvalidUsage:
        body = None
    if not isinstance(body, dict):
        raise Refused(400, 'The body must be JSON: {"text": "..."}')
    return _text(body.get("text")), _id(body.get("id"))


def _text(text: Any) -> str:
    if not isinstance(text, str):
        raise Refused(400, "text must be a string.")
    if len(text) > LONGEST_TEXT:
        raise Refused(413, f"text may be {LONGEST_TEXT:,} characters long.")
    if not (text := clean(text)):
        raise Refused(400, "text is empty.")
    return text


def _id(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise Refused(400, f"id must be a string of 1 to {LONGEST_ID} printable characters.")
    return value
