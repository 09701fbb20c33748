"""Age and sex."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.nlu.dates import words as months
from bot.nlu.numbers import Number
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("demographics")

_YEARS = _W["years"]
_SEXES = {"f": "female", "m": "male", "female": "female", "male": "male", "woman": "female", "man": "male",
          "lady": "female", "gentleman": "male", "w": "female"}  # fmt: skip


def read(page: Page) -> list[Finding]:
    return _ages(page) + _sexes(page)


def _ages(page: Page) -> list[Finding]:
    born = _born(page)
    if born:
        return [born]
    found = []
    for number in page.numbers:
        age = _age(page, number)
        if age is None:
            continue
        clause = page.clause_at(number.start)
        if not clause.asks and not page.cast.other(number.start, clause, _sentence_start(page, number.start)):
            found.append(Finding("age_years", age, number.start, number.end))
    return found


def _sentence_start(page: Page, token: int) -> int:
    clause = page.clause_at(token)
    return next(c.start for c in page.clauses if c.sentence == clause.sentence)


def _age(page: Page, number: Number) -> int | None:
    """The completed years that a number states as an age, or None."""
    value = float(int(number.value)) if number.spelled else number.value
    if not 0 < value <= 120 or value != int(value) or any(w.start <= number.start < w.end for w in page.dates):
        return None
    before = page.keys[max(0, number.start - 4) : number.start]
    after = page.keys[number.end : number.end + 4]
    if not (
        _old(before, after)
        or _aged(before, after)
        or _with_sex(page, number, before, after)
        or _i_am(page, number, before, after)
    ):
        return None
    if after[:1] in (["next"], ["soon"], ["tomorrow"]) or {"turn", "turns"} & set(before[-1:]):
        return int(value) - 1
    coming = _W["coming"] & set(before)
    ahead = {"next", "soon", "tomorrow"} & set(after) or after[:1] == ["in"] and after[1:2] != ["the"]
    turned = {"turned", "just"} & set(before)
    return int(value) - 1 if coming and not turned and (ahead or _W["nearly"] & set(before)) else int(value)


def _old(before: list[str], after: list[str]) -> bool:
    """ "62 yo", "43 year old", "54 years old", "seventeen years of age"."""
    if not after or after[0] not in _YEARS:
        return after[:2] == ["y", "o"] or after[:3] == ["y", "/", "o"]
    if (
        after[0] in ("yo", "yoa", "yof", "yom")
        or "old" in after[1:3]
        or after[:3] in (["y", "/", "o"], ["y", ".", "o"])
        or after[1:3] == ["of", "age"]
    ):
        return not {"when", "since", "at", "until"} & set(before[-3:])
    if after[1:2] in ([], [","], ["."]) and before[-1:] and (before[-1] in _W["subjects"]):
        return True
    sex = after[1:2] and after[1] in _SEXES
    return bool(sex) and "for" not in before or before[-1:] in (["aged"], ["age"])


def _aged(before: list[str], after: list[str]) -> bool:
    """ "aged 54", "age: 61", "turned 47", "my age is 33" - but not "at age 30"."""
    if not before:
        return False
    near = [key for key in before if key not in _W["between_age_and_number"]]
    if near[-1:] in (["age"], ["aged"]):
        place = len(before) - 1 - before[::-1].index(near[-1])
        return before[place - 1] not in _W["before_a_former_age"] if place else True
    if before[-1] in ("turn", "turns"):
        return bool(_W["soon"] & set(after[:1]))
    return before[-1] in ("turned", "turning") and not {"%", "mg"} & set(after[:1])


def _with_sex(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """ "34F", "62 M", "F34", "36, female"."""
    sexed = before[-1:] if before[-1:] not in (["/"], [","], ["of"]) else before[-2:-1]
    if (
        sexed
        and sexed[0] in _SEXES
        and len(before) <= 3
        and 10 <= number.value <= 110
        and not number.units
        and after[:1] not in (["%"], ["x"], ["mg"], ["/"])
    ):
        return page.clause_at(number.start).start >= number.start - 4
    rest = after[1:] if after[:1] in ([","], ["/"]) else after
    comma = after[:1] in ([","], ["/"])
    if not rest or number.spelled and rest[0] in ("f", "m") or before[-1:] in (["for"], ["x"], ["class"], ["/"]):
        return False
    if rest[0] in ("f", "m"):
        upper = page.raw(number.end + (1 if comma else 0)).isupper()
        return (upper or number.start == 0) and rest[1:2] not in (["/"], ["2"]) and 10 <= number.value <= 110
    years = ["year"], ["years"], ["yo"]
    return rest[0] in _W["sexes_in_full"] and 10 <= number.value <= 110 and after[:1] not in years


def _i_am(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """ "I'm 29", "she is 66", "he's seventeen", "i am 63"."""
    month = after[:1] == ["in"] and bool(set(after[1:2]) & set(months().months))
    if number.units or not before or (after and after[0] in _W["after_no_age"] and not month):
        return False
    link = [key for key in before if key not in _W["between_i_am_and_number"]]
    if link[-1:] in (["im"], ["hes"], ["shes"]):
        return number.value >= 10
    if link[-1:] in (["am"], ["be"], ["ill"]) and before:
        return number.value >= 10 and ("i" in link or "i'll" in link or "he'll" in link or "she'll" in link)
    if link[-1:] == ["is"] and len(link) > 1:
        return number.value >= 10 and (
            link[-2] in ("he", "she", "patient", "pt", "age") or link[-2] in _relatives(page)
        )
    if before[-1] == "," and after[:1] == [","] and before[-2:-1] and before[-2] in _relatives(page):
        return True
    if before[-1] == "," and after[:1] == [","] and number.value >= 18 and {"im", "am"} & set(before[:-1]):
        return True  # "I'm Karl, seventy-two, retired"
    return link[-1:] != [] and link[-1] in _relatives(page) and (after[:1] in ([], [","], ["."], ["and"]))


def _relatives(page: Page) -> set[str]:
    return {page.keys[at] for at, who in page.cast.people if who not in ("self", "patient")}


def _born(page: Page) -> Finding | None:
    """Age from a date of birth."""
    days = [w for w in page.dates if w.day and page.keys[w.start].isdigit()]
    for when in page.dates:
        before = page.keys[max(0, when.start - 4) : when.start]
        if when.first.year < page.as_of.year - 5 and {"born", "dob", "birth", "birthday", "b"} & set(before):
            day = next((w.day for w in days if w is not when and abs(w.start - when.end) <= 4), None)
            if day and not when.day:  # "born in 1971, on the 4th of May"
                born = day.replace(year=when.first.year)
                return _from_birth(page, born, born, when.start, when.end)
            return _from_birth(page, when.first, when.last, when.start, when.end)
    return None


def _from_birth(page: Page, first: dt.date, last: dt.date, start: int, end: int) -> Finding | None:
    clause = page.clause_at(start)
    oldest, youngest = relativedelta(page.as_of, first).years, relativedelta(page.as_of, last).years
    if oldest != youngest or not 0 <= oldest <= 120 or page.cast.other(start, clause, clause.start) or clause.asks:
        return None
    return Finding("age_years", oldest, start, end)


def _sexes(page: Page) -> list[Finding]:
    found = []
    for mention in page.of_kind("sex"):
        if not mention.states or {"NEGATED", "UNSURE"} & mention.said:
            continue
        word = page.keys[mention.start]
        if mention.end - mention.start > 1 or _own_sex(page, mention.start, word):
            found.append(Finding("sex", mention.means.value, mention.start, mention.end))
    place = next((at for at, who in page.cast.people if who == page.cast.candidate), None)
    if not found and page.cast.sex and place is not None and not _speaks_for_oneself(page):
        found.append(Finding("sex", page.cast.sex, place, place + 1))
    return found


def _speaks_for_oneself(page: Page) -> bool:
    """ "My sister has lupus and my ANA is low": what is "my" besides a relative is the speaker's."""
    people = {at for at, _ in page.cast.people}
    owned = [at + 1 for at, key in enumerate(page.keys) if key == "my"]
    return any(at not in people for at in owned) and any(at in people for at in owned)


def _own_sex(page: Page, at: int, word: str) -> bool:
    before, after = page.keys[max(0, at - 3) : at], page.keys[at + 1 : at + 3]
    if word in ("f", "m", "w") and any(f.start in (at + 1, at + 2) and f.fact == "age_years" for f in _ages(page)):
        return True
    if word in ("f", "m"):
        return _sex_letter(page, at, before)
    if "sex" in page.asked or word in ("female", "male"):
        return not after[:1] or after[0] not in _W["other_people"]
    old = _W["age_words"] & set(before)
    numbered = any(n.end in (at, at - 1) for n in page.numbers)
    return bool(old) and before[-1:] not in (["the"], ["that"], ["this"]) or numbered


def _sex_letter(page: Page, at: int, before: list[str]) -> bool:
    """ "62 M", "62 yo F", "sex: F", or the letter alone in answer to its question."""
    if len(page.keys) == 1 and "sex" in page.asked:
        return True
    if before[-2:] in (["sex", ":"], ["gender", ":"], ["y", "o"]) or before[-1:] == ["yo"]:
        return True
    number = next((n for n in page.numbers if n.end in (at, at - 1)), None)
    if number is None or all(age.start != number.start for age in _ages(page)):
        return False
    return number.end == at or page.keys[at - 1] in _W["before_a_sex"]
