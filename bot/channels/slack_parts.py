"""The parts of Slack messages, within Slack's limits: https://docs.slack.dev/reference/block-kit"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Block = dict[str, Any]
Message = dict[str, Any]
"""Keyword arguments of chat.postMessage and chat.update: "text" for notices and screen readers, and "blocks"."""

MOST_BLOCKS = 50
MOST_LETTERS = 12_000
LONGEST_SECTION = 3_000
LONGEST_TEXT = 4_000
LONGEST_LABEL = 75


def pack(parts: Iterable[tuple[str, list[Block]]]) -> list[Message]:
    """Messages of (text, blocks) within Slack's limits; a part is split only when it is too long for one message."""
    packed: list[tuple[list[str], list[Block]]] = []
    for text, drawn in parts:
        for group in chunks(drawn, MOST_BLOCKS):
            if not packed or not _fits(packed[-1][1], group):
                packed.append(([], []))
            packed[-1][0].append(text)
            packed[-1][1].extend(group)
    return [{"text": _notice(texts), "blocks": _numbered(drawn)} for texts, drawn in packed]


def _fits(before: Sequence[Block], more: Sequence[Block]) -> bool:
    return len(before) + len(more) <= MOST_BLOCKS and _letters([*before, *more]) <= MOST_LETTERS


def _letters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_letters(one) for one in inside)


def _notice(texts: Iterable[str]) -> str:
    text = escape("\n".join(dict.fromkeys(texts)))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 8].rsplit(" ", 1)[0] + " …"


def _numbered(drawn: Iterable[Block]) -> list[Block]:
    """Block ids must differ within a message."""
    return [{**b, "block_id": f"{b['block_id']}:{n}"} if "block_id" in b else b for n, b in enumerate(drawn)]


def sections(text: str) -> Iterator[Block]:
    """A text as sections, split only where it is too long for one."""
    yield from chunked(escape(text.strip()))


def chunked(text: str) -> Iterator[Block]:
    while len(text) > LONGEST_SECTION:
        cut = max(text.rfind("\n", 1, LONGEST_SECTION), 0) or max(text.rfind(" ", 1, LONGEST_SECTION), 0)
        yield section(text[: cut or LONGEST_SECTION])
        text = text[cut or LONGEST_SECTION :].lstrip()
    if text:
        yield section(text)


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": True}}


def context(text: str, *, escaped: bool = False) -> Block:
    words = text if escaped else escape(text)
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words[:LONGEST_SECTION]}]}


def label(text: str) -> dict[str, Any]:
    short = text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def escape(text: str) -> str:
    """Slack reads <, > and & as its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def chunks(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
