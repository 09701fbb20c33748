"""What Slack sends, read into the few things that can have happened. Signatures are checked before (slack.py)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class Malformed(ValueError):
    """A signed request that is not in Slack's form."""


@dataclass(frozen=True)
class Challenge:
    """Slack asks whether this address is ours; answered with the same words."""

    words: str


@dataclass(frozen=True)
class Said:
    """Someone wrote to the app in a direct message."""

    id: str
    user: str
    channel: str
    text: str


@dataclass(frozen=True)
class SaidElsewhere:
    """Someone wrote in a channel, a group or a thread of one."""

    id: str
    channel: str
    thread: str | None


@dataclass(frozen=True)
class Removed:
    """The workspace uninstalled the app, or took its token away."""

    id: str


@dataclass(frozen=True)
class Pressed:
    """Someone used a control under a message. `ticked`: its tick boxes, as (block id, title, value)."""

    id: str
    user: str
    channel: str
    action: str
    block: str
    value: str
    title: str
    message: Mapping[str, Any] = field(default_factory=dict)
    ticked: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Command:
    """The slash command, with what was written behind it."""

    id: str
    user: str
    text: str


@dataclass(frozen=True)
class Unused:
    """A shortcut or message action: signed, of a kind this app does not offer."""

    id: str
    user: str


Happened = Said | SaidElsewhere | Removed | Pressed | Command | Unused


@dataclass(frozen=True)
class Request:
    """What happened, and in which workspace; nothing for edits, deletions, files, bots and closed views."""

    team: str
    happened: tuple[Happened, ...] = ()


def read(content_type: str, body: bytes) -> Request | Challenge:
    """Raises Malformed for what Slack would not send."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return _read_event(_json(text))
    fields = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
    if "payload" in fields:
        return _read_interaction(_json(fields["payload"]))
    return _read_command(fields)


def _json(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if not isinstance(data, dict):
        raise Malformed("not an object")
    return data


def _as(model: type[Model], data: Any) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError:
        raise Malformed("not in Slack's form") from None


# events


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


class _Tokens(BaseModel):
    tokens: dict[str, list[str]] = {}


#: A reply "also sent to the channel" is a person's own message; all other subtypes are not.
_OWN_WORDS = (None, "thread_broadcast")


def _read_event(data: dict[str, Any]) -> Request | Challenge:
    envelope = _as(_Envelope, data)
    if envelope.type == "url_verification":
        return Challenge(envelope.challenge)
    if not (envelope.team_id and envelope.event_id and envelope.event):
        raise Malformed("no event")
    event = envelope.event
    happened: Said | SaidElsewhere | Removed | None = None
    if event.get("type") in ("message", "app_mention"):
        happened = _read_message(envelope.event_id, _as(_Message, event))
    elif event.get("type") == "app_uninstalled" or _bot_token_revoked(event):
        happened = Removed(envelope.event_id)
    return Request(envelope.team_id, (happened,) if happened else ())


def _bot_token_revoked(event: Mapping[str, Any]) -> bool:
    return event.get("type") == "tokens_revoked" and bool(_as(_Tokens, event).tokens.get("bot"))


def _read_message(id: str, message: _Message) -> Said | SaidElsewhere | None:
    if message.subtype not in _OWN_WORDS or message.bot_id or not message.user:
        return None
    if not is_direct(message.channel, message.channel_type):
        return SaidElsewhere(id, message.channel, message.thread_ts)
    text = words_of(message.text or "")
    return Said(id, message.user, message.channel, text) if text else None


def is_direct(channel: str, channel_type: str | None = None) -> bool:
    """A conversation between one person and the app: Slack's ids of these begin with D."""
    return channel_type == "im" if channel_type else channel.startswith("D")


_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_STYLED = re.compile(r"(?<![\w*_`])([*_`])(?=\S)([^\n]*?\S)\1(?![\w*_`])")


def words_of(text: str) -> str:
    """The words that a person typed: Slack escapes <, > and &, wraps links, and leaves the marks of bold text."""
    text = _LINK.sub(lambda link: link[2] or ("" if link[1][:1] in "@#!" else link[1]), text)
    return html.unescape(_STYLED.sub(r"\2", text)).strip()


# controls


class _Id(BaseModel):
    id: str = ""
    team_id: str = ""


class _Text(BaseModel):
    text: str = ""


class _Option(BaseModel):
    value: str = ""
    text: _Text = _Text()


class _Action(BaseModel):
    action_id: str = ""
    block_id: str = ""
    action_ts: str = ""
    value: str | None = None
    selected_date: str | None = None
    text: _Text = _Text()


class _Control(BaseModel):
    selected_options: list[_Option] | None = None


class _State(BaseModel):
    values: dict[str, dict[str, _Control]] = {}


class _Interaction(BaseModel):
    type: str
    team: _Id | None = None
    user: _Id
    channel: _Id | None = None
    trigger_id: str = ""
    message: dict[str, Any] | None = None
    actions: list[_Action] = []
    state: _State | None = None


def _read_interaction(data: dict[str, Any]) -> Request:
    payload = _as(_Interaction, data)
    team = (payload.team.id if payload.team else "") or payload.user.team_id
    if not (team and payload.user.id):
        raise Malformed("nobody did it")
    if payload.type == "block_actions":
        return Request(team, tuple(_pressed(payload, action) for action in payload.actions))
    if payload.type in ("shortcut", "message_action"):
        return Request(team, (Unused(payload.trigger_id, payload.user.id),))
    return Request(team)


def _pressed(payload: _Interaction, action: _Action) -> Pressed:
    values = payload.state.values if payload.state else {}
    return Pressed(
        id=f"{payload.trigger_id}:{action.action_id}:{action.action_ts}",
        user=payload.user.id,
        channel=payload.channel.id if payload.channel else "",
        action=action.action_id,
        block=action.block_id,
        value=action.selected_date or action.value or "",
        title=html.unescape(action.text.text),
        message=payload.message or {},
        ticked=tuple(
            (block, html.unescape(option.text.text), option.value)
            for block, controls in values.items()
            for control in controls.values()
            for option in control.selected_options or ()
        ),
    )


def _read_command(fields: Mapping[str, str]) -> Request:
    if fields.get("ssl_check") == "1":
        return Request(fields.get("team_id", ""))
    needed = [fields.get(name, "") for name in ("team_id", "user_id", "trigger_id", "command")]
    if not all(needed):
        raise Malformed("no command")
    team, user, trigger, _ = needed
    return Request(team, (Command(trigger, user, fields.get("text", "")),))
