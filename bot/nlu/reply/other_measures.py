"""Numbers in a reply that belong to another thing than the one asked for."""

from __future__ import annotations

from bot.nlu.facts import demographics
from bot.nlu.facts.strength import of_strength
from bot.nlu.facts.unfit import at_its_worst, bounded
from bot.nlu.language.numbers import Number
from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.reply.opening_number import said_of
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("answers")
_MOVED = word_lists("nearest")["moved"]

_SCALE_WITHIN = 3
"""Words before the name of a scale within which it is said to be that."""
_BESIDE = 2
"""Words that may stand between a name and its number."""


def of_another_measure(page: Page, number: Number, fact: str) -> bool:
    """ "eGFR 55, no CG calculated", "Cr 80, not weighed", "no HF. CCS 2": the number is that of the name before it."""
    before_it = [key for key in page.keys[max(0, number.start - 2) : number.start] if key not in _W["grades"]]
    if _W["other_scales"].intersection(before_it[-1:]):
        return True  # "CCS 2", "CKD stage 3"
    if of_what_is_asked_back(page, number, fact) or fact == "weight_kg" and of_strength(page, number):
        return True
    if fact == "nyha_class" and (_of_a_scale_behind(page, number) or _of_another_stage(page, number)):
        return True
    before = [m for m in page.mentions if 0 <= number.start - m.end <= _BESIDE and _named(page, m)]
    before = [m for m in before if m.clause.start <= number.start < m.clause.end or _headed(page, m, number)]
    last = max((m.end for m in before), default=0)
    nearest = {m.fact for m in before if m.end == last}
    return bool(nearest) and fact not in nearest


def of_what_is_asked_back(page: Page, number: Number, fact: str) -> bool:
    """ "Is that the same as the HbA1c? That was 6.1": the number is that of what the question back names."""
    clause = page.clause_at(number.start)
    opens = page.keys[clause.start : clause.start + 2]
    if clause.asks or len(opens) < 2 or opens[0] not in _W["taking_up"] or opens[1] not in _W["being"]:
        return False
    asked = [
        key for one in page.clauses if one.asks and one.end <= clause.start for key in page.keys[one.start : one.end]
    ]
    return not _W["same_as"].isdisjoint(asked) and not any(m.fact == fact for m in page.mentions)


def but_ages(page: Page, numbers: list[Number]) -> list[Number]:
    """ "71 now. and I'm 35": of several bare numbers those that are told as an age are no weight."""
    if len(numbers) < 2:
        return numbers
    ages = {one.start for one in demographics.read(page) if one.fact == "age_years"}
    return [n for n in numbers if n.units or n.start not in ages] or numbers


def _headed(page: Page, mention: Mention, number: Number) -> bool:
    """ "Only an eGFR, 41, no weight for CG": nothing but a sign stands between; not "no eGFR, 41"."""
    between = page.keys[mention.end : number.start]
    return "NEGATED" not in mention.said and not any(key[:1].isalnum() for key in between)


def _of_a_scale_behind(page: Page, number: Number) -> bool:
    """ "The "II" in the letter is his CCS", "the 2 was for ECOG"."""
    after = page.keys[number.end : page.clause_at(number.start).end]
    at = next((at for at, key in enumerate(after) if key in _W["other_scales"]), 0)
    return not _W["being"].isdisjoint(after[max(0, at - _SCALE_WITHIN) : at])


def _of_another_stage(page: Page, number: Number) -> bool:
    """ "The stage 3 I have is kidneys", "the 'grade III' in the letter is the piles", "stage 2 breast cancer"."""
    after = page.keys[number.end : page.sentence(page.clause_at(number.start))[-1].end]
    at = next((at for at, key in enumerate(after) if key in _W["graded"]), None)
    if at is None or _W["of_a_heart"] & set(after[:at]):
        return False
    graded = bool(_W["gradings"] & set(page.keys[max(0, number.start - _BESIDE) : number.end]))
    return graded and at < _BESIDE or not _W["being"].isdisjoint(after[max(0, at - _SCALE_WITHIN) : at])


def _named(page: Page, mention: Mention) -> bool:
    """A measure's name; a short one that is a word as well ("I got 80") only in capitals."""
    if says()[mention.fact].kind != "measure":
        return False
    return not mention.means.shy or page.raw(mention.start)[:1].isupper()


def of_two(page: Page, number: Number) -> bool:
    """ "Between 70 and 72": either end."""
    pairs = [(one, two) for one, two in zip(page.numbers, page.numbers[1:], strict=False) if number in (one, two)]
    return any(
        page.keys[one.start - 1 : one.start] == ["between"] and page.keys[one.until : two.start] == ["and"]
        for one, two in pairs
    )


def lasting(page: Page, number: Number) -> bool:
    """ "For 5 years", "3 years ago": years that passed are no age, nor is a number with a unit of another kind."""
    end = number.after("time_day")
    passed = page.keys[number.start - 1 : number.start] in (["for"], ["since"]) or page.keys[end : end + 1] == ["ago"]
    if _W["short_of"] & set(page.keys[end : end + 1]):
        return True
    return bool(set(number.units) - {"time_day"}) or "time_day" in number.units and passed


def telephone(page: Page, number: Number) -> bool:
    """ "555 2300" is no count, "96 000" is."""
    row = [n for n in page.numbers if not n.spelled and number.end == n.start or n.end == number.start]
    raws = [page.raw(n.start) for n in (*row, number)]
    return bool(row) and any(len(raw) > 3 or raw.startswith("0") and raw != "000" for raw in raws)


def was_then(page: Page, number: Number) -> bool:
    """ "I was 50 when it started, six years ago", "it started when I was 33"."""
    before, after = page.keys[max(0, number.start - 3) : number.start], page.keys[number.until : number.until + 1]
    return before[-1:] == ["was"] and (after == ["when"] or before[0] in _W["when_one_was"])  # "it began when I was 33"


def compared(page: Page, number: Number) -> bool:
    """ "My wife's 52, I'm four years older": of somebody else, from whom the age is to be counted."""
    clause = page.clause_at(number.start)
    return bool(_W["than"] & page.words) and page.cast.other(number.start, clause, clause.start)


def felt(page: Page, number: Number) -> bool:
    """ "I feel 50": how old one is not."""
    return bool(_W["feeling"] & set(page.keys[max(0, number.start - 2) : number.start]))


def at_first(page: Page, number: Number) -> bool:
    """ "86 at the start", "1.8 at diagnosis", "transfused for 6.9", "down from 80": of then."""
    before = page.keys[max(0, number.start - 2) : number.start]
    if before[-1:] == ["from"] and before[0] in _MOVED:
        return True
    if before[:1] and before[0] in _W["treated"] and before[-1] in _W["treated_for"]:
        return True
    if _normal_since(page, number) or _told_then(page, number):
        return True
    after = page.keys[number.until : number.until + 3]
    if after[:1] == ["before"] and _W["of_the_day"].isdisjoint(after) and number is page.numbers[-1]:
        return True  # "80 before I got ill"
    return after[:1] in (["at"], ["in"]) and bool(_W["beginnings"] & set(after))


def _told_then(page: Page, number: Number) -> bool:
    """ "Not since hospital, 68 then", "70 back then"; not "64 then 66"."""
    at = number.until + (page.keys[number.until : number.until + 1] == ["back"])
    return page.keys[at : at + 1] == ["then"] and not any(n.start == at + 1 for n in page.numbers)


def _normal_since(page: Page, number: Number) -> bool:
    """ "400 in the overdose, normal since", "was 120, back to normal"."""
    if any(n.start >= number.until for n in page.numbers):
        return False
    after = page.keys[number.until :]
    then = _W["being_then"] & set(page.keys[max(0, number.start - 2) : number.start]) or _W["event"] & set(after[:1])
    return bool(then) and not _W["normal_again"].isdisjoint(pairs(after)) and _W["denying"].isdisjoint(after)


def no_multiple(page: Page, number: Number) -> bool:
    """ "Under 2", "4x at worst", "3 times they tested it"."""
    times = page.keys[number.end : number.end + 1] in (["times"], ["x"])
    after = said_of(page, number)
    beside = page.keys[max(0, number.start - 1) : number.start] + page.keys[number.end + 1 : number.end + 2]
    counted = times and _W["told_so_often"] & set(beside)
    worst = word_lists("liver")["highest"] & set(after) or at_its_worst(page, 0, number)
    return bool(counted or worst) or bounded(page, number)
