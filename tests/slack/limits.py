"""Block Kit's rules (docs.slack.dev/reference/block-kit) for what this app uses; anything else is refused too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BARE = re.compile(r"&(?!(?:amp|lt|gt);)|<(?![@#!]|https?://|mailto:)|(?<![\w/])>(?=\S)(?<!^>)")


def problems(message: dict[str, Any]) -> list[str]:
    """What Slack would refuse, or show otherwise than meant, in the arguments of chat.postMessage."""
    return list(_message(message))


def _message(message: dict[str, Any]) -> Iterator[str]:
    text, blocks = message.get("text"), message.get("blocks") or []
    if not isinstance(text, str) or not text.strip() or len(text) > 4_000:
        yield "text: 1 to 4,000 letters, for notices and screen readers"
    if len(blocks) > 50:
        yield f"{len(blocks)} blocks, at most 50"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "a block_id stands twice"
    for number, block in enumerate(blocks):
        yield from (f"block {number} ({block.get('type')}): {why}" for why in _block(block))


def _block(block: dict[str, Any]) -> Iterator[str]:
    if not 0 < len(block.get("block_id", "x")) <= 255:
        yield "block_id: 1 to 255 letters"
    kind = block.get("type")
    extra = set(block) - {"type", "block_id"} - _KEYS.get(kind, set())
    if kind not in _KEYS or extra:
        yield f"unknown: {kind} {sorted(extra)}"
    elif kind == "section":
        yield from _text(block.get("text"), 3_000, ("mrkdwn", "plain_text"))
        if "accessory" in block:
            yield from _element(block["accessory"])
    elif kind == "header":
        yield from _text(block.get("text"), 150, ("plain_text",))
    elif kind == "context":
        if not 1 <= len(block.get("elements", [])) <= 10:
            yield "1 to 10 elements"
        for element in block.get("elements", []):
            yield from _text(element, 3_000, ("mrkdwn", "plain_text"))
    elif kind == "actions":
        yield from _actions(block.get("elements", []))


_KEYS: dict[Any, set[str]] = {
    "section": {"text", "accessory"},
    "header": {"text"},
    "context": {"elements"},
    "actions": {"elements"},
    "divider": set(),
}


def _actions(elements: list[dict[str, Any]]) -> Iterator[str]:
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements, 1 to 25 allowed"
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):
        yield "an action_id stands twice"
    for element in elements:
        yield from _element(element)


def _element(element: dict[str, Any]) -> Iterator[str]:
    if not 0 < len(element.get("action_id", "")) <= 255:
        yield "action_id: 1 to 255 letters"
    kind = element.get("type")
    if kind == "button":
        yield from _text(element.get("text"), 75, ("plain_text",))
        if not 0 < len(element.get("value", "x")) <= 2_000:
            yield "button value: 1 to 2,000 letters"
        if element.get("style", "primary") not in ("primary", "danger"):
            yield "button style"
    elif kind == "checkboxes":
        options = element.get("options", [])
        if not 1 <= len(options) <= 10:
            yield f"{len(options)} tick boxes, 1 to 10 allowed"
        values = [option.get("value") for option in options]
        if len(values) != len(set(values)):
            yield "two tick boxes have the same value"
        for option in options:
            yield from _text(option.get("text"), 75, ("plain_text", "mrkdwn"))
            if "description" in option:
                yield from _text(option["description"], 75, ("plain_text", "mrkdwn"))
            if not 0 < len(option.get("value", "")) <= 150:
                yield "tick box value: 1 to 150 letters"
    elif kind == "datepicker":
        yield from _text(element.get("placeholder"), 150, ("plain_text",))
    else:
        yield f"unknown element {kind}"


def _text(text: Any, longest: int, kinds: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"a text must be one of {kinds}"
        return
    if not len(text.get("text", "").strip()) > 0 or len(text["text"]) > longest:
        yield f"text of {len(text.get('text', ''))} letters, 1 to {longest:,} allowed"
    if text["type"] == "mrkdwn" and _BARE.search(text["text"]):
        yield "<, > or & that Slack would read as its own"
