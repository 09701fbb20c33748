"""What Slack sends, read into the few things that can have happened. Signatures are checked before (slack.py)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from bot.channels.slack_events import read_event
from bot.channels.slack_happened import Challenge, Command, Request
from bot.channels.slack_interactions import read_interaction
from bot.channels.slack_payloads import Malformed, read_json


def read_request(content_type: str, body: bytes) -> Request | Challenge:
    """Events come as JSON, controls as JSON in a form, the command as a form. Raises Malformed for anything else."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return read_event(read_json(text))
    fields = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
    if "payload" in fields:
        return read_interaction(read_json(fields["payload"]))
    return _read_command(fields)


def _read_command(fields: Mapping[str, str]) -> Request:
    if fields.get("ssl_check") == "1":
        return Request(fields.get("team_id", ""))
    needed = [fields.get(name, "") for name in ("team_id", "user_id", "trigger_id", "command")]
    if not all(needed):
        raise Malformed("no command")
    team, user, trigger, _ = needed
    return Request(team, (Command(trigger, user, fields.get("text", "")),))
