"""Values that are denied with their name: "not ALT 310, it is 31", "eGFR 35 not CrCl 35"."""

from __future__ import annotations

from bot.nlu.facts.heart_class import classes
from bot.nlu.facts.unfit import unfit
from bot.nlu.language.numbers import Number, number_at
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("struck_value")
_BESIDE = 2
"""Words between a name and a value that is denied with it."""


def put_right(page: Page, mention: Mention, number: Number | None) -> Number | None:
    """The value of a name; where it is denied the one that is put in its place, or none."""
    if number is None or not denied(page, mention.start) or not 0 <= number.start - mention.end <= _BESIDE:
        return number
    if mention.fact == "nyha_class":
        at = _behind(page, number.end)
        return next((one for one in classes(page) if one.start == at > number.end), None)
    later = instead(page, number)
    return None if later is None or unfit(page, later, mention.fact) else later


def denied(page: Page, at: int) -> bool:
    """Whether a "not" stands right before a token and is no answer of its own."""
    return at > 0 and page.keys[at - 1] == "not"


def instead(page: Page, number: Number) -> Number | None:
    """The number that is put in the place of a denied one: "not 80 kg, it is 68", "not 29 but 92"."""
    at = _behind(page, number.until)
    later = number_at(page.numbers, at) if at > number.until else None
    alike = later is not None and (not later.units or later.units.keys() & number.units.keys() or not number.units)
    return later if alike else None


def _behind(page: Page, at: int) -> int:
    """Behind the words that turn from a value to the right one."""
    while at < len(page.keys) and page.keys[at] in _W["turning"]:
        at += 1
    return at
