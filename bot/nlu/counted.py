"""The numbers and days of a message in order, and which of them are of one kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from typing import NamedTuple

from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("repairs")
_STOPS = {".", ";", "!", "\n"}
_YEAR = 300
"""Days from which a unit of time is one of age."""


class Count(NamedTuple):
    start: int
    end: int
    what: Number | When


def counts_of(page: Page) -> list[Count]:
    inside = {at for m in page.mentions for at in range(m.start, m.end)}
    inside |= {at for when in page.dates for at in range(when.start, when.end)}
    signs = {
        at for sign in page.corrections for at in range(sign.start, sign.end)
    }  # "since Monday. Not Monday, Friday"
    numbers = [
        n
        for n in page.numbers
        if n.start not in inside
        and (n.units or page.keys[n.start] not in _W["pronoun"])
        and not (n.start and page.keys[n.start - 1] in _W["places"])  # "the plt of 62 belonged to bed 4"
    ]
    counts: list[Count] = []
    for n in numbers:
        spelt_out = counts and counts[-1].end == n.start and not n.units  # "5 8, sorry, fifty eight"
        counts[-1:] = [counts[-1]._replace(end=n.end)] if spelt_out else [*counts[-1:], Count(n.start, n.until, n)]
    counts += [Count(w.start, w.end, w) for w in page.dates]
    return sorted((one for one in counts if one.start not in signs), key=lambda one: one.start)


def alike(page: Page, old: Count, new: Count) -> bool:
    if isinstance(old.what, When):
        return isinstance(new.what, When) or "time_day" in new.what.units or day_of_month(page, old.what, new) > 0
    if isinstance(new.what, When):
        return "time_day" in old.what.units
    if "/" in page.keys[old.start - 1 : old.start] + page.keys[new.end : new.end + 1]:
        return False  # "135/80"
    if _W["after_an_ordinal"] & set(page.keys[old.what.end : old.what.end + 1]):
        return False  # "1st no, 2nd yes"
    if not new.what.units:
        if "mass" in old.what.units and page.keys[new.start - 2 : new.start] == ["and", "im"]:
            return False  # "74 kilos, that was with my coat on, and I'm 61"
        after = page.keys[new.end : new.end + 1]
        return not after or not after[0].isalpha() or after[0] in _W["after"]
    if not old.what.units:
        return _expected(page, old, new.what)
    return bool(old.what.units.keys() & new.what.units.keys())


def _expected(page: Page, old: Count, new: Number) -> bool:
    """A unit that the first count left out is that of what it was told of."""
    if new.units.get("time_day", (0, 0))[0] > _YEAR:
        return True
    before = [m for m in page.mentions if m.end <= old.start and m.clause is page.clause_at(old.start)]
    facts = [max(before, key=lambda m: m.end).fact] if before else list(page.asked)
    return any(says()[fact].unit in new.units for fact in facts if fact in says())


def day_of_month(page: Page, old: When, new: Count) -> int:
    """ "The 5th of October, I beg your pardon, the 15th", "1st October... no, 8th"; not "5 October, no 2nd dose"."""
    if old.day is None or isinstance(new.what, Number) and not _names_a_day(page, new):
        return 0
    told = page.keys[new.start : new.start + 2]
    alone = new.end - new.start <= len(told) and told[-1] in _W["after_an_ordinal"] and told[0].isdigit()
    return int(told[0]) if alone and 1 <= int(told[0]) <= monthrange(old.day.year, old.day.month)[1] else 0


def _names_a_day(page: Page, new: Count) -> bool:
    after = [key for key in page.keys[new.end : new.end + 2] if key not in _W["after_an_ordinal"]][:1]
    taken_back = any(sign.start == new.end for sign in page.corrections)  # "sorry, 8th I mean"
    return page.keys[new.start - 1] == "the" or not after or after[0] in _W["pauses"] or taken_back


def no_opens(page: Page, sign: Found[str]) -> bool:
    """ "3rd of this month I think... no, looking at the card now, it was the 10th"."""
    spoken = page.keys[sign.start : sign.end]
    return (
        spoken == ["no"] and page.keys[sign.start - 1] in _W["pauses"] and page.keys[sign.end : sign.end + 1] == [","]
    )


def same(old: Number, new: Number) -> bool:
    """Whether two numbers are one and the same: "sixty in March, I mean I was sixty last March"."""
    units = [{family: factor for family, (factor, _) in one.units.items()} for one in (old, new)]
    return old.value == new.value and units[0] == units[1]


def named(page: Page, between: range, meant: Collection[str] = ()) -> bool:
    """Something else is named between two counts, so that the second may be its own; "weight 68. No, kilos is 86" names
    the same, or what is `meant` in any case."""
    before = {*meant} | {
        m.fact for m in page.mentions if page.clause_at(between.start) is m.clause and m.end <= between.start
    }
    inside = [m for m in page.mentions if m.start in between and m.fact not in before]
    return any(says()[m.fact].kind not in _W["of_the_same"] or _another_age(page, m) for m in inside)


def names_another(page: Page, start: int, sign: int) -> bool:
    """ "71 kg. The age I gave is wrong, should be 63": a new sentence names another thing that is taken back."""
    stop = next((at for at in range(start, sign) if page.keys[at] in _STOPS), sign)
    return named(page, range(stop, sign), page.asked)


def _another_age(page: Page, mention: Mention) -> bool:
    """Whether an age is named that was not asked for."""
    return bool(page.asked) and mention.fact not in page.asked and page.keys[mention.start] == "age"
