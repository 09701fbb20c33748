"""An age given by the way: "44 if you need it", "26 and living in York", "Retired postman, 64, from Hull"."""

from __future__ import annotations

from bot.nlu.facts.age_owners import GROWN, MARKS, after_years, sentence_start
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("age_given")
_SHORT = word_lists("demographics")["years_in_short"]
_AFTER_AN_OPENING = word_lists("demographics")["after_an_opening_age"]
_SCALES = word_lists("answers")["other_scales"]
_LONGEST = 8
"""Words of an introduction before an age."""
_NO_SPAN = 30
"""Years that nobody has had the trials' diseases."""
_DISEASES = ("motor_syndrome", "ae_diagnosis")


def by_the_way(page: Page, number: Number) -> bool:
    """Whether a bare number between marks is followed, or introduced, by what only an age is."""
    if number.units or not GROWN <= number.value <= 110:
        return False
    first = sentence_start(page, number.start)
    opens = number.start == first
    if not opens and page.keys[number.start - 1] != ",":
        return False
    after = page.keys[number.end : number.end + 3]
    if after[:1] == ["and"] and after[1:2] and after[1] in _W["living"]:
        return opens or _introduced(page, first, number.start)
    if opens:
        return (
            _heads(page, number)
            or _offered(after)
            or after[:1] == [","]
            and (bool(_W["states"] & set(after[1:2])) or _smokes(after[1:]))
        )
    return after[:1] in ([","], ["."], []) and _introduced(page, first, number.start)


def opens_a_story(page: Page, start: int, end: int) -> bool:
    """ "38, had my tubes tied", "29, gave birth 3 weeks ago", "Sorry, feeding. 62, and they've settled on MND"."""
    before = page.keys[max(0, start - 3) : start]
    if start and (start != sentence_start(page, start) or any(key[0].isdigit() for key in before)):
        return False
    at = end + 1 + (page.keys[end + 1 : end + 2] == ["and"])
    return page.keys[end : end + 1] == [","] and not _AFTER_AN_OPENING.isdisjoint(page.keys[at : at + 1])


def beside_the_disease(page: Page, number: Number) -> bool:
    """ "ALS, 64.", "MADSAM, 47 y", "CASPR2 pos. 69 y": an item of its own next to what somebody has."""
    end = after_years(page, number)
    if end is None or set(number.units) - {"time_day"} or not _NO_SPAN <= number.value <= 110:
        return False
    if page.asked and "age_years" not in page.asked:
        return False
    before, after = page.keys[number.start - 1 : number.start], page.keys[end : end + 1]
    if not {*before, *after} <= MARKS - {"(", ")"}:
        return False
    if end > number.end:
        told = any(m.fact in _DISEASES or says()[m.fact].kind == "antibodies" for m in page.mentions)
        return told and page.keys[number.end] in _SHORT
    named = (m for m in page.mentions if m.fact in _DISEASES and not m.other)
    return before == [","] and any(m.end == number.start - 1 for m in named)


def described(page: Page, number: Number) -> bool:
    """ "I am a retired bus driver of 72": who somebody is, and of which age."""
    start = page.clause_at(number.start).start
    before = page.keys[max(start, number.start - _LONGEST) : number.start]
    if number.units or not GROWN <= number.value <= 110 or before[-1:] != ["of"] or _W["parents"] & set(before[-2:]):
        return False
    after = page.keys[number.end : number.end + 1]
    opened = [at for at, key in enumerate(before) if key in _W["being"] and before[at + 1 :][:1] in (["a"], ["an"])]
    return bool(opened) and before[opened[-1] :][2:-1] != [] and (not after or after[0] in _W["behind_an_age"])


def told_right(page: Page, number: Number) -> bool:
    """ "I put my age down as 68, ... the right figure is 69"."""
    before = page.keys[max(0, number.start - 4) : number.start]
    if number.units or not GROWN <= number.value <= 110 or before[-1:] not in (["is"], ["be"]):
        return False
    named = bool(before[-2:-1]) and before[-2] in _W["figures"] and bool(_W["right"] & set(before))
    earlier = [m for m in page.of_kind("age_years") if m.end <= number.start and not m.other]
    kinds = {m.fact for m in page.mentions if says()[m.fact].kind in ("measure", "steroid", "multiple")}
    return named and bool(earlier) and not kinds


def _heads(page: Page, number: Number) -> bool:
    """ "66, MND.", "Sorry for the typos. 71 with ALS": an age before what somebody has."""
    after, before = page.keys[number.end : number.end + 1], page.keys[max(0, number.start - 3) : number.start]
    counted = page.asked and catalogue()[page.asked[0]]["type"] in ("number", "date")
    if counted or after not in ([","], ["with"]) or any(key[0].isdigit() or key == "?" for key in before):
        return False
    at = number.end + 1 + (after == [","] and page.keys[number.end + 1 : number.end + 2] in (["and"], ["with"]))
    named = [m for m in page.mentions if m.start == at and m.states and not (m.named or m.other)]
    return any(m.means.type == "diagnosis" or m.fact == "antibodies_positive" for m in named)


def _offered(after: list[str]) -> bool:
    """ "44 if you need it"."""
    return after[:1] == ["if"] and bool(_W["needing"] & set(after[1:3]))


def _smokes(after: list[str]) -> bool:
    """ "66, ex smoker"."""
    return after[:1] != [] and after[0] in _W["smoking"] and after[-1] in _W["smokers"]


def _introduced(page: Page, first: int, end: int) -> bool:
    """ "Retired postman, 64", "Ri here, short for Rihanna, 26", "Hi, Aoife from Cork here, 27": who it is, and nothing
    that is measured."""
    while first < end and page.keys[first] in _W["greetings"]:
        first += 1
    told = page.keys[first:end]
    if not told or len(told) > _LONGEST or not all(key.isalpha() or key == "," for key in told):
        return False
    comes_from = (
        told[1:2] == ["from"] and "here" in told[3:5] and not any(first <= m.start < end for m in page.mentions)
    )
    hails = told[:1] == ["from"] and first > 0 and page.keys[first - 1] not in (",", "-")  # "Hi from Cork, 27, ..."
    return told[0] in _W["occupied"] or told[1:2] == ["here"] or comes_from or hails


def of_a_result(page: Page, start: int) -> bool:
    """ "MoCA 19 acutely, 28 now", "sorry, that was in August, now 88": the number of now is one of what was told."""
    scored = any(_SCALES & set(page.keys[max(0, n.start - 2) : n.start]) for n in page.numbers)
    return scored or not _W["of_a_result"].isdisjoint(page.keys[sentence_start(page, start) : start])
