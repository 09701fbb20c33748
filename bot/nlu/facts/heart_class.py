"""Classes of heart failure (NYHA) in roman or arabic numerals, before or after their name."""

from __future__ import annotations

import datetime as dt

from bot.nlu.language.anew import is_anew
from bot.nlu.language.numbers import Number, number_at, table
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("heart_class")
_GRADED = word_lists("answers")["graded"]

_RECENT = dt.timedelta(days=90)
"""A class told of a day longer ago is not that of today."""
_CLASSES = 4
"""Classes of heart failure there are (NYHA)."""
_REACH = 8
"""Words within which a class stands after its name."""
_LATER = 16
"""Words within which the class of today stands after a former one."""


def class_of(page: Page, mention: Mention) -> Number | None:
    """The class named beside NYHA."""
    return _after(page, mention.end) or _before(page, mention)


def of_something_else(page: Page, mention: Mention, number: Number) -> bool:
    """ "Class III obesity, no CHF", "class IV lupus nephritis": a mere "class", and what it grades is named."""
    place, ahead = number.end, page.keys[max(0, mention.start - 2) : mention.start]
    if not mention.means.shy:
        return False
    if ahead and ahead[0] in _GRADED and (len(ahead) == 1 or ahead[1] in _W["opens"]) or _GRADED & set(ahead[1:]):
        return True  # "obesity (class III)", "lupus nephritis: class IV"
    if place >= len(page.keys) or not page.keys[place].isalpha():
        return False
    of_a_heart = any(m.start <= place < m.end for m in page.of_kind("heart_failure", mention.fact))
    return not (of_a_heart or page.plain(place, place + 1, also=_W["behind_class"]))


def class_told(page: Page) -> Number | None:
    """The class in a reply to the question for it; "I wrote III, it should read II": the one that is put right."""
    for at in (at for at, key in enumerate(page.keys) if key == "should"):
        put = next((place for place in range(at + 1, min(at + 4, len(page.keys))) if level(page, place)), None)
        if put is not None and _W["reading"].issuperset(page.keys[at + 1 : put]):
            return _after(page, put)
    for place in range(len(page.keys)):
        counted = _W["counted"] & set(page.keys[place + 1 : place + 2])  # "3 doctors"
        of_none = counted or _pronoun(page, place) or page.in_date(place) or stands_for_one(page, place)
        if level(page, place) and not of_none:
            return _after(page, place)
    return None


def classes(page: Page) -> list[Number]:
    """Every class that a message may tell of: roman numerals in capitals, numbers up to four, no "I" of the writer."""
    found = []
    for place in range(len(page.keys)):
        value = level(page, place)
        if value is None or page.in_date(place) or _W["counted"] & set(page.keys[place + 1 : place + 2]):
            continue
        roman = not page.keys[place].isdigit()
        if roman and not (page.raw(place)[:1].isupper() and _told_as_class(page, place)):
            continue
        found.append(Number(place, place + 1, (value,)))
    return found


def _told_as_class(page: Page, place: int) -> bool:
    """ "It's I", "NYHA I now", not "I now think"."""
    if page.keys[place] != "i":
        return True
    after = page.keys[place + 1 : place + 2]
    ends = not after or not after[0].isalnum() or after[0] in _W["today"] | _W["before_a_day"]
    return ends and page.keys[place - 1 : place] != [] and page.keys[place - 1] in _W["before_class_one"]


def of_then(page: Page, number: Number) -> bool:
    """ "NYHA III in 2018", "in 2018 I was class III": a class of then, after which none of today is told."""
    clause, limit = page.clause_at(number.start), page.as_of - _RECENT
    rest = set(page.keys[number.end : clause.end])
    if rest & _W["then"] and rest <= _W["then"] | _W["beside_then"]:
        return True  # "NYHA IV then, in March 2021", "NYHA 3 in those days"
    for when in page.dates:
        between = set(page.keys[number.end : when.start])
        told_after = bool(between & _W["was"]) and between <= _W["was"] | _W["before_a_day"] | _W["which"]
        if when.span or when.last >= limit or page.clause_at(when.start) is not clause and not told_after:
            continue
        if told_after:
            return True  # "NYHA IV, that was in 2021"
        if when.start >= number.end and (_W["before_a_day"] | _W["last"]).issuperset(
            page.keys[number.end : when.start]
        ):
            return True
        if when.end <= number.start and _W["was"] & set(page.keys[when.end : number.start]):
            return True
    return False


def level(page: Page, place: int) -> int | None:
    """The class that a token says: "III", "IIIb", "3", "three"."""
    number = number_at(page.numbers, place)
    said = table().romans.get(page.keys[place]) or (number.value if number and not number.units else 0)
    return int(said) if said in range(1, _CLASSES + 1) else None


def _pronoun(page: Page, place: int) -> bool:
    """ "I think 2" """
    return page.keys[place] == "i" and len(page.keys) > 1 and page.keys[place - 1] not in _W["class"]


def stands_for_one(page: Page, place: int) -> bool:
    """ "Nobody mentioned one": no number."""
    return place > 0 and page.keys[place] == "one" and page.keys[place - 1] not in _W["before_class_one"]


def _after(page: Page, start: int) -> Number | None:
    """Of a range the worse ("III-IV" is 4); of a course the last ("III, now II")."""
    best = None
    for place in range(start, min(start + _REACH, len(page.keys))):
        key = page.keys[place]
        value = level(page, place)
        if value == _CLASSES and best and best.value < value - 1 and page.keys[place - 1] == "/":
            break  # "2/4": the second of four classes; neighbours are a range
        if value:
            turned = best is not None and page.keys[start - 1 : start] == ["from"]  # "from III to II"
            worse = max(value, best.value) if best and not turned else value
            best = Number(start, place + 1, (worse,))
        elif best and key == "and" and page.keys[best.start - 1 : best.start] == ["between"]:
            continue  # "between 2 and 3"
        elif best and key not in _W["between_classes"] or key not in _W["between_nyha_and_class"]:
            break
    return best and (_moved(page, best) or _said_later(page, best) or best)


def _said_later(page: Page, best: Number) -> Number | None:
    """ "II-III on referral, cardiology 11/26 says I": a class of when he came, and another that is said later."""
    if page.keys[best.end : best.end + 1] == [] or page.keys[best.end] not in _W["at_arrival"]:
        return None
    if not _W["arrivals"] & set(page.keys[best.end + 1 : best.end + 3]):
        return None
    later = (at for at in range(best.end + 2, len(page.keys)) if level(page, at) and not page.in_date(at))
    place = next((at for at in later if page.keys[at - 1] in _W["telling"] or _of_last_visit(page, at)), None)
    return Number(best.start, place + 1, (level(page, place) or 0,)) if place else None


def _of_last_visit(page: Page, place: int) -> bool:
    """ "III at discharge, II at last clinic"."""
    after = [key for key in page.keys[place + 1 : place + 4] if key not in ("the", "my", "his", "her")]
    return len(after) > 1 and after[0] in _W["at_arrival"] and after[1] in _W["latest"]


def _moved(page: Page, best: Number) -> Number | None:
    """ "NYHA 3 improved to 2 on treatment", "was NYHA III, now II": the class of today."""
    for place in range(best.end, min(best.end + _LATER, len(page.keys))):
        value = level(page, place)
        if value and _told_as_class(page, place):  # not "NYHA II since I saw him"
            between = page.keys[best.end : place]
            said = next((key for key in reversed(between) if key in _W["today"] | _W["was"] | _W["formerly"]), "")
            told = {said, *page.keys[place + 1 : place + 3]}  # "II at present (was III in Feb)" says what was, last
            if _said_of_the_first(page, best, place):
                return None
            later = Number(best.start, place + 1, (value,))
            # "II last year, IV in June, currently II"
            return later if told & _W["today"] or _graded(between) else _moved(page, later)
        if page.keys[place] in _W["ends"]:
            return _said_next(page, best, place + 1) or _anew(page, best, place + 1)
    return None


def _said_of_the_first(page: Page, best: Number, later: int) -> bool:
    """ "NYHA II now, III pre-CRT": "now" stands right behind the first class, and a mark or bracket after it."""
    after = page.keys[best.end : later]
    return len(after) > 1 and after[0] in _W["at_present"] and after[1] in _W["breaks"]


def _graded(words: list[str]) -> bool:
    """ "Re-graded III by cardiology", "NYHA 2 but on Friday the heart doctor made it a 3"."""
    pairs = list(zip(words, words[1:], strict=False))
    made = any(a in _W["made"] and b in _W["made_it"] for a, b in pairs)
    return made or any(is_anew(words, at) for at in range(len(words)))


def _anew(page: Page, best: Number, start: int) -> Number | None:
    """ "NYHA II at referral; upgraded to III yesterday": the next sentence grades it anew."""
    for place in range(start, min(start + _LATER, len(page.keys))):
        value = level(page, place)
        if value and _graded(page.keys[start:place]) and not _pronoun(page, place) and not page.in_date(place):
            return Number(best.start, place + 1, (value,))
        if page.keys[place] in _W["ends"]:
            return None
    return None


def _said_next(page: Page, best: Number, start: int) -> Number | None:
    """ "NYHA: III in 2018; I now": a statement of nothing but the class of today."""
    words = page.keys[start : start + 2]
    place = next((start + at for at in range(len(words)) if level(page, start + at)), None)
    alone = page.keys[start + 2 : start + 3] in ([], ["."], [";"], [","], ["\n"])
    if place is None or not alone or not _W["today"] & set(words):
        return None
    return Number(best.start, start + 2, (level(page, place) or 0,))


def _before(page: Page, mention: Mention) -> Number | None:
    """ "Class III on the NYHA scale"."""
    for place in range(mention.start - 1, max(-1, mention.start - _REACH), -1):
        value = level(page, place)
        if value and not _pronoun(page, place):
            return Number(place, mention.end, (value,))
        if page.keys[place] not in _W["before_nyha"]:
            return None
    return None
