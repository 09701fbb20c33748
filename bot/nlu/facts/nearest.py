"""Which of the numbers near a name is its value: the one of now, in a unit that fits, no date, no limit."""

from __future__ import annotations

import datetime as dt

from bot.nlu.facts.heart_class import class_of
from bot.nlu.language.numbers import Number, number_at, table
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("nearest")

_REACH = 7
_YEAR = 366
_THAN = (["less", "than"], ["more", "than"], ["greater", "than"], ["fewer", "than"], ["at", "least"])
_OTHER_THINGS = {"measure", "multiple", "therapy"}
_BETWEEN_BLOCKS = {"not", "ratio", "uln", "limit", "ref"}


def number_after(page: Page, mention: Mention) -> Number | None:
    stops = {m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in _OTHER_THINGS}
    if mention.fact == "nyha_class":
        return class_of(page, mention)
    aside = 0
    if today := _today_after_multiple(page, mention, stops):
        return today
    for place in range(mention.end, min(mention.end + _REACH + 4, len(page.keys))):
        if place < aside:
            continue
        if page.keys[place] == "(":
            aside = _end_of_aside(page, place, mention.fact)
            continue
        if place in stops or page.keys[place] in _BETWEEN_BLOCKS or page.keys[place] in ("\n", ";", ")"):
            return None
        if page.keys[place] == "." and place > mention.end and page.keys[place - 1] not in _W["shortened"]:
            return None
        number = number_at(page.numbers, place)
        if number and not unfit(page, number, mention.fact):
            return _now(page, number, mention, stops)
    return None


def _today_after_multiple(page: Page, mention: Mention, stops: set[int]) -> Number | None:
    """ "ALT 3.4 x ULN at its peak, today 38": after a multiple of the limit only a value of today counts."""
    first = next((n for n in page.numbers if mention.end <= n.start <= mention.end + 3), None)
    if first is None or "multiple" not in first.units or not times_limit(page, first):
        return None
    for later in page.numbers:
        between = range(first.after("multiple"), later.start)
        if later.start <= first.start or len(between) > _REACH or stops & {*between, later.start}:
            continue
        ended = {".", ";", "\n"} & set(page.keys[between.start : later.start])
        again = page.keys[later.end : later.end + 1] in (["x"], ["times"])
        told = page.keys[later.start - 1] in _W["today"] and not ended and not again
        if told and not later.units.keys() - {says()[mention.fact].unit}:
            return later
    return None


def _end_of_aside(page: Page, at: int, fact: str) -> int:
    """Behind brackets that hold no value of the fact: "CrCl (24 h urine) 69"; else the next token."""
    close = next((i for i in range(at, min(at + 6, len(page.keys))) if page.keys[i] == ")"), None)
    if close is None or any(at < n.start < close and not unfit(page, n, fact) for n in page.numbers):
        return at + 1
    return close + 1


def _now(page: Page, number: Number, mention: Mention, stops: set[int]) -> Number:
    """Of several values of one thing the current one: "was 97, now 79", "87, no, 78", "79 not 97"."""
    best = number
    drugs = {m.start for m in page.mentions if says()[m.fact].kind == "therapy"}
    for later in page.numbers:
        told = bool(_W["today"] & set(page.keys[later.start - 2 : later.start]))  # "0.8 after rituximab, now 2.9"
        blocks = stops - drugs if told else stops
        if not number.end <= later.start <= best.end + (16 if told else 8) or any(
            best.end <= stop <= later.start for stop in blocks
        ):
            continue
        between = page.keys[best.end : later.start]
        repeated = between[-1:] and between[-1] in _W["repeat"]  # "AST 210, hemolysed sample; repeat 44"
        dated = _dated_later(page, best, later)
        if {".", "\n", ";"} & set(between) and not (repeated or dated and between[-1:] == [";"]):
            break
        if (repeated or dated or is_newer(page, later, between)) and not unfit(page, later, mention.fact):
            best = later
    if page.keys[best.start - 1 : best.start] == ["not"]:
        best = next((n for n in page.numbers if n.start >= best.end), best)
    return best


def is_newer(page: Page, later: Number, between: list[str]) -> bool:
    """ "now 79", "came down to 40", "back up at 155", "9.8 in August, 11.2 now"."""
    end = later.until
    reached = between[-1:] in (["to"], ["at"]) and not {"(", "normal", "limit"} & set(between)
    moved = reached and bool(_W["moved"] & set(between))
    moved = moved or between == ["to"] and later.start > 2 and page.keys[later.start - 3] == "from"
    moved = moved or bool(_W["ahead_of"] & set(between) and _W["behind"] & set(page.keys[end : end + 1]))
    moved = moved or page.keys[end : end + 1] == ["since"]  # "shot up to 240, it's been 38 since"
    moved = moved or len(between) == 1 and page.raw(later.start - 1) in ("->", "→")
    stop = next((at for at, key in enumerate(between) if key in ("(", ",")), 0)
    if _W["today"] & set(between[:stop]):
        between = between[stop:]  # "61.2 kg today (63 last visit)"
    return moved or bool(_W["now"] & set(between)) or bool(_W["today"] & set(page.keys[end : end + 2]))


def _dated_later(page: Page, earlier: Number, later: Number) -> bool:
    """ "410 in May, 62 last week": each has its day, and the later one is nearer. "0.6 after the second dose, 3.2 last
    Tuesday", "29 with the contrast, 74 last check": the first was of an event."""
    told = page.keys[later.until : later.until + 2]
    event = _W["events"] & set(page.keys[earlier.until : earlier.until + 2])
    if event and told[:1] and told[0] in _W["last"] and told[-1] in _W["checks"]:
        return True
    then = next((w.last for w in page.dates if earlier.until <= w.start < later.start), None)
    day = next((w.last for w in page.dates if later.until <= w.start <= later.until + 2), None)
    if day is None or day > page.as_of:
        return False
    return then < day if then is not None else bool(event)


def long_ago(page: Page, start: int, number: Number) -> bool:
    """ "ALT was 340 in 2021", "612 during the overdose in 2019": a value of more than a year ago is none of today."""
    edge = page.as_of - dt.timedelta(days=_YEAR)
    for when in page.dates:
        after = number.until <= when.start <= number.until + _REACH
        between = page.keys[number.until : when.start] if after else page.keys[when.end : start]
        if after and any(number.end <= n.start < when.start for n in page.numbers):
            continue  # "1.4x ULN (were 5x in 2025)"
        if when.first > edge or when.span or not (after or when.end <= start <= when.end + 2):
            continue
        if not set(between) & _W["apart"] and not (after and _W["apart"] & set(page.keys[when.start : when.end])):
            return True
    return False


def at_its_worst(page: Page, start: int, number: Number) -> bool:
    """ "ALT peaked at 412", "platelets hit 14": what it came to once."""
    first = max(start, page.clause_at(number.start).start)
    return bool(_W["worst"] & set(page.keys[first : number.start]))


def aimed_at(page: Page, start: int, number: Number) -> bool:
    """ "Target Hb 10", "transfusion threshold platelets 10": what is aimed at was not measured."""
    first = max(page.clause_at(start).start, start - 2)
    return bool(_W["aims"] & set(page.keys[first : number.start]))


def number_before(page: Page, mention: Mention) -> Number | None:
    """ "90 platelets", "2,000 white cells per mm3" - the number stands directly before the name."""
    for number in page.numbers:
        family = says()[mention.fact].unit or ""
        end = number.after(family)
        if end == mention.start or (page.keys[end : end + 1] == ["of"] and end + 1 == mention.start):
            return None if unfit(page, number, mention.fact) or number.start in _after_names(page) else number
    return None


def _after_names(page: Page) -> set[int]:
    return {m.end for m in page.mentions if says()[m.fact].kind == "measure"}


def unfit(page: Page, number: Number, fact: str) -> bool:
    """A number with a unit of another kind, or part of a date, is not the value."""
    family = says()[fact].unit or ""
    if page.in_date(number.start):
        return not (family == "count" and _no_year(page, number))
    if clock(page, number) or glued(page, number):
        return True
    if number.spelled and any(n.spelled and number.end == n.start or n.end == number.start for n in page.numbers):
        return True  # "one fifty"
    if page.keys[number.start] == "one" and page.keys[number.start - 1] in _W["before_one"]:
        return True  # "after the second one"
    if _required(page, number) or _of_a_day(page, number) or _W["vague"] & set(page.keys[number.end : number.end + 1]):
        return True
    if bounded(page, number) or _of_range(page, number):
        return True
    if fact == "weight_kg" and page.keys[number.start - 1] in word_lists("weight")["by"]:
        return True  # "weight down 6 kg to 58"
    if family in number.units:
        return False
    if number.units.get("time_day", (1, 0))[0] == 0 and flagged(page, number):
        return False
    if fact == "lymphocytes_per_mm3" and "percent" in number.units:
        return False
    if family in ("count", "hemoglobin", "enzyme", "creatinine", "clearance", "mass") and "multiple" in number.units:
        return times_limit(page, number)
    if family == "enzyme" and page.keys[number.end : number.end + 1] == ["x"]:
        return True  # "GPT 3x normal"
    if family in ("creatinine", "hemoglobin") and number.units.keys() == {"dose"}:
        return False  # "creatinine 0.9 mg", "Hb 9.5 g"
    strange = set(number.units) & {"dose", "time_day", "mass", "percent", "clearance", "enzyme", "per_kilo"}
    return bool(strange)


def clock(page: Page, number: Number) -> bool:
    """ "14:30" is a time of day."""
    keys = page.keys[number.end : number.end + 2]
    return keys[:1] == [":"] and keys[-1].isdigit() and _joined(page, number.end, number.end + 1)


def glued(page: Page, number: Number) -> bool:
    """The number in another thing's name: "CD4", "A1c", "B12"; "PLT150" is a name and its value."""
    if number.start == 0 or not _joined(page, number.start - 1, number.start):
        return False
    named = any(m.end == number.start for m in page.mentions)
    return page.keys[number.start - 1].isalpha() and page.keys[number.start - 1] != "x" and not named


def _joined(page: Page, first: int, second: int) -> bool:
    """Whether two tokens stand with nothing between them, the second a number or a letter."""
    places = page.doc.user_data["tokens"]
    return second < len(places) and places[first].end == places[second].start and page.keys[second].isalnum()


def bounded(page: Page, number: Number) -> bool:
    """ "AST > 200", "plt <80": a limit, not what was measured."""
    after = page.keys[number.until : number.until + 2]
    if after[:1] in (["or"], ["and"]) and after[1:] and after[1] in _W["or_more"]:
        return True  # "have to be 600 or more"
    if page.keys[number.start - 1] in _W["bounds"] or page.keys[number.start - 2 : number.start] in _THAN:
        return True  # "adjusted for a CrCl below 50"
    return (
        number.start > 0
        and page.keys[number.start - 1] in _W["signs_of_a_limit"]
        or (page.keys[number.start - 1] == "=" and page.keys[number.start - 2] in _W["signs_of_a_limit"])
    )


def _of_range(page: Page, number: Number) -> bool:
    """ "Ref plt 150-400": two numbers with a dash between them are the limits of what is usual."""
    beside = {*page.keys[number.start - 1 : number.start], *page.keys[number.until : number.until + 1]}
    if "to" in beside and _W["usual"] & set(page.keys[max(0, number.start - 4) : number.until + 4]):
        return True  # "150 to 400 is normal"
    if not {"-", "to"} & beside:
        return False
    pairs = zip(page.numbers, page.numbers[1:], strict=False)
    low, high = next(
        (two for two in pairs if number in two and page.keys[two[0].until : two[1].start] in (["-"], ["to"])),
        (None, None),
    )
    if low is None or high is None or low.value >= high.value:
        return False
    changed = {"from"} | _W["moved"]
    if "to" in page.keys[low.until : high.start] and changed & set(page.keys[max(0, low.start - 4) : low.start]):
        return False  # "came up from 30 to 59"
    return not page.in_date(high.start) and page.keys[high.end : high.end + 1] != ["/"]


def _required(page: Page, number: Number) -> bool:
    """ "They want platelets above 80", "ALT must be below 200": a limit asked for, no value."""
    clause = page.clause_at(number.start)
    before = page.keys[max(clause.start, number.start - 8) : number.start]
    return bool(_W["compared"] & set(before[-2:]) and _W["requires"] & set(before))


def _of_a_day(page: Page, number: Number) -> bool:
    """ "ALT (2/11): 41": a day and a month in brackets or before a colon, where no pair of values can be meant."""
    keys, at = page.keys, number.start
    start = at - 2 if keys[at - 1 : at] == ["/"] and keys[at - 2].isdigit() else at
    parts = keys[start : start + 3]
    if len(parts) < 3 or parts[1] != "/" or not (parts[0].isdigit() and parts[2].isdigit()):
        return False
    opened, closed = keys[start - 1 : start] == ["("], keys[start + 3 : start + 4]
    small = 1 <= int(parts[0]) <= 31 and 1 <= int(parts[2]) <= 12
    return small and (closed == [":"] or opened and closed == [")"])


def _no_year(page: Page, number: Number) -> bool:
    """ "ANC 2100", "WBC 2000/mm3": a count may look like a year, but laboratories round it."""
    if any(w.start <= number.start < w.end and w.end - w.start > 1 for w in page.dates):
        return False
    rounded = number.value % 10 == 0 and number.value != 2020
    return "count" in number.units or rounded and page.keys[number.start - 1] not in _W["before_a_year"]


def flagged(page: Page, number: Number) -> bool:
    """ "52H", "11.2 H": the laboratory's mark for a high value, not hours."""
    return page.raw(number.end) == "H"


def times_limit(page: Page, number: Number) -> bool:
    """ "1.2 x ULN", "3xULN", "twofold"; in "45 ULN 40" the limit follows as a number of its own."""
    end = number.units["multiple"][1]
    ahead = page.keys[number.start - 1 : number.start] == ["x"]  # "ALT x2.5 ULN"
    ahead = ahead or page.keys[number.start] in table().doubling
    return ahead or end > number.end + 1 or page.keys[number.end] in ("xuln", "fold")
