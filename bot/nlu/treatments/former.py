"""Medicines of a former time by what heads their row or follows it: "prev MMF, CsA. Current: HCQ", "AZA and MMF, both
stopped", "Neoral was only for a month in 2021"."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.given_up import MEDICINES
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("former")
_LATELY = dt.timedelta(days=90)
_HEADS, _AFTER, _BEFORE_THEN = 3, 4, 7
"""Words before a row in which it is headed, after it in which it is said how it ended, behind "before then"."""
_EXCEPTED = 2
"""Words before a name in which it may be excepted."""
_OFF = {"STOPPED", "NEGATED", "NOT_GIVEN"}
_YEAR = 4
"""Digits of a year."""
_FIRST_YEAR = 1990


def former(page: Page, mention: Mention) -> bool:
    """Whether a medicine is one of then."""
    dated = any(key.isdigit() and len(key) == _YEAR for key in page.keys)
    if _none_now(page, mention) or _at_first(page, mention):
        return True
    if not dated and not (_W["heads"] | _W["last"] | _W["all"] | _W["being"] | _W["before"]) & page.words:
        return False
    start, end = _row(page, mention)
    if dated and (_of_a_year(page, start) or _dosed_in_a_year(page, mention)):
        return True
    if _before_then(page, mention) or _last_of_all(page, mention):
        return True
    return _headed(page, start) or _ended(page, mention, end) or _dated(page, mention) or _only_then(page, mention)


def _none_now(page: Page, mention: Mention) -> bool:
    """ "No, was on pred", "none, was on dexamethasone before", "no but I was on MMF", "not now, prednisolone till
    summer": asked what is taken now; not "no, just prednisolone", "no, was on MMF, now AZA"."""
    words = [key for key in page.keys if key.isalnum()]
    if mention.fact not in page.asked or not words:
        return False
    opening = next(at for at, key in enumerate(page.keys) if key.isalnum()) + 1
    if words[0] not in _W["none_now"] and not (words[0] == "not" and _W["not_now"] & set(words[1:2])):
        return False
    while opening < mention.start and page.keys[opening] in _W["not_now"]:
        opening += 1
    if mention.start < opening:
        return False
    told = page.keys[opening:]
    rest = {key for at, key in enumerate(told) if not (key == "but" and _W["but_then"] & set(told[at + 1 : at + 4]))}
    return bool(_W["then_verbs"] & rest) and _W["today"].isdisjoint(rest)


def _at_first(page: Page, mention: Mention) -> bool:
    """ "Azathioprine these days, it was mycophenolate to begin with": another one is taken now."""
    if not any(m.means.value != mention.means.value for m in page.of_kind(mention.fact)):
        return False
    after = page.keys[mention.end : mention.end + _AFTER]
    told = not _W["at_first"].isdisjoint({*after, *pairs(after)})
    return told and not _W["nowadays"].isdisjoint({*page.keys, *pairs(page.keys)})


def _last_of_all(page: Page, mention: Mention) -> bool:
    """ "Off all immunosuppression since Jan. MMF 3 g/d was the last agent", "not on any now, most recent was MTX"."""
    parts = page.clauses_in(mention.start, page.sentence(mention.clause)[-1].end)
    told = {key for part in parts for key in page.keys[part.start : part.end]}
    beside = set(page.keys[max(0, mention.start - _EXCEPTED) : mention.start])  # "none but MMF, last raised in June"
    if not _W["last"] & told or (_W["lasting"] | _W["going_on"]) & told or _W["but"] & beside:
        return False
    earlier = [m for m in page.of_kind(mention.fact) if m.means.role == "about" and m.end <= mention.start]
    return any(_OFF & m.said for m in earlier) or any(
        one == "off" and other in _W["all_of_it"] for one, other in pairwise(page.keys[: mention.start])
    )


def _of_a_year(page: Page, start: int) -> bool:
    """ "2024: mycophenolate. 2025: tacrolimus": a year that is over heads the row."""
    year, sign = page.keys[max(0, start - 2) : start][:1], page.keys[max(0, start - 1) : start]
    headed = start > 1 and bool(_W["year_signs"] & set(sign)) and len(year[0]) == _YEAR and year[0].isdigit()
    return headed and int(year[0]) < page.as_of.year


def _dosed_in_a_year(page: Page, mention: Mention) -> bool:
    """ "Pred 50 mg/d 2025: nil effect": a year that is over right behind the dose."""
    for key in page.keys[mention.end : mention.clause.end]:
        if key.isdigit() and len(key) == _YEAR:
            return _FIRST_YEAR < int(key) < page.as_of.year
        if not key[0].isdigit() and key not in _W["of_a_dose"]:
            return False
    return False


def _before_then(page: Page, mention: Mention) -> bool:
    """ "I'm off all that. Before then it was dexamethasone", "until that I had Medrol"."""
    at = mention.start - 1
    while at > 0 and mention.start - at <= _BEFORE_THEN and page.keys[at] in _W["it_was"]:
        at -= 1
    return at > 0 and page.keys[at] in _W["then"] and page.keys[at - 1] in _W["before"]


def _row(page: Page, mention: Mention) -> tuple[int, int]:
    """Where the row of medicines begins and ends that a name stands in."""
    places = {at for m in page.mentions if says()[m.fact].kind in MEDICINES for at in range(m.start, m.end)}
    start, end = mention.start, mention.end
    while start and (start - 1 in places or page.keys[start - 1] in _W["joints"]):
        start -= 1
    while end < len(page.keys) and (end in places or page.keys[end] in _W["joints"]):
        end += 1
    return start, end


def _headed(page: Page, start: int) -> bool:
    before = page.keys[max(0, start - _HEADS) : start]
    head = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _W["heads"]), None)
    return head is not None and set(before[head + 1 :]) <= _W["of_a_list"]


def _ended(page: Page, mention: Mention, end: int) -> bool:
    """ "(AZA and MMF,) both stopped"."""
    told = page.keys[end : end + _AFTER]
    return end > mention.end and bool(told) and told[0] in _W["all"] and bool(_W["stopped"] & set(told))


def _dated(page: Page, mention: Mention) -> bool:
    """ "Neoral was only for a month in 2021": it was, and all that dates it is past."""
    end = mention.clause.end
    if page.keys[mention.end : mention.end + 1] == [] or page.keys[mention.end] not in _W["being"]:
        return False
    if _W["lasting"] & set(page.keys[mention.end : end]):
        return False  # "was started in 2021", "was raised last year"
    days = [w for w in page.dates if mention.end < w.start < end]
    return bool(days) and all(not w.span and w.last < page.as_of - _LATELY for w in days)


def _only_then(page: Page, mention: Mention) -> bool:
    """ "The dexamethasone was only while he was in hospital", "was on prednisolone 50 until Fri"."""
    after = page.keys[mention.end : mention.end + _AFTER + 1]
    only = after[:1] and after[0] in _W["being"] and bool(_W["only"] & set(after[1:2]))
    before = page.keys[max(0, mention.start - 2) : mention.start]
    on = before[-1:] == ["on"] and bool(_W["being"] & set(before[:1]))
    return bool(only and _W["for_then"] & set(after[2:3])) or on and bool(_W["till"] & set(after))
