"""Ages in sayings: "just gone 72", "in my 82nd year", "hit the big five-oh", "77 years on this earth"."""

from __future__ import annotations

from bot.nlu.facts import birthdays
from bot.nlu.facts.age_owners import GROWN, MARKS, after_years, sentence_start
from bot.nlu.language.numbers import Number, table
from bot.nlu.language.text import word_at
from bot.nlu.page import Finding, Page
from bot.nlu.times.when import words as calendar
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("age_sayings")
_TEN, _HALF_A_CENTURY, _OLDEST = 10, 50, 110
_NEAR = 4
"""Words around a round birthday that tell whether it has been."""
_MONTHS, _MONTH = 12, (28, 31)
"""Months of a year, and days of a month."""
_MEASURES = frozenset({"measure", "multiple", "steroid", "immunosuppressants", "medicine"})


def read(page: Page) -> list[Finding]:
    """Ages whose number is not the number of completed years as it stands."""
    found = []
    for at, key in enumerate(page.keys):
        value = end = None
        if key == "big" and page.keys[at - 1 : at] == ["the"]:
            value, end = _round(page, at)
        elif key in _W["years_of_life"]:
            value, end = _in_the_year(page, at), at + 1
        elif key == "birthday" and page.keys[at - 1].isalpha():
            value, end = _birthday(page, at), at + 1
        elif key == "century" and page.keys[at - 2 : at] == ["half", "a"]:
            value, end = _half_a_century(page, at), at + 1
        clause = page.clause_at(at)
        if value and end and not clause.asks and not page.cast.other(at, clause, sentence_start(page, at)):
            found.append(Finding("age_years", value, at, end))
    return found


def told(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """Whether the words around a number of completed years are a saying of an age."""
    end = after_years(page, number)
    if end is None or not GROWN <= number.value <= _OLDEST or set(number.units) - {"time_day"}:
        return False
    behind = page.keys[end : end + _NEAR]
    years = end > number.end
    if after[:1] and after[0] in _W["lived_through"]:
        return bool(before) and before[-1] in _W["seen"]  # "I've seen 81 summers"
    if years:
        return _lived(before, behind) or _completed(page, end, before, behind)
    if before[-2:-1] == ["aet"] or before[-1:] and before[-1] in _W["aged"]:
        return True  # "aet. 28", "aetat 63"
    if after[:1] and after[0] in _W["rounds"] and {"sun"} & set(after[1:4]):
        return True  # "69 trips round the sun"
    if before[-3:] == ["made", "it", "to"] and number.value >= _HALF_A_CENTURY and _ended(behind):
        return True
    if _and_months(page, number) and not _another_asked(page):
        return True
    if any(says()[m.fact].kind in _MEASURES for m in page.mentions) or _another_asked(page):
        return False
    if before[-1:] == ["says"] and _W["papers"] & set(before[-2:-1]):
        return _ended(behind)  # "I feel about 90. Passport says 56"
    said = _gone(page, number, before, behind) or _still(before, behind) or _in_a_month_gone(before, behind)
    return said or _since(page, number, before, behind)


def _and_months(page: Page, number: Number) -> bool:
    """ "Eighteen and five months now", as a sentence of its own."""
    more = next((n for n in page.numbers if n.start == number.end + 1 and page.keys[number.end] == "and"), None)
    if more is None or sentence_start(page, number.start) != number.start or not 0 < more.value < _MONTHS:
        return False
    factor, end = more.units.get("time_day", (0, 0))
    return _MONTH[0] <= factor <= _MONTH[1] and _ended(page.keys[end : end + 1])


def _another_asked(page: Page) -> bool:
    return bool(page.asked) and "age_years" not in page.asked and catalogue()[page.asked[0]]["type"] == "number"


def _ended(behind: list[str]) -> bool:
    return not behind or behind[0] in MARKS or behind[0] in _W["after_an_age"]


def _lived(before: list[str], behind: list[str]) -> bool:
    """ "Clocked up 77 years on this earth", "been alive 62 years"."""
    here = behind[:1] in (["on"], ["upon"]) and bool(_W["world"] & set(behind[1:4]))
    alive = bool(before) and "alive" in before[-2:] and _ended(behind)
    return here or alive


def _completed(page: Page, end: int, before: list[str], behind: list[str]) -> bool:
    """ "I completed 58 years in August only"; not "I completed 20 years in the army"."""
    if before[-1:] not in (["completed"], ["complete"]):
        return False
    month = behind[:1] == ["in"] and behind[1:2] != [] and behind[1] in calendar().months
    return month or _ended(behind) or behind[:2] == ["of", "age"]


def _gone(page: Page, number: Number, before: list[str], behind: list[str]) -> bool:
    """ "Just gone 72, if you please", "gone 60 last month", "rising 81, I'll get there at Christmas"."""
    if not before or before[-1] not in _W["gone"]:
        return False
    opens = number.start - 1 == sentence_start(page, number.start)
    led = before[-2:-1] != [] and before[-2] in _W["before_gone"]
    return (opens or led) and _ended(behind)


def _in_a_month_gone(before: list[str], behind: list[str]) -> bool:
    """ "My brother-in-law, 68 in August gone", "she was 71 in May past"; "70 in March next" is yet to come."""
    opens = not before or before[-1] in MARKS or before[-1] in _W["being_aged"]
    month = behind[:1] == ["in"] and word_at(behind, 1) in calendar().months
    return opens and month and word_at(behind, 2) in _W["month_gone"]


def _still(before: list[str], behind: list[str]) -> bool:
    """ "Nineteen next week, still eighteen today", "still only 59"."""
    near = [key for key in before if key not in _W["only"]]
    if near[-1:] != ["still"] or near[-2:-1] not in ([], [","], ["."], [";"], ["but"], ["and"], ["am"], ["im"]):
        return False
    return _ended(behind) or behind[0] in _W["for_now"]


def _since(page: Page, number: Number, before: list[str], behind: list[str]) -> bool:
    """ "Eighteen since Tuesday!", "I've been 40 since May"."""
    been = before[-2:] in (["ive", "been"], ["shes", "been"], ["hes", "been"], ["have", "been"], ["has", "been"])
    if behind[:1] != ["since"] or not (been or number.start == 0):
        return False
    when = next((w for w in page.dates if number.end <= w.start <= number.end + 2), None)
    if when is None or not 0 <= (page.as_of - when.first).days < birthdays.YEAR_DAYS:
        return False
    return page.keys[when.end : when.end + 1] in ([], ["."], ["!"], [","])


def _round(page: Page, at: int) -> tuple[int | None, int]:
    """ "Hit the big five-oh last Sunday", "the big 4-0 in May": a birthday that has been, or is to come."""
    number = next((n for n in page.numbers if n.start == at + 1), None)
    if number is None or number.units or number.value != int(number.value):
        return None, at
    value, end = int(number.value), number.end
    if value % _TEN or not GROWN <= value <= _OLDEST:
        return None, at
    before, behind = page.keys[max(0, at - _NEAR - 1) : at - 1], page.keys[end : end + _NEAR]
    behind = behind[next((i for i, key in enumerate(behind) if key not in _W["comes"]), len(behind)) :]
    if _W["been"] & set(before) or behind[:1] and behind[0] in _W["lately"] or "was" in page.keys[end : end + 1]:
        return value, end
    return (value - 1, end) if birthdays.ahead(page, end, behind) else (None, at)


def _in_the_year(page: Page, at: int) -> int | None:
    """ "In his eighty-second year", "entering my 71st year": one year less is completed."""
    if not _ended(page.keys[at + 1 : at + 2]):
        return None  # "in my 20th year of marriage"
    words = [key for key in page.keys[max(0, at - 6) : at] if key != "-"]
    value, rest = _ordinal(words)
    owned = rest[-1:] != [] and rest[-1] in _W["whose"] and rest[-2:-1] != [] and rest[-2] in _W["in"]
    return value - 1 if value and owned and GROWN < value <= _OLDEST else None


def _birthday(page: Page, at: int) -> int | None:
    """ "I had my nineteenth birthday in August", "my fifty-second birthday is next week"; not "ill since my ..."."""
    value, rest = _ordinal([key for key in page.keys[max(0, at - 6) : at] if key != "-"])
    if (
        not value
        or page.keys[at - 1].endswith("ieth")
        or not _TEN < value <= _OLDEST
        or not _W["whose"] & set(rest[-1:])
    ):
        return None  # "seventieth" is read as a number
    been = _W["been"] & set(rest[-_NEAR:])
    if not been and birthdays.ahead(page, at + 1, page.keys[at + 1 : at + 1 + _NEAR]):
        return value - 1
    clause = page.clause_at(at)
    days = [w for w in page.dates if clause.start <= w.start < clause.end]
    lately = all(0 <= (page.as_of - w.first).days < birthdays.YEAR_DAYS for w in days)
    return value if lately and been and not _W["at_that_time"] & set(rest) else None


def _ordinal(words: list[str]) -> tuple[int | None, list[str]]:
    """The ordinal that ends a row of words, "82 nd" or "eighty second", and what stands before it."""
    if words[-1:] and words[-1] in _W["endings"] and words[-2:-1] and words[-2].isdigit():
        return int(words[-2]), words[:-2]
    last = words[-1] if words else ""
    tens, ones = table().words, calendar().ordinals
    if last.endswith("ieth"):
        return tens.get(last.removesuffix("ieth") + "y"), words[:-1]  # "sixtieth"
    ten = tens.get(words[-2], 0) if words[1:] else 0
    if ten > _TEN and not ten % _TEN and ones.get(last, _TEN) < _TEN:
        return ten + ones[last], words[:-2]
    return ones.get(last), words[:-1]


def _half_a_century(page: Page, at: int) -> int | None:
    """ "I'm half a century old"."""
    before = page.keys[max(0, at - 5) : at - 2]
    old = page.keys[at + 1 : at + 2] == ["old"]
    of_me = bool(before) and before[-1] in _W["am"] and _ended(page.keys[at + 1 : at + 2])
    opens = at - 2 == sentence_start(page, at)
    return _HALF_A_CENTURY if of_me or old and (opens or before[-1:] != [] and before[-1] in _W["am"]) else None
