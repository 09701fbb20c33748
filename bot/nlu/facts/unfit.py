"""Numbers beside a name that are none of its values of today: limits, ranges, days, other units, what once was."""

from __future__ import annotations

import datetime as dt

from bot.nlu.facts import up_to
from bot.nlu.facts.spoilt import spoilt
from bot.nlu.facts.unmarked_shares import unmarked_share
from bot.nlu.language.numbers import Number, table
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("nearest")
WHITE_CELLS = ("lymphocytes_per_mm3", "neutrophils_per_mm3")
"""Kinds of white cells, told by their number or as a share; there cannot be more than there are white cells."""
_FILTRATION = "egfr_ml_min_173"
_MOST = 30
"""Doses that somebody may have had, and more."""

REACH = 7
"""Words between a value and what tells of which time it is, or between a name and its value."""
_THAN = (["less", "than"], ["more", "than"], ["greater", "than"], ["fewer", "than"], ["at", "least"])
_YEAR = 366
_NAMED_SHARE = 5
"""Words before a number in which it is called a share."""


def long_ago(page: Page, start: int, number: Number) -> bool:
    """ "ALT was 340 in 2021", "612 during the overdose in 2019": a value of more than a year ago is none of today."""
    edge = page.as_of - dt.timedelta(days=_YEAR)
    for when in page.dates:
        after = number.until <= when.start <= number.until + REACH
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
    before = page.keys[first : number.start]
    if _W["today"] & set(before[-1:]):
        return False  # "bottomed out at 0.6, latest 3.4"
    return bool(_W["worst"] & set(before)) or before[-1:] == ["as"] and bool(_W["so_far"] & set(before[-2:-1]))


def aimed_at(page: Page, start: int, number: Number) -> bool:
    """ "Target Hb 10", "transfusion threshold platelets 10": what is aimed at was not measured."""
    first = max(page.clause_at(start).start, start - 2)
    return bool(_W["aims"] & set(page.keys[first : number.start]))


def unfit(page: Page, number: Number, fact: str) -> bool:
    """A number with a unit of another kind, or part of a date, is not the value."""
    family = says()[fact].unit or ""
    if page.in_date(number.start):
        told = family == "count" and _no_year(page, number) or _ends_a_sentence(page, number)
        return not told or _required(page, number) or bounded(page, number)  # "should be over 2000"
    if clock(page, number) or glued(page, number):
        return True
    if _of_a_vital_sign(page, number) or of_another_thing(page, number):
        return True
    if number.spelled and any(n.spelled and number.end == n.start or n.end == number.start for n in page.numbers):
        return True  # "one fifty"
    if page.keys[number.start] == "one" and page.keys[number.start - 1] in _W["before_one"]:
        return True  # "after the second one"
    if _nth(page, number):
        return True
    if _required(page, number) or of_a_day(page, number) or _W["vague"] & set(page.keys[number.end : number.end + 1]):
        return True
    if bounded(page, number) or _of_range(page, number) or spoilt(page, number, fact) or up_to.limits(page, number):
        return True
    before = page.keys[number.start - 1] if number.start else ""
    if before == "by" or fact == "weight_kg" and before in word_lists("weight")["by"]:
        return True  # "platelets dropped as a teenager, all over by 15", "weight down 6 kg to 58"
    if family == "count" and (_share(page, number) or unmarked_share(page, number)):
        return True
    if family in number.units:
        return False
    if number.units.get("time_day", (1, 0))[0] == 0 and flagged(page, number):
        return False
    if (fact in WHITE_CELLS or fact == _FILTRATION) and "percent" in number.units:
        return False  # "kidney function is 63 percent, that's the eGFR"
    if family in ("count", "hemoglobin", "enzyme", "creatinine", "clearance", "mass") and "multiple" in number.units:
        return times_limit(page, number)
    if family == "enzyme" and page.keys[number.end : number.end + 1] == ["x"]:
        return True  # "GPT 3x normal"
    if family in ("creatinine", "hemoglobin") and number.units.keys() == {"dose"}:
        return False  # "creatinine 0.9 mg", "Hb 9.5 g"
    strange = set(number.units) & {"dose", "time_day", "mass", "percent", "clearance", "enzyme", "per_kilo"}
    return bool(strange)


def _share(page: Page, number: Number) -> bool:
    """ "Only have a percentage, 71": no count, though no sign of a percentage stands beside it."""
    before = page.keys[max(0, number.start - _NAMED_SHARE) : number.start]
    return not number.units and bool(_W["shares"] & set(before)) and not any(k[0].isdigit() for k in before)


def _nth(page: Page, number: Number) -> bool:
    """ "It wrecked my white cells, stopped after dose 1", "ALT rose at cycle 3": which one of them."""
    return number.value < _MOST and not number.units and page.keys[number.start - 1] in _W["of_several"]


def of_another_thing(page: Page, number: Number) -> bool:
    """ "CRP 3", "height was 181", "stage 2", "178 cm": of what nothing asks for."""
    if not number.units and _W["lengths"] & set(page.keys[number.end : number.end + 1]):
        return True
    if _W["of_both"] & {*page.keys[number.start - 1 : number.start], *page.keys[number.until : number.until + 1]}:
        return True  # "holding her, 131 together"
    at = number.start - 1
    while at > 0 and page.keys[at] in _W["before_a_sign"] | _W["repeat"] and page.keys[at] != "/":
        at -= 1
    if at >= 0 and page.keys[at - (at > 0 and page.keys[at].isdigit())] in _W["analytes"]:
        return True  # "IgG 8 g/L", "CD4 repeat 210"
    tests = page.keys[at - 1 : at] and (page.keys[at - 1] in _W["tests"] or any(m.end == at for m in page.mentions))
    if page.keys[at] == "number" and tests:
        return False  # "my kidney number is 1.2"
    return at >= 0 and page.keys[at] in _W["other_things"] and not number.units


def _of_a_vital_sign(page: Page, number: Number) -> bool:
    """ "Wt up, BP 78/40" tells no weight."""
    at = number.start - 1
    while at > 0 and (page.keys[at].isdigit() or page.keys[at] in _W["before_a_sign"]):
        at -= 1
    return at >= 0 and page.keys[at] in _W["vital_signs"]


def _ends_a_sentence(page: Page, number: Number) -> bool:
    """ "My haemoglobin was 7.9.": the point after a value makes no day of it."""
    whole = "." in page.keys[number.start] and page.keys[number.end : number.end + 1] == ["."]
    return whole and page.keys[number.start - 1] in _W["is_as_much"]


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


def between(page: Page, number: Number) -> bool:
    """ "It should be between 4 and 11": either end."""
    at = number.start - 1
    if page.keys[at : at + 1] == ["and"]:
        low = next((n for n in page.numbers if n.until == at), None)
        at = low.start - 1 if low else at
    return at >= 0 and page.keys[at] == "between"


def _of_range(page: Page, number: Number) -> bool:
    """ "Ref plt 150-400": two numbers with a dash between them are the limits of what is usual."""
    beside = {*page.keys[number.start - 1 : number.start], *page.keys[number.until : number.until + 1]}
    if between(page, number):
        return True
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


def of_a_day(page: Page, number: Number) -> bool:
    """ "ALT (2/11): 41", "labs from 12/11": a day and a month in brackets, before a colon or behind "from", where no
    pair of values can be meant."""
    keys, at = page.keys, number.start
    start = at - 2 if keys[at - 1 : at] == ["/"] and keys[at - 2].isdigit() else at
    parts = keys[start : start + 3]
    if len(parts) < 3 or parts[1] != "/" or not (parts[0].isdigit() and parts[2].isdigit()):
        return False
    opened, closed = keys[start - 1 : start] == ["("], keys[start + 3 : start + 4]
    first, second = sorted((int(parts[0]), int(parts[2])))
    led = start > 0 and keys[start - 1] in _W["before_a_day"] and closed != ["/"]
    return 1 <= first <= 12 and second <= 31 and (closed == [":"] or opened and closed == [")"] or led)


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
    return ahead or end > number.end + 1 or page.keys[number.end] in _W["folds"]
