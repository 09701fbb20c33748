"""What the Slack channel needs to know before it starts: secrets, workspace, and names that say nothing of people."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass

from rasa.shared.exceptions import InvalidConfigException
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import settings

logger = logging.getLogger(__name__)

SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history", "im:write")
"""What slack/manifest.yml asks for, and no more."""


@dataclass(frozen=True)
class Setup:
    """The channel's settings. Raises InvalidConfigException from `read` and `check`, naming what to change."""

    token: str
    secret: str
    id_key: bytes
    screening: bool
    chat_url: str
    api_url: str

    @classmethod
    def read(cls) -> Setup | None:
        """From the environment; None when Slack is not set up at all."""
        token, secret = settings.text("SLACK_BOT_TOKEN").strip(), settings.text("SLACK_SIGNING_SECRET").strip()
        if not token and not secret:
            return None
        if not (token and secret):
            missing = "SLACK_SIGNING_SECRET" if token else "SLACK_BOT_TOKEN"
            raise InvalidConfigException(f"{missing} is not set. Slack needs both secrets, or neither to stay off.")
        if not token.startswith("xoxb-"):
            raise InvalidConfigException(
                "SLACK_BOT_TOKEN is no bot token: it begins with xoxb- (OAuth & Permissions, Bot User OAuth Token)."
            )
        if secret.startswith("xox") or any(c.isspace() for c in secret) or not secret.isascii():
            raise InvalidConfigException(
                "SLACK_SIGNING_SECRET is no signing secret (Basic Information, App Credentials, Signing Secret)."
            )
        chat_url = settings.text("CHAT_URL").strip()
        screening = _on_or_off("SLACK_SCREENING")
        if not screening and not chat_url:
            raise InvalidConfigException("SLACK_SCREENING=off needs CHAT_URL, the web chat that people are sent to.")
        key = settings.text("SLACK_ID_KEY").encode() or _derived(secret)
        return cls(token, secret, key, screening, chat_url, settings.text("SLACK_API_URL"))

    def check(self) -> Workspace | None:
        """Asks Slack who the token belongs to; None, with a warning, when Slack cannot be reached just now."""
        try:
            told = WebClient(self.token, base_url=self.api_url, timeout=10).auth_test()
        except SlackApiError as error:
            why = error.response.get("error", "unknown error")
            raise InvalidConfigException(f"Slack refuses SLACK_BOT_TOKEN: {why}.") from None
        except (SlackClientError, OSError) as error:
            logger.warning("Slack could not be asked about SLACK_BOT_TOKEN: %s", type(error).__name__)
            return None
        granted = str(told.headers.get("x-oauth-scopes") or told.headers.get("X-OAuth-Scopes") or "")
        if missing := [scope for scope in SCOPES if granted and scope not in granted.replace(" ", "").split(",")]:
            logger.warning("The Slack app lacks scopes of slack/manifest.yml: %s", ", ".join(missing))
        return Workspace(str(told["team_id"]), str(told.get("user_id") or ""))

    def sender(self, team: str, *of: str) -> str:
        """The sender id of a person, or of a channel. No id of Slack's can be found from it without the key."""
        return self.senders(team) + self._hash("\n".join((team, *of)))[:40]

    def senders(self, team: str) -> str:
        """What the sender ids of a workspace begin with; those of the web begin otherwise."""
        return f"slack-{self._hash(team)[:12]}-"

    def message_id(self, slack_id: str) -> str:
        return f"slack-{self._hash(slack_id)}"

    def _hash(self, text: str) -> str:
        return hmac.new(self.id_key, text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Workspace:
    """The one workspace that the token is for, and the app's own user there."""

    team: str
    bot_user: str


def _derived(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"sender ids of the Slack channel", hashlib.sha256).digest()


def _on_or_off(name: str) -> bool:
    value = settings.text(name).strip().lower()
    if value not in ("on", "off"):
        raise InvalidConfigException(f"{name}={value!r}: must be on or off")
    return value == "on"
