"""Whose an age is: the person beside whom a number stands, and whether it ends with "years"."""

from __future__ import annotations

from bot.nlu.facts import birthdays
from bot.nlu.language.numbers import Number
from bot.nlu.language.scene import SELF
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("demographics")

MARKS = frozenset({",", ".", ";", "\n", "(", ")", "!", ":"})
_BEFORE = 4
GROWN = 18
"""Years from which a bare number may be an age."""


def of_person(page: Page, number: Number) -> bool:
    """A number beside a person: "dad 79 als", "my son Declan 23.", "my wife (52)", "she has 71 years", "74 he is"."""
    if number.value < 10 or set(number.units) - {"time_day"}:
        return False
    end = after_years(page, number)
    if end is None:
        return False
    after = page.keys[end : end + 2]
    if after and after[0] in _W["after_no_age"] and not birthdays.ahead(page, end, page.keys[end : end + 5]):
        return False
    if after[:1] and after[0] in _W["persons"] and after[1:2] in (["is"], ["was"]) and end == number.end:
        return after[1] == "is"
    person = _person_before(page, number)
    if person is None:
        return False
    link = page.keys[person : number.start]
    ended = not after or after[0] in MARKS or after[0] in _W["after_an_age"]
    named = any(m.start == end for m in page.mentions)
    if link[-1:] and link[-1] in _W["having"]:
        return end > number.end and ended and number.value >= GROWN - 6
    return ended or named and not link


def owner_after(page: Page, number: Number) -> int:
    """Behind the person of whom an age is said before the name: "my 62 year old mother"; else where the age stands."""
    end = after_years(page, number) if page.keys[number.start - 1 : number.start] in (["my"], ["our"]) else None
    at = number.end + 2
    named = (
        end is not None
        and page.keys[number.end + 1 : at] == ["old"]
        and any(place == at for place, _ in page.cast.people)
    )
    return at + 1 if named else number.start


def beside_the_writer(page: Page, number: Number) -> bool:
    """ "Mum of a 2 year old", "married to a 70 year old", "my 8 year old keeps me busy": somebody of whom nothing else
    is told; not "mother of a 22 year old with encephalitis", "my 21 year old has it"."""
    years = after_years(page, number)
    if years is None or years == number.end or page.keys[years : years + 1] != ["old"]:
        return False
    before, after = page.keys[max(0, number.start - 3) : number.start], page.keys[years + 1 : years + 4]
    if before[-1:] != [] and before[-1] in _W["mine"]:
        if before[-2:-1] == ["with"] and _W["living"] & set(before[:1]):
            return True  # "I live with my 85 year old dad"
        told = next((at for at, key in enumerate(after) if key not in relatives(page)), len(after))
        acts = after[told : told + 1] != [] and after[told].isalpha() and after[told] not in _W["tell_of_him"]
        return acts and after[told] not in _W["persons"] | _W["sexes_in_full"] | {"in"}
    if before[-1:] not in (["a"], ["an"]) or _W["with_him"] & set(after):
        return False
    link, whose = before[-2] if len(before) > 1 else "", before[:1]
    if link == "and":
        return any(beside_the_writer(page, n) for n in page.numbers if n.start < number.start)
    told_of = number.value >= GROWN and bool(_W["him_or_her"] & page.words)  # "mum of a 22 yr old ... her speech"
    return link in _W["beside_a_child"] or link == "of" and bool(_W["parents_of"] & set(whose)) and not told_of


def of_the_writer(page: Page, number: Number) -> bool:
    """Whether an age is no candidate's: somebody's beside the writer, or that of a writer beside the candidate."""
    return beside_the_writer(page, number) or _set_apart(page, number)


def _set_apart(page: Page, number: Number) -> bool:
    """ "She's the one who is ill; me, I'm 52": the age of a writer who sets himself apart from a relative."""
    before = page.keys[max(0, number.start - 5) : number.start]
    me = next((at for at, key in enumerate(before) if key == "me"), None)
    if me is None or before[me + 1 : me + 2] != [","] or _W["i"].isdisjoint(before[me:]):
        return False
    opens = me == 0 or before[me - 1] in MARKS or before[me - 1] in _W["setting_apart"]
    return opens and any(who != SELF and at < number.start for at, who in page.cast.people)


def will_be(page: Page, number: Number) -> bool:
    """ "My wife will be 81 in January", "dad is going to be 54 next week"."""
    if number.units or number.value < 10 or page.keys[number.start - 1 : number.start] != ["be"]:
        return False
    start = page.clause_at(number.start).start
    before = page.keys[max(start, number.start - 6) : number.start]
    after = page.keys[number.end : number.end + 5]
    named = any(person(page, key) for key in before)
    return named and bool({"will", "going", "shall"} & set(before)) and birthdays.ahead(page, number.end, after)


def after_years(page: Page, number: Number) -> int | None:
    """Where the number ends with the word "years", if one follows; None where it counts something else."""
    if "time_day" not in number.units:
        return number.end
    factor, end = number.units["time_day"]
    return end if factor > 300 else None


def _person_before(page: Page, number: Number) -> int | None:
    """The token after the person to whom a number stands next, with a name or a mark between at most."""
    place = number.start - 1
    for _ in range(5):
        if place < 0:
            return None
        key = page.keys[place]
        if key in _W["whose_thing"]:
            return None  # "... her brother's. Hers is 33"
        if key == "in" and page.keys[place + 1] == "law":
            place -= 1
            continue
        if key == "i" and page.keys[place + 1] in _W["having"]:
            return place + 1  # "I have 57 years"
        if (
            key == "and"
            and page.keys[place + 1] in _W["having"]
            and page.keys[sentence_start(page, place)] in _W["of_me"]
        ):
            return place + 1  # "I weigh 74 and have 39 years"
        if key in _W["am"] and page.keys[place + 1] == "having":
            return place + 1  # "I am having 48 years"
        if key in _W["persons"] or key in _W["titles"] or key in relatives(page):
            return place + 1
        if place == number.start - 1 and _is_somebody(page, place):
            return place + 1
        if key in _W["before_a_place"] and page.keys[number.start - 1] == ",":
            place -= 1  # "my brother in Bloemfontein, 52, ..."
            continue
        name = page.raw(place).istitle() and not any(m.start <= place < m.end for m in page.mentions)
        if not (name or key in _W["between_person_and_age"] or place == number.start - 1 and key in _W["having"]):
            return None
        place -= 1
    return None


def _is_somebody(page: Page, place: int) -> bool:
    """ "Our boy's 33", "the lad's 26": a person and "is" in one word."""
    owned = page.keys[place - 1 : place] != [] and page.keys[place - 1] in _W["before_a_child"]
    return owned and page.keys[place] in _W["childs"] and page.raw(place).lower().endswith(("'s", "’s"))


def named_before(page: Page, number: Number) -> bool:
    """ "Our daughter Emma is 19"."""
    return _person_before(page, number) is not None


def person(page: Page, key: str) -> bool:
    """Whether a word names somebody: "girl", "patient", "son"."""
    return key in _W["persons"] | _W["sexes_in_full"] | _W["subjects"] or key in relatives(page)


def relatives(page: Page) -> set[str]:
    places = (at for at, who in page.cast.people if who not in ("self", "patient"))
    named = (next((key for key in page.keys[at:] if key not in _W["before_a_relative"]), "") for at in places)
    return set(named)  # "our lad" begins with "our"


def words_before(page: Page, number: Number) -> list[str]:
    """The words before a number; what stands in brackets before its verb is passed over: "my sister (I only type) is
    38"."""
    start = number.start
    if page.keys[start - 2 : start - 1] != [")"] or page.keys[start - 1] not in _W["am"]:
        return page.keys[max(0, start - _BEFORE) : start]
    opened = start - 2
    while opened > 0 and page.keys[opened] != "(":
        opened -= 1
    return [*page.keys[max(0, opened - _BEFORE + 1) : opened], page.keys[start - 1]]


def sentence_start(page: Page, token: int) -> int:
    return page.sentence(page.clause_at(token))[0].start


def after_i_am(before: list[str]) -> bool:
    """ "Dear doctor, I am male 47 years"; "my postcode is M20" tells no sex."""
    return not _W["sexes_in_full"].isdisjoint(before[-1:]) and not _W["am"].isdisjoint(before[-2:-1])
