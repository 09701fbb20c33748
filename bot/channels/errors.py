"""Every failure as JSON, with a status that says who can help, and without a word of what a person wrote."""

from __future__ import annotations

import logging
import traceback

from rasa.core.lock_store import LockError
from redis import RedisError
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.stores import NoConversation
from bot.turns import NotReady, TurnFailed
from bot.widget.headers import API_HEADERS, cors_headers

logger = logging.getLogger(__name__)

_AGAIN = "This message could not be answered now and was not counted. Please send it again."


class Refused(SanicException):
    """A request that is not served, and why, in words that may be shown."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        super().__init__(why, status_code=status)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def answer_error(request: Request, exception: Exception) -> HTTPResponse:
    """The answer to a request that failed. What nobody expected is logged by type and place alone."""
    status, why = _status(exception)
    if status >= 500 and not isinstance(exception, SanicException):
        _log(exception)
    response = json({"error": why}, status=status, headers=dict(getattr(exception, "headers", None) or {}))
    with_headers(request, response)
    return response


def with_headers(request: Request, response: HTTPResponse) -> None:
    """The headers of bot/widget/headers.py: the window's files bring their own, nothing else is ever kept."""
    if "content-security-policy" not in response.headers:
        response.headers.update(API_HEADERS)
    response.headers.update(cors_headers(request.headers.get("origin")))


def _status(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, Refused):
        return exception.status_code, str(exception)
    if isinstance(exception, NoConversation):
        return 401, "This token opens no conversation."
    if isinstance(exception, NotReady):
        return 503, str(exception)
    if isinstance(exception, (TurnFailed, SQLAlchemyError, RedisError, LockError)):
        return 503, _AGAIN
    status = getattr(exception, "status_code", 500)
    words = {404: "There is nothing here.", 405: "This call has another method.", 413: "The request is too large."}
    return status, words.get(status, "The request could not be served.")


def _log(exception: Exception) -> None:
    if isinstance(exception, (TurnFailed, NotReady)):
        logger.error("%s", exception)
        return
    # the message of any other exception may quote what was said
    places = "".join(traceback.format_tb(exception.__traceback__)[-3:])
    logger.error("A request failed: %s\n%s", type(exception).__name__, places)
