"""Doses that do not tell what is taken each day: changed in words, added to, or not the same every day."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, linked
from bot.nlu.treatments.dose_words import words
from bot.nlu.treatments.given_up import MEDICINES
from bot.nlu.treatments.other_medicines import of_other_medicine
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("left_open")
_STEROIDS = ("oral_steroid_drug", "tx_steroid_any", "tx_high_dose_steroid")
_NEAR = 3
"""Words around a change in which it may be of another medicine or to come, and behind a dose up to "its highest"."""


def left_open(page: Page, amounts: list[Amount]) -> bool:
    """Whether what follows the doses leaves open what is taken today."""
    end = page.sentence(page.clause_at(amounts[-1].start))[-1].end
    return (
        _adds(page, amounts)
        or _by_weekdays(page, amounts)
        or any(_changed(page, amounts[-1], at) for at in range(amounts[-1].end, end))
        or any(_added(page, amounts, number) for number in page.numbers if amounts[0].end <= number.start < end)
        or _some_days(page, amounts[-1].end, end)
        or _in_steps(page, amounts[0].end)
        or _at_its_highest(page, amounts[-1])
        or _one_of_two(page, amounts[-1])
    )


def _adds(page: Page, amounts: list[Amount]) -> bool:
    """ "20 mg at seven and one more of the same": a sum that is left to the person asked."""
    first = page.clause_at(amounts[0].start)
    known = {amount.end for amount in amounts}
    return any(
        page.keys[at] in words().further and page.keys[at + 1] in words().to_a_dose and at not in known
        for at in range(amounts[0].end, page.sentence(first)[-1].end - 1)
    )


def _by_weekdays(page: Page, amounts: list[Amount]) -> bool:
    """ "30 mg Mon/Wed/Fri and 20 mg on the other days": not the same each day."""
    told = [key for amount in amounts for key in page.keys[amount.end : amount.until] if key in words().weekdays]
    return len(told) > 1


def _changed(page: Page, last: Amount, at: int) -> bool:
    """ "Prednisone 30, halved since Monday", not "20, halved from 40" or "30, to be halved next week"."""
    if page.keys[at] not in _W["changed"] or at > last.end and page.keys[at - 1] not in _W["before_a_change"]:
        return False  # "20 mg, my seizures have doubled"
    around = page.keys[max(last.end, at - _NEAR) : at + 1 + _NEAR]
    ahead = _W["to_come"] & set(around) or any(w.first > page.as_of for w in page.dates if at < w.start <= at + _NEAR)
    named = [m for m in page.mentions if says()[m.fact].kind in MEDICINES and m.start > last.end]
    others = any(m.start <= at + _NEAR for m in named)
    counted = any(at < n.start <= at + _NEAR and not page.in_date(n.start) for n in page.numbers)
    return not (ahead or others or counted)


def _added(page: Page, amounts: list[Amount], number: Number) -> bool:
    """ "10 mg pred for my arthritis plus 30 for this", "10 mg since 2020 and they added 40": not what is told in one
    breath, "10 mg plus 5"."""
    if page.keys[number.start - 1] not in _W["adding"] or set(number.units) - {"dose"} or page.in_date(number.start):
        return False
    after = page.keys[number.end : number.end + 1]
    counted = "dose" not in number.units and after != [] and after[0] not in _W["behind_a_dose"]
    if counted or of_other_medicine(page, number):
        return False
    named = [m.start for m in page.mentions if says()[m.fact].kind in MEDICINES and m.fact not in _STEROIDS]
    beside = any(amounts[0].end <= at <= number.after("dose") + 1 for at in named)
    return not beside and not linked(page, amounts[0].end, number.start)


def _some_days(page: Page, start: int, end: int) -> bool:
    """ "10 mg, three days on, four days off", "15 mg on weekdays only", "5 days a week"."""
    keys = page.keys[start:end]
    turns = any({f"{day} on", f"{day} off"} <= pairs(keys) for day in _W["days"])
    return turns or bool(_W["not_daily"] & set(keys)) or _of_a_week(keys)


def _of_a_week(keys: list[str]) -> bool:
    triples = zip(keys, keys[1:], keys[2:], strict=False)
    return any(day in _W["days"] and a in _W["each"] and week == "week" for day, a, week in triples)


def _in_steps(page: Page, start: int) -> bool:
    """ "50 mg, down by 5 every two weeks; I'm on week 5 now": to be counted by who asks."""
    keys = page.keys[start:]
    by = next((at for at, key in enumerate(keys) if key == "by" and keys[at + 1 : at + 2] != []), None)
    if by is None or not keys[by + 1][:1].isdigit():
        return False
    return any(key in _W["steps"] and then[:1].isdigit() for key, then in zip(keys[by:], keys[by + 1 :], strict=False))


def _at_its_highest(page: Page, last: Amount) -> bool:
    """ "60 at its highest", "40 at the peak"."""
    after = page.keys[last.end : last.end + 1 + _NEAR]
    return after[:1] == ["at"] and bool(_W["highest"] & set(after))


def _one_of_two(page: Page, last: Amount) -> bool:
    """ "5 or 7.5": it is not known which."""
    return page.keys[last.end : last.end + 1] == ["or"] and any(n.start == last.end + 1 for n in page.numbers)
