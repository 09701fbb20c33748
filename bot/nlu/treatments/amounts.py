"""Which numbers are milligrams of a dose, with the words that belong to each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.vocab import Vocab

from bot.nlu.language.denied_amounts import not_so_much
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found, Lexicon, Phrases, longest
from bot.nlu.page import Mention, Page
from bot.nlu.treatments import named_tablets, strengths
from bot.nlu.treatments.dose_words import words

Sign = Found[tuple[str, float]]
"""Words that tell how often a dose is taken, and how many times a day that is."""

_USUAL = {0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 7.5, 8, 9, 10, 11, 12, 12.5, 13, 14, 15, 16, 17.5, 18,
          20, 22.5, 24, 25, 27.5, 30, 32, 35, 36, 37.5, 40, 45, 48, 50, 55, 60, 64, 65, 70, 75, 80, 100}  # fmt: skip
"""What a number without a unit must be to be a dose."""
_LEAST_A_DAY = 5
"""A bare number a day below this may count tablets."""
_NEAR = 6
"""Within how many tokens of a drug's name a bare number of a part of the day is its dose."""
HOURS = 12  # on a clock's face
_OTHER_DRUGS = ("tx_ivig", "tx_rituximab", "tx_cyclophosphamide", "other_therapies", "riluzole_use")


@dataclass(slots=True)
class Amount:
    """One number of milligrams with what is said of it up to the next one."""

    start: int
    end: int
    mg: float
    until: int
    """Where what follows it ends."""
    after: int
    """Where what precedes it begins."""
    restated: bool = False  # told once more in tablets, which multiply it no further


@lru_cache(maxsize=2)
def _phrases(vocab: Vocab) -> Phrases[tuple[str, float]]:
    found: Phrases[tuple[str, float]] = Phrases(Lexicon(vocab))
    for times, wordings in words().times.items():
        found.add(wordings, ("times", times))
    found.add(words().number_times, ("number times", 0))
    found.add(words().turns, ("turns", 0))
    return found


def known(vocab: Vocab) -> set[str]:
    """The words by which doses are told."""
    lists = words().model_dump().values()
    return _phrases(vocab).words | {word for entry in lists if isinstance(entry, set) for word in entry}


def _per_litre(page: Page, number: Number) -> bool:
    """Whether the unit of a number goes on in a volume: "mg/dL"."""
    return page.keys[number.after("dose") : number.after("dose") + 2] in (["/", "dl"], ["/", "l"])


def counts_times(signs: list[Sign], number: Number) -> bool:
    return any(sign.of[0] == "number times" and sign.start == number.end for sign in signs)


def find_amounts(page: Page, numbers: list[Number], signs: list[Sign], near: int | None) -> list[Amount]:
    """The numbers that are milligrams, each with the words that belong to it."""
    if near is None and _only_strengths(page, numbers):
        return []  # "they're 10s, I take three a day"
    taken = {at for sign in signs for at in range(sign.start, sign.end)}
    milligrams: list[tuple[Number, float]] = []
    for number in (one for one in numbers if not not_so_much(page.keys, one)):
        if number.start in taken or counts_times(signs, number) or _of_span(page, number) or clock(page, number):
            continue
        if number.units.keys() & {"creatinine", "hemoglobin"} and "dose" in number.units and _per_litre(page, number):
            continue  # "Cr 1,04 mg/dL | Meticorten 20 mg/d"
        if "dose" in number.units:
            milligrams.append((number, number.value * number.units["dose"][0]))
        elif tablets := named_tablets.told(page, number):
            if not tablets.value:
                return []  # "two fives and a two and a half"
            milligrams.append((tablets, tablets.value))
            taken |= {*range(tablets.start, tablets.end)}
        elif not number.units and number.value in _USUAL and _stands_for_dose(page, number, milligrams, near):
            milligrams.append((number, number.value))
    result: list[Amount] = []
    for place, (number, mg) in enumerate(milligrams):
        end = max(number.after("dose"), number.after("per_kilo"))
        following = milligrams[place + 1][0].start if place + 1 < len(milligrams) else len(page.keys)
        others = (m.start for m in page.mentions if m.start >= end and _another_drug(m))
        following = min(following, *others, len(page.keys))
        before = result[-1].end if result else 0
        result.append(Amount(number.start, end, mg, min(_stop(page, end), following), max(before, number.start - 4)))
    return result


def _only_strengths(page: Page, numbers: list[Number]) -> bool:
    """ "They're 5s": how strong a tablet is, and no dose; "three 5s" is one."""
    counted = {n.until for n in numbers}
    plural = any(page.keys[n.end : n.end + 1] == ["s"] and not n.spelled and n.start not in counted for n in numbers)
    return plural and not any("dose" in n.units or named_tablets.told(page, n) for n in numbers)


def _another_drug(mention: Mention) -> bool:
    """No steroid, and no mere word for what calms the immune system."""
    return mention.fact in _OTHER_DRUGS or mention.fact == "immunosuppressants" and mention.means.role == "value"


def _stands_for_dose(page: Page, number: Number, before: list[tuple[Number, float]], near: int | None) -> bool:
    """A bare number: beside the drug, in a row of doses ("10/5/5"), or after "down to" where a dose was told."""
    ahead, behind = page.keys[max(0, number.start - 1) : number.start], page.keys[number.end : number.end + 1]
    if behind and behind[0] in words().pieces or _piece_number(page, number):
        return False
    if number.spelled and number.value == 1 or _numbered(page, number):
        return False  # "one morning"; "day 3 of 40"
    if before and number.spelled and _counted(page, before[0][0]):
        return False  # "tablets of prednisolone 5 mg: four with breakfast, two with tea"
    if behind == ["s"] and near == number.start:
        return False  # "two Medrol 16s" tells a strength
    if near is None:
        to_come = page.keys[number.end : number.end + 2] == ["the", "next"]  # "5 one day 10 the next"
        further = bool(set(ahead) & words().goes_on) or at_part_of_day(page, number) or _articled(page, number, before)
        return not before or to_come or further
    stepped = page.keys[near : number.start]
    if 1 < len(stepped) <= 6 and stepped[-1] == "to" and set(stepped) <= words().stepped:
        return True  # "my prednisolone went up to 40"
    if ahead == ["from"] and number.start <= near + 2 and behind == ["to"]:
        return True  # "drop my prednisone from 20 to 10"
    if behind == ["of"] or near <= number.start <= near + 3 and set(page.keys[near : number.start]) <= words().dose_is:
        return True
    if not before and 0 < number.start - near <= _NEAR // 2 and number.value >= _LEAST_A_DAY and _a_day(page, number):
        return True
    if not before and number.start - near <= _NEAR and at_part_of_day(page, number):
        return True
    if before and ahead:
        previous = before[-1][0]
        apart = number.start - previous.after("dose")
        if ahead[0] in ("/", "+", "-", "another", "to", "now", "at") and apart <= 12:
            return True
        if page.keys[number.start - 2 : number.start] == ["next", "day"] and apart <= 12:
            return True  # "one day 10 mg, next day 5"
        if ahead[0] in words().takes and words().rather & set(page.keys[number.start - 4 : number.start]):
            return True  # "the records show 30 mg but I actually take 20"
        if ahead[0] in words().today and apart <= 12:
            return True  # "60 tapering, today 35"
        if ahead[0] in ("at", "on", "now") and words().current_after & set(page.keys[number.end : number.end + 2]):
            return True  # "... came down every two weeks, sitting at 20 right now"
        row = linked(page, previous.after("dose"), number.start)
        behind = page.keys[number.end : number.end + 5]
        timed = bool(words().parts_of_day & set(behind)) or _at_an_hour(page, number)
        return row and (timed or behind[:2] == ["the", "next"])
    return False


def _counted(page: Page, strength: Number) -> bool:
    """ "Tablets of 5 mg: four with ...", not "tablets, twenty mg on waking and ten ..."."""
    tablets = words().pieces & set(page.keys[max(0, strength.start - _NEAR) : strength.start])
    end = strength.after("dose")
    return bool(tablets) and not words().parts_of_day & set(page.keys[end : end + 3])


def _at_an_hour(page: Page, number: Number) -> bool:
    """ "10 mg on waking and 5 about four": a number that the hour follows."""
    return any(other.start == number.end + 1 and clock(page, other) for other in page.numbers)


def _articled(page: Page, number: Number, before: list[tuple[Number, float]]) -> bool:
    """ "A 20 and a 5"."""
    told = page.keys[before[-1][0].end : number.start] if before else []
    return told in (["and", "a"], ["and", "one"], [",", "a"], ["+", "a"], ["plus", "a"])


def _numbered(page: Page, number: Number) -> bool:
    """ "Day 3 of 40", not "5 one day 10 the next"."""
    before = page.keys[max(0, number.start - 2) : number.start]
    counted = any(n.end == number.start - 1 for n in page.numbers) or before[:1] in (["a"], ["next"])
    return before[-1:] != [] and before[-1] in words().numbered and not counted


def _a_day(page: Page, number: Number) -> bool:
    """ "Prednisone only, forty a day"."""
    after = page.keys[number.end : number.end + 2]
    return after[:1] == ["daily"] or after in (["a", "day"], ["per", "day"], ["each", "day"], ["every", "day"])


def at_part_of_day(page: Page, number: Number) -> bool:
    """ "15 in the morning and 5 at teatime", "25 when she first gets up"."""
    after = page.keys[number.end : number.end + 5]
    part = next((place for place, key in enumerate(after) if key in words().parts_of_day), None)
    return part is not None and all(key in words().glue or key.isdigit() for key in after[:part])  # "5 at 2 pm"


def _piece_number(page: Page, number: Number) -> bool:
    """ "eight of them", "two tablets": a count, not milligrams."""
    after = page.keys[number.end : number.end + 2]
    if after[:1] and after[0][:1].isdigit():
        return True  # "four 5 mg tablets"
    if after[:1] == ["of"] and after[1:] and after[1] in words().owned:
        return True  # "four of the 5 mg tablets"
    if strengths.counted(page, number):
        return True  # "two every morning, they're the 5 mg ones"
    return after[:1] in (["x"], ["times"]) or after in (["of", "them"], ["of", "these"], ["of", "those"])


def clock(page: Page, number: Number) -> bool:
    """ "10 mg at 8 am", "20 mg at seven", "10 mg 4pm", "and 5 about four": when, not how much."""
    before, after = page.keys[number.start - 1 : number.start], page.keys[number.end : number.end + 1]
    told_at, half = before in (["at"], ["@"], ["by"]), after in (["am"], ["pm"])
    if number.value <= HOURS and not number.units:
        dosed = [n.until for n in page.numbers if "dose" in n.units]
        counted = any(n.end == number.start - 1 and not n.units for n in page.numbers)
        if counted and before and before[0] in words().about_an_hour:
            return True
        if before == ["at"] and number.start - 1 in dosed or half and number.start in dosed:
            return True
    return told_at and (half or after in (["oclock"], ["h"], ["hrs"]))


def _of_span(page: Page, number: Number) -> bool:
    """The 12 of "2/12 of prednisone 60": two months."""
    return any(other.units.get("time_day", (0, 0))[1] == number.end and other is not number for other in page.numbers)


def _stop(page: Page, at: int) -> int:
    """The end of the sentence, a semicolon or a new line."""
    sentence = page.clause_at(min(at, len(page.keys) - 1)).sentence
    return next((c.start for c in page.clauses if c.sentence > sentence), len(page.keys))


def linked(page: Page, start: int, end: int) -> bool:
    """Whether nothing stands between two amounts but the drug's name, parts of the day and words that join."""
    joining = words().glue | words().parts_of_day | {"0"}
    named = {place for m in page.of_kind("oral_steroid_drug") for place in range(m.start, m.end)}
    hours = {number.start for number in page.numbers if start <= number.start < end and clock(page, number)}
    return all(at in named or at in hours or page.keys[at] in joining for at in range(start, end))


def find_signs(page: Page) -> list[Sign]:
    """Where the message says how often a dose is taken."""
    return longest(_phrases(page.doc.vocab).find(page.doc))
