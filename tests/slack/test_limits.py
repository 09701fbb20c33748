"""The stand-in refuses what Slack refuses: a test that relies on it can fail."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.limits import problems


def text(words: str = "x", kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": text(), **more}


def boxes(count: int, value: str = "v") -> dict[str, Any]:
    options = [{"text": text(), "value": f"{value}{n}"} for n in range(count)]
    return {"type": "checkboxes", "action_id": "b", "options": options}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


DIVIDER = {"type": "divider"}


@pytest.mark.parametrize(
    "blocks",
    [
        [DIVIDER] * 51,
        [{**DIVIDER, "block_id": "same"}] * 2,
        [{"type": "section", "text": text("x" * 3_001, "mrkdwn")}],
        [{"type": "section", "text": text(" ", "mrkdwn")}],
        [{"type": "section", "text": text("AST < 200", "mrkdwn")}],
        [{"type": "section", "text": text("A & B", "mrkdwn")}],
        [{"type": "header", "text": text("x" * 151)}],
        [{"type": "header", "text": text("x", "mrkdwn")}],
        [{"type": "context", "elements": []}],
        [actions()],
        [actions(*(button(action_id=str(n)) for n in range(26)))],
        [actions(button(), button())],
        [actions(button(text=text("x" * 76)))],
        [actions(button(value="x" * 2_001))],
        [actions(button(style="loud"))],
        [actions(boxes(11))],
        [actions(boxes(1, "v" * 151))],
        [actions({"type": "datepicker", "action_id": "d"})],
        [actions({"type": "slider", "action_id": "s"})],
        [{"type": "poem"}],
        [{**DIVIDER, "colour": "red"}],
    ],
    ids=lambda blocks: str(blocks)[:60],
)
def test_refused(blocks: list[dict[str, Any]]) -> None:
    assert problems({"text": "x", "blocks": blocks})


def test_taken() -> None:
    picker = {"type": "datepicker", "action_id": "d", "placeholder": text()}
    row = actions(*(button(action_id=str(n)) for n in range(25)))
    words = {"type": "section", "text": text("AST &lt; 200 &amp; more, <https://a.example|a>", "mrkdwn")}
    assert problems({"text": "x", "blocks": [words, row, actions(boxes(10)), actions(picker), DIVIDER]}) == []


@pytest.mark.parametrize("words", ["", " ", "x" * 4_001, None])
def test_a_message_needs_a_text(words: Any) -> None:
    assert problems({"text": words, "blocks": [DIVIDER]})
