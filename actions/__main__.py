"""The action server: `python -m actions`. Rasa's own, closed to browsers and silent about what people say."""

from __future__ import annotations

import logging
import os
import traceback
import warnings

# the packages below switch their warnings on whatever `-W` says
warnings.showwarning = lambda *_, **__: None

from rasa_sdk.endpoint import create_app  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse, json  # noqa: E402

from actions.clinic import clinic  # noqa: E402

logger = logging.getLogger(__name__)


async def answer_error(_: Request, exception: Exception) -> HTTPResponse:
    """An action that failed. rasa_sdk would answer and log the whole conversation here."""
    status = getattr(exception, "status_code", 500)
    if status >= 500:
        places = "".join(traceback.format_tb(exception.__traceback__)[-4:])
        logger.error("An action failed: %s\n%s", type(exception).__name__, places)
    return json({"error": type(exception).__name__}, status=status)


def main() -> None:
    """Serve on ACTION_HOST and ACTION_PORT: this machine alone by default, for actions ask for no password."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING"), format="%(levelname)s %(name)s %(message)s")
    # read before the first message, not during it; a catalogue with a mistake ends the start here
    clinic()
    app = create_app("actions", cors_origins="")
    app.error_handler.add(Exception, answer_error)
    host, port = os.environ.get("ACTION_HOST", "127.0.0.1"), int(os.environ.get("ACTION_PORT", "5055"))
    app.run(host=host, port=port, access_log=False)


if __name__ == "__main__":
    main()
