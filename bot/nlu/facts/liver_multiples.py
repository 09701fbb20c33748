"""Liver tests as multiples of their upper limit: "ALT 1.4x ULN this wk (3.6x in Sept)"."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from bot.nlu.facts.unfit import bounded, long_ago, times_limit
from bot.nlu.language.numbers import Number, table, tidy
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("liver")


def read(page: Page) -> list[Finding]:
    """The highest liver test as a multiple of its upper limit; of an old and a new value the new one."""
    fact = "liver_tests_max_x_uln"
    names = [m for m in page.of_kind(fact) if m.states]
    values = []
    told = any("multiple" in n.units for n in page.numbers)
    told = told or fact in page.asked and any(_beside_a_test(page, n) for n in page.numbers)
    for number in page.numbers:
        power = page.keys[number.end : number.end + 3] == ["x", "10", "^"]  # "HBV DNA 5x10^7 IU/mL"
        times = page.keys[number.end : number.end + 1] == ["x"] and not power and told
        if "multiple" not in number.units and not times or not (names or fact in page.asked):
            continue
        behind = page.keys[number.after("multiple") : number.after("multiple") + 3]
        of_several = any(a == "worst" and b in _W["of_several"] for a, b in pairwise(behind))  # "3.4x ULN (worst LFT)"
        if _W["highest"] & set(behind[:2]) and not of_several:
            continue  # "3.4 x ULN at its peak"
        after = page.keys[number.after("multiple") : number.after("multiple") + 9]
        if _W["settled"] & set(after) and _W["since"] & set(after):
            continue  # "3.4 x ULN in June, normal now"
        if any(a in _W["today"] and b[0].isdigit() for a, b in zip(after, after[1:], strict=False)):
            continue  # "3x ULN in May, now 38"
        if bounded(page, number) or _of_another_test(page, number) or long_ago(page, number.start, number):
            continue  # "LFTs <1.5x ULN" is a limit, "CK 5x ULN" another test
        clause = page.clause_at(number.start)
        if clause.asks or page.cast.other(number.start, clause, clause.start):
            continue
        if (
            page.keys[number.end : number.end + 1] in (["x"], ["times"])
            or times_limit(page, number)
            or page.keys[number.end] == "uln"
            and not any(0 < later.start - number.end <= 3 for later in page.numbers)
        ):
            values.append(number)
    doubled = (page.keys[m.end : m.end + 1] for m in page.of_kind("ast_iu_l", "alt_iu_l"))
    if not values or any(key and key[0] in table().doubling for key in doubled):
        return []  # "AST 1.5 times the upper limit, ALT twice"
    values = [n for n in values if not _dated_then(page, n)] or values
    now = [n for n in values if _of_now(page, n)]
    values = [n for n in values if not _former(page, n)] or [n for n in values if not _at_its_worst(page, n)]
    if not (now or values):
        return []
    best = now[-1] if now else max(values, key=lambda n: n.value)
    return [Finding(fact, tidy(best.value), best.start, best.after("multiple"))]


def _beside_a_test(page: Page, number: Number) -> bool:
    """ "ALT 1.8x", "2.4x (ALT)", "2x for the AST" in answer; not "we checked the ALT 3x"."""
    if page.keys[number.end : number.end + 1] != ["x"]:
        return False
    clause = page.clause_at(number.start)
    often = {*page.keys[clause.start : number.start], *page.keys[number.end + 1 : number.end + 2]} & _W["so_often"]
    at = number.end + 1
    while at < len(page.keys) and page.keys[at] in _W["before_a_test"]:
        at += 1
    tests = page.of_kind("ast_iu_l", "alt_iu_l")
    return not often and any(m.end == number.start or m.start == at > number.end + 1 for m in tests)


def _of_now(page: Page, number: Number) -> bool:
    """ "Now 1.2x ULN", "1.2x ULN at last check"."""
    end = number.after("multiple")
    start = max(page.clause_at(number.start).start, number.start - 4)  # "2.9x ULN last week, were 5x in August"
    around = {*page.keys[start : number.start], *page.keys[end : end + 3]}
    return bool((_W["today"] | _W["latest"]) & around)


def _dated_then(page: Page, number: Number) -> bool:
    """ "1.4x ULN this wk (3.6x in Sept)": a value with a day of its own that is over."""
    end = number.after("multiple")
    end += page.keys[end : end + 1] == ["x"]
    week_ago = page.as_of - dt.timedelta(days=7)
    return any(0 <= w.start - end <= 1 and w.last < week_ago and not w.span for w in page.dates)


def _of_another_test(page: Page, number: Number) -> bool:
    """ "CK 5x ULN, LFTs normal": the last test named before the multiple is none of the liver."""
    first = page.sentence(page.clause_at(number.start))[0].start
    liver = {m.start for m in page.of_kind("liver_tests_max_x_uln", "ast_iu_l", "alt_iu_l")}
    for place in range(number.start - 1, first - 1, -1):
        if page.keys[place] in _W["other_tests"]:
            return True
        if place in liver:
            return False
    return bool(_W["other_tests"] & set(page.keys[number.after("multiple") : number.after("multiple") + 1]))


def _at_its_worst(page: Page, number: Number) -> bool:
    """ "Peaked at 5x ULN in July": with nothing after it, the value of today is not told."""
    start = max(page.clause_at(number.start).start, number.start - 4)
    before = set(page.keys[start : number.start])
    if page.keys[number.start - 1] in _W["at_most"] and not (_W["worst"] - _W["at_most"] | _W["of_then"]) & before:
        return False  # "transaminases max 4 times the normal": the most of several
    this_time = _W["this_time"] & before or _worst_is(page, start, number)
    return bool(_W["worst"] & before) and not this_time  # "this week's worst LFT 2.9x ULN"


def _worst_is(page: Page, start: int, number: Number) -> bool:
    """ "Worst is bili at 2.6 x ULN": the worst of several tests, not of several days."""
    return any(
        one == "worst" and other in _W["of_several"] for one, other in pairwise(page.keys[start - 1 : number.start])
    )


def _former(page: Page, number: Number) -> bool:
    """ "Had peaked at 7x in Aug", "was 5x ULN at first": not the value of today."""
    start = max(page.clause_at(number.start).start, number.start - 4)
    end = number.after("multiple")
    if page.keys[end : end + 1] == ["this"] and _W["this_time"] & set(page.keys[end + 1 : end + 2]):
        return False  # "peak ALT 2.6 times the upper limit this week"
    if _worst_is(page, start, number):
        return False
    after = page.keys[number.end : number.end + 5]
    return bool(_W["formerly"] & set(page.keys[start : number.start])) and not _W["today"] & set(after)
