"""The few things that can have happened on Slack, whatever shape Slack told them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
class Challenge:
    """Slack asks whether this address is ours; answered with the same words."""

    words: str


@dataclass(frozen=True)
class Request:
    """What happened, and in which workspace; nothing for edits, deletions, files, bots and closed views."""

    team: str
    happened: tuple[Happened, ...] = ()


def is_direct(channel: str, channel_type: str | None = None) -> bool:
    """A conversation between one person and the app: Slack's ids of these begin with D."""
    return channel_type == "im" if channel_type else channel.startswith("D")
