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
_FEW = 4
"""Tokens between a limit and the patient's value right behind it."""


def after_limits(page: Page, mention: Mention) -> Number | None:
    """The value of the one who is spoken of, where nothing but a limit stands beside the name itself."""
    if not (_W["ones"] | _W["patients"] | _W["it"] | _W["opening"]) & set(page.keys[mention.end : mention.end + _FAR]):
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
        if of_the_patient(page, number) and number.start - limits[0].end <= _FEW:
            return None if unfit(page, number, mention.fact) else number
        opens = bool(_W["opening"] & set(between[-1:])) and not _ends(page, number)
        if _of_the_one(between) and not opens and not page.clause_at(number.start).asks:
            of_then = unfit(page, number, mention.fact) or long_ago(page, mention.start, number)
            return None if of_then else number
        return None
    return None


def of_the_patient(page: Page, number: Number) -> bool:
    """ "ALT ULN 45, pt 41": the patient's value beside the limit of it, and no age."""
    if page.keys[number.start - 1 : number.start] == [] or page.keys[number.start - 1] not in _W["patients"]:
        return False
    after = page.keys[number.until : number.until + 1]
    before = page.keys[max(0, number.start - _NEAR) : number.start]
    limits = _W["limits"] & set(before) and any(key.isdigit() for key in before)
    return bool(limits) and not {".", "\n"} & set(before) and (not after or not after[0].isalnum())


def headed(page: Page, mention: Mention) -> bool:
    """ "ULN AST 40", "ULN: AST 40, ALT 45": what a limit heads are limits, but not behind "AST 3 x ULN, "."""
    if _W["heads"].isdisjoint(page.keys):
        return False
    named = {at for one in page.mentions for at in range(one.start, one.end)}
    first = at = mention.start - 1
    while at >= 0 and (at in named or page.keys[at] in _W["in_a_row"] or page.keys[at][0].isdigit()):
        at -= 1
    colon = page.keys[at : at + 1] == [":"]
    values = any(page.keys[i][0].isdigit() for i in range(at + 1, first + 1) if i not in named)
    if at < 0 or not colon and values or page.keys[at - colon] not in _W["heads"]:
        return False
    before = page.keys[at - colon - 1 : at - colon]
    return not before or at - colon - 1 not in named and before[0] not in _W["before_a_bound"]


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
