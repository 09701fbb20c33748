"""How many tablets of a strength, and how often a day."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, Sign, clock, counts_times
from bot.nlu.treatments.dose_words import words
from bot.nlu.treatments.of_one_piece import counted_apart
from bot.nlu.treatments.other_counts import about_another, counts_another, names_another
from bot.nlu.treatments.strengths import counts as of_strength
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("sums")

_MOST_PIECES = 30
_LEAST_DOSE = 10
"""From here on a number before a steroid's name may be milligrams."""
_BEFORE = 5
"""Words that may stand between a number of tablets and their strength: "four of the wee white 5 mg ones"."""
_EACH_DAY = {"daily", "od", "bd", "bid", "tds", "tid", "qd", "om", "mane", "nocte", "qam", "am"}
"""After a number of tablets: how often they are taken."""


def of_one(page: Page, amount: Amount, signs: list[Sign], *, alone: bool = True) -> float | None:
    """One amount times its tablets and times a day."""
    if not alone:
        return amount.mg
    times = _times(page, amount, signs)
    if amount.restated:
        return amount.mg * (1.0 if times is None else times)
    count, told = pieces(page, amount, signs)
    strength = page.keys[amount.end : amount.end + 1]
    if strength and strength[0] in words().pieces and strength[0].endswith("s") and not told and times is None:
        return None  # "5 mg tablets" tells no dose
    if not told and _uncounted(page, amount):
        return None
    in_parts = told and times is not None and times == count and _counted_a_day(page, amount, count)
    return amount.mg * count * (1.0 if times is None or in_parts else times)


def _counted_a_day(page: Page, amount: Amount, count: float) -> bool:
    """ "Three a day: morning, noon and night": the parts of the day are those of the three."""
    after = [page.keys[n.end : n.end + 2] for n in page.numbers if n.value == count and amount.end <= n.start]
    return any(then[1:] == ["day"] or then[:1] == ["daily"] for then in after)


def of_the(page: Page) -> tuple[float, int, int] | None:
    """ "Two of the 5s and one of the 1s": milligrams in all and where they stand."""
    total, places = 0.0, []
    for number in page.numbers:
        strength = next((n for n in page.numbers if n.start == number.end + 2), None)
        between = page.keys[number.end : number.end + 2]
        if strength and _may_count(number) and between[:1] == ["of"] and between[1] in words().glue:
            total += number.value * strength.value
            places += [number.start, strength.end]
    return (total, places[0], places[-1]) if places else None


def nothing_taken(page: Page) -> tuple[float, int, int] | None:
    """ "Zero, weaned off in September from 40": a reply that opens with nothing."""
    first = next((n for n in page.numbers if n.start == 0), None)
    if first is None or first.value or not set(first.units) <= {"dose"}:
        return None
    others = [n for n in page.numbers[1:] if not page.in_date(n.start)]
    if any(page.keys[n.start - 1] not in _W["from_a_dose"] for n in others):
        return None  # "0 at night, 10 in the morning"
    after = page.keys[first.until : first.until + 1]
    return (0.0, first.start, first.end) if not after or after[0] in _W["after_nothing"] else None


def summed_up(page: Page) -> tuple[float, int, int] | None:
    """ "Two of the 5 mg ones in the morning and one at night, so 15": the sum that is told last."""
    last = page.numbers[-1] if len(page.numbers) > 2 else None
    if last is None or not set(last.units) <= {"dose"} or page.keys[last.start - 1] not in _W["summing"]:
        return None
    greatest = all(n.value < last.value for n in page.numbers[:-1])
    ends = set(page.keys[last.until :]) <= _W["behind_a_sum"]
    asks = page.clause_at(last.start).asks
    return (last.value, last.start, last.end) if greatest and ends and not asks else None


def _uncounted(page: Page, amount: Amount) -> bool:
    """Tablets are counted nearby in a way that was not understood."""
    near = [n for n in page.numbers if not n.units and -10 <= n.start - amount.end <= 10 and _may_count(n)]
    sentence = page.clause_at(amount.start).sentence
    return any(
        (words().pieces & set(page.keys[n.end : n.end + 2]) or _of_those(page, n) or _bare_count(page, n, amount))
        and page.clause_at(n.start).sentence == sentence
        for n in near
        if n.start != amount.start
    )


def _bare_count(page: Page, number: Number, amount: Amount) -> bool:
    """ "Prednisolone 5 mg, 2 daily": two of them, or a dose that was changed."""
    after = page.keys[number.end : number.end + 2]
    daily = after != [] and (after[0] in _EACH_DAY or after[1:] == ["day"])
    return page.keys[amount.end : number.start] == [","] and daily


def _of_those(page: Page, number: Number) -> bool:
    """ "Four of the ...": some of them."""
    after = page.keys[number.end : number.end + 2]
    return after[:1] == ["of"] and after[1:] != [] and after[1] in words().owned


def _times(page: Page, amount: Amount, signs: list[Sign]) -> float | None:
    """How often a day, after the amount or, where nothing follows, before it in its sentence."""
    if page.keys[amount.end : amount.end + 2] in (["/", "d"], ["/", "day"], ["/", "24"]):
        return 1.0
    sentence = page.clause_at(amount.start).sentence
    for sign in sorted(signs, key=lambda s: s.start):
        if not amount.end <= sign.start < amount.until + 8:
            continue
        if sign.start >= amount.until and page.clause_at(sign.start).sentence != sentence + 1:
            continue
        if sign.start - amount.end > 12:
            break
        if about_another(page, amount, sign.start):
            break
        if sign.of[0] == "times" and sign.start < amount.until:
            return sign.of[1]
        if sign.of[0] == "number times":
            number = next((n for n in page.numbers if n.end == sign.start), None)
            if number and 1 <= number.value <= 6:
                return number.value
    for at in range(amount.end, min(amount.until, amount.end + 6)):
        if page.keys[at] in words().hourly and page.keys[at - 1] in ("4", "6", "8", "12", "24"):
            return 24 / int(page.keys[at - 1])
    ahead = [s for s in signs if s.of[0] == "times" and 0 <= amount.start - s.end <= 6 and s.start >= amount.after - 4]
    ahead = [s for s in ahead if page.clause_at(s.start).sentence == sentence and not _of_another(page, s, amount)]
    ahead = [s for s in ahead if not _rate(page, s)]
    return ahead[0].of[1] if ahead else None


def _rate(page: Page, sign: Sign) -> bool:
    """ "We cut 10 a month and I'm on 20 mg now": how fast it comes down, not how often it is taken."""
    return page.keys[sign.start] in words().rates and any(n.end == sign.start and not n.units for n in page.numbers)


def _of_another(page: Page, sign: Sign, amount: Amount) -> bool:
    """ "MMF 1 g bid + pred 20", "septrin bd, pred 20": the drug named in between has not been told how often."""
    drugs = [m for m in page.mentions if says()[m.fact].kind in ("steroid", "immunosuppressants", "therapy")]
    between = any(sign.end <= m.start and m.end <= amount.start for m in drugs)
    unknown = sign.start > 0 and names_another(page, sign.start - 1)
    return between and (unknown or any(m.end <= sign.start for m in drugs))


def pieces(page: Page, amount: Amount, signs: list[Sign]) -> tuple[float, bool]:
    """How many tablets of that strength, and whether that is said: "5mg tablets, eight of them", "two 5 mg tablets"."""
    if amount.restated:
        return 1.0, False
    scheme = page.keys[amount.end : amount.end + 6]
    for start in (0, 1):
        row = scheme[start : start + 5]
        if len(row) == 5 and row[1] == row[3] == "-" and all(key in "01234" for key in row[::2]):
            return float(sum(int(key) for key in row[::2])), True  # "5 mg 1-0-1"
    if apart := counted_apart(page, amount, [n for n in page.numbers if _may_count(n)]):
        return apart.value, True
    before = [n for n in page.numbers if not n.units and 0 <= amount.start - n.end <= _BEFORE and _may_count(n)]
    if before and _counted_before(page, before[-1], amount):
        return before[-1].value, True
    if told := [n for n in page.numbers if of_strength(page, n, amount.start)]:
        return told[-1].value, True
    ahead = page.keys[max(0, amount.start - 6) : amount.start]
    if "half" in ahead and set(ahead[ahead.index("half") + 1 :]) <= {
        "a",
        "of",
        "the",
        "my",
        *words().pieces,
        *words().looks,
    }:
        return 0.5, True
    around = page.keys[amount.end : amount.end + 4]
    around += [key for key in page.keys[amount.after : amount.start] if key != "each"]  # "each day 10 mg"
    tablets = amount.end > amount.start + 1 and bool(words().pieces & set(around))  # not "tablets 10 in the morning"
    tablets = tablets and not _timed(page, amount)
    taken = {at for sign in signs for at in range(sign.start, sign.end)}
    counts: list[float] = []
    for number in page.numbers:
        if not amount.end <= number.start <= amount.end + 16 or number.start in taken or not _may_count(number):
            continue
        if number.units or counts_times(signs, number) or page.in_date(number.start) or clock(page, number):
            continue
        if number.start >= amount.until and (not tablets or counts or _is_next_amount(page, number)):
            break
        if _counted_after(page, number, tablets) and not counts_another(page, number, amount, signs):
            counts.append(number.value)
    counts += [0.5 for at in range(amount.end, min(len(page.keys), amount.end + 16)) if _half(page, at) and tablets]
    return (sum(counts), True) if counts else (1.0, False)


def _timed(page: Page, amount: Amount) -> bool:
    """ "Tablets, 25 mg in the morning plus 12.5 at teatime", "pills, 20 mg when I get up and 10 at lunch": a dose with
    its own part of the day is no strength."""
    after = page.keys[amount.end : amount.end + 4]
    part = next((place for place, key in enumerate(after) if key in words().parts_of_day), None)
    return part is not None and set(after[:part]) <= words().of_a_part


def _half(page: Page, at: int) -> bool:
    """ "One in the morning and half at night"."""
    keys = page.keys
    if keys[at] != "half" or keys[at - 1 : at] == ["a"]:
        return False
    return keys[at + 1 : at + 2] in (["at"], ["in"]) and bool(words().parts_of_day & set(keys[at + 2 : at + 4]))


def _may_count(number: Number) -> bool:
    return 0 < number.value <= _MOST_PIECES and number.value * 2 == int(number.value * 2)


def _is_next_amount(page: Page, number: Number) -> bool:
    return "dose" in number.units or page.keys[number.end : number.end + 1] in (["mg"], ["/"])


def _counted_before(page: Page, number: Number, amount: Amount) -> bool:
    """ "four 5 mg tablets", "4 x 5 mg", "two tablets of 4 mg", "3 of the 5 mg ones"."""
    between = page.keys[number.end : amount.start]
    tablets = bool(words().pieces & {*between, *page.keys[amount.end : amount.end + 3]})
    named = any(m.start == number.end and m.end == amount.start for m in page.of_kind("oral_steroid_drug"))
    if number.spelled and (not between or named and number.value > 1):
        return True  # "six 1mg prednisolone", "two Medrol 4 mg"
    if named and words().takes & set(page.keys[number.start - 1 : number.start]) and 1 < number.value < _LEAST_DOSE:
        return True  # "I take 2 prednisolone 5 mg"
    small = set(between) <= {"x", "of", "(", "steroid", *words().owned, *words().pieces, *words().looks}
    return small and ("x" in between or tablets)


def _counted_after(page: Page, number: Number, tablets: bool) -> bool:
    after, before = page.keys[number.end : number.end + 5], page.keys[max(0, number.start - 2) : number.start]
    if after[:2] in (["of", "them"], ["of", "these"], ["of", "those"]) or before[-1:] == ["x"]:
        return True
    if after[:1] and after[0] in words().pieces:
        return True
    spoken = after[:2] in (["a", "day"], ["per", "day"], ["each", "day"], ["every", "day"], ["at", "once"])
    if spoken and number.spelled and before[-1:] == [","]:
        return True  # "prednisolone 5 mg, six a day"
    spoken = spoken or bool(_EACH_DAY & set(after[:1])) or after[:2] == ["/", "day"]
    spoken = spoken or {"take", "takes", "taking", "swallow", "swallows", "have", "has", "times"} & set(before) != set()
    return tablets and (spoken or bool(words().parts_of_day & set(after)))
