"""Whether a message puts right what was told before, or only differs from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.context import Turn
from actions.conversation import has_any
from bot.nlu.times.windows import DAY_OF
from criteria.facts import Quantity

_FIRST = 3
"""Words at the beginning of a message among which some say that it corrects: "please change ALT to 82"."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_THOUSAND = 1000
_INSTEAD = re.compile(
    r"(?P<new>\d+(?:\.\d+)?)[ a-z/]{0,12}?,? (?:actually |and |but )?not (?P<old>\d+(?:\.\d+)?)"
    r"|\bnot (?P<was>\d+(?:\.\d+)?),? but (?P<now>\d+(?:\.\d+)?)"
)
""" "17.5 not 7.5", "not 2 but 12". """
_OF_NOW = {"infection_status", "pregnant", "lactating", "urine_hcg"}
"""Facts that tell of today, beside the numbers."""


def corrects(turn: Turn) -> bool:
    """ "Sorry, ALT is 82", "change ALT to 82": the new value stands at once."""
    if turn.incoming.intent == "correct":
        return True
    own = turn.clinic.speech.replies.words
    text = turn.incoming.line
    return has_any(text, own.corrections) or has_any(" ".join(text.split()[:_FIRST]), own.corrections_first)


def denies(turn: Turn, name: str, old: Any, new: Any) -> bool:
    """ "82 not 28", "partial, not failed": the earlier value is named beside the new one."""
    text = turn.incoming.text.lower()
    if isinstance(turn.table.facts.get(name), Quantity):
        told = {float(number.replace(",", "")) for number in _NUMBER.findall(text)}
        return all(isinstance(one, int | float) and told & {one, one / _THOUSAND} for one in (old, new))
    named = turn.wordings(name, old) if old else []
    codes = [old.replace("_", " ")] if isinstance(old, str) else []
    return has_any(text, [f"not {value}" for value in (*named, *codes)])


def contrasted(turn: Turn) -> dict[str, Any]:
    """ "The prednisolone is 17.5 not 7.5": the new value of the one number on file that is denied."""
    found = _instead(turn)
    if found is None:
        return {}
    new, old = found
    numbers = [name for name in turn.facts if isinstance(turn.table.facts[name], Quantity)]
    meant = [name for name in numbers if turn.facts[name] == old]
    return {meant[0]: int(new) if new == int(new) else new} if len(meant) == 1 else {}


def _instead(turn: Turn) -> tuple[float, float] | None:
    """The number that stands, and the one that it is put in the place of."""
    found = _INSTEAD.search(turn.incoming.line)
    return (float(found["new"] or found["now"]), float(found["old"] or found["was"])) if found else None


def may_be_misread(turn: Turn, name: str) -> bool:
    """Whether words of correction stand beside what is on file already, and not its own words."""
    own = turn.clinic.speech.replies.words
    text = turn.incoming.line
    if (
        _instead(turn) is not None
        or has_any(text, turn.wordings(name, turn.facts[name]))
        and not has_any(text, own.turning)
    ):
        return False
    return has_any(text, [*own.corrections, *own.turning])


def of_others(turn: Turn) -> bool:
    """ "Wrong patient, that ALT": what is named was never this patient's."""
    return has_any(turn.incoming.line, turn.clinic.speech.replies.words.of_others)


def around_of_others(turn: Turn) -> tuple[list[float], list[float]]:
    """The numbers before the words that say whose they were, and behind them."""
    text = turn.incoming.line
    at = min(found for phrase in turn.clinic.speech.replies.words.of_others if (found := text.find(phrase)) >= 0)
    before, behind = (
        [float(number.replace(",", "")) for number in _NUMBER.findall(part)] for part in (text[:at], text[at:])
    )
    return before, behind


def newer(turn: Turn, name: str) -> bool:
    """ "ALT today 160", "plt back to 250", "no infection now": a later measurement or finding takes the place of the
    earlier one."""
    text = " ".join(turn.incoming.text.lower().split())
    return (isinstance(turn.table.facts.get(name), Quantity) or name in _OF_NOW) and has_any(
        text, turn.clinic.speech.replies.words.newer
    )


def later(turn: Turn, name: str, told: Mapping[str, Any]) -> bool:
    """Whether a last day is told that is later than the one on file, or the window that follows from it: "IVIg 5 Feb",
    then "IVIg 24 Nov"; "IVIg 2024", then "IVIg last month"."""
    if name in DAY_OF and turn.facts.get(name) is False and told.get(name) is True:
        return True
    day = name if name in DAY_OF.values() else DAY_OF.get(name, "")
    was, now = turn.facts.get(day), told.get(day)
    return isinstance(was, str) and isinstance(now, str) and bool(_DAY.fullmatch(now)) and was < now
