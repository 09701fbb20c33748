"""Numbers and days that are said anew: "37. Oh, wrong keys, 73", "four weeks ago, no sorry, five weeks".

Where nothing but words of correction stands between two counts of a kind the second is put in the first one's place
before anything is read, so that it has its name, tense and owner. Where what replaces what is not certain, the first is
none (`unsettled`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.nlu.counted import Count, alike, counts_of, day_of_month, named, names_another, no_opens, same
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.looked_up import looked_up, paused
from bot.nlu.page import Finding, Page, Unsettled
from bot.nlu.retractions import ANSWERED, SLIP, STRONG, WEAK
from bot.nlu.said_before import set_right
from bot.nlu.times.relative_dates import RelativeDates
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("repairs")
_BRIDGE, _APART, _EXPLAINED, _NO_VALUE, _LISTED = 16, 3, 3, 4, 10
"""Tokens between two counts with words of correction and without any, and before words that explain a slip."""
_EITHER = (["no"], ["never"])
_CERTAIN, _DOUBTFUL = "certain", "doubtful"


def repair(page: Page) -> None:
    """Puts each count that corrects another in its place; notes those of which that is not certain."""
    counts = counts_of(page)
    if len(counts) < 2:
        return
    old, before = counts[0], None
    for new in counts[1:]:
        if before and isinstance(old.what, When) and isinstance(before.what, Number) and isinstance(new.what, Number):
            old = before if not alike(page, old, new) else old  # "I turned 48 in May - 49"
        signs = _signs(page, old, new)
        how = _how(page, old, new, signs)
        meant = _in_its_place(page, old, new) if how == _CERTAIN else None
        if meant is None:
            if how:
                page.unsettled.append(Unsettled(old.start, old.end, new.start, new.end))
            old, before = new, old
            continue
        _put(page, old, new, meant, signs[0].start if signs else old.end)
        page.corrections = [one for one in page.corrections if one not in signs and not _explains(page, one, new.end)]
        page.repaired.append(Unsettled(old.start, old.end, new.start, new.end))
        old = Count(meant.start, new.end, meant)


def unsettled(page: Page, found: list[Finding], others: Iterable[Finding] = ()) -> list[Finding]:
    """The findings without those of a count after which another is told that nothing else needs: "63 ... 65"."""
    for pair in page.unsettled:
        if not any(one.start < pair.new_end and pair.new_start < one.end for one in (*found, *others)):
            found = [one for one in found if not (one.start < pair.end and pair.start < one.end)]
    return [_whole(page, one) for one in found]


def _whole(page: Page, one: Finding) -> Finding:
    """A repaired value is told as far as the words that repair it."""
    ends = [pair.new_end for pair in page.repaired if one.start < pair.end and pair.start < one.end]
    return one._replace(end=max([one.end, *ends]))


def _signs(page: Page, old: Count, new: Count) -> list[Found[str]]:
    told = (one for one in page.corrections if one.of != ANSWERED)
    return [one for one in told if old.end <= one.start and one.end <= new.start]


def _how(page: Page, old: Count, new: Count, signs: list[Found[str]]) -> str | None:
    """Whether the second of two counts replaces the first one."""
    if page.keys[new.start - 1] == "not":
        return None  # "50 actually not 49"
    if alike(page, old, new) and set_right(page, old, new):
        return _CERTAIN
    between = range(signs[0].start if signs else old.end, new.start)
    if max(len(between), between.start - old.end) > _BRIDGE or not alike(page, old, new) or named(page, between):
        return None
    if signs and names_another(page, old.end, signs[0].start):
        return None
    if page.clause_at(new.start).asks or page.clause_at(old.start).asks:
        return _DOUBTFUL if _wonders(page, old, new) else None
    if isinstance(old.what, Number) and isinstance(new.what, Number) and same(old.what, new.what):
        return None  # "sixty in March, I mean I was sixty last March"
    if _no_value(page, new) or "but" in page.keys[old.end : between.start]:
        return None  # "I said 60 but I'm actually 61" is a statement of its own
    if _to_come(page, new.end):
        return _DOUBTFUL if _W["being"] & set(page.keys[max(0, old.start - _APART) : old.start]) else None
    if looked_up(page, old, new, signed=bool(signs)):
        return _CERTAIN
    if not signs:
        return _DOUBTFUL if _alone(page, old, new) else None
    return _signed(page, old, new, signs) or (_DOUBTFUL if paused(page, old, new) else None)


def _signed(page: Page, old: Count, new: Count, signs: list[Found[str]]) -> str | None:
    """The same, where words of correction stand between two counts of a kind."""
    between = range(signs[0].start, new.start)
    spoken = {at for one in signs for at in range(one.start, one.end)}
    plain = all(page.keys[at] in _W["beside"] for at in between if at not in spoken)
    counted_on = isinstance(old.what, When) and _W["of_another_day"] & set(page.keys[new.end : new.end + 1])
    either = page.keys[old.end : new.start] in _EITHER  # "37 no 73": which of them is not said
    certain = _DOUBTFUL if counted_on or either else _CERTAIN
    if plain and between.start - old.end <= _APART and not named(page, range(old.end, between.start)):
        return certain
    alone, of_another = _alone(page, old, new), _of_another(page, new.start)
    led = _led(page, new) and not of_another
    if not any(_firm(page, one, led) for one in signs) and not _together(page, signs):
        taken_back = any(one.of == STRONG for one in signs) and not of_another  # "20 mg. Sorry, that was the old dose"
        taken_back = taken_back or _unsaid(page, old, signs[0])
        return _DOUBTFUL if taken_back or alone else None
    alone = alone and not any(m.start in between for m in page.mentions)
    return certain if plain or led or alone else _DOUBTFUL


def _unsaid(page: Page, old: Count, sign: Found[str]) -> bool:
    """ "12.5, no that's the water tablet. It's 10", "10 days. No, I restarted": a no to what was just answered."""
    said = _W["no"] & set(page.keys[sign.start : sign.end])
    pauses = page.keys[old.end : sign.start]
    goes_on = _W["after_a_no"] & set(page.keys[sign.end : sign.end + 1])  # not "no others since 2023"
    return bool(said and page.asked and pauses and goes_on) and set(pauses) <= _W["pauses"] | _W["before_a_no"]


def _wonders(page: Page, old: Count, new: Count) -> bool:
    """ "Seventy. Seventy-one? Let me ask"."""
    between = set(page.keys[old.end : new.start])
    return bool(between) and between <= _W["pauses"] and page.keys[new.end : new.end + 1] == ["?"]


def _firm(page: Page, sign: Found[str], led: bool) -> bool:
    """Whether a sign corrects though other words stand beside it."""
    if sign.of == WEAK and led and no_opens(page, sign):
        return True
    if sign.of in (WEAK, SLIP):
        return led and bool(
            _W["weakly_firm"] & set(page.keys[sign.start : sign.end])
        )  # "Let me check. Actually it was"
    return not _opens(page, sign)


def _together(page: Page, signs: list[Found[str]]) -> bool:
    """ "No, sorry, ..." is firmer than each of them."""
    pairs = zip(signs, signs[1:], strict=False)
    return any(STRONG in (one.of, two.of) and 0 <= two.start - one.end <= 1 for one, two in pairs)


def _led(page: Page, new: Count) -> bool:
    """ "... I'm mixing it up. It was the 2nd": the words before a count say that it is the one."""
    at = new.start - 1 - (page.keys[new.start - 1] == "the")
    return page.keys[at] in _W["leads"]


def _no_value(page: Page, new: Count) -> bool:
    """ "71, sorry, 17 was a typo", "I'm 63, sorry, I put 36"."""
    if page.keys[max(0, new.start - 2) : new.start - 1] == ["i"] and page.keys[new.start - 1] in _W["entered"]:
        return True
    after = page.keys[new.end : new.end + _NO_VALUE]
    stop = next((at for at, key in enumerate(after) if key in _W["pauses"]), len(after))
    return bool(_W["no_value"] & set(after[:stop])) and not isinstance(new.what, When)


def _to_come(page: Page, end: int) -> bool:
    """Whether the number that ends there is one of another time: "81. No, 80, sorry, 81 in February"."""
    return page.keys[end : end + 1] == ["in"] and any(w.start == end + 1 for w in page.dates)


def _alone(page: Page, old: Count, new: Count) -> bool:
    """ "30 a day, I've cut down, 25", "63 ... 65 with the new scales": a second number that is said of nothing else."""
    between = page.keys[old.end : new.start]
    if (
        not isinstance(old.what, Number)
        or not isinstance(new.what, Number)
        or not between
        or between[-1] not in _W["breaks"]
        or between == ["-"]
    ):
        return False
    if old.what.units and not new.what.units and len(page.asked) > 1:
        return False  # "10 st, 47" in answer to both
    after = page.keys[new.end : new.end + 1]
    if page.keys[new.start].isdigit() and new.what.value < _LISTED and between[-1] == "." and after == ["."]:
        return False  # "1. ALT 5x ULN. 2. HIV"
    soon = [max(w.last, *(w.other or ())) if w.other else w.last for w in page.dates if 0 <= w.start - new.end <= 1]
    if any(day > page.as_of for day in soon):
        return False  # "forty-one, forty-two on Boxing Day"
    if between[-1] == "(" or any(
        old.end <= at < new.start and who not in ("self", page.cast.candidate) for at, who in page.cast.people
    ):
        return False  # "his platelets 140, hers (wife, donor) 220", "I gave you the monocytes (0.42)"
    paused = set(between) <= _W["pauses"] and after and after[0] in _W["after_a_restart"]
    return bool(paused) or not after or after[0] in _W["breaks"] and after[0] != "-"


def _opens(page: Page, sign: Found[str]) -> bool:
    """ "Sorry, I was asleep": such a word may open anything."""
    return set(page.keys[sign.start : sign.end]) <= _W["opening"]


def _of_another(page: Page, at: int) -> bool:
    clause = page.clause_at(at)
    return bool(page.cast.other(at, clause, page.sentence(clause)[0].start))


def _in_its_place(page: Page, old: Count, new: Count) -> Number | When | None:
    """What is meant, at the place of both; None where two counts make nothing that is certain."""
    if isinstance(old.what, Number):
        if isinstance(new.what, When):
            return None
        if old.end > old.what.until:
            return new.what  # "5 8, sorry, fifty eight"
        units = {family: (factor, old.end) for family, (factor, _) in (new.what.units or old.what.units).items()}
        return Number(old.start, old.what.end, new.what.readings, units, new.what.spelled)
    if day := day_of_month(page, old.what, new):
        meant = old.what.first.replace(day=day)
        return replace(old.what, first=meant, last=meant) if meant <= page.as_of else None
    if isinstance(new.what, When):
        return replace(new.what, start=old.start, end=old.end)
    if "time_day" not in new.what.units or old.what.span:
        return None
    paused = [*page.keys[: old.end], *[","] * (new.start - old.end), *page.keys[new.start :]]  # "no, more like five"
    passed = RelativeDates(paused, page.numbers, page.as_of).passed(new.start)
    return replace(passed, start=old.start, end=old.end) if passed else None


def _put(page: Page, old: Count, new: Count, meant: Number | When, since: int) -> None:
    """What is mended is no longer there: the words since the correction are passed over as if they were pauses."""
    if meant.start < new.start:
        page.keys[since : new.end] = [","] * (new.end - since)
        page.words = frozenset(page.keys)
    places = {*range(old.start, old.end), *range(new.start, new.end)}
    page.numbers = [one for one in page.numbers if one.start not in places]
    page.dates = [one for one in page.dates if one.start not in places]
    if isinstance(meant, Number):
        page.numbers = sorted([*page.numbers, meant], key=lambda one: one.start)
    else:
        page.dates = sorted([*page.dates, meant], key=lambda one: one.start)


def _explains(page: Page, sign: Found[str], end: int) -> bool:
    """ "Make that twenty, I counted wrong", "58. Sorry, 85, typo": what follows says why."""
    return (
        0 <= sign.start - end <= _EXPLAINED
        and set(page.keys[end : sign.start]) <= _W["pauses"]
        and not any(n.start >= sign.end and n.start - sign.end <= _BRIDGE for n in page.numbers)
    )
