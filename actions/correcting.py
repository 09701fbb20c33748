"""Whether a message puts right what was told before, or only differs from it."""

from __future__ import annotations

import re
from typing import Any

from actions.context import Turn
from criteria.facts import Quantity

_FIRST = 3
"""Words at the beginning of a message among which some say that it corrects: "please change ALT to 82"."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_THOUSAND = 1000
_OF_NOW = {"infection_status", "pregnant", "lactating", "urine_hcg"}
"""Facts that tell of today, beside the numbers."""


def corrects(turn: Turn) -> bool:
    """ "Sorry, ALT is 82", "change ALT to 82": the new value stands at once."""
    if turn.incoming.intent == "correct":
        return True
    own = turn.clinic.speech.replies.words
    text = " ".join(turn.incoming.lowered.split())
    return _has(text, own.corrections) or _has(" ".join(text.split()[:_FIRST]), own.corrections_first)


def denies(turn: Turn, name: str, old: Any, new: Any) -> bool:
    """ "82 not 28", "partial, not failed": the earlier value is named beside the new one."""
    text = turn.incoming.text.lower()
    if isinstance(turn.table.facts.get(name), Quantity):
        told = {float(number.replace(",", "")) for number in _NUMBER.findall(text)}
        return all(isinstance(one, int | float) and told & {one, one / _THOUSAND} for one in (old, new))
    named = turn.wordings(name, old) if old else []
    codes = [old.replace("_", " ")] if isinstance(old, str) else []
    return _has(text, [f"not {value}" for value in (*named, *codes)])


def newer(turn: Turn, name: str) -> bool:
    """ "ALT today 160", "plt back to 250", "no infection now": a later measurement or finding takes the place of the
    earlier one."""
    text = " ".join(turn.incoming.text.lower().split())
    return (isinstance(turn.table.facts.get(name), Quantity) or name in _OF_NOW) and _has(
        text, turn.clinic.speech.replies.words.newer
    )


def _has(text: str, phrases: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)
