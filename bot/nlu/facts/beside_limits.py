"""Values told after the limits of what is usual: "150-400 is our range and hers came in at 163"."""

from __future__ import annotations

from bot.nlu.facts.spoilt import spoilt
from bot.nlu.facts.unfit import between, bounded, long_ago, unfit
from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("beside_limits")
_FAR, _NEAR = 22, 7
"""Tokens after a name within which its value stands; between whose it is and the value."""


def after_limits(page: Page, mention: Mention) -> Number | None:
    """The value of the one who is spoken of, where nothing but a limit stands beside the name itself."""
    if not (_W["ones"] | _W["it"] | _W["opening"]) & set(page.keys[mention.end : mention.end + _FAR]):
        return None
    numbers = [n for n in page.numbers if mention.end <= n.start <= mention.end + _FAR]
    limits = [n for n in numbers if _limiting(page, mention, n)]
    if not limits:
        return None
    stops = [m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in ("measure", "dose")]
    for number in numbers:
        if number in limits or stops and stops[0] < number.start or number.start < limits[0].end:
            continue
        between = page.keys[limits[0].end : number.start]
        opens = bool(_W["opening"] & set(between[-1:])) and not _ends(page, number)
        if _of_the_one(between) and not opens and not page.clause_at(number.start).asks:
            of_then = unfit(page, number, mention.fact) or long_ago(page, mention.start, number)
            return None if of_then else number
        return None
    return None


def _limiting(page: Page, mention: Mention, number: Number) -> bool:
    """A bound, one end of a range, or what a word for a limit stands beside."""
    beside = {*page.keys[number.start - 1 : number.start], *page.keys[number.until : number.until + 1]}
    named = _W["limits"] & set(page.keys[max(mention.clause.start, mention.start - 4) : mention.start])
    first = not any(mention.end <= n.start < number.start for n in page.numbers)
    bounding = _W["bounding"] & set(page.keys[number.start - 2 : number.start]) or spoilt(page, number, mention.fact)
    return (
        bool(bounding)
        or bounded(page, number)
        or between(page, number)
        or {"-", "to"} & beside != set()
        or bool(named)
        and first
    )


def _ends(page: Page, number: Number) -> bool:
    """Whether nothing follows a number but its unit: not "now 38.5 fever"."""
    after = page.keys[number.until : number.until + 1]
    return not after or not after[0].isalnum() or bool(number.units)


def _of_the_one(between: list[str]) -> bool:
    """ "; his is", "and hers came in at", "but it's only ever been"."""
    ones = _W["ones"] | _W["it"] | _W["opening"]
    at = next((i for i in range(len(between) - 1, -1, -1) if between[i] in ones), None)
    if at is None or len(between) - at > _NEAR or not set(between[at + 1 :]) <= _W["told"]:
        return False
    opens = between[at] in _W["opening"] and between[at - 1 : at] in (["."], [";"], [","], ["-"])
    return opens or between[at] in _W["ones"] or between[at - 1 : at] != [] and between[at - 1] in _W["turning"]
