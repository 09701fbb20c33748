"""Which medicine a number or a word is said of."""

from __future__ import annotations

from itertools import takewhile

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.amounts import at_part_of_day
from bot.nlu.treatments.doses import LARGEST
from bot.nlu.treatments.former import former
from bot.nlu.treatments.given_up import MEDICINES, dropped_after, taken_up_again
from bot.nlu.treatments.next_in_line import comes_next, leads_on, put_along
from bot.nlu.treatments.other_medicines import of_other_medicine
from bot.nlu.treatments.short_courses import last_one, short_course
from bot.nlu.treatments.still_to_come import added_later, begins_later
from bot.nlu.treatments.then_only import then_only
from bot.nlu.treatments.tried import tried
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

DRUG = "oral_steroid_drug"
_AGENTS = "immunosuppressants"
_ON_THE_SKIN = 9
"""Words after a drug within which it is an ointment."""
_YEAR = 4
"""Digits of a year."""
_LEAST = 5
"""Milligrams without a unit that open a sentence; fewer may be tablets: "Prednisone. Two in the morning"."""
_ROW = {"/", "-"}
"""Between doses of one day."""
FORMER = _W["former"]
"""Before a drug: it was a treatment then, not a medicine now."""
OVER = {"PAST", "STOPPED", "DECLINED", "NOT_GIVEN", "NEGATED", "PLANNED", "UNSURE"}


def therapy_said(page: Page, mention: Mention) -> set[str]:
    said = {
        c
        for m in page.mentions
        if m.start == mention.start and says()[m.fact].kind in ("therapy", "therapies")
        for c in m.said
    }
    return said | ({"FAILED"} if "DIDNT" in said else set())


def over(page: Page, mention: Mention) -> set[str]:
    """What says that it is not taken now; one that is planned to stop or to change is still taken."""
    until = min(mention.clause.end, mention.end + 4)
    before = _of_stopping(page, max(0, mention.start - 5), mention.start) | set(page.keys[mention.end : until])
    if taken_up_again(page, mention) or put_along(page, mention):
        return set()
    if _left_for_another(page, mention) or _replaced(page, mention) or dropped_after(page, mention):
        return {"STOPPED"}
    if _to_come_instead(page, mention) or _not_of_today(page, mention):
        return {"PLANNED"}
    if begins_later(page, mention) or added_later(page, mention) or comes_next(page, mention):
        return {"PLANNED"}
    if _on_the_skin(page, mention):
        return {"NOT_GIVEN"}
    if _years_ended(page, mention) or _in_a_year(page, mention) or _back_then(page, mention):
        return {"PAST"}
    if any(was(page, mention) for was in (former, then_only, short_course, last_one, tried)):
        return {"PAST"}
    to_stop = "PLANNED" in mention.said and before & _W["stops"] or leads_on(page, mention)
    return OVER & mention.said - ({"PLANNED", "STOPPED", "PAST"} if to_stop else set())


def _of_stopping(page: Page, start: int, end: int) -> set[str]:
    """Words of stopping before a drug: "going off", but not "going to put him on"."""
    keys = page.keys[start : end + 1]
    return {key for key, then in zip(keys, keys[1:], strict=False) if not (key == "going" and then == "to")}


def _not_of_today(page: Page, mention: Mention) -> bool:
    """ "The trial allows oral tacrolimus", "a supply of prednisolone", "dexamethasone suppression test"."""
    start, end = max(mention.clause.start, mention.start - 4), min(mention.clause.end, mention.end + 4)
    return bool(_W["not_of_today"] & {*page.keys[start : mention.start], *page.keys[mention.end : end]})


def _on_the_skin(page: Page, mention: Mention) -> bool:
    """ "The tacrolimus on this chart is 0.1% ointment": no medicine that is swallowed or infused."""
    after = page.keys[mention.end : min(mention.clause.end, mention.end + _ON_THE_SKIN)]
    after = list(takewhile(lambda key: key not in _W["next_medicine"], after))
    return mention.fact == _AGENTS and bool(_W["on_the_skin"] & set(after))


def _years_ended(page: Page, mention: Mention) -> bool:
    """ "Azathioprine 2019-2021", "azathioprine (2019 to 2021)", "pred trial 2024": it was taken in these years."""
    after = [key for key in page.keys[mention.end : mention.end + 5] if key not in ("(", "from", "in")][:3]
    first, second, last = [*after, "", "", ""][:3]
    if first in _W["trial_of"] and second.isdigit() and len(second) == _YEAR and int(second) < page.as_of.year:
        return True
    years = all(key.isdigit() and len(key) == _YEAR for key in (first, last))
    ended = years and after[1] in _W["to_a_year"] and int(first) <= int(last) <= page.as_of.year
    return ended or _for_years(page, mention)


def _for_years(page: Page, mention: Mention) -> bool:
    """ "Azathioprine for my Crohn's 2012-15", "AZA for IBD 2014 to 2017"."""
    end = min(mention.clause.end, mention.end + _ON_THE_SKIN)
    for at in range(mention.end, end - 2):
        first, between, last = page.keys[at : at + 3]
        years = first.isdigit() and len(first) == _YEAR and last.isdigit() and len(last) in (_YEAR, _YEAR // 2)
        if years and between in _W["to_a_year"] and first[2:] <= last[-2:] <= f"{page.as_of:%y}":
            return True
    return False


def _in_a_year(page: Page, mention: Mention) -> bool:
    """ "Nope. CsA 2020.": to another question, a drug with a year that is over and with nothing else."""
    if not page.asked or mention.fact in page.asked or DRUG in page.asked:
        return False
    rest = [*page.keys[mention.clause.start : mention.start], *page.keys[mention.end : mention.clause.end]]
    words = [key for key in rest if key.isalnum() and key not in _W["of_year"]]
    return len(words) == 1 and len(words[0]) == _YEAR and words[0].isdigit() and int(words[0]) < page.as_of.year


def _back_then(page: Page, mention: Mention) -> bool:
    """ "Dexamethasone 8 mg, but only on my chemo days back in 2015": the rest of its sentence tells of then."""
    end = page.sentence(mention.clause)[-1].end
    others = [m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in MEDICINES]
    end = min([end, *others])
    pairs = zip(range(mention.end, end), page.keys[mention.end + 1 : end], strict=False)
    then = next((at + 2 for at, key in pairs if page.keys[at] == "back" and key == "in"), None)
    year = page.keys[then] if then is not None and then < end else ""
    return year.isdigit() and len(year) == _YEAR and int(year) < page.as_of.year


def _to_come_instead(page: Page, mention: Mention) -> bool:
    """ "They want to switch me from mycophenolate to azathioprine", "whether to swap mycophenolate for azathioprine":
    the second one is not taken yet."""
    start = max(mention.clause.start, mention.start - 8)
    before = page.keys[start : mention.start]
    if not before or before[-1] not in _W["put_in_place"] or not _W["switching"] & set(before):
        return False
    return bool(_W["in_its_place"] & set(before)) or any(
        start <= m.start < mention.start for m in page.of_kind(mention.fact, DRUG)
    )


def _left_for_another(page: Page, mention: Mention) -> bool:
    """ "Switched from methotrexate to leflunomide"."""
    before = page.keys[max(0, mention.start - 4) : mention.start]
    return before[-1:] == ["from"] and bool(_W["replaced"] & set(before))


def _replaced(page: Page, mention: Mention) -> bool:
    """ "Raised on azathioprine so they swapped me to mycophenolate", "aza switched to MMF": the former one."""
    others = [m for m in page.of_kind(mention.fact) if m.start >= mention.end and m.means.role == "value"]
    if not others or mention.fact != _AGENTS or others[0].means.value == mention.means.value:
        return False
    following = others[0]
    if {"PLANNED", "UNSURE", "NEGATED"} & following.said or following.clause.asks or comes_next(page, following):
        return False
    between = page.keys[mention.end : following.start]
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    if between in (["->"], ["-", ">"], ["→"]):
        return True  # "switched MMF -> AZA"
    if _W["replaced"] & set(before) and between[-1:] and between[-1] in _W["put_in_place"]:
        return not _W["to_come"] & set(before)  # "they swapped my methotrexate for azathioprine"
    return bool(_W["replaced"] & set(between)) and not _W["to_come"] & set(between) and "." not in between


def belongs(page: Page, mention: Mention, number: Number) -> bool:
    """Whether a number is said of this drug: after it with no other medicine between, or just before it."""
    if number.units.get("dose", (0, 0))[0] * number.value > LARGEST:
        return False
    in_the_name = number.start in range(mention.start, mention.end) and "dose" not in number.units
    if (
        in_the_name
        and not {*page.keys[number.start - 1 : number.start], *page.keys[number.end : number.end + 1]} & _ROW
    ):
        return False  # a name's own number; "HC 20/10/5 mg" is told by its doses
    inside = page.in_date(number.start)
    if inside and not ("dose" in number.units or _row(page, number, mention)):
        return False
    if of_other_medicine(page, number):
        return False  # "on prednisone and baclofen 10 mg"
    owner = owner_of(page, number)
    return owner is not None and (owner.start == mention.start or owner.means.value == mention.means.value)


def _row(page: Page, number: Number, mention: Mention) -> bool:
    """ "Hydrocortisone 10/5/5" is no date: a year has two digits."""
    start = next(
        (
            at
            for at in range(mention.start + 1, mention.end + 2)
            if page.keys[at : at + 1][:1] != [] and page.keys[at][0].isdigit()
        ),
        mention.end,
    )
    row = page.keys[start : start + 5]
    if not start <= number.start < start + 5 or len(row) < 5 or row[1] not in _ROW or row[3] != row[1]:
        return False
    return len(row[4]) == 1 or mention.means.value == "hydrocortisone"


def owner_of(page: Page, number: Number) -> Mention | None:
    """The medicine that a number belongs to."""
    sentence = page.clause_at(number.start).sentence
    medicines = [m for m in page.mentions if says()[m.fact].kind in MEDICINES and names_drug(page, m)]
    end = max(number.after("dose"), number.after("per_kilo"))
    after = next((m for m in medicines if 0 <= m.start - end <= 5 and m.clause.sentence == sentence), None)
    before = max((m for m in medicines if m.start < number.start), key=lambda m: m.end, default=None)
    if before and not _within_reach(page, before, number):
        before = None
    if after and _leads_to(page, page.keys[end : after.start], before is None):
        return after
    return before


def names_drug(page: Page, mention: Mention) -> bool:
    """A drug by name; "steroids" and "tablets" only stand for one."""
    generic = mention.fact == "tx_steroid_any" and not any(m.start == mention.start for m in page.of_kind(DRUG))
    return not generic and mention.means.role != "near"


def _leads_to(page: Page, between: list[str], free: bool) -> bool:
    """ "20 mg of prednisone", "4 mg a day of Medrol", "2 x 5 mg prednisolone"."""
    if set(between) & {",", ";", ".", "and", "+", "plus"}:
        return False
    return not between or between[-1] == "of" or free and len(between) <= 3


def _within_reach(page: Page, mention: Mention, number: Number) -> bool:
    """In its sentence, or in the next one where that goes on with the dose ("Prednisolone. 5 mg a day.")."""
    steps = page.clause_at(number.start).sentence - mention.clause.sentence
    if steps > 1 or steps and (number.start - mention.end > 14 or not _goes_on_with_doses(page, number)):
        return False
    doses = [n for n in page.numbers if mention.start - 4 <= n.start < number.start and n.units.keys() <= {"dose"}]
    reach = 8 if "dose" in number.units or at_part_of_day(page, number) else 3
    return number.start - mention.end <= reach or bool(doses) and number.start - doses[-1].end <= 16


def _goes_on_with_doses(page: Page, number: Number) -> bool:
    """ "Prednisolone. 5 mg a day.", "Medrol tablets. 16 in the morning 8 at lunch": what opens the next sentence."""
    if "dose" in number.units:
        return True
    start = page.sentence(page.clause_at(number.start))[0].start
    opens = next((n for n in page.numbers if n.start >= start), number)
    first = opens.start == start or page.keys[start] in _W["before_a_dose"] and opens.start == start + 1
    end = page.sentence(page.clause_at(number.start))[-1].end
    more = any(end <= n.start <= end + 1 and at_part_of_day(page, n) for n in page.numbers)  # "10 at noon. 5 at night"
    dosed = first and opens.value >= _LEAST and not more
    return dosed and at_part_of_day(page, opens) and at_part_of_day(page, number)
