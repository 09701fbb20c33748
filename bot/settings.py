"""What the environment may set, with its defaults. Rasa's YAML files have no defaults of their own."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

DEFAULTS = {
    "HOST": "127.0.0.1",
    "PORT": "5005",
    "ACTION_PORT": "5055",
    "DATABASE_URL": f"sqlite:///{ROOT / 'screening.db'}",
    "REDIS_URL": "",
    "RETENTION_HOURS": "24",
    "WORKERS": "1",
    "CHAT_MESSAGES_PER_MINUTE": "600",
    "CHAT_SESSIONS_PER_MINUTE": "600",
    "ACTION_TIMEOUT_SECONDS": "15",
    "PROXIES_COUNT": "0",
    "SLACK_BOT_TOKEN": "",
    "SLACK_SIGNING_SECRET": "",
    "SLACK_ID_KEY": "",
    "SLACK_SCREENING": "on",
    "SLACK_API_URL": "https://slack.com/api/",
    "CHAT_URL": "",
    "LOG_LEVEL": "WARNING",
    "RASA_TELEMETRY_ENABLED": "false",
}


def apply_defaults() -> None:
    """Fill what the environment leaves open, so that every process and every `${NAME}` in YAML sees the same."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("ACTION_SERVER_URL", f"http://127.0.0.1:{os.environ['ACTION_PORT']}/webhook")


def text(name: str) -> str:
    return os.environ.get(name, DEFAULTS.get(name, ""))


def number(name: str, *, at_least: int = 0) -> int:
    """An integer setting. Raises ValueError naming the variable and what it allows."""
    value = text(name)
    if not value.isdecimal() or int(value) < at_least:
        raise ValueError(f"{name}={value!r}: must be a whole number, {at_least} or more")
    return int(value)
