"""The conversation so far, as it was shown: buttons by their words, not by what they send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered

from bot.channels.incoming import Reply, reply_of


def as_told(said: Iterable[UserUttered | BotUttered]) -> list[dict[str, Any]]:
    """Each message as {"from": "person" or "assistant", "text", "buttons", "custom", "at": ISO time}."""
    titles: dict[str, str] = {}
    told = []
    for event in said:
        if isinstance(event, BotUttered):
            reply = reply_of(event.message())
            titles.update(_titles(reply))
            told.append({"from": "assistant", **reply, "at": _iso(event.timestamp)})
        else:
            text = _shown(event.text or "", titles)
            told.append({"from": "person", "text": text, "buttons": [], "custom": {}, "at": _iso(event.timestamp)})
    return told


def _titles(reply: Reply) -> dict[str, str]:
    buttons = [*reply["buttons"], *(reply["custom"].get("options") or [])]
    return {button["payload"]: button["title"] for button in buttons if "payload" in button}


def _shown(text: str, titles: dict[str, str]) -> str:
    lines = text.splitlines()
    if lines and all(line.strip() in titles for line in lines):
        return ", ".join(titles[line.strip()] for line in lines)
    return text


def _iso(timestamp: float) -> str:
    return dt.datetime.fromtimestamp(timestamp, dt.timezone.utc).isoformat(timespec="seconds")
