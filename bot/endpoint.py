"""The call to the action server: small, quick, and failing aloud."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

#: Below the five seconds after which the action server closes an idle connection.
_KEEP_ALIVE_SECONDS = 3


class ActionServerFailed(BaseException):
    """The action server did not answer as it should.

    Not an Exception: Rasa catches every Exception of an action, goes on without its answer and saves that.
    """


class ActionEndpoint(EndpointConfig):
    """Rasa's action endpoint, with one kept connection and the body cut to what the action needs.

    The whole tracker grows by 1.8 kB a turn; slots and the last turn say all. An answer's body never reaches a log:
    the action server repeats the tracker in it when it fails.
    """

    def __init__(self, url: str, *, timeout_seconds: float) -> None:
        super().__init__(url, enable_selective_domain=True)
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._session: aiohttp.ClientSession | None = None

    def kept_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(keepalive_timeout=_KEEP_ALIVE_SECONDS, limit=0)
            self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        return self._session

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        """Run one action. Raises ActionServerFailed unless it answers 200 with JSON in time."""
        body = {**json, "tracker": {**json["tracker"], "events": last_turn(json["tracker"]["events"])}}
        try:
            async with self.kept_session().post(self.url, json=body) as response:
                if response.status != 200:
                    raise ActionServerFailed(f"The action server answered {response.status}.")
                return await response.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ActionServerFailed(f"The action server gave no answer ({type(error).__name__}).") from None

    async def check(self) -> None:
        """Raises ActionServerFailed when the action server is not there."""
        health = self.url.rsplit("/", 1)[0] + "/health"
        try:
            async with self.kept_session().get(health, timeout=aiohttp.ClientTimeout(total=2)) as response:
                if response.status != 200:
                    raise ActionServerFailed(f"The action server answered {response.status}.")
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise ActionServerFailed(f"The action server gave no answer ({type(error).__name__}).") from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def last_turn(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events from the person's last message on."""
    starts = [i for i, event in enumerate(events) if event["event"] == "user"]
    return events[starts[-1] :] if starts else events


_RESPONSE = Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _RESPONSE.validate(result)
    return True


def check_schema_once() -> None:
    """Compile the schema of an action's answer once; Rasa checks the schema itself anew at every call (23 ms)."""
    RemoteAction._validate_action_result = _validate_action_result
