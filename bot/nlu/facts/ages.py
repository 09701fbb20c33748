"""Age in completed years: which numbers of a message are one."""

from __future__ import annotations

from bot.nlu.facts import age_given, age_owners, age_sayings, age_wordings, beside_limits, birthdays, births, decades
from bot.nlu.facts.age_beside_mine import of_him_beside_me
from bot.nlu.facts.age_counting import counted_abroad, counted_at_home
from bot.nlu.facts.weight import weight_since
from bot.nlu.facts.weight_asked import weighs
from bot.nlu.language.numbers import Number, number_at
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("demographics")
_TALKING = 5
_TEN = 10
_SCHOOL_AGE = 16
"""Nobody younger is asked about."""


def read(page: Page) -> list[Finding]:
    born = births.read(page)
    found = _stated(page) or of_him_beside_me(page)
    if born:
        return [born, *(one for one in found if one.value == born.value)]
    return _settled(page, _answered(page) + (found or age_sayings.read(page)))


def _answered(page: Page) -> list[Finding]:
    """ "54, my wife is 50": a number that opens the answer to the question of the age."""
    number = number_at(page.numbers, 0)
    if number is None or page.asked[:1] != ("age_years",) or set(number.units) - {"time_day"}:
        return []
    end = age_owners.after_years(page, number)
    told = end is not None and page.keys[end : end + 1] == [","] and number.value >= _SCHOOL_AGE
    age = birthdays.completed(page, number) if told and not counted_abroad(page, number) else None
    return [Finding("age_years", age, 0, number.end)] if age else []


def _stated(page: Page) -> list[Finding]:
    found = []
    for number in page.numbers:
        age = _age(page, number)
        if age is None:
            continue
        clause = page.clause_at(number.start)
        at = age_owners.owner_after(page, number)
        if not clause.asks and not page.cast.other(at, clause, age_owners.sentence_start(page, number.start)):
            found.append(Finding("age_years", age, number.start, number.end))
    return found


def _glued(page: Page, number: Number) -> bool:
    """ "I1 y", "G2P1", "T12": a number that ends a word is no age, but for "F34" and "M/55"."""
    places = page.doc.user_data["tokens"]
    at = number.start
    ends = at > 0 and page.keys[at - 1].isalpha() and places[at - 1].end == places[at].start
    return ends and page.keys[at - 1] not in _W["before_a_glued_age"]


def _units_of(page: Page, number: Number) -> bool:
    """ "Forty and eight years", "aged sixty and three": neither is an age by itself."""
    beside = (one for one in page.numbers if one.spelled and number.spelled)
    return any(
        one.end == number.start - 1
        and page.keys[one.end] == "and"
        or number.end == one.start - 1
        and page.keys[number.end] == "and"
        and one.value < _TEN <= number.value
        and not one.units
        for one in beside
    )


def _of_an_illness(page: Page, number: Number) -> bool:
    """ "Ewing sarcoma age 14", "DVT aged 44", "1 OD, aged 19": the age at which somebody had it."""
    if page.keys[number.start - 1 : number.start] not in (["age"], ["aged"]):
        return False
    if any(m.end == number.start - 1 and m.means.type == "condition" for m in page.mentions):
        return True
    at = number.start - 2
    while at > 0 and (page.keys[at] in _W["between_event_and_age"] or page.keys[at].isdigit()):
        at -= 1
    if at < 0 or not page.keys[at].isalpha() or age_owners.person(page, page.keys[at]):
        return False
    return number.value < _SCHOOL_AGE and at == number.start - 2 or _event(page, at)


def _of_then(page: Page, number: Number) -> bool:
    """ "34 yo at onset, 37 now": the age at which it began."""
    end = age_owners.after_years(page, number) or number.end
    while end < len(page.keys) and (page.keys[end] in _W["years_old"] | _W["and_months"] or page.keys[end].isdigit()):
        end += 1
    return page.keys[end : end + 1] == ["at"] and bool(_W["beginnings"] & set(page.keys[end + 1 : end + 2]))


def _event(page: Page, at: int) -> bool:
    """Whether a word names something that happens: "overdose", "appendicectomy"."""
    key = page.keys[at]
    return key in _W["had_at_an_age"] or key.endswith(tuple(_W["operations_end"]))


def _settled(page: Page, found: list[Finding]) -> list[Finding]:
    """ "I'm 46.. no wait, I had my birthday on Friday, 47": the age after a second thought is the one."""
    for earlier, later in zip(found, found[1:], strict=False):
        if earlier.value != later.value and _W["second_thought"] & set(page.keys[earlier.end : later.start]):
            return [later]
    return found[:1] if found and found[0].start == 0 and "age_years" in page.asked else found


def _age(page: Page, number: Number) -> int | None:
    """The completed years that a number states as an age, or None."""
    value = float(int(number.value)) if number.spelled else number.value
    if number.spelled and value < _TALKING:
        return None  # "till she turned one" is a baby's
    if not 0 < value <= 120 or value != int(value) or page.in_date(number.start):
        return None
    if counted_abroad(page, number) or age_wordings.of_a_thing(page, number):
        return None
    if age_owners.of_the_writer(page, number) or weighs(page, number):
        return None
    if _glued(page, number) or _of_an_illness(page, number) or _units_of(page, number) or _of_then(page, number):
        return None
    if beside_limits.of_the_patient(page, number):
        return None
    before = age_owners.words_before(page, number)
    after = page.keys[number.end : number.end + 4]
    if _W["numbered_things"] & set(before[-1:]) or not number.spelled and page.raw(number.start).startswith("0"):
        return None  # "subject 015, male 71"
    if after[:2] == ["and", "change"] or any(
        "mass" in n.units and weight_since(page, n) is number for n in page.numbers
    ):
        return None  # "sixty and change"; "he was 90 kilos, he's 84 now"
    if not (
        age_wordings.old(before, after)
        or after[:2] == ["to", "be"]
        and bool({"exact", "precise"} & set(after[2:]))
        and not number.units
        or after[:1] == ["myself"]
        and not number.units
        or birthdays.had(page, number)
        or birthdays.was(page, number, before, after)
        or age_wordings.aged(before, after)
        or age_wordings.with_sex(page, number, before, after)
        or age_wordings.i_am(page, number, before, after)
        or age_owners.of_person(page, number)
        or before[-1:] == ["of"]
        and bool(_W["sexes_in_full"] & set(before[-3:-1] if before[-2:-1] == ["patient"] else before[-2:-1]))
        and age_wordings.bare_years(page, number)
        or age_wordings.by_itself(page, number)
        or age_given.by_the_way(page, number)
        or age_given.beside_the_disease(page, number)
        or age_given.described(page, number)
        or age_given.told_right(page, number)
        or decades.exactly(page, number)
        or counted_at_home(page, number)
        or age_owners.will_be(page, number)
        or age_sayings.told(page, number, before, after)
    ):
        return None
    return birthdays.completed(page, number)
