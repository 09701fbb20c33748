"""Slack's events: messages, in the words that were typed, and the end of an installation.

https://docs.slack.dev/apis/events-api
"""

from __future__ import annotations

import html
import re
from typing import Any

from pydantic import BaseModel

from bot.channels.slack_happened import Challenge, Removed, Request, Said, SaidElsewhere, is_direct
from bot.channels.slack_payloads import Malformed, checked

#: A reply "also sent to the channel" is a person's own message; all other subtypes are not.
_OWN_WORDS = (None, "thread_broadcast")

_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_STYLED = re.compile(r"(?<![\w*_`])([*_`])(?=\S)([^\n]*?\S)\1(?![\w*_`])")


class _Envelope(BaseModel):
    type: str
    challenge: str = ""
    team_id: str = ""
    event_id: str = ""
    event: dict[str, Any] = {}


class _Message(BaseModel):
    channel: str
    user: str | None = None
    text: str | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None


class _Revoked(BaseModel):
    tokens: dict[str, list[str]] = {}


def read_event(data: dict[str, Any]) -> Request | Challenge:
    """Raises Malformed for what is no event."""
    envelope = checked(_Envelope, data)
    if envelope.type == "url_verification":
        return Challenge(envelope.challenge)
    if not (envelope.team_id and envelope.event_id and envelope.event):
        raise Malformed("no event")
    happened = _happened(envelope.event_id, envelope.event)
    return Request(envelope.team_id, (happened,) if happened else ())


def _happened(id: str, event: dict[str, Any]) -> Said | SaidElsewhere | Removed | None:
    match event.get("type"):
        case "message" | "app_mention":
            return _said(id, checked(_Message, event))
        case "app_uninstalled":
            return Removed(id)
        case "tokens_revoked" if checked(_Revoked, event).tokens.get("bot"):
            return Removed(id)
    return None


def _said(id: str, message: _Message) -> Said | SaidElsewhere | None:
    if message.subtype not in _OWN_WORDS or message.bot_id or not message.user:
        return None
    if not is_direct(message.channel, message.channel_type):
        return SaidElsewhere(id, message.channel, message.thread_ts)
    text = words_of(message.text or "")
    return Said(id, message.user, message.channel, text) if text else None


def words_of(text: str) -> str:
    """The words that a person typed: Slack escapes <, > and &, wraps links, and leaves the marks of bold text."""
    text = _LINK.sub(lambda link: link[2] or ("" if link[1][:1] in "@#!" else link[1]), text)
    return html.unescape(_STYLED.sub(r"\2", text)).strip()
