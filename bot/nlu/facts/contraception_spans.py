"""For how long contraception has been used: spans in numbers and in words, days it began, methods that last."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.facts.contraception_to_come import lacking, since_birth, to_come
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.when import words as dates
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception")

DAYS, LONG, DURING = "contraception_days", "contraception_at_least_14_days", "contraception_during_trial"
_ENOUGH = 14
_SHORT = {("since", "a", "week"), ("since", "one", "week"), ("since", "a", "day")}
_NEAR = 3
"""Words before a gap within which it is denied: "never missed one"."""
_NOTHING_ELSE = 4
"""Words of a reply that is a day and little else."""
_SURE = 400
"""Days after which it matters no more on which day of the month or year it began."""


def read(page: Page, uses: list[Mention]) -> list[Finding]:
    """`uses`: the methods in use now; none where only the question names them."""
    if _W["switched"] & page.words or _on_a_weekday(page) or broken(page):
        return []  # "switched from the pill to the implant 9 days ago": used before, too
    return _counted(page, uses) or _begun(page, uses) or _lasting(page, uses) or _in_words(page, uses)


def broken(page: Page) -> bool:
    """ "Six weeks, minus the one I forgot", "on and off for two years", "the morning after pill": the time told is not
    one without a break."""
    if _W["emergency"] & pairs(page.keys):
        return True
    first = 0 if {DAYS, LONG} & set(page.asked) else min((end for _, end, _ in _amounts(page)), default=len(page.keys))
    for at, key in enumerate(page.keys[first:], first):  # "memory gaps" is of something else
        if page.keys[at : at + 3] in (["on", "and", "off"], ["off", "and", "on"]):
            return True
        if key in _W["gaps"] and not _W["denied"] & set(page.keys[max(0, at - _NEAR) : at]):
            return True
        if key == "less" and any(n.start == at + 1 for n in page.numbers):
            return True  # "a month less two days"
    return False


def _counted(page: Page, uses: list[Mention]) -> list[Finding]:
    """ "for four years", "13 d", "a fortnight", "started twelve days ago"."""
    for start, end, days in _amounts(page):
        before = page.keys[max(0, start - 3) : start]
        if page.clause_at(start).asks or not _of_use(page, start, uses) or _W["not_so_far"] & set(before[-1:]):
            continue
        if to_come(page, page.clause_at(start)):
            continue  # "willing to use the pill for 12 months"
        if _W["of_a_cycle"] & set(before):
            continue  # "tubal ligation 2018, LMP 10 d ago"
        if _W["after_no_use"] & set(page.keys[end : end + 1]) or _W["babies"] & set(before) or since_birth(page, end):
            continue  # "my 6 week old"
        if (
            _W["good_for"] & set(before)
            or _W["methods"] & set(page.keys[end : end + 1])
            and page.keys[start - 1] in _W["articles"]
        ):
            continue  # "my IUD lasts 5 years", "the 5 year coil"
        if _W["last_time"] & set(before) and page.keys[end : end + 1] == ["ago"]:
            continue  # "the last shot was 5 weeks ago"
        if page.keys[end : end + 1] == ["ago"] and _goes_on_for_long(page, start):
            continue  # "my shot was three weeks ago, I've had them non stop since 2021"
        if before[-1:] == ["is"] and before[-2:-1] and before[-2] not in _W["time_itself"]:
            continue  # "my girl is 4 months"
        if _W["almost"] & set(before):
            return [Finding(LONG, False, start, end)] if days <= _ENOUGH else []
        days -= lacking(page, end)
        more, less = _W["more"] & set(before), _W["less"] & set(before)
        if more and not less:
            return [Finding(LONG, True, start, end)] if days >= _ENOUGH else []
        if less:
            return [Finding(LONG, False, start, end)] if days <= _ENOUGH and not more else []
        return [Finding(DAYS, days, start, end), Finding(LONG, days >= _ENOUGH, start, end)]
    return []


def _goes_on_for_long(page: Page, at: int) -> bool:
    """Whether a later clause of the sentence says that it has been used without a break."""
    later = [c for c in page.sentence(page.clause_at(at)) if c.start > at]
    return any(_W["without_break"] & set(page.keys[c.start : c.end]) for c in later)


def _on_a_weekday(page: Page) -> bool:
    """ "12 days on Monday", "two weeks this Friday": passed or to come."""
    return any(
        page.keys[end : end + 1] in (["on"], ["this"], ["next"], ["come"])
        and page.keys[end + 1 : end + 2]
        and page.keys[end + 1] in dates().weekdays
        for _, end, _ in _amounts(page)
    )


def _amounts(page: Page) -> Iterable[tuple[int, int, int]]:
    """Each span of time in days, with its place."""
    spans = []
    for number in page.numbers:
        factor, end = number.units.get("time_day", (0, 0))
        if factor:
            exact = factor if factor < 30 else 365.25 if factor > 300 else 30.44
            spans.append((number.start, end, round(number.value * exact)))
    for at, key in enumerate(page.keys):
        if key == "fortnight" and page.keys[at - 1 : at] in (["a"], ["one"]):
            spans.append((at - 1, at + 1, _ENOUGH))
    return _joined(page, sorted(spans))


def _joined(page: Page, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """ "Three weeks and two days" is one span."""
    found: list[tuple[int, int, int]] = []
    for start, end, days in spans:
        first, last, before = found[-1] if found else (0, -1, 0)
        if days < before and page.keys[last:start] in (["and"], [","], []):
            found[-1] = (first, end, before + days)
        else:
            found.append((start, end, days))
    return found


def _begun(page: Page, uses: list[Mention]) -> list[Finding]:
    """ "since 2024", "fitted on 3 May", "started last week"."""
    if not (uses or {DAYS, LONG} & set(page.asked)):
        return []
    first = any("first" in page.keys[max(0, m.start - 2) : m.start] for m in uses)  # "my very first Depo shot was on"
    for when in page.dates:
        of_it = _of_use(page, when.start, uses) and (uses or _by_itself(page, when))
        if page.clause_at(when.start).asks or not of_it or when.first > page.as_of:
            continue
        more = page.numbers or len(page.keys) > _NOTHING_ELSE
        if when.first == page.as_of and more and not (when.span or _W["starts"] & page.words):
            continue  # "8 if you count today", "we're waiting for results today"
        if found := _since(page, when, first):
            return found
    return []


def _since(page: Page, when: When, first: bool) -> list[Finding]:
    def long(value: bool) -> list[Finding]:
        return [Finding(LONG, value, when.start, when.end)]

    def counted(days: int) -> list[Finding]:
        return [Finding(DAYS, days, when.start, when.end), *long(days >= _ENOUGH)]

    since = "since" in page.keys[max(0, when.start - 2) : when.start + 1]  # "since last Monday"
    if page.keys[when.start - 1 : when.start] == ["since"] and when.first.year < page.as_of.year:
        return long(True)
    least, most = (page.as_of - when.last).days, (page.as_of - when.first).days
    if when.begun and when.begun > when.first:  # "since 08/2025", "since March last year" tell no day
        return long(True) if (page.as_of - when.begun).days >= _ENOUGH else []
    if when.span or since:
        words = page.keys[when.start : when.end]
        year = when.first.year % 100  # "since 2/2026", "since 2/26" tell no day
        counts = sum(key.isdigit() and int(key) <= 31 and int(key) != year for key in words)
        told = counts > 1 or counts == 1 and any(key.isalpha() and key != "since" for key in words)
        told = told or not dates().ordinals.keys().isdisjoint(words)  # "since the first of October"
        sure = most >= _SURE or when.first.day != 1 or told
        if sure and not (when.first.month == 1 and when.first.day == 1):
            return counted(most)
        return long(True) if most >= 60 else []
    if when.day and (first or _W["starts"] & page.words or DAYS in page.asked):
        return counted(least)
    if least >= _ENOUGH:
        return long(True)
    return long(False) if most < _ENOUGH and _W["starts"] & page.words else []


def _of_use(page: Page, at: int, uses: list[Mention]) -> bool:
    """Whether a span or a day at a token is told of a method: the nearest thing named is one."""
    if {DAYS, LONG} & set(page.asked):
        return True
    sentence = page.clause_at(at).sentence
    near = [m for m in uses if m.clause.sentence == sentence and (0 <= at - m.end <= 12 or _follows(page, at, m))]
    others = [
        m
        for m in page.mentions
        if m.fact not in (DAYS, LONG, DURING, "childbearing_potential", "sex") and m.clause.sentence == sentence
    ]
    if any(m.clause is page.clause_at(at) for m in near):  # "the implant put in my arm in March and I'm not pregnant"
        others = [m for m in others if m.clause.start <= at]
    return bool(near) and not any(abs(o.start - at) < min(abs(m.start - at) for m in near) for o in others)


def _by_itself(page: Page, when: When) -> bool:
    """Not "last EMG on 3 November", "no relapse since March"."""
    clause = page.clause_at(when.start)
    return page.plain(clause.start, clause.end, outcomes=False, also=_W["starts"] | _W["besides_a_day"])


def _follows(page: Page, at: int, mention: Mention) -> bool:
    """ "More than two weeks on the pill": the span stands before the name; not "hCG neg today, pill since 2021"."""
    between = set(page.keys[at + 2 : mention.start])
    if page.keys[at - 1 : at] and page.keys[at - 1] in _W["heads_a_span"] and at - 1 == mention.clause.start:
        return at < mention.start <= at + 8 and between <= _W["then_used"]  # "since ten days I have the ring"
    apart = {",", ";"} & set(page.keys[at + 1 : mention.start]) and not any(n.start == at for n in page.numbers)
    return not apart and at < mention.start <= at + 5 and {"on", "of", "using", "with", "the"} >= between


def _lasting(page: Page, uses: list[Mention]) -> list[Finding]:
    """In place for long by its nature, or by a word for it: "tubes tied", "on the pill since uni", "always condoms"."""
    for mention in uses:
        words = page.keys[max(0, mention.start - 4) : mention.end + 6]
        permanent = _W["permanent"] & set(page.keys[mention.start : mention.end])
        if mention.said & {"PLANNED", "STOPPED"}:
            continue
        lasting = _W["lasting"] - ({"since"} if _SHORT & set(zip(words, words[1:], words[2:], strict=False)) else set())
        if permanent or lasting & set(words) and "on" not in words[-1:]:
            return [Finding(LONG, True, mention.start, mention.end)]
    return []


def _in_words(page: Page, uses: list[Mention]) -> list[Finding]:
    """A span without a number: "for ages", "a few months", "over a month", "only a week", "longer than that"."""
    asked = bool({DAYS, LONG} & set(page.asked))
    lately = ["longer", "than", "that"], ["more", "than", "that"]
    if asked and (page.keys[-3:] in lately or page.keys[:3] == ["since", "i", "was"]):
        return [Finding(LONG, True, 0, len(page.keys))]
    for at in range(len(page.keys)):
        long = _long_span(page.keys, at, asked)
        clause = page.clause_at(at)
        if long is not None and not clause.asks and not to_come(page, clause) and (asked or _of_use(page, at, uses)):
            return [Finding(LONG, long, at, at + 1)]
    return []


def _long_span(keys: list[str], at: int, asked: bool) -> bool | None:
    """Whether the span named at a token is two weeks or more; None where it is none, or may be either."""
    before, after = keys[max(0, at - 4) : at], keys[at + 1 : at + 2]
    if after[:1] and after[0] in ("ago", "old", "time", "before") or _W["not_so_far"] & set(before[-2:]):
        return None
    short = {"less", "under", "only", "just", "barely", "nearly", "almost", "not"} & set(before)
    single = before[-1:] in (["a"], ["one"])
    if keys[at] == "week" and single and not {"more", "over", "least"} & set(before):
        return False
    several = before[-1:] in (["few"], ["several"], ["many"])
    whole = keys[at] in _W["long_spans"] and (asked or {"for", "x", "since", "past", "last", "over"} & set(before))
    if short or not (whole or keys[at] in ("month", "year") and single or keys[at] == "weeks" and several):
        return None
    return True
