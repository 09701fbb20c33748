"""Replies by place where the answers that a fact allows are the things counted.

Beside a question as it is shown, its options are counted instead (actions/choosing.py).
"""

from __future__ import annotations

from typing import Any

from bot.nlu.language import places
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import catalogue, word_lists

_SAID = word_lists("places")["yes"] | word_lists("places")["none"]
_OTHER_ORDER = {"motor_syndrome", "antibodies_positive", "antibodies_negative", "antibodies_pending"}
"""Facts whose answers are not offered in the catalogue's order."""


def option(page: Page) -> list[Finding]:
    """ "The second one", "option 2": nothing but the place of one of the answers that a question offers."""
    fact = page.asked[0] if len(page.asked) == 1 else ""
    spec = catalogue().get(fact, {})
    offered = [True, False] if spec.get("type") == "yes_no" else _values(spec) if spec.get("type") == "choice" else []
    told = places.read(page.keys)
    if told is None or told.by == "number" or told.others is not None or fact in _OTHER_ORDER:
        return []
    if page.dates:
        return []  # "the last one was in July"
    if page.words & _SAID:
        return []  # "the second, yes" to a question that is answered by yes or no
    chosen = [value for value, said in zip(offered, told.over(len(offered)), strict=False) if said]
    return [Finding(fact, chosen[0], 0, len(page.keys))] if len(chosen) == 1 else []


def _values(spec: dict[str, Any]) -> list[Any]:
    return list(spec.get("values") or catalogue()[spec["values_of"]]["values"])
