"""Treatments that begin on a day to come: none of them has been given, or not yet this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.treatments.outcomes import RESPONSES, Treatment
from bot.nlu.vocabulary import word_lists

_W = word_lists("still_to_come")
_FIRST = 5
"""Words before a name in which its being the first may stand: "the first of the six doses of IVIG"."""
_SOON = dt.timedelta(days=31)
"""How near a day to come must be that is told without its year."""
_AHEAD = 3
"""Words before "adding", or after a name, that tell of what is to come: "they're going to add", "is being added"."""
_TOLD = {"GIVEN", "HAD", "NOT_GIVEN", "NEGATED", *RESPONSES}


def never_yet(page: Page, mention: Mention) -> bool:
    """ "My first rituximab is booked for 9 December", "her first lot of IVIG is on Wednesday week": none so far."""
    if not (set(RESPONSES) - {"EARLY"}) & mention.said and _first_one_to_come(page, mention):
        return True
    if (set(RESPONSES) - {"EARLY"}) & mention.said or not (_first(page, mention) or _first_behind(page, mention)):
        return False
    words = page.keys[mention.clause.start : mention.clause.end]
    if _W["been"] & set(words) or _W["anew"] & set(words):
        return False
    planned = "PLANNED" in mention.said
    days = _days(page, mention, coming=planned or bool((_W["begins"] | _W["is"]) & set(words)))
    return bool(days) and all(w.first > page.as_of for w in days) or not days and planned


def begins_later(page: Page, mention: Mention) -> bool:
    """ "IVIG starts on Wednesday week", "his cyclophosphamide commences 1 December", "RTX starting Monday", "IVIg to
    start Dec"."""
    at = mention.end + (page.keys[mention.end : mention.end + 1] != [] and page.keys[mention.end] in _W["be"])
    after = page.keys[at : at + 3]
    if after[:1] != [] and after[0] in _W["due"] and after[1:2] == ["to"] and _W["begins"] & set(after[2:]):
        return True  # "rituximab due to start after new year"
    days = [w for w in _days(page, mention, coming=True) if w.start >= mention.end and w.first > page.as_of]
    surely = [w for w in _days(page, mention, coming=False) if w.start == mention.end + 1 and w.first > page.as_of]
    if surely and page.keys[mention.end] == "from" and not set(RESPONSES) & mention.said:
        return True  # "IVIg from 7 Dec", not "from Jan through to August"
    if not days:
        return False
    if _nothing_but_a_day(page, mention, days[0]):
        return True
    start = days[0].start
    start += page.keys[start - 1] == "to" and page.keys[start] in _W["begins"]  # "start Dec" is a time, too
    between = set(page.keys[mention.end : start])
    return bool(between & _W["begins"]) and between <= _W["begins"] | _W["between"]


def _nothing_but_a_day(page: Page, mention: Mention, day: When) -> bool:
    """ "Hospital rang, IVIG 27 November": a day soon to come ends what is said, and it names no year."""
    between, behind = page.keys[mention.end : day.start], page.keys[day.end : day.end + 1]
    near = day.day and day.first - page.as_of <= _SOON and set(between) <= _W["before_a_day"]
    told = page.keys[day.start : day.end]
    by_month = any(key.isalpha() for key in told) and any(key.isdigit() for key in told)
    told_of = any(cue.category in RESPONSES and cue.start >= day.end for cue in page.cues)  # "... It did nothing"
    return near and by_month and not told_of and behind in ([], ["."], ["\n"]) and not _TOLD & mention.said


def added_later(page: Page, mention: Mention) -> bool:
    """ "They're adding azathioprine in January", "he'll be starting me on mycophenolate after Christmas", "methotrexate
    gets added in the spring": not taken yet."""
    if not any(w.first > page.as_of for w in _days(page, mention, coming=True) if w.start >= mention.end):
        return False
    clause = mention.clause
    at = mention.start - 1
    while at > clause.start and page.keys[at] in _W["before_an_added"]:
        at -= 1
    before = set(page.keys[max(clause.start, at - _AHEAD) : at])
    if page.keys[at] in _W["adding"] and at >= clause.start:
        opens = at == clause.start and page.keys[at - 1 : at] != ["."] and at > 0  # "on AZA, adding MMF after Xmas"
        return opens or bool(before & _W["being"])
    if page.keys[at] in _W["add"] and at >= clause.start:
        return bool(before & _W["will"])
    after = page.keys[mention.end : min(clause.end, mention.end + _AHEAD)]
    return any(a in _W["gets"] and b in _W["added"] for a, b in zip(after, after[1:], strict=False))


def awaited(page: Page, mention: Mention) -> bool:
    """ "She should have the pneumonia vaccine before rituximab", "a hep B test before starting RTX": it comes after
    what is still to be done."""
    if set(RESPONSES) & mention.said:
        return False
    at = mention.start - 1
    while at > mention.clause.start and page.keys[at] in _W["before_named"]:
        at -= 1
    if page.keys[at] not in _W["ahead_of"]:
        return False
    words = set(page.keys[mention.clause.start : at])
    return bool(words & _W["to_be_done"]) and not words & _W["done"]


def goes_on(page: Page, mention: Mention, told: Iterable[Treatment]) -> bool:
    """ "... before rituximab, so that's down for 8 December, rituximab in January": the time of what was planned."""
    if mention.said & _TOLD or any("dose" in n.units for n in page.numbers if mention.clause.holds(n.start)):
        return False
    last = next((one for one in reversed(list(told)) if one.fact == mention.fact), None)
    days = [w for w in _days(page, mention, coming=True) if w.start >= mention.end]
    return last is not None and last.considered and bool(days) and all(w.first > page.as_of for w in days)


def first_to_come(page: Page, clause: Clause) -> bool:
    """ "(IVIg approved 18/11), first infusion 30/11": a clause without a name."""
    words = page.keys[clause.start : clause.end]
    led = any(a in _W["first"] and b in _W["dose"] for a, b in zip(words, words[1:], strict=False))
    days = [w.turned(True, page.as_of) for w in page.dates if clause.start <= w.start < clause.end]
    return led and bool(days) and all(w.first > page.as_of for w in days) and not _W["been"] & set(words)


def none_yet(page: Page, clause: Clause) -> bool:
    """ "(IVIg to start Dec), none so far": nothing else is said."""
    words = [key for key in page.keys[clause.start : clause.end] if key.isalnum()]
    return len(words) > 1 and words[0] in _W["none"] and _W["until_now"].issuperset(words[1:])


def _first(page: Page, mention: Mention) -> bool:
    """Whether a name is that of the first one ever: nothing but words for a dose stand between."""
    for at in range(mention.start - 1, max(mention.clause.start, mention.start - _FIRST) - 1, -1):
        if page.keys[at] in _W["first"]:
            return True
        if page.keys[at] not in _W["dose"]:
            break
    behind = page.keys[mention.end : mention.end + 2]  # "rituximab first dose on Tuesday coming"
    return len(behind) > 1 and behind[0] in _W["first"] and behind[1] in _W["dose"]


def _first_one_to_come(page: Page, mention: Mention) -> bool:
    """ "Rituximab: first dose 3 December", "signed up for IVIG, first one's in two weeks": no other was told before."""
    end = page.sentence(mention.clause)[-1].end
    start = next((at for at in range(mention.end, end) if page.keys[at] not in _W["before_first"]), end)
    if start == end or page.keys[start] not in _W["first"] or _W["been"] & page.sentence_words(mention.clause):
        return False
    between = _W["dose"] | _W["is"] | _W["begins"] | _W["between"] | _W["ones"]
    when = next((w for w in page.dates if w.start > start and set(page.keys[start + 1 : w.start]) <= between), None)
    if when is None:
        return False
    told = set(page.keys[start : when.start]) | set(page.keys[when.end : when.end + 1])
    coming = when.turned(True, page.as_of)
    near = coming.first - page.as_of <= _SOON
    meant = coming if told & (_W["is"] | _W["begins"] | _W["ones"] | _W["coming"]) or near and when.day else when
    return meant.first > page.as_of


def _first_behind(page: Page, mention: Mention) -> bool:
    """ "IVIg from 7 Dec, first ever", "rituximab on 1 December, her first one"."""
    parts = [c for c in page.sentence(mention.clause) if c.start >= mention.clause.end][:1]
    words = {key for c in parts for key in page.keys[c.start : c.end] if key.isalnum()}
    return bool(words & _W["first"]) and words <= _W["first"] | _W["dose"]


def _days(page: Page, mention: Mention, *, coming: bool) -> list[When]:
    """The days of a clause; `coming`: as one that has not come yet where both are possible ("on Monday")."""
    here = [w for w in page.dates if mention.clause.start <= w.start < mention.clause.end]
    return [w.turned(True, page.as_of) for w in here] if coming else here
