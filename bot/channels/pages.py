"""The chat window's own files, as bot/widget/headers.py lists them."""

from __future__ import annotations

import hashlib

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.widget.headers import DIRECTORY, FILES, page_headers


async def serve(request: Request, name: str = "") -> HTTPResponse:
    """A file of FILES under its name; asked for again with its ETag, 304."""
    file, content_type = FILES[name]
    content = (DIRECTORY / file).read_bytes()
    headers = {**page_headers(), "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return empty(status=304, headers=headers)
    return raw(content, content_type=content_type, headers=headers)
