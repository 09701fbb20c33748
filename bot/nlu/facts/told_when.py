"""Of which time a number is told: the words beside it, up to the next number, tell of then or of now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.nlu.language.numbers import Number
from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("told_when")

_LATELY, _LONG = dt.timedelta(days=31), dt.timedelta(days=60)
"""A value of a day within the first may be that of now; of one before the second it is of then."""
_COUNTED = 13
"""A number below it that is written in words counts something more often than it is measured."""
_OWN = ("measure", "steroid", "specimen")
"""Kinds of facts whose names may stand between a time and the number told of it."""
_ONCE = frozenset({"once"})
_WHEN, _LAST_TIME = frozenset({"when"}), frozenset({"last time"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_TWO = ("now_in_two", "then_in_two", "no_value_in_two")
_SIGNS = (
    _W["then"] | _W["was"] | _W["no_value"] | _W["laden"] | {two.split()[0] for key in _IN_TWO[1:] for two in _W[key]}
)
_EXTREMES = word_lists("no_more_so")["extremes"] | word_lists("no_more_so")["at_that_time"]
_KNOWN = frozenset().union(*(_W[key] for key in ("now", "tests", "later", "moved", "then", "was", "beside")))
_KNOWN |= {word for key in _IN_TWO for two in _W[key] for word in two.split()}

Region = tuple[int, int]


class Standing(NamedTuple):
    """How much says that a number is of then (or no value at all), and how much that it is of now."""

    then: int
    now: int

    @property
    def sum(self) -> int:
        return self.now - self.then


def standing(page: Page, number: Number, numbers: Sequence[Number] | None = None) -> Standing:
    """Of which time a number is told; `numbers`: among which it stands, if not those of the page."""
    before, after = around(page, number, numbers)
    parts = [page.keys[slice(*before)], page.keys[slice(*after)]]
    words = {*parts[0], *parts[1]}
    twos = pairs(parts[0]) | pairs(parts[1])
    is_now = words & _W["now"] or twos & _W["now_in_two"] or any(_tested(part) for part in parts)
    was = (
        words & _W["then"] - _often(twos) - _until_a_day_to_come(page, after) - _of_a_range(words)
        or twos & _W["then_in_two"] - _latest(page, number)
        or _then_treated(page, number)
        or _left(page, number)
    )
    was = was or put_back(page, after[1])
    none = words & _W["laden"] or _W["no_value"].intersection(parts[0]) or twos & _W["no_value_in_two"]
    reached = page.keys[number.start - 1] in _W["reaching"] and words & _W["moved"] or _arrived(page, number)
    then = 2 * bool(was) + 2 * bool(none) + bool(words & _W["was"])
    now = 2 * bool(is_now) + bool(words & _W["later"]) + bool(reached)
    dated_then, dated_now = _dated(page, number, [_heading(page, number), before, after])
    return Standing(then + dated_then, now + dated_now)


def last_tested(page: Page, number: Number) -> bool:
    """ "Last clinic 81 kg, today 79": a test is the last one until another is told of."""
    return any(_tested(page.keys[slice(*region)]) for region in around(page, number))


def may_tell_of_then(page: Page) -> bool:
    """Whether a message holds any word of a former time."""
    return bool(page.dates) or not (_SIGNS | _EXTREMES).isdisjoint(page.keys)


def day_of(page: Page, number: Number, numbers: Sequence[Number] | None = None) -> dt.date | None:
    """The last day that stands beside a number, if none of them is to come."""
    regions = around(page, number, numbers)
    days = [
        _meant(page, w).last for w in page.dates if not w.span and any(start <= w.start < end for start, end in regions)
    ]
    return max(days) if days and max(days) <= page.as_of else None


def alone(page: Page, number: Number, named: set[int], numbers: Sequence[Number] | None = None) -> bool:
    """Whether only words of time and of measuring, and its name, stand beside a number: it is of nothing else."""
    (start, _), (end, last) = around(page, number, numbers)
    if page.keys[start] in _W["adverbial"]:  # "and after session five, 88"
        opens = (at for at in range(start, number.start) if page.keys[at] == "," or page.keys[at] in _W["itself"])
        start = next(opens, start)  # "after the iron it is 12.4"
    told = named | {at for w in page.dates for at in range(w.start, w.end)}
    places = (*range(start, number.start), *range(end, min(last, end + 1)))
    return all(at in told or page.keys[at] in _KNOWN or not page.keys[at][0].isalnum() for at in places)


def around(page: Page, number: Number, numbers: Sequence[Number] | None = None) -> tuple[Region, Region]:
    """What stands before a number and is told of it, and what stands after it."""
    end, others = number.until, page.numbers if numbers is None else numbers
    previous = max((n.until for n in others if n.until <= number.start and _parts(page, n)), default=0)
    following = min((n.start for n in others if n.start >= end and _parts(page, n)), default=len(page.keys))
    first, last = _sentence(page, number.start)
    start = _after_last_break(page, max(first, previous), number.start, ahead=previous > first)
    return (start, number.start), (end, _first_break(page, end, min(following, last), following < last))


def _sentence(page: Page, at: int) -> Region:
    parts = page.sentence(page.clause_at(at))
    return parts[0].start, parts[-1].end


def _parts(page: Page, number: Number) -> bool:
    """Whether a number may be a value, so that what is said beside it is said of it: not "after session five"."""
    counted = number.spelled and number.value < _COUNTED and not number.units
    ordinal = bool(_W["of_several"] & set(page.keys[number.start - 1 : number.start]))
    ordinal = ordinal or number.spelled and bool(_W["of_a_day"] & set(page.keys[number.end : number.end + 1]))
    timed = page.in_date(number.start) or "time_day" in number.units or of_year(page, number.start)
    return not (timed or counted or ordinal)


def of_year(page: Page, at: int) -> bool:
    """ "From 2020": no count."""
    return bool(_YEAR.fullmatch(page.keys[at])) and page.keys[at - 1] in _W["before_a_year"]


def _after_last_break(page: Page, start: int, end: int, *, ahead: bool) -> int:
    """Behind the last sign or word that parts two statements; but when it was may stand before one: "by May, 88", "I
    only have bloods from 2019 here, platelets 66". `ahead`: another number stands before it."""
    breaks = [at for at in range(start, end) if page.keys[at] in _W["breaks"]]
    if not breaks:
        turns = _W["now"] | _W["reaching"]
        return next((at for at in range(start, end) if page.keys[at] in turns), end) if ahead else start
    earlier = breaks[-2] + 1 if ahead and len(breaks) > 1 else start
    rest = page.keys[breaks[-1] + 1 : end]
    if start and put_back(page, start - 1):
        return breaks[-1] + 1  # "94 kg. No, that was before the steroids, it's 102 now"
    if rest and _W["being"].issuperset(rest) and (earlier > start or not ahead):
        return earlier  # "they stuck me again on the 21st and it was 2.3"; not "7st 12 at last clinic, was 9st 3"
    timed = page.keys[earlier] in _W["adverbial"] or any(w.start == earlier for w in page.dates)
    if timed and (earlier > start or not ahead):  # not "82 when we married, these days it's 71"
        return earlier
    between = [m.fact for m in page.mentions if earlier <= m.start < breaks[-1] and m.fact != "tx_steroid_any"]
    foreign = any(says()[fact].kind not in _OWN for fact in between)
    return breaks[-1] + 1 if ahead or foreign else earlier


def _heading(page: Page, number: Number) -> Region:
    """What heads a row of values: "Only set on file is from 2024 (plt 102, WBC 3.0)", "bloods of 2020: ..."."""
    first = _sentence(page, number.start)[0]
    at = number.start - 1
    while at >= first and page.keys[at] not in ("(", ")", ":"):
        at -= 1
    return (first, at) if at >= first and page.keys[at] != ")" else (first, first)


def _first_break(page: Page, start: int, end: int, more: bool) -> int:
    """The first sign or word that parts two statements; where another number follows, also a word of now."""
    opened = page.keys[start : start + 1] == ["("]
    signs = {")"} if opened else _W["breaks"]
    told = next((at for at in range(start + opened, end) if page.keys[at] in signs), end)
    turns = (at for at in range(start + 2, told) if page.keys[at] in _W["now"]) if more and told == end else ()
    return next(iter(turns), told)


def _latest(page: Page, number: Number) -> frozenset[str]:
    """ "Normally 90, last time 58": beside what is usual the last time is now."""
    usual = not _W["usual"].isdisjoint(page.keys[slice(*_sentence(page, number.start))])
    return _LAST_TIME if usual else frozenset()


def _then_treated(page: Page, number: Number) -> bool:
    """ "Platelets 60 then steroids, 140 after": what followed it was no other count."""
    after = page.keys[number.until : _sentence(page, number.start)[1]]
    after = after[after[:1] == [","] :]
    return after[:1] == ["then"] and not any(key[0].isdigit() for key in after[1:2]) and "after" in after


def _often(twos: set[str]) -> frozenset[str]:
    """The "once" of "once a day" is no time past."""
    return _ONCE if twos & _W["often"] else frozenset()


def _of_a_range(words: set[str]) -> frozenset[str]:
    """ "64 when the top of normal is 40" tells of no time past."""
    return _WHEN if words & _W["of_a_range"] else frozenset()


def _until_a_day_to_come(page: Page, region: Region) -> frozenset[str]:
    """ "25 until tomorrow", "30 mg until Friday, then it goes to 25" tells of no time past."""
    coming = any(_meant(page, w).first > page.as_of for w in page.dates if region[0] < w.start < region[1])
    return _W["until"] if coming else frozenset()


def _meant(page: Page, when: When) -> When:
    """A time as it stands after "until", if it does."""
    return when.until(page.as_of) if _W["until"] & set(page.keys[max(0, when.start - 2) : when.start]) else when


def _tested(words: list[str]) -> bool:
    """ "Last blood test", "at the last check"."""
    return any(key == "last" and _W["tests"] & set(words[at + 1 : at + 3]) for at, key in enumerate(words))


def _left(page: Page, number: Number) -> bool:
    """ "15% weight loss in six months, 60 kg to 51": the first of the two is left behind."""
    first, last = _sentence(page, number.start)
    goes_on = page.keys[number.until : number.until + 1] == ["to"]
    reached = any(n.start == number.until + 1 for n in page.numbers)
    return goes_on and reached and last > number.until and bool(_W["moved"] & set(page.keys[first : number.start]))


def put_back(page: Page, told_until: int) -> bool:
    """ "Plt 210 - no, that was August", "88, sorry, that's last year's": what follows says that it is of then."""
    keys, at = page.keys, told_until
    while at < len(keys) and (keys[at] in _W["breaks"] or keys[at] in _W["cries"]):
        at += 1
    pointing, being = [*keys[at : at + 2], "", ""][:2]
    if at == told_until or not (pointing == "thats" or pointing in _W["that"] and being in _W["being"]):
        return False
    start = at + 1 if pointing == "thats" else at + 2
    end = next((place for place in range(start, len(keys)) if keys[place] in _W["breaks"]), len(keys))
    days = [w.last for w in page.dates if start <= w.start < end and not w.span]
    return bool(set(keys[start:end]) & (_W["then"] | _W["old"])) or bool(days) and max(days) < page.as_of - _LONG


def _arrived(page: Page, number: Number) -> bool:
    """The second of the same two."""
    return any(n.until == number.start - 1 and _left(page, n) for n in page.numbers)


def _dated(page: Page, number: Number, regions: list[Region]) -> tuple[int, int]:
    days = [_meant(page, w) for w in page.dates if any(start <= w.start < end for start, end in regions)]
    past = [w for w in days if w.first <= page.as_of and not w.span]
    years = [int(page.keys[at]) for start, end in regions for at in range(start, end) if of_year(page, at)]
    if any(w.span for w in days):
        return 0, int(any(w.end == number.start for w in days))  # "since Friday 10"
    if any(year < page.as_of.year for year in years):
        return 2, 0
    last = max((w.last for w in past), default=None)
    if last is None:
        return 0, 0
    return (0, 1) if last >= page.as_of - _LATELY else (2 * (last < page.as_of - _LONG), 0)
