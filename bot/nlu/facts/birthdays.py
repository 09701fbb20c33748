"""Ages told by a birthday, past or to come: which years are completed today."""

from __future__ import annotations

import datetime as dt

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.times.when import words as calendar
from bot.nlu.vocabulary import word_lists

_W = word_lists("birthdays")
_ORDINALS = ("st", "nd", "rd", "th")
_TAIL = 6
"""Words behind an age in which a birthday to come is told."""
YEAR_DAYS = 366
_YEAR = dt.timedelta(days=YEAR_DAYS)
_YOUNGEST = 12
"""Years from which "had my 54th" tells of a birthday; "had my 2nd half" tells of a dose."""


def completed(page: Page, number: Number) -> int | None:
    """The years completed by somebody who names this age: "nearly 55" and "55 next month" are 54; "pushing 60" tells
    no age."""
    value = int(number.value)
    before = page.keys[max(0, number.start - 5) : number.start]
    after = page.keys[number.end : number.end + 4]
    if _W["vague"] & set(before[-2:]) or _W["vague_after"] & set(after[:1]) or before[-3:] == ["getting", "on", "for"]:
        return None
    if _W["will"] & set(before) and _in_years(page, number):
        return None  # "in ten years I will be 60"
    if before[-1:] == ["'"]:
        return None  # "'58" is a year
    if _W["not_be"] & set(before[-2:]) and _W["until"] & set(after[:1]):
        return value - 1  # "I won't be 19 until the new year"
    if _short_of(before, after):
        return value - _years_short(page, number)
    own = 2 if after[:1] and after[0] in _ORDINALS else int(after[:1] == ["birthday"])
    tail = page.keys[number.end + own :][:_TAIL]
    been = before[-1:] == ["was"] or own and before[-2:-1] == ["was"]  # "it was my 70th birthday in January"
    if been or _W["passed"] & set(before[-3:]) and not _W["will"] & set(before):
        return _since_then(page, number) if _W["passed"] & set(before[-1:]) else value
    if _W["turns"] & set(before[-3:]):
        return value - 1
    if ahead(page, number.end + own, tail):
        return value - 1
    return value - 1 if _W["will"] & set(_anew(before)) and _W["own_years"] & set(before) else value


def _since_then(page: Page, number: Number) -> int | None:
    """ "Turned 18 in March 2024": the years since are added; None where the day does not tell how many they are."""
    value = int(number.value)
    past = [w for w in page.dates if w.start >= number.end and w.last < page.as_of and not w.span]
    day = next((w for w in past if w.start - number.end <= 1), None)
    if day is None and not _of_an_event(page, number):
        return value
    sentence = page.clause_at(number.start).sentence
    day = day or next((w for w in past if page.clause_at(w.start).sentence == sentence), None)
    if day is None:
        return None
    years = {(page.as_of - one).days // 365.25 for one in (day.first, day.last)}
    return value + int(years.pop()) if len(years) == 1 else None


def _of_an_event(page: Page, number: Number) -> bool:
    """ "Turned 60 the day I was diagnosed", "turned 65 in hospital last year": when it was is told by what happened."""
    first, second, *_ = [*page.keys[number.end : number.end + 2], "", ""]
    return first == "the" and second in _W["times_of"] or first in _W["at_places"] and second in _W["event_places"]


def _anew(before: list[str]) -> list[str]:
    """The words since a statement of today began: "hope I'll get in lol I'm 33" tells of no birthday to come."""
    last = max((at for at, key in enumerate(before) if key in _W["starting"]), default=-1)
    return before[last + 1 :]


def _years_short(page: Page, number: Number) -> int:
    """ "2 years off 80" is 78; "two weeks shy of 71" is 70."""
    short = (n for n in page.numbers if n.end < number.start and number.start - n.until <= 2)
    return max((int(n.value) for n in short if n.units.get("time_day", (0, 0))[0] > 300), default=1)


def _in_years(page: Page, number: Number) -> bool:
    """Whether the clause begins with a span of years to come."""
    start = page.clause_at(number.start).start
    ahead = (n for n in page.numbers if start < n.start < number.start and page.keys[n.start - 1] == "in")
    return any(n.units.get("time_day", (0, 0))[0] > 300 for n in ahead)


def _short_of(before: list[str], after: list[str]) -> bool:
    """ "Nearly 55", "two weeks shy of 71", "not quite 80"."""
    if before[-2:] in (["not", "yet"], ["not", "quite"]) or _W["almost"] & set(before[-2:]):
        return True
    words = [key for key in before if key not in ("my", "his", "her", "the", "turning")]
    return words[-2:-1] != [] and words[-2] in _W["shy"] and words[-1] in ("of", "off", "from")


def ahead(page: Page, at: int, after: list[str]) -> bool:
    """Whether the words at a token put what stands before them into the future: "next month", "in 2 weeks", "in
    January", "come Christmas", "on the sixth of December"."""
    if not after:
        return False
    if after[0] in _W["ahead"] or after[:2] == ["this", "coming"] or after[:2] == ["later", "this"]:
        return True
    if after[0] == "come" or after[0] == "on" and after[1:2] != [] and after[1] in calendar().weekdays:
        return True  # "I'm 19 on Wednesday"; what passed on a Wednesday "was" or "turned"
    if {"from", "away"} & set(after[2:4]) and {"now", "today", "away"} & set(after[2:5]):
        return True  # "a fortnight from today"
    when = next((w for w in page.dates if at <= w.start <= at + 3), None)
    if when is not None and set(page.keys[at : when.start]) <= _W["before_a_day"]:
        return _to_come(page, when.first, when.last)
    if after[0] in ("in", "within") and any(n.start == at + 1 and "time_day" in n.units for n in page.numbers):
        return True
    if after[0] in ("in", "within") and after[1:2] in (["a"], ["an"], ["one"], ["about"]):
        return True
    if after[:1] == ["on"] and after[3:6] == ["of", "next", "month"]:
        return True  # "seventy on the first of next month"
    month = calendar().months.get(after[1] if len(after) > 1 else "")
    return after[0] in ("in", "by", "on", "this") and (month is not None or after[1:3] == ["the", "new"])


def _to_come(page: Page, first: dt.date, last: dt.date) -> bool:
    """A month or feast without a year is read as the last one that has passed; "I'm 81 in January" means the next."""
    if first > page.as_of:
        return True
    return (last - first).days <= 31 and page.as_of - last > _YEAR / 2 and page.as_of - first < _YEAR


def _in_words(page: Page, number: Number) -> bool:
    """ "His seventieth"."""
    return number.spelled and page.keys[number.end - 1].endswith("ieth")


def had(page: Page, number: Number) -> bool:
    """ "Just had my 54th birthday", "I've celebrated my 80th", or to come: "my 54th birthday is in May", "a month off
    my 18th birthday"."""
    after = page.keys[number.end : number.end + 2]
    if _in_words(page, number):
        after = ["th", *after[:1]]
    if not after or after[0] not in _ORDINALS:
        return False
    before = page.keys[max(0, number.start - 5) : number.start]
    clause = page.clause_at(number.start)
    if after[1:] != ["birthday"]:
        lately = all(page.as_of - w.first < _YEAR for w in page.dates if clause.start <= w.start < clause.end)
        own = before[-1:] != [] and before[-1] in _W["whose"] and number.value >= _YOUNGEST
        return own and lately and bool(_W["feasted"] & set(before))
    words = set(page.keys[clause.start : clause.end])
    end = number.end + 2 - _in_words(page, number)
    if _short_of(before, after) or ahead(page, end, page.keys[end : end + 5]):
        return True
    return bool(words & _W["past"]) and not words & _W["not_now"]


def was(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """ "She was nineteen on Friday", "I was 66 in May": within the year, so it is the age today."""
    if before[-1:] != ["was"] or not set(before[-2:-1]) & _W["persons"] or number.units or number.value < 10:
        return False
    if _W["at_a_time"] & set(before):
        return False  # "ill since I was 20. Last week ..."
    when = next((w for w in page.dates if number.end <= w.start <= number.end + 3), None)
    if when is not None and {".", ";", "\n", ","} & set(page.keys[number.end : when.start]):
        return False
    return when is not None and when.last <= page.as_of and page.as_of - when.first < _YEAR and after[:1] != ["when"]


def mentioned(page: Page, number: Number) -> bool:
    """ "Fifty two. No, 53, had my birthday last week": a number by itself beside the speaker's birthday."""
    for at, key in enumerate(page.keys):
        if key in ("birthday", "bday") and page.keys[at - 1] in _W["owners"] and abs(at - number.start) <= 12:
            return not page.clause_at(at).asks
    return False
