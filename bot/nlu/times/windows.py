"""Windows of time before enrolment: which date belongs to an event, and whether it lies inside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from bot.nlu.language.clauses import Clause
from bot.nlu.merge import CORRECTIONS
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times import listed_days
from bot.nlu.times.relative_dates import RelativeDates
from bot.nlu.times.when import When
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("windows")
_DENIED = word_lists("dates")["denied"]

VACCINE = "vaccinated_within_6_months"
VACCINE_DAY = "last_vaccination_date"
DRIP = "iv_steroid_or_ig_within_2_months"
DRIP_DAY = "iv_steroid_or_ig_last_date"
ODD = "nonstandard_treatment_within_2_months"
ODD_DAY = "nonstandard_treatment_last_date"
DAY_OF = {VACCINE: VACCINE_DAY, DRIP: DRIP_DAY, ODD: ODD_DAY}
"""The day that a fact about a window was made of, or can be told by."""
_FEW = 2
"""Words that a clause may hold beside its date and still only date what follows ("in 2025, ...")."""
_NOTHING_USED = "contraception_at_least_14_days"
"""Of which "nothing since" is said as of a vaccine."""
_REPLY = 10
"""Words of a reply that only counts the time since then."""
_MEANT = 5
"""Words before a date that may say that it was only meant to be."""
_NEAR = 6
"""Words before a date that may take up what was named in the sentence before ("that was on ...")."""
_CLOSING = ([], [","], ["."], [";"], [")"], ["\n"])
NONE = {"NEGATED", "NOT_GIVEN"}


@lru_cache(maxsize=64)
def edge_of(flag: str, as_of: dt.date) -> dt.date:
    """The first day inside the window that a fact asks about."""
    return as_of - relativedelta(months=says()[flag].months or 0)


def dated(flag: str, day: str, when: When, page: Page) -> list[Finding]:
    """A past event on some day: the day where it is known, and whether it lies inside the window. "Flu shot 10/3/26" is
    in March to some and in October to others: unasked it says nothing."""
    as_of, edge = page.as_of, edge_of(flag, page.as_of)
    if when.month_first and when.last < edge <= when.month_first <= as_of and day not in page.asked:
        return []
    found = []
    if when.day and when.day <= as_of:
        found.append(Finding(day, when.day.isoformat(), when.start, when.end))
    inside: bool | str = True if when.first >= edge else False if when.last < edge else "unknown"
    return [*found, Finding(flag, inside, when.start, when.end)]


def absent(flag: str, when: When | None, as_of: dt.date, mention: Mention) -> list[Finding]:
    """Nothing of the kind in a span: false when the span covers the window."""
    edge = edge_of(flag, as_of)
    first = when and (when.begun or when.first)
    whole = when is not None and first <= edge and (when.span or when.last >= as_of)  # type: ignore[operator]
    covered = when is None or whole or (not when.span and when.last < edge)
    return [Finding(flag, False, mention.start, mention.end)] if covered else []


def none_since(when: When | None) -> When | None:
    """The last one of which it is said that there was none since: "none since 14 September"."""
    if when is None or not when.span or when.begun is None:
        return None
    return replace(when, last=when.begun, span=False)


def denied(page: Page, when: When) -> bool:
    """ "Haven't had either since the spring"."""
    return bool(_DENIED & set(page.keys[page.clause_at(when.start).start : when.start]))


def nothing_in(page: Page, flag: str, when: When) -> Finding | None:
    """ "Nothing this year so far": false of a time that holds the window, else open. "Nothing until May" is no such."""
    before = page.keys[max(page.clause_at(when.start).start, when.start - _FEW) : when.start]
    if when.span or _W["nothing"].isdisjoint(before) or not _W["up_to"].isdisjoint(before):
        return None
    whole = when.first <= edge_of(flag, page.as_of) and when.last >= page.as_of
    return Finding(flag, False if whole else "unknown", when.start, when.end)


def nothing_then(page: Page, mention: Mention, when: When) -> bool:
    """ "Steroid or immunoglobulin by drip, in the last two months nothing of both": a clause of its own says so."""
    clause = page.clause_at(when.start)
    start = when.start if clause is mention.clause else clause.start
    if start < mention.end or _W["nothing"].isdisjoint(page.keys[start : clause.end]):
        return False
    places = [at for at in range(start, clause.end) if page.keys[at].isalnum() and not page.in_date(at)]
    return {page.keys[at] for at in places} <= _W["nothing"] | _W["beside_nothing"]


def counted(page: Page) -> list[When]:
    """A reply that only counts the time since then: "must be going on two years now"."""
    if len(page.keys) > _REPLY or page.mentions:
        return []
    relative = RelativeDates(page.keys, page.numbers, page.as_of)
    coming = {at for w in page.dates if w.first > page.as_of for at in range(w.start, w.end)}  # "new slot 4/12"
    return [when for at in range(len(page.keys)) if at not in coming and (when := relative.passed(at))][:1]


def only_meant(page: Page, when: When) -> bool:
    """ "It would have been 14 October": a day on which it was to be and was not."""
    before = page.keys[max(page.clause_at(when.start).start, when.start - _MEANT) : when.start]
    before = before[:-1] if before[-1:] == ["on"] else before
    return bool(_W["was_to_be"] & set(before)) or before[-3:] in (["was", "to", "be"], ["were", "to", "be"])


def ahead(page: Page, when: When) -> bool | None:
    """Whether the words around a date speak of what is to come, or of what has been; None where they do neither."""
    clause = page.clause_at(when.start)
    planned = {
        at for cue in page.cues_in(clause, "vaccine") if cue.category == "PLANNED" for at in range(cue.start, cue.end)
    }
    for at in (*range(when.start - 1, clause.start - 1, -1), *range(when.end, clause.end)):
        key, before = page.keys[at], page.keys[at - 1 : at]
        if key in _W["been"]:
            return False
        if key in _W["being"] and not 0 < when.start - at <= _FEW:
            continue  # "my arm is sore from yesterday's booster"
        if key in _W["to_come"] and before not in (["after"], ["since"], ["remember"], ["recall"]) or at in planned:
            return True
    return None


def settled(page: Page, when: When) -> When | None:
    """The date as the words around it mean it; None where they contradict it ("had it next week")."""
    coming = ahead(page, when)
    if coming is None:
        return when
    turned = when.turned(coming, page.as_of)
    return turned if coming == (turned.first > page.as_of) or turned.span else None


def dates_of(page: Page, mention: Mention) -> list[When]:
    """The dates of the clause, else of the sentence where it names no other event, else of the next sentence."""
    here: list[When] = []
    free: list[When] = []
    named = {id(m.clause) for m in page.mentions if m.fact != DRIP and not (m.fact == _NOTHING_USED and m.means.shy)}
    for when in page.dates:
        clause = page.clause_at(when.start)
        if clause is not mention.clause and not mention.other and page.of_other(clause, mention):
            continue  # "the flu jab? No, my wife had hers on Monday"
        if clause.asks and clause is not mention.clause:
            continue  # "in May, but whether it was at the beginning or the end of the month I could not say"
        corrects = bool(CORRECTIONS & set(page.keys[max(0, min(clause.start, when.start - 4)) : when.start]))
        same = clause.sentence == mention.clause.sentence
        goes_on = corrects and here or id(clause) not in named and _most_recent(page, mention, when)
        goes_on = goes_on or heads(page, clause, when) or heads(page, mention.clause, when)
        if clause is mention.clause or same and goes_on or listed_days.goes_on(page, clause, mention):
            here.append(when)
        elif clause.sentence == mention.clause.sentence and id(clause) not in named:
            told_first = when.end <= mention.start and clause.end - clause.start > when.end - when.start + _FEW
            told_first = told_first and page.keys[mention.clause.start] != "where"  # "on the 3rd we went to ..., where"
            told_first = told_first and not _foretold(page, clause, when)
            other = _W["other_events"] & set(page.keys[clause.start : clause.end])
            other = other or page.keys[clause.start] in _W["reasons"]
            free += [] if told_first or other else [when]  # "teratoma out 2025, IVMP": the date of something else
    return _sharpened(page, here or free or _taken_up(page, mention, named))


def _sharpened(page: Page, whens: list[When]) -> list[When]:
    """ "Last week, 13/11", "in October (14/10)": a day told right behind a longer time that holds it stands for it."""
    vague = {
        id(one)
        for one in whens
        for day in whens
        if not one.span
        and not one.day
        and day.day
        and one.first <= day.first <= one.last
        and 0 <= day.start - one.end <= _FEW
        and page.keys[day.end : day.end + 1] in _CLOSING
    }
    return [one for one in whens if id(one) not in vague]


def heads(page: Page, clause: Clause, when: When) -> bool:
    """ "Past 2 months: no non-standard tx, no IVIg": a time that heads a list is that of all of it."""
    first = page.sentence(clause)[0]
    none = first is not clause and page.keys[first.start] in _W["nothing"] and page.keys[clause.start] in _W["no_kind"]
    if none and when.span and first.start <= when.start < first.end:
        return True  # "nothing through a drip since 2024, no steroids, no IVIG"
    return when.start == first.start and page.keys[when.end : when.end + 1] == [":"]


def dates_then(page: Page, clause: Clause, end: int) -> list[When]:
    """ "Overdose 2009, MDD then": the date of the clauses before, where a name stands with nothing but "then"."""
    if page.keys[end : end + 1] != ["then"] or end + 1 < clause.end and page.keys[end + 1].isalnum():
        return []
    start = page.sentence(clause)[0].start
    return [when for when in page.dates if start <= when.start < clause.start][-1:]


def others_of(page: Page, mention: Mention) -> list[When]:
    """ "I'm due my second one in January, the first was on 4 November"."""
    named = {id(m.clause) for m in page.mentions}
    clauses = [
        c for c in page.sentence(mention.clause) if id(c) not in named and c.start > mention.start and not c.asks
    ]
    return [
        w
        for one in page.dates
        for clause in clauses
        if clause.start <= one.start < clause.end
        and (_W["another_dose"] | _W["latest"]) & set(page.keys[clause.start : one.start])
        and (w := settled(page, one))
    ]


def _foretold(page: Page, clause: Clause, when: When) -> bool:
    """ "It was the day before yesterday, the steroid infusion": what "it" was is named next."""
    before = page.keys[clause.start : when.start]
    return before[:1] != [] and before[0] in _W["taking_up"] and set(before[1:]) <= _W["was_on"]


def _taken_up(page: Page, mention: Mention, named: set[int]) -> list[When]:
    """The date of a sentence that speaks of the event before it: "... over the top. That was on 2 November"."""
    following = [c for c in page.clauses if c.sentence == mention.clause.sentence + 1]
    if not following or any(id(c) in named or c.asks for c in following):
        return []
    later = [m for m in page.mentions if m.start > mention.start and m.clause.sentence == mention.clause.sentence]
    if any(says()[m.fact].kind in ("therapy", "therapies", "window") and m.fact != mention.fact for m in later):
        return []
    start = following[0].start
    takes_up = page.keys[start] in _W["taking_up"]
    return [w for w in page.dates if takes_up and start <= w.start <= start + _NEAR and not w.span]


def _most_recent(page: Page, mention: Mention, when: When) -> bool:
    """ "Three rounds since summer, the most recent on 30 October"; "his last biopsy was on the 9th" is none of them."""
    before = page.keys[page.clause_at(when.start).start : when.start]
    latest = max((at for at, key in enumerate(before) if key in _W["latest"]), default=len(before))
    itself = _W["latest_of_it"] | (frozenset() if mention.fact == VACCINE else _W["drip_words"])
    return latest < len(before) and {key for key in before[latest + 1 :] if key.isalpha()} <= itself


def latest_of(whens: list[When]) -> When | None:
    return max(whens, key=lambda w: w.last, default=None)
