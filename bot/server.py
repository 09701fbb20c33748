"""The Rasa server: `python -m bot.server`. In place of `rasa run`: a quick start, and failures that show."""

# ruff: noqa: E402 - what is not needed is deferred before Rasa is imported

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys

from bot import settings
from bot.startup import defer_unused, mute_warnings

settings.apply_defaults()
defer_unused()
mute_warnings()

from rasa.core.channels.channel import InputChannel, register
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.channels.errors import answer_error
from bot.endpoint import ActionEndpoint, check_schema_once
from bot.model import model_file
from bot.turns import ScreeningAgent

_LARGEST_REQUEST = 256_000
_PURGE_EVERY_SECONDS = 600

logger = logging.getLogger(__name__)


def create_agent() -> ScreeningAgent:
    """The trained model for this catalogue and configuration, on the stores of endpoints.yml."""
    endpoints = AvailableEndpoints.read_endpoints(str(settings.ROOT / "endpoints.yml"))
    check_schema_once()
    agent = ScreeningAgent(
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=ActionEndpoint(
            endpoints.action.url, timeout_seconds=settings.number("ACTION_TIMEOUT_SECONDS", at_least=1)
        ),
    )
    agent.load_model(model_file())
    return agent


def channels() -> list[InputChannel]:
    """The channels of credentials.yml; one that is not configured gives None for itself and is left out."""
    credentials = read_config_file(str(settings.ROOT / "credentials.yml"))
    made = [class_from_module_path(name).from_credentials(values) for name, values in credentials.items()]
    return [channel for channel in made if channel is not None]


def create_app() -> Sanic:
    """The server with its channels; the model is loaded when it starts."""
    app = Sanic("screening", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _LARGEST_REQUEST
    app.config.PROXIES_COUNT = settings.number("PROXIES_COUNT") or None
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.error_handler.add(Exception, answer_error)
    app.ctx.agent = None
    register(channels(), app, route="/webhooks/")
    for path in ("/", "/chat"):
        app.add_route(_to_chat, path, name=f"to_chat_{len(path)}", strict_slashes=True)
    app.register_listener(_start, "before_server_start")
    app.register_listener(_stop, "before_server_stop")
    return app


async def _to_chat(_: Request) -> HTTPResponse:
    return redirect("/chat/")


async def _start(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    app.ctx.agent = create_agent()
    # the reader builds its matchers when it reads for the first time: a second that nobody should wait for
    await app.ctx.agent.parse_message("hello")
    # looking through all that is loaded for good takes most of a second, in the middle of somebody's turn
    gc.collect()
    gc.freeze()
    app.ctx.purge = asyncio.create_task(_purge(app.ctx.agent))


async def _stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    if app.ctx.agent is not None:
        app.ctx.purge.cancel()
        await app.ctx.agent.action_endpoint.close()


async def _purge(agent: ScreeningAgent) -> None:
    """At the start and from then on, forget the conversations whose time is over."""
    hours = settings.number("RETENTION_HOURS", at_least=1)
    while True:
        try:
            agent.tracker_store.purge(hours)
        except Exception as error:  # a database away for a while must not end the purging
            logger.error("Old conversations could not be deleted: %s", type(error).__name__)
        await asyncio.sleep(_PURGE_EVERY_SECONDS)


def main() -> None:
    level = logging.getLevelName(settings.text("LOG_LEVEL").upper())
    configure_structlog(level)
    logging.getLogger("sanic").setLevel(max(level, logging.WARNING))
    try:
        workers = settings.number("WORKERS", at_least=1)
        if workers > 1 and not settings.text("REDIS_URL"):
            raise ValueError("WORKERS: more than one worker needs REDIS_URL, for locks that they share")
        app = create_app()
    except (RasaException, ValueError) as error:
        sys.exit(f"Not started: {error}")
    app.run(
        host=os.environ["HOST"],
        port=settings.number("PORT", at_least=1),
        workers=workers,
        access_log=False,
    )


if __name__ == "__main__":
    main()
