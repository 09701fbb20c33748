"""The dose of a day: strengths times tablets, split doses, alternate days, tapers with a past and a coming dose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, Sign, clock, find_amounts, linked
from bot.nlu.treatments.dose_words import words
from bot.nlu.treatments.left_open import left_open
from bot.nlu.treatments.other_medicines import own_signs
from bot.nlu.treatments.restated import told_once
from bot.nlu.treatments.steps import is_step
from bot.nlu.treatments.tablets import of_one, pieces
from bot.nlu.treatments.two_doses import TURNING, goes_to, halved, lasts, of_today, on_paper, since_then

LARGEST = 500
"""Milligrams a day above which a number is no dose by mouth."""
_STEP = 12
"""Within how many tokens before an amount the verb of a step up or down is its own."""
_EVERY = {"daily", "a", "per", "each", "every", "in"}
"""After "once": how often, not a time past."""


@dataclass(frozen=True, slots=True)
class Dose:
    """Milligrams a day said at tokens start to end; None where only a former or an unclear dose is told."""

    value: float | None
    start: int
    end: int
    former: bool = False


def daily(page: Page, numbers: list[Number], near: int | None = None) -> Dose | None:
    """The daily dose that these numbers tell together; `near`: the token after the drug's name, if it was named."""
    steps = {n.after("dose") for n in numbers if is_step(page, n)}
    numbers = [n for n in numbers if n.after("dose") not in steps]
    if not numbers:
        return None
    signs = [sign for sign in own_signs(page) if not {sign.start, sign.start - 1} & steps]  # "by 5 mg weekly, now 25"
    told = told_once(page, find_amounts(page, numbers, signs, near), signs)
    amounts, sure = on_paper(page, of_today(page, told, signs))
    if not amounts:
        return None
    if half := halved(page, amounts[-1]):
        return Dose(_tidy(half), amounts[0].start, amounts[-1].end)
    spoken = {_time(page, amount, signs) for amount in amounts}
    kept = [amount for amount in amounts if _time(page, amount, signs) != "coming"]
    if "now" in spoken:
        kept = _group([amount for amount in kept if _time(page, amount, signs) == "now"][-1], kept, page, signs)
    elif len(kept) > 1 or spoken == {"former"}:
        kept = [amount for amount in kept if _time(page, amount, signs) != "former"]
    if not kept or not sure or left_open(page, amounts):
        return Dose(None, amounts[0].start, amounts[-1].end, former="former" in spoken)
    if len(kept) > 1 and any(pieces(page, amount, signs)[1] for amount in kept[1:]):
        return _counted(page, kept, signs)
    group = _group(kept[0], kept, page, signs)
    turning = any(sign.of in TURNING for sign in signs)
    value = None if turning and len(group) < len(kept) else _together(page, group, signs)
    kept = group
    sound = value is not None and 0 < value <= LARGEST
    return Dose(_tidy(value) if sound and value else None, kept[0].start, kept[-1].end)


def _counted(page: Page, kept: list[Amount], signs: list[Sign]) -> Dose:
    """ "2 x 5 mg and 1 x 2.5 mg", "six 1mg and two 5mg tablets": tablets of several strengths, of one day if all of
    them are counted in one sentence."""
    whole = all(pieces(page, amount, signs)[1] for amount in kept)
    one_day = len({page.clause_at(amount.start).sentence for amount in kept}) == 1
    changing = any(sign.of in (("turns", 0), ("times", 0.5), ("times", 0)) for sign in signs)
    told = [of_one(page, amount, signs) for amount in kept] if whole and one_day and not changing else []
    value = sum(one or 0 for one in told)
    return Dose(_tidy(value) if 0 < value <= LARGEST else None, kept[0].start, kept[-1].end)


def _until_another(page: Page, start: int) -> int:
    """Where the sentence ends, or names another thing: "40mg one day, weight 80 kg"."""
    end = page.sentence(page.clause_at(start - 1))[-1].end
    return min([end, *(m.start for m in page.mentions if m.start >= start)])


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else round(value, 3)


def _time(page: Page, amount: Amount, signs: list[Sign]) -> str:
    """Whether an amount is taken now, was once, or is to come; "" where nothing tells."""
    vocabulary = words()
    if ahead := _planned_step(page, amount):
        return ahead
    alternate = next((s.start for s in signs if s.of == ("times", 0.5) and s.start >= amount.end), len(page.keys))
    before = _up_to_comma(page.keys[amount.after : amount.start], last=True)
    before = before[:-2] if before[-2:] == ["next", "day"] and _turns(signs) else before  # "one day 10, next day 5"
    # "used to be 50 but it's 12.5 these days": what is told of the next number
    clause = page.clause_at(amount.start)
    other = min((n.start for n in page.numbers if n.start >= clause.end and not n.units), default=len(page.keys))
    after = _up_to_comma(page.keys[amount.end : min(amount.until, amount.end + 7, alternate, other)], last=False)
    after = [key for key, then in zip(after, [*after[1:], ""], strict=False) if key != "once" or then not in _EVERY]
    if after[:2] == ["the", "next"] and after[2:3] in ([], ["day"], ["."]):
        after = after[2:]  # "5 mg one day, 10 mg the next"
    if after[-1:] == ["from"]:
        after = after[:-1]  # "5 mg a day from 60"
    before, after = _but_of_day(before), _but_of_day(after)
    if _part_of_a_day(page, amount.start):
        before = [key for key in before if key not in vocabulary.coming_before & vocabulary.coming_after]
    if after[-1:] and after[-1] in vocabulary.coming_after and _part_of_a_day(page, amount.end + len(after)):
        after = after[:-1]  # "20 mg and then 10 more at night"
    turned = next((s.start for s in signs if s.of in TURNING and s.start >= amount.end), len(page.keys))
    dates = [w for w in page.dates if amount.end <= w.start < amount.until and w.start - amount.end <= 6]
    dates = [w for w in dates if w.start < min(turned, other)]  # "12.5, plan 10 from Dec"
    if lasts(page, amount) or since_then(page, amount):
        return "now"
    comma = amount.end + len(_up_to_comma(page.keys[amount.end : amount.until], last=False))
    past = [w for w in dates if w.first <= page.as_of]
    to_come = [w for w in dates if w.start < comma]  # "17.5 mg this week, next week 15"
    if before[-2:-1] in (["i"], ["id"], ["ive"]) and before[-1] in vocabulary.taken_back:
        return "former"  # "sorry, I said 40 mg, it's 4"
    if after[:1] == ["was"] and vocabulary.of_then & set(after[1:4]):
        return "former"  # "40 was last year's dose"
    if vocabulary.changed & set(before):
        before = [key for key in before if key != "then"]  # "then switched to 20 mg"
    if vocabulary.coming_before & set(before) or vocabulary.coming_after & set(after) or _ahead(page, to_come):
        return "coming" if not {"now", "currently"} & {*before, *after} else "now"
    if vocabulary.current_after & set(after) or any(w.span for w in dates):
        return "now"
    if vocabulary.former_before & set(before) or vocabulary.former_after & set(after) or past:
        return "now" if before[-1:] == ["to"] or {"now", "currently"} & set(before) else "former"
    if before[-1:] in (["or"], ["between"]) or before[-1:] == ["to"] and page.keys[amount.start - 2][:1].isdigit():
        return ""
    if "at" in before[:-1] and before[before.index("at") + 1] not in ("present", "the"):
        before.remove("at")  # "10 mg at noon and 5 mg at four"
    return "now" if vocabulary.current_before & set(before) else ""


def _turns(signs: list[Sign]) -> bool:
    """ "One day 10 mg, next day 5": both days are named."""
    return sum(sign.of == ("turns", 0) for sign in signs) > 1


def _part_of_a_day(page: Page, at: int) -> bool:
    """Whether the dose that begins at a token is told of a part of the day: "10 more at night", "then 5 mg in the
    evening"."""
    vocabulary, keys = words(), page.keys[at : at + 7]
    told = next((place for place, key in enumerate(keys) if key in vocabulary.parts_of_day), None)
    return told is not None and keys[0][0].isdigit() and set(keys[1:told]) <= vocabulary.glue | vocabulary.further


def _but_of_day(keys: list[str]) -> list[str]:
    """Without the "before" of "20 after breakfast and 10 before bed": a part of the day, no time past."""
    following = zip(keys, [*keys[1:], ""], [*keys[2:], "", ""], strict=False)
    parts = words().parts_of_day
    return [key for key, a, b in following if key != "before" or not (a in parts or a in words().a_part and b in parts)]


def _planned_step(page: Page, amount: Amount) -> str:
    """ "Wants to drop my prednisone from 20 to 10": 20 is taken now and 10 is to come."""
    vocabulary, keys = words(), page.keys
    last = keys[amount.start - 1 : amount.start]
    if last not in (["from"], ["to"], ["by"]):
        return ""
    start = max(page.clause_at(amount.start).start, amount.start - _STEP)
    for at in range(amount.start - 2, start, -1):
        if keys[at] in vocabulary.changed:
            return ""
        if keys[at] in vocabulary.changes and vocabulary.will & set(keys[max(start, at - 3) : at]):
            return "now" if last == ["from"] else "coming"
    return ""


def _ahead(page: Page, dates: Iterable[object]) -> bool:
    return any(when.first > page.as_of for when in dates)  # type: ignore[attr-defined]


def _up_to_comma(keys: list[str], *, last: bool) -> list[str]:
    for place, key in enumerate(reversed(keys) if last else keys):
        if key in (",", ";", ".", "(", "\n") or last and key == "->":  # "25 mg now -> 20 mg from 1 Dec"
            return keys[len(keys) - place :] if last else keys[:place]
    return keys


def _group(of: Amount, amounts: list[Amount], page: Page, signs: list[Sign]) -> list[Amount]:
    """The amounts told in one breath with this one."""
    at = amounts.index(of)
    group = [of]
    for later in amounts[at + 1 :]:
        if not linked(page, group[-1].end, later.start) or _time(page, later, signs) not in (
            "",
            _time(page, of, signs),
        ):
            break
        group.append(later)
    return group


def _together(page: Page, group: list[Amount], signs: list[Sign]) -> float | None:
    """Milligrams a day of amounts told in one breath; None where it cannot be told which is meant."""
    first, last = group[0], group[-1]
    if goes_to(page, last):
        return None
    if _time(page, first, signs) != "now" and {">", "->"} & {
        *page.keys[first.start - 1 : first.start],
        *page.keys[first.end : last.until],
    }:
        return None  # "60 > 40 > 20 mg": steps taken or steps to come
    here = [sign for sign in signs if first.after <= sign.start < last.until]
    turns = any(sign.of[0] == "turns" for sign in here)
    halved = any(sign.of == ("times", 0.5) for sign in here)
    nothing = bool(words().nothing & set(page.keys[last.end : last.until]))
    if len(group) == 1:
        if turns and nothing:
            return first.mg / 2
        if turns and any(key.isdigit() for key in page.keys[last.end : _until_another(page, last.end)]):
            return None  # "20 mg one day" and a number that was not understood
        return of_one(page, first, signs)
    if len(group) == 2 and (turns or halved):
        return sum(amount.mg for amount in group) / 2
    between = [page.keys[a.end : b.start] for a, b in zip(group, group[1:], strict=False)]
    skipped = any("0" in keys and set(keys) <= {"0", "-", "/"} for keys in between)  # "10-0-10": none at noon
    rows = [b[0] for b in between if len(b) == 1 and b[0] in "/+-"]
    hours = [number.start for number in page.numbers if clock(page, number)]
    parted = [
        amount
        for amount in group
        if words().parts_of_day & set(page.keys[amount.end : amount.until])
        or any(amount.end <= at < amount.until for at in hours)
    ]
    joined = any(words().joins & set(keys) for keys in between)
    joined = joined or any(words().further & set(page.keys[a.end : a.end + 1]) for a in group[1:])  # "10 more at night"
    joined = joined or all(page.keys[a.start - 1 : a.start] == ["a"] for a in group)  # "a 20 and a 5"
    joined = joined or bool(parted) and all("and" in keys for keys in between)  # "10 when I wake and 5 at 2 pm"
    if parted and len(group) > 2 and group[0] not in parted and group[0].mg == sum(a.mg for a in group[1:]):
        return group[0].mg  # "13, 10 in the morning and 3 at night"
    if joined or skipped or len(parted) > 1 or parted and len(rows) == len(between) or len(rows) == len(between) > 1:
        return sum(of_one(page, a, signs, alone=len(rows) < len(between)) or 0 for a in group)
    if any(words().ranges & set(keys) for keys in between) or len(rows) == len(between):
        return None
    return of_one(page, first, signs)
