"""Replies by place: "the second one", "option 3", "all but the first", "the first and the third"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.nlu.page import Finding, Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import catalogue, word_lists

_W = word_lists("places")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_SUFFIXES = ("st", "nd", "rd", "th")
_OTHER_ORDER = {"motor_syndrome", "antibodies_positive", "antibodies_negative", "antibodies_pending"}
"""Facts whose answers are not offered in the catalogue's order."""


def option(page: Page) -> list[Finding]:
    """ "The second one", "option 2": nothing but the place of one of the answers that a question offers."""
    fact = page.asked[0] if len(page.asked) == 1 else ""
    spec = catalogue().get(fact, {})
    offered = [True, False] if spec.get("type") == "yes_no" else _values(spec) if spec.get("type") == "choice" else []
    words = [at for at, key in enumerate(page.keys) if key.isalnum() and key not in _W["beside"]]
    places = _places(page.keys, words)
    if fact in _OTHER_ORDER or len(places) != 1 or not set(page.keys) & _W["pointing"]:
        return []
    place = places[0] if places[0] >= 0 else len(offered) + places[0]
    if not 0 <= place < len(offered):
        return []
    return [Finding(fact, offered[place], 0, len(page.keys))]


def excepted(page: Page) -> list[Finding]:
    """ "All but the second", "none except the last", "everything apart from number 3"."""
    facts = [fact for fact in page.asked if fact in catalogue()]
    turn = next((at for at, key in enumerate(page.keys) if key in _W["except"]), None)
    if len(facts) < 2 or turn is None or turn == 0:
        return []
    said = {"yes" for key in page.keys[:turn] if key in _W["all"]} | {
        "no" for key in page.keys[:turn] if key in _W["none"]
    }
    words = [
        at for at in range(turn + 1, len(page.keys)) if page.keys[at].isalnum() and page.keys[at] not in _W["beside"]
    ]
    places = _places(page.keys, words)
    if not places or not said or max(places) >= len(facts):
        return []
    usual = "no" if "no" in said else "yes"  # "no to all but the second"
    chosen = {facts[place] for place in places}
    kinds = {fact: {"yes": "no", "no": "yes"}[usual] if fact in chosen else usual for fact in facts}
    values = [(fact, reply(fact, kind)) for fact, kind in kinds.items()]
    return [Finding(fact, value, 0, len(page.keys)) for fact, value in values if value is not None]


def _values(spec: dict[str, Any]) -> list[Any]:
    return list(spec.get("values") or catalogue()[spec["values_of"]]["values"])


def _places(keys: Sequence[str], words: Sequence[int]) -> list[int]:
    """The places that words stand for, counted from 0, the last one -1; none where another word is among them."""
    found: list[int] = []
    for at in words:
        key = keys[at]
        if key in _ORDINALS:
            found.append(_ORDINALS.index(key))
        elif key == "last":
            found.append(-1)
        elif key.isdigit() and 0 < int(key) <= len(_ORDINALS):
            found.append(int(key) - 1)
        elif key not in _SUFFIXES:
            return []
    return found
