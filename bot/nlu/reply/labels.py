"""Replies that are a value's own name, as its button has it."""

from __future__ import annotations

from typing import Any

from bot.nlu.language.text import tokens
from bot.nlu.page import Finding, Page


def named_by_value(page: Page, fact: str, spec: dict[str, Any]) -> Finding | None:
    """The reply is a value's own name or words."""
    text = _words([token.key for token in tokens(page.text)])
    for value, words in (spec.get("values") or {}).items():
        labels = str(value).replace("_", " "), *words.values()
        if any(text == _words([token.key for token in tokens(label)]) for label in labels):
            return Finding(fact, [value] if spec["type"] == "set" else value, 0, len(page.keys))
    return None


def _words(keys: list[str]) -> list[str]:
    """Without the signs: "a cold , no treatment" is the button "A cold, no treatment"."""
    return [key for key in keys if key.isalnum()]
