"""Slack's interactions: controls under a message that were used, and shortcuts.

https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from bot.channels.slack_happened import Pressed, Request, Unused
from bot.channels.slack_payloads import Malformed, checked


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


def read_interaction(data: dict[str, Any]) -> Request:
    """Raises Malformed for what nobody did."""
    payload = checked(_Interaction, data)
    team = (payload.team.id if payload.team else "") or payload.user.team_id
    if not (team and payload.user.id):
        raise Malformed("nobody did it")
    if payload.type == "block_actions":
        return Request(team, tuple(_pressed(payload, action) for action in payload.actions))
    if payload.type in ("shortcut", "message_action"):
        return Request(team, (Unused(payload.trigger_id, payload.user.id),))
    return Request(team)


def _pressed(payload: _Interaction, action: _Action) -> Pressed:
    return Pressed(
        id=f"{payload.trigger_id}:{action.action_id}:{action.action_ts}",
        user=payload.user.id,
        channel=payload.channel.id if payload.channel else "",
        action=action.action_id,
        block=action.block_id,
        value=action.selected_date or action.value or "",
        title=html.unescape(action.text.text),
        message=payload.message or {},
        ticked=tuple(_ticked(payload.state or _State())),
    )


def _ticked(state: _State) -> Iterator[tuple[str, str, str]]:
    for block, controls in state.values.items():
        for control in controls.values():
            for option in control.selected_options or ():
                yield block, html.unescape(option.text.text), option.value
