"""The chat over Slack: the same screening in direct messages, with Slack's own controls.

Rasa's channel gives the signature check, the name and the place in credentials.yml. What it leaves out, and is here:
every retry handled once, one workspace, direct messages only, controls of every kind, answered messages closed,
hashed ids, rate limits, deletion, and failures that the person is told of.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

import aiohttp
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.slack import SlackInput as RasaSlackInput
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json, text
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import slack_blocks as kit
from bot.channels import slack_happened as slack
from bot.channels.slack_conversation import SlackConversation
from bot.channels.slack_pace import Pace
from bot.channels.slack_payloads import Malformed
from bot.channels.slack_requests import read_request
from bot.channels.slack_setup import Setup, Workspace
from bot.turns import ScreeningAgent

logger = logging.getLogger(__name__)

LARGEST_BODY = 200_000
_RETRIES = 5
_FINISH_WITHIN_SECONDS = 15
_REMEMBERED = 1_000


class SlackInput(RasaSlackInput):
    """Rasa's input channel for Slack, named in credentials.yml and set up by the environment (docs/slack.md)."""

    @classmethod
    def from_credentials(cls, _: dict[str, Any] | None) -> SlackInput | None:  # type: ignore[override]
        """None when Slack is not set up. Raises InvalidConfigException when it is set up wrongly."""
        setup = Setup.read()
        return cls(setup, setup.check()) if setup else None

    def __init__(self, setup: Setup, workspace: Workspace | None = None) -> None:
        super().__init__(slack_token=setup.token, slack_signing_secret=setup.secret)
        self.setup = setup
        self.workspace = workspace
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """One address for events, controls and the command. Turns do not use `on_new_message`: it hides failures."""
        routes = Blueprint("slack")
        # partial, because Sanic writes an attribute on what it calls, which a bound method does not allow
        routes.add_route(partial(self.receive), "/webhook", methods=["POST"], name="webhook")
        routes.listener("before_server_start")(self._open)
        routes.listener("before_server_stop")(self._finish)
        return routes

    async def receive(self, request: Request) -> HTTPResponse:
        """Checks, notes and acknowledges a request at once; what it asks for is done afterwards."""
        if len(request.body) > LARGEST_BODY:
            return _refuse(413)
        if not self._is_signed(request):
            return _refuse(401)
        try:
            told = read_request(request.headers.get("content-type", ""), request.body)
        except Malformed:
            return _refuse(400)
        if isinstance(told, slack.Challenge):
            return text(told.words)
        if not told.happened and not told.team:
            return empty(status=200)
        if told.team != (await self._workspace()).team:
            return _refuse(403)
        for happened in told.happened:
            self._begin(request.app.ctx.agent, happened)
        if any(isinstance(happened, slack.Command) for happened in told.happened):
            return json({"response_type": "ephemeral", "text": kit.say("slack_command")})
        return text("")

    def _is_signed(self, request: Request) -> bool:
        # Rasa logs what it cannot read as a number
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        plain = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12
        return plain and self.is_request_from_slack_authentic(request)

    async def _workspace(self) -> Workspace:
        """Learnt at the start, or now when Slack was away then; a failure is answered 5xx, and Slack tries again."""
        if self.workspace is None:
            told = await self.client.auth_test()
            self.workspace = Workspace(str(told["team_id"]), str(told.get("user_id") or ""))
        return self.workspace

    def _begin(self, agent: ScreeningAgent, happened: slack.Happened) -> None:
        """Starts what is to be done, once, whatever Slack repeats and whichever worker it reaches."""
        team = self.workspace.team if self.workspace else ""
        if isinstance(happened, slack.Said) and self.workspace and happened.user == self.workspace.bot_user:
            return
        conversation = SlackConversation(self.setup, agent, self.client, self._pace, team)
        # an id is also remembered here: a deleted conversation leaves no row to find it in
        claimed = self.setup.message_id(f"{type(happened).__name__}:{happened.id}")
        if claimed in self._seen or not conversation.claim(happened, claimed):
            return
        self._seen.append(claimed)
        task = asyncio.create_task(_told(conversation.handle(happened)))
        self._background_tasks.add(task)
        task.add_done_callback(self._background_tasks.discard)

    async def _open(self, _: Sanic, __: asyncio.AbstractEventLoop) -> None:
        self._pace = Pace()
        self.client = AsyncWebClient(
            self.setup.token,
            base_url=self.setup.api_url,
            session=aiohttp.ClientSession(),
            retry_handlers=[
                AsyncConnectionErrorRetryHandler(),
                AsyncRateLimitErrorRetryHandler(max_retry_count=_RETRIES),
            ],
        )

    async def _finish(self, _: Sanic, __: asyncio.AbstractEventLoop) -> None:
        """What was acknowledged is still done."""
        if self._background_tasks:
            await asyncio.wait(self._background_tasks, timeout=_FINISH_WITHIN_SECONDS)
        if self.client.session is not None:
            await self.client.session.close()


async def _told(work: Coroutine[Any, Any, None]) -> None:
    """Nobody waits for this work, so that its failures end here: by their type and Slack's word for it, no text."""
    try:
        await work
    except Exception as error:
        reason = getattr(error, "response", None)
        word = reason.get("error", "") if isinstance(error, SlackClientError) and reason is not None else ""
        logger.error("A message could not be handled on Slack: %s %s", type(error).__name__, word)


def _refuse(status: int) -> HTTPResponse:
    """Not a word about why, and no wish to be asked again."""
    return empty(status=status, headers={"X-Slack-No-Retry": "1"})
