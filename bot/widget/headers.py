"""The HTTP headers under which the chat window is served, and the sites that may embed it.

The pages and scripts in this directory work under a policy that forbids everything but what stands here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from bot.report.sheet import STYLE_HASH

DIRECTORY = Path(__file__).parent

#: Name under /chat/ -> (file in this directory, content type).
FILES: dict[str, tuple[str, str]] = {
    "": ("chat.html", "text/html; charset=utf-8"),
    "embed.html": ("embed.html", "text/html; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "widget.js": ("widget.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?")


def chat_origins(value: str | None = None) -> tuple[str, ...]:
    """The origins of other sites that may embed the window: `CHAT_ORIGINS`, separated by spaces or commas.

    None unless listed. Raises ValueError for anything but a whole https origin (plain http on this machine only).
    """
    listed = os.environ.get("CHAT_ORIGINS", "") if value is None else value
    origins = tuple(dict.fromkeys(re.split(r"[\s,]+", listed.strip().lower()))) if listed.strip() else ()
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(
                f"CHAT_ORIGINS: {origin!r} is not an origin such as https://www.clinic.example "
                "(no path, no wildcard; http on localhost only)"
            )
    return origins


#: Read once, when the server starts: a wrong entry stops it there.
CHAT_ORIGINS = chat_origins()


def page_headers(origins: Iterable[str] = CHAT_ORIGINS) -> dict[str, str]:
    """For every file of FILES. `origins` may frame the pages and load the script."""
    origins = tuple(origins)
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' {STYLE_HASH}",  # the sheet opens beside the chat, under the chat's policy
        "connect-src": "'self'",
        "img-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(("'self'", *origins)),
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if origins else "same-origin",
        "Cache-Control": "no-cache",
    }


#: For every answer of the API under /chat/: nothing is kept, framed or run.
API_HEADERS: dict[str, str] = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def cors_headers(origin: str | None, origins: Iterable[str] = CHAT_ORIGINS) -> dict[str, str]:
    """For a request, preflight included, whose `Origin` is one of `origins`; empty for any other site."""
    if origin is None or origin.lower() not in tuple(origins):
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Expose-Headers": "Retry-After",
        "Access-Control-Max-Age": "600",
        "Vary": "Origin",
    }
