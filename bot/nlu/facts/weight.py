"""The weight of today: numbers of mass that no name introduces, and weights that are not the one of today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.nlu.facts.changed_since import changed_since
from bot.nlu.facts.nearest import number_after
from bot.nlu.facts.strength import of_strength
from bot.nlu.facts.struck_value import denied, instead
from bot.nlu.facts.weight_range import of_a_range
from bot.nlu.facts.weight_then import before_that, pointed_back
from bot.nlu.language.numbers import Number, tidy
from bot.nlu.language.scene import PATIENT
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("weight")
_UNITS = {0.45359237: _W["pounds"], 6.35029318: _W["stones"], 1.0: _W["kilos"]}
_NOW = word_lists("nearest")["now"]
_AT_ITS_WORST, _REFUSED = 5, 5
"""Words after a value that tell of when it was, and between a denial and the weighing that it denies."""

_THEN_AND_NOW = 10
"""Words between a weight of then and a bare number of now."""
_BESIDE, _BEFORE = 2, 4
"""Words after a number within which its day stands, and before it within which a change does."""
_DAYS = dt.timedelta(days=7)


def alone(page: Page, taken: set[int]) -> list[Finding]:
    """Numbers whose unit names the fact: "81 kg", "eleven stone four"."""
    found = []
    if any(m.states and number_after(page, m) for m in page.of_kind("weight_kg")):
        return []
    if page.of_two([n for n in page.numbers if "mass" in n.units or not n.units and _weighed(page, n)]):
        return []  # "I'm eighty kilos, the nurse had her at fifty-one"
    if _jointly(page) or beside_me(page):
        return []
    for number in (in_its_unit(page, one) for one in page.numbers):
        if page.in_date(number.start) or _first_day(page, number):
            continue  # "on the 21st of May" is no stone
        if "mass" not in number.units or number.start in taken:
            continue
        struck = denied(page, number.start)
        later = instead(page, number) if struck else weight_since(page, number)
        if later and 25 <= later.value * number.units["mass"][0] <= 300:
            kilos = tidy(round(later.value * number.units["mass"][0], 2))
            found.append(Finding("weight_kg", kilos, later.start, later.end))
            continue
        if struck or of_a_range(page, number) or of_strength(page, number) or not _own_weight(page, number):
            continue
        finding = _weight(page, number)
        if finding:
            found.append(finding)
    return found[-1:]


def _first_day(page: Page, number: Number) -> bool:
    """ "On the 21st instead", "the 20th, 21st and 22nd": no stones."""
    before = page.keys[max(0, number.start - 2) : number.start]
    joined = bool(_W["joins_days"] & set(before[-1:]) and _W["after_a_day"] & set(before[:1]))
    return page.keys[number.end : number.end + 1] == ["st"] and (before[-1:] == ["the"] or joined)


def in_its_unit(page: Page, number: Number) -> Number:
    """ "154 is lb, not kg", "178, and I mean pounds, not kilos": a unit told of a number against another one."""
    at = number.end
    while page.keys[at : at + 1] != [] and page.keys[at] in _W["before_its_unit"]:
        at += 1
    if number.units or at == number.end or at >= len(page.keys):
        return number
    factor = next((factor for factor, names in _UNITS.items() if page.keys[at] in names), None)
    after = [key for key in page.keys[at + 1 : at + 4] if key != ","]
    other = any(after[1:2] and after[1] in names for names in _UNITS.values())
    against = after[:1] == ["not"] and other
    if not (factor and against):
        return number
    return replace(number, readings=(round(number.value * factor, 2),), units={"mass": (1.0, at + 1)})


def _jointly(page: Page) -> bool:
    """ "Holding her, 131 together, and I'm 83 on my own": what is told is the writer's, or of both."""
    both = any(
        _W["of_both"] & {*page.keys[n.start - 1 : n.start], *page.keys[n.until : n.until + 1]} for n in page.numbers
    )
    return both and any(who == PATIENT for _, who in page.cast.people)


def beside_me(page: Page) -> bool:
    """ "I'm 95 kilos and he's lighter than me": what is told is the writer's, the other one's is left to be asked."""
    return any(
        key == "than" and page.keys[at - 1] in _W["compared"] and not _W["me"].isdisjoint(page.keys[at + 1 : at + 2])
        for at, key in enumerate(page.keys)
    )


def _weighed(page: Page, number: Number) -> bool:
    """ "The nurse had her at 51", "she weighs 60": a number without a unit that can be nothing else."""
    return page.keys[number.start - 1] in _W["at_weight"] and not page.in_date(number.start)


def _own_weight(page: Page, number: Number) -> bool:
    clause = page.clause_at(number.start)
    near = page.keys[max(0, number.start - 4) : number.start]
    words = set(near) - ({"per"} if near[-1:] != ["per"] else set())  # "1 mg per kilo and I'm 64 kilos"
    after = set(page.keys[number.after("mass") : number.after("mass") + 3])
    if former(page, number) or wished(page, number) or "would" in page.keys[number.end : number.end + 5]:
        return False  # "a 60 kg man would get ..."
    if page.keys[number.start - 1 : number.start] == ["from"]:
        return False  # "down to 54 kilos from 71"
    changed = _W["moved"] & set(page.keys[number.until : number.until + 6])
    if changed and _W["was"] & words:
        return False  # "I was 90 kg, lost 20"
    change = frozenset() if _reached(page, number) else _W["change"]
    sentence = page.sentence(clause)[0].start
    listed = clause.start == number.start and ":" in page.keys[sentence : clause.start]  # "son: DOB 1989, 88 kg"
    goes_on = listed or page.keys[clause.start] in _W["weighing"]  # "hubby is 52, weighs 91 kilo"
    opened = sentence if goes_on else clause.start
    return not (clause.asks or page.cast.other(number.start, clause, opened) or words & change
                or after & _W["after_weight_change"] - ({"weight"} if "lost" not in words else set()))  # fmt: skip


def weight_since(page: Page, number: Number) -> Number | None:
    """Of "used to be 85 kg, now 72" the bare number of today."""
    later = next((n for n in page.numbers if n.start > number.start and "time_day" not in n.units), None)
    end = number.after("mass")
    then = before_that(page, number) or pointed_back(page, number)
    was = page.keys[number.start - 1 : number.start] in (["was"], ["were"]) or then
    if later and page.keys[number.start - 1 : number.start] == ["from"] and page.keys[end : later.start] == ["to"]:
        return None if later.units else later  # "I've dropped from 82 kilos to 69"
    moved = _W["moved"] & set(page.keys[max(0, number.start - 2) : number.start])
    moved = moved or page.keys[number.start - 2 : number.start] == ["put", "on"]
    usual = _W["usual"] & set(page.keys[max(0, number.start - 4) : number.start])  # "normally I'm 80 kg, now 71"
    old = was or former(page, number) or wished(page, number) or moved or usual
    if later is None or later.units or not old or later.start - end > (_THEN_AND_NOW if then else 6):
        return None
    told = page.keys[end : later.end + 1]
    moment = page.keys[later.end : later.end + 3] in (["at", "the", "minute"], ["at", "the", "moment"])
    moment = moment or "these days" in pairs(page.keys[end : later.end + 2])
    arrived = moved and page.keys[later.start - 1] == "to" and page.keys[later.start - 2] in _W["to_now"]
    arrived = arrived and page.keys[later.start - 3] in _W["so"] and not _named_between(page, end, later.start)
    return later if moment or arrived or {"now", "currently", "today"} & set(told) else None


def _named_between(page: Page, start: int, end: int) -> bool:
    """ "Lost 8 kilos, pred down to 40": of something else."""
    return any(start <= m.start < end and not m.means.shy for m in page.mentions)


def _reached(page: Page, number: Number) -> bool:
    """ "Down to 72 kg", "dropped from 85 to 72 kg": where a change has ended is the weight."""
    before = page.keys[max(0, number.start - 5) : number.start]
    return before[-1:] == ["to"] and bool(_W["to_now"] & set(before)) and not _W["holds"] & set(before)


def wished(page: Page, number: Number) -> bool:
    """A weight aimed at, usual or at its highest is not the one of today, nor is that of two: "131 together"."""
    if _W["of_two"] & set(page.keys[number.end : number.until + 2]):
        return True
    clause = page.clause_at(number.start)
    words = page.keys[max(clause.start, number.start - 7) : number.start]
    wish = any(
        key in _W["wishing"] and "to" in words[i + 1 : i + 3] and _W["to_reach"] & set(words[i + 2 : i + 4])
        for i, key in enumerate(words)
    )
    return wish or bool(_W["wished"] & set(words)) and not _NOW & set(words)


def unweighed(page: Page, start: int = 0, end: int | None = None) -> bool:
    """ "Won't get on the scales. Seventy, since June", "chairbound so no weight": the number is of something else."""
    if _jointly(page):
        return True
    for at in range(start, len(page.keys) if end is None else end):
        before = page.keys[max(start, at - _REFUSED) : at]
        changed = _W["after_weight_change"] & set(page.keys[at + 1 : at + 2])  # "no weight loss"
        none = page.keys[at] in _W["named"] and before[-1:] == ["no"] and not changed
        if none or page.keys[at] in _W["scales"] and _W["not_weighed"] & set(before):
            return True
    return False


def _weight(page: Page, number: Number) -> Finding | None:
    factor, end = number.units["mass"]
    kilos = number.value * factor
    if not 25 <= kilos <= 300:
        return None
    return Finding("weight_kg", round(kilos, 2) if kilos != int(kilos) else int(kilos), number.start, end)


def unit_told_apart(page: Page, number: Number) -> Number | None:
    """ "140, in pounds", "hundred and twelve. pounds, not kilos": a bare number whose unit stands elsewhere; None where
    two units do."""
    if number.units:
        return number
    told = {
        factor
        for at, key in enumerate(page.keys)
        for factor, names in _UNITS.items()
        if key in names and page.keys[at - 1 : at] != ["not"] and not any(n.until == at + 1 for n in page.numbers)
    }
    if len(told) > 1:
        return None
    if not told:
        return number
    return replace(number, readings=(round(number.value * told.pop(), 2),), units={"mass": (1.0, number.end)})


def former(page: Page, number: Number) -> bool:
    """ "Weight was 80 before all this", "I used to be 70 kg"."""
    end = number.until
    near = page.keys[max(0, number.start - 4) : number.start]
    before = set(near)
    then = any(key in _W["named"] and word in _W["earlier"] for key, word in zip(near, near[1:], strict=False))
    if "always" in before or then:
        return True  # "weight before ICU 95 kg"
    after = page.keys[end : end + _AT_ITS_WORST]
    if after[:1] and after[0] in ("at", "on", "during") and _W["worst"] & set(after):
        return True  # "45 at the worst point", "7.1 on admission"
    lately = _W["lately"] & set(
        page.keys[end : page.clause_at(number.start).end]
    )  # "when they weighed him this morning"
    taken = after[:1] == ["when"] and _W["measuring"] & set(after[1:4]) and not _W["former"] & set(after[1:])
    lately = lately or taken and "mass" not in number.units  # "was 74 ml/min when they did it in September"
    told = bool(before & _W["was"]) and bool(_W["former"] & set(after[:1])) and not lately
    told = told or before_that(page, number) and not lately
    return told or bool(before & _W["dismissed"]) or "used" in before and not before & _NOW


def of_a_thing(page: Page, mention: Mention) -> bool:
    """ "The wheelchair weighs 90 kg": what is weighed has an article and is no person."""
    before = page.keys[max(0, mention.start - 2) : mention.start]
    if page.keys[mention.start] not in ("weighs", "weighed") or before[:1] not in (["the"], ["a"], ["my"], ["this"]):
        return False
    return all(at != mention.start - 1 for at, _ in page.cast.people)


def weighed_since(page: Page, number: Number) -> bool:
    """ "... I've lost a bit, 66.4 this morning": not by how much, but what it is on a day since."""
    if not changed_since(page, max(0, number.start - _BEFORE), number.start):
        return False
    days = (w for w in page.dates if number.until <= w.start <= number.until + _BESIDE and not w.span)
    return any(w.first <= page.as_of and w.last - w.first < _DAYS for w in days)
