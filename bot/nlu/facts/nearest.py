"""Which of the numbers near a name is its value: the one of now, in a unit that fits, no date, no limit."""

from __future__ import annotations

import datetime as dt

from bot.nlu.facts.apposed import goes_on_behind, the_one
from bot.nlu.facts.changed_since import changed_since
from bot.nlu.facts.heart_class import class_of
from bot.nlu.facts.unfit import REACH, WHITE_CELLS, times_limit, unfit
from bot.nlu.language.anew import is_anew
from bot.nlu.language.numbers import Number, number_at
from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.when import words as calendar
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("nearest")

_OTHER_THINGS = {"measure", "multiple", "therapy"}
_FAR, _ANEW, _TO_BE = 16, 8, 3
"""Words after a value within which the one of today stands; between "reweighed" and its value; before it, "to be"."""
_COURSES, _FEW = 50, 10
"""Up to so many a number may count the courses of a treatment."""
_SEASON = 3
"""Words after a value within which the season stands that it is of: "68 back in summer"."""
_LATELY = dt.timedelta(days=31)
_OF_A_DRUG = frozenset({"dose", "per_kilo"})
_ENDS = frozenset({".", ";", "\n"})
_BETWEEN_BLOCKS = {"not", "ratio", "uln", "limit", "ref", "top", "ceiling", "cutoff"}


def number_after(page: Page, mention: Mention) -> Number | None:
    stops = {m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in _OTHER_THINGS}
    if mention.fact == "nyha_class":
        return class_of(page, mention)
    aside = 0
    if today := _today_after_multiple(page, mention, stops):
        return today
    for place in range(mention.end, min(mention.end + REACH + 4, len(page.keys))):
        if place < aside or goes_on_behind(page, mention, place):
            continue
        if page.keys[place] == "(":
            aside = _end_of_aside(page, place, mention.fact)
            continue
        if place in stops and (noted := _noted_after(page, place, mention)):
            return noted
        if place in stops or page.keys[place] in _BETWEEN_BLOCKS or page.keys[place] in ("\n", ";", ")"):
            return None
        if page.keys[place] == "." and place > mention.end and page.keys[place - 1] not in _W["shortened"]:
            return None
        number = number_at(page.numbers, place)
        if number and not unfit(page, number, mention.fact) and not the_one(page, mention, number):
            return _now(page, number, mention, stops)
    return None


def _today_after_multiple(page: Page, mention: Mention, stops: set[int]) -> Number | None:
    """ "ALT 3.4 x ULN at its peak, today 38": after a multiple of the limit only a value of today counts."""
    first = next((n for n in page.numbers if mention.end <= n.start <= mention.end + 3), None)
    if first is None or "multiple" not in first.units or not times_limit(page, first):
        return None
    for later in page.numbers:
        between = range(first.after("multiple"), later.start)
        if later.start <= first.start or len(between) > REACH or stops & {*between, later.start}:
            continue
        ended = {".", ";", "\n"} & set(page.keys[between.start : later.start])
        again = page.keys[later.end : later.end + 1] in (["x"], ["times"])
        told = page.keys[later.start - 1] in _W["today"] and not ended and not again
        if told and not later.units.keys() - {says()[mention.fact].unit}:
            return later
    return None


def _noted_after(page: Page, place: int, mention: Mention) -> Number | None:
    """ "Lymphs are rock bottom since the rituximab, 0.4": after a treatment told by the way; "6 cycles" are its own."""
    end = next((m.end for m in page.mentions if m.start == place and says()[m.fact].kind == "therapy"), None)
    since = page.keys[place - 1] in _W["behind"] or page.keys[place - 2] in _W["behind"]
    number = number_at(page.numbers, end + 1) if end and since and page.keys[end : end + 1] == [","] else None
    if number is None or number.units.keys() - {says()[mention.fact].unit} or unfit(page, number, mention.fact):
        return None
    return number if number.value != int(number.value) or number.value > _COURSES else None


def _end_of_aside(page: Page, at: int, fact: str) -> int:
    """Behind brackets that hold no value of the fact: "CrCl (24 h urine) 69"; else the next token."""
    close = next((i for i in range(at, min(at + 7, len(page.keys))) if page.keys[i] == ")"), None)
    if close is None or any(at < n.start < close and not unfit(page, n, fact) for n in page.numbers):
        return at + 1
    return close + 1


def _now(page: Page, number: Number, mention: Mention, stops: set[int]) -> Number:
    """Of several values of one thing the current one: "was 97, now 79", "87, no, 78", "79 not 97"."""
    best = number
    drugs = {m.start for m in page.mentions if says()[m.fact].kind == "therapy"}
    for later in page.numbers:
        if later.start < number.end:
            continue
        told = bool(_W["today"] & set(page.keys[later.start - 2 : later.start]))  # "0.8 after rituximab, now 2.9"
        told = told or bool(
            _W["today"] & set(page.keys[later.until : later.until + 1])
        )  # "they want 12, it's 11.4 now"
        blocks = stops - drugs if told else stops - {at for at in drugs if _back_since(page, at, later)}
        again = later.start <= best.end + _FAR and repeated(page, best.end, later)
        dated = dated_later(page, best, later)
        reach = _FAR if told or again or dated else 8
        if later.start > best.end + reach or any(best.end <= stop <= later.start for stop in blocks):
            continue
        if of_a_drug(later, mention.fact):
            continue
        between = page.keys[best.end : later.start]
        opens = between[-1:] and between[-1] in _W["today"] and between[-2:-1] in (["."], [";"])  # "... 1.4. Now 4.4."
        if {".", "\n", ";"} & set(between) and not (again or opens or dated and between[-1:] == [";"]):
            break
        if (again or dated or is_newer(page, later, between)) and not unfit(page, later, mention.fact):
            best = later
    if page.keys[best.start - 1 : best.start] == ["not"]:
        best = next((n for n in page.numbers if n.start >= best.end), best)
    return best


def _back_since(page: Page, drug: int, later: Number) -> bool:
    """ "1.1 after RTX, back to 3.2 w/ GCSF": a drug told by the way, before what it did was made good."""
    before = page.keys[later.start - 2 : later.start]
    made_good = before[-1:] == ["to"] and before[0] in _W["made_good"]
    return made_good and any(key == "," for key in page.keys[drug : later.start - 1]) and drug < later.start


def of_a_drug(number: Number, fact: str) -> bool:
    """ "Hb was 12.1 last month, today they gave him 5 mg": a dose is no value of another measure."""
    return bool(number.units.keys() & _OF_A_DRUG) and (says()[fact].unit or "") not in number.units


def repeated(page: Page, start: int, later: Number) -> bool:
    """ "AST 210, hemolysed sample; repeat 44", "0.8, repeat on 17 Nov 1.1", "90 kg, re-weighed in clinic 83.5",
    "10.6 rpt"."""
    after = [*page.keys[later.until : later.until + 2], "", ""]
    if after[0] in _W["repeat"] and after[1] in ("", *_ENDS, ",", ")"):
        return True
    sign = next((at for at in range(later.start - 1, start - 1, -1) if page.keys[at] in _W["repeat"]), None)
    anew = next((at for at in range(later.start - 1, start - 1, -1) if is_anew(page.keys, at)), None)
    if anew is not None and later.start - anew <= _ANEW:
        words, after = set(page.keys[max(start, anew - _TO_BE) : later.start]), page.keys[anew : later.start]
        if not (words & _W["not_yet"] or _ENDS & set(after)):
            return True
    return sign is not None and all(
        page.in_date(at) or page.keys[at] in _W["by_its_day"] for at in range(sign + 1, later.start)
    )


def is_newer(page: Page, later: Number, between: list[str]) -> bool:
    """ "now 79", "came down to 40", "back up at 155", "9.8 in August, 11.2 now"; not "up from 54 since"."""
    end = later.until
    if between[-1:] == ["from"] or any(end <= when.start <= end + 1 and when.first > page.as_of for when in page.dates):
        return False  # "1.2 now, down to 1 next month"
    reached = between[-1:] in (["to"], ["at"]) and not {"normal", "limit"} & set(between)
    reached = reached and between.count("(") == between.count(")")
    moved = reached and bool(_W["moved"] & set(between)) or _from_to(page, later.start, between)
    moved = moved or bool(_W["ahead_of"] & set(between) and _W["behind"] & set(page.keys[end : end + 1]))
    moved = moved or page.keys[end : end + 1] == ["since"] or between[-1:] == ["then"]  # "240, then 38 since"
    moved = moved or len(between) == 1 and page.raw(later.start - 1) in ("->", "→")
    between = since_today(between)
    return moved or bool(_W["now"] & set(between)) or bool(_W["today"] & set(page.keys[end : end + 2]))


def since_today(between: list[str]) -> list[str]:
    """What follows a count of today: "61.2 kg today (63 last visit)", "0.45 now (0.9 in Sept)"."""
    stop = next((at for at, key in enumerate(between) if key in ("(", ",")), 0)
    return between[stop:] if _W["today"] & set(between[:stop]) else between


def _from_to(page: Page, start: int, between: list[str]) -> bool:
    """ "Fell from 190 to 171", "from 190 pounds to 171"."""
    reached = between[-1:] == ["to"] and len(between) <= 2  # the unit and "to"
    return reached and start - len(between) > 1 and page.keys[start - len(between) - 2] == "from"


def dated_later(page: Page, earlier: Number, later: Number) -> bool:
    """ "410 in May, 62 last week": each has its day, and the later one is nearer. "0.6 after the second dose, 3.2 last
    Tuesday", "29 with the contrast, 74 last check": the first was of an event."""
    told = page.keys[later.until : later.until + 2]
    event: object = _W["events"] & set(page.keys[earlier.until : earlier.until + 2])
    event = event or changed_since(page, earlier.until, later.start)
    if event and told[:1] and told[0] in _W["last"] and told[-1] in _W["checks"]:
        return True
    if (turn := _later_weekday(page, earlier, later)) is not None:
        return turn
    heads = {w.end: w for w in page.dates}  # "Jan 210, Apr 160, this week 122"
    headed = earlier.start in heads or page.keys[earlier.start - 1] in calendar().months
    if headed and later.start in heads:
        first, second = heads.get(earlier.start), heads[later.start]
        return (first is None or first.last < second.last) and second.first <= page.as_of
    event = event or page.keys[earlier.until : earlier.until + 1] == ["("] == page.keys[later.until : later.until + 1]
    day = next((w for w in page.dates if later.until <= w.start <= later.until + 2), None) or _said_first(page, later)
    then = next((w.last for w in page.dates if earlier.until <= w.start < later.start and w is not day), None)
    if day is None or min(day.last, page.as_of) < day.first or then is None and day.last > page.as_of:
        return False
    if then is None and _W["seasons"] & set(page.keys[earlier.until : earlier.until + _SEASON]):
        return page.as_of - day.last < _LATELY  # "68 in the summer, yesterday's was 95"
    return then < day.last if then is not None else bool(event)


def _later_weekday(page: Page, earlier: Number, later: Number) -> bool | None:
    """ "Mon 78, Thu 104", "9.4 Mon, 10.6 Fri": of the days of the last week, or in order where one of them is today."""
    for places in ((earlier.start - 1, later.start - 1), (earlier.until, later.until)):
        names = [page.keys[at] if 0 <= at < len(page.keys) else "" for at in places]
        if all(name in calendar().weekdays for name in names):
            ago = [(page.as_of.weekday() - calendar().weekdays[name]) % 7 for name in names]
            return ago[0] != ago[1] and (0 in ago or ago[1] < ago[0])
    return None


def _said_first(page: Page, number: Number) -> When | None:
    """ "This month is 62", ", yesterday 95": the day of a number that follows it."""
    at = number.start
    while page.keys[at - 1 : at] != [] and page.keys[at - 1] in _W["being"]:
        at -= 1
    day = next((w for w in page.dates if w.end == at), None)
    return day if at < number.start or day and page.keys[day.start - 1] in _W["apart"] else None


def number_before(page: Page, mention: Mention) -> Number | None:
    """ "90 platelets", "2,000 white cells per mm3" - the number stands directly before the name."""
    for number in page.numbers:
        share = mention.fact in WHITE_CELLS and "percent" in number.units  # "9% lymphs"
        end = number.after("percent" if share else says()[mention.fact].unit or "")
        bracketed = page.keys[end : end + 1] == ["("] and page.keys[mention.end : mention.end + 1] == [")"]
        bracketed = bracketed and number.value > _FEW  # "25 (AST) and 31 (ALT)", not "1.8 (ALT)", so many times a limit
        directly = page.keys[end : end + 1] == ["of"] or bracketed
        if end == mention.start or directly and end + 1 == mention.start or _called(page, number, mention):
            return None if unfit(page, number, mention.fact) or number.start in _after_names(page) else number
    return None


def _called(page: Page, number: Number, mention: Mention) -> bool:
    """ "My kidney number is 1.2, that's creatinine": a number of no name, and after it what it is of."""
    at = mention.start
    while at > 0 and page.keys[at - 1] in _W["before_a_name"]:
        at -= 1
    thats = page.keys[at - 1 : at] == ["thats"] or page.keys[at - 2 : at] in (["that", "is"], ["which", "is"])
    if not thats or not number.until <= at <= number.until + REACH:
        return False
    near = range(number.start - REACH, mention.start)
    named = any(m.start in near for m in page.mentions if says()[m.fact].kind == "measure")
    return not named and sum(n.start in near for n in page.numbers) == 1


def _after_names(page: Page) -> set[int]:
    return {m.end for m in page.mentions if says()[m.fact].kind == "measure"}
