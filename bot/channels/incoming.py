"""What all channels share: from what a person sent to a turn, and from a turn to its messages."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

#: One message to a person: text, buttons, custom (contract section 4).
Reply = dict[str, Any]

PAYLOAD = "/answer"


@dataclass(frozen=True)
class Choice:
    """Buttons that were pressed: the question they name, and their options."""

    question: str
    options: tuple[str, ...]

    def parse_data(self, text: str) -> dict[str, Any]:
        """What Rasa's reader would report; neither it nor Rasa's slash handling sees a button."""
        return {
            "text": text,
            "intent": {"name": "choose", "confidence": 1.0},
            "entities": [
                {"entity": "question", "value": self.question},
                {"entity": "option", "value": list(self.options)},
            ],
        }


def read_choice(text: str) -> Choice | None:
    """The choice in `/answer{"question": ..., "option": ...}`, one payload a line; None for any other text."""
    payloads = [_payload(line.strip()) for line in text.splitlines() if line.strip()]
    if not payloads or None in payloads:
        return None
    questions = {question for question, _ in payloads}
    if len(questions) != 1:
        return None
    return Choice(questions.pop(), tuple(dict.fromkeys(option for _, option in payloads)))


def _payload(line: str) -> tuple[str, str] | None:
    if not line.startswith(PAYLOAD):
        return None
    try:
        data = json.loads(line[len(PAYLOAD) :])
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    question, option = data.get("question"), data.get("option")
    return (question, option) if isinstance(question, str) and isinstance(option, str) else None


def clean(text: str) -> str:
    """The text without control characters and surrounding space; line breaks and tabs stay."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def plain(text: str) -> str:
    """A text that Rasa reads as words: typed "/restart" or "/inform{...}" is no command here."""
    return text.lstrip("/ \t\n") or text.replace("/", "\N{DIVISION SLASH}")


def user_message(
    text: str,
    *,
    sender_id: str,
    channel: str,
    message_id: str | None,
    awaited: Mapping[str, Any],
    output: OutputChannel,
) -> UserMessage:
    """Rasa's message for what a person sent; `awaited` is what it may be about, see the function of that name."""
    choice = read_choice(text)
    return UserMessage(
        text if choice else plain(text),
        output,
        sender_id,
        parse_data=choice.parse_data(text) if choice else None,
        input_channel=channel,
        message_id=message_id,
        metadata={**awaited, "as_of": dt.date.today().isoformat()},
    )


def reply_of(message: Mapping[str, Any]) -> Reply:
    """One message of Rasa's in the contract's shape. Raw text stays whole: Rasa would split it at empty lines."""
    return {
        "text": message.get("text") or "",
        "buttons": message.get("buttons") or [],
        "custom": message.get("custom") or {},
    }


def awaited(replies: Iterable[Reply]) -> dict[str, Any]:
    """What the answer to these messages may be about.

    asked: the facts that the last question asks for. doubted: where it asks which of some values is right, the facts of
    each; "no" answers that, and not what a fact was first asked with. told: the facts that were just understood.
    """
    customs = [reply["custom"] for reply in replies]
    question = next((one for one in reversed(customs) if one.get("type") == "question"), {})
    doubt = question.get("id") == "doubt"
    understood = next((one for one in reversed(customs) if one.get("type") == "understood"), {})
    return {
        "asked": [] if doubt else list(question.get("facts") or []),
        "doubted": [option["facts"] for option in question["options"]] if doubt else [],
        "told": understood.get("facts") or {},
    }


class Collected(OutputChannel):
    """Keeps a turn's messages until the turn is saved; none is seen before."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.replies: list[Reply] = []

    def name(self) -> str:  # type: ignore[override]
        return self.channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.replies.append(reply_of(message))
