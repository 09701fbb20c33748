"""The dose of a day: strengths times tablets, split doses, alternate days, tapers with a past and a coming dose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict
from spacy.vocab import Vocab

from bot.nlu.numbers import Number
from bot.nlu.page import Page
from bot.nlu.phrases import Found, Phrases, longest
from bot.nlu.vocabulary import load_yaml, says

LARGEST = 500
"""Milligrams a day above which a number is no dose by mouth."""
_USUAL = {1, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 9, 10, 12, 12.5, 15, 16, 17.5, 20, 24, 25, 30, 32, 35, 40, 45, 48, 50, 55,
          60, 64, 70, 75, 80, 100}  # fmt: skip
"""What a number without a unit must be to be a dose."""
_MOST_PIECES = 30
_LEAST_A_DAY = 5
"""A bare number a day below this may count tablets."""
_NEAR = 6
"""Within how many tokens of a drug's name a bare number of a part of the day is its dose."""
_OTHER_DRUGS = ("tx_ivig", "tx_rituximab", "tx_cyclophosphamide", "other_therapies")
_EACH_DAY = {"daily", "od", "bd", "bid", "tds", "tid", "qd", "om", "mane", "nocte", "qam", "am"}
"""After a number of tablets: how often they are taken."""
_EVERY = {"daily", "a", "per", "each", "every", "in"}
"""After "once": how often, not a time past."""


class _Words(BaseModel):
    """bot/nlu/doses.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    times: dict[float, list[str]]
    number_times: list[str]
    turns: list[str]
    hourly: set[str]
    parts_of_day: set[str]
    pieces: set[str]
    glue: set[str]
    joins: set[str]
    ranges: set[str]
    nothing: set[str]
    current_before: set[str]
    current_after: set[str]
    former_before: set[str]
    former_after: set[str]
    coming_before: set[str]
    coming_after: set[str]


@lru_cache(maxsize=1)
def words() -> _Words:
    return _Words.model_validate(load_yaml("doses.yml"))


@dataclass(frozen=True, slots=True)
class Dose:
    """Milligrams a day said at tokens start to end; None where only a former or an unclear dose is told."""

    value: float | None
    start: int
    end: int
    former: bool = False


@dataclass(slots=True)
class _Amount:
    """One number of milligrams with what is said of it up to the next one."""

    start: int
    end: int
    mg: float
    until: int
    """Where what follows it ends."""
    after: int
    """Where what precedes it begins."""


@lru_cache(maxsize=2)
def _phrases(vocab: Vocab) -> Phrases[tuple[str, float]]:
    found: Phrases[tuple[str, float]] = Phrases(vocab)
    for times, wordings in words().times.items():
        found.add(wordings, ("times", times))
    found.add(words().number_times, ("number times", 0))
    found.add(words().turns, ("turns", 0))
    return found


def known(vocab: Vocab) -> set[str]:
    """The words by which doses are told."""
    lists = words().model_dump().values()
    return _phrases(vocab).words | {word for entry in lists if isinstance(entry, set) for word in entry}


def daily(page: Page, numbers: list[Number], near: int | None = None) -> Dose | None:
    """The daily dose that these numbers tell together; `near`: the token after the drug's name, if it was named."""
    if not numbers:
        return None
    signs = longest(_phrases(page.doc.vocab).find(page.doc))
    amounts = _amounts(page, numbers, signs, near)
    if not amounts:
        return None
    spoken = {_time(page, amount) for amount in amounts}
    kept = [amount for amount in amounts if _time(page, amount) != "coming"]
    if "now" in spoken:
        kept = _group([amount for amount in kept if _time(page, amount) == "now"][-1], kept, page)
    elif len(kept) > 1 or spoken == {"former"}:
        kept = [amount for amount in kept if _time(page, amount) != "former"]
    if not kept:
        return Dose(None, amounts[0].start, amounts[-1].end, former="former" in spoken)
    kept = _group(kept[0], kept, page)
    value = _together(page, kept, signs)
    sound = value is not None and 0 < value <= LARGEST
    return Dose(_tidy(value) if sound and value else None, kept[0].start, kept[-1].end)


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else round(value, 3)


def _amounts(
    page: Page, numbers: list[Number], signs: list[Found[tuple[str, float]]], near: int | None
) -> list[_Amount]:
    """The numbers that are milligrams, each with the words that belong to it."""
    taken = {at for sign in signs for at in range(sign.start, sign.end)}
    milligrams: list[tuple[Number, float]] = []
    for number in numbers:
        if number.start in taken or _counts_times(signs, number) or _of_span(page, number):
            continue
        if "dose" in number.units:
            milligrams.append((number, number.value * number.units["dose"][0]))
        elif not number.units and number.value in _USUAL and _stands_for_dose(page, number, milligrams, near):
            milligrams.append((number, number.value))
    result: list[_Amount] = []
    for place, (number, mg) in enumerate(milligrams):
        end = number.after("dose")
        following = milligrams[place + 1][0].start if place + 1 < len(milligrams) else len(page.keys)
        others = (m.start for m in page.mentions if m.start >= end and m.fact in _OTHER_DRUGS)
        following = min(following, *others, len(page.keys))
        before = result[-1].end if result else 0
        result.append(_Amount(number.start, end, mg, min(_stop(page, end), following), max(before, number.start - 4)))
    return result


def _stands_for_dose(page: Page, number: Number, before: list[tuple[Number, float]], near: int | None) -> bool:
    """A bare number: beside the drug, in a row of doses ("10/5/5"), or after "down to" where a dose was told."""
    ahead, behind = page.keys[max(0, number.start - 1) : number.start], page.keys[number.end : number.end + 1]
    if behind and behind[0] in words().pieces or _piece_number(page, number):
        return False
    if near is None:
        return not before or ahead[0] in ("/", "+", "-", "and", "plus", "another", "to", "now", "at", "then", "from")
    if number.start == near or behind == ["of"] or ahead == ["at"] and number.start == near + 1:
        return True
    if not before and 0 < number.start - near <= _NEAR // 2 and number.value >= _LEAST_A_DAY and _a_day(page, number):
        return True
    if not before and number.start - near <= _NEAR and at_part_of_day(page, number):
        return True
    if before and ahead:
        previous = before[-1][0]
        apart = number.start - previous.after("dose")
        if ahead[0] in ("/", "+", "-", "another", "to", "now", "at") and apart <= 12:
            return True
        row = _linked(page, previous.after("dose"), number.start)
        return row and bool(words().parts_of_day & set(page.keys[number.end : number.end + 5]))
    return False


def _a_day(page: Page, number: Number) -> bool:
    """ "Prednisone only, forty a day"."""
    after = page.keys[number.end : number.end + 2]
    return after[:1] == ["daily"] or after in (["a", "day"], ["per", "day"], ["each", "day"], ["every", "day"])


def at_part_of_day(page: Page, number: Number) -> bool:
    """ "15 in the morning and 5 at teatime"."""
    after = page.keys[number.end : number.end + 3]
    part = next((place for place, key in enumerate(after) if key in words().parts_of_day), None)
    return part is not None and set(after[:part]) <= words().glue


def _piece_number(page: Page, number: Number) -> bool:
    """ "eight of them", "two tablets": a count, not milligrams."""
    after = page.keys[number.end : number.end + 2]
    if after[:1] and after[0][:1].isdigit():
        return True  # "four 5 mg tablets"
    if after[:1] == ["of"] and after[1:] in (["the"], ["my"], ["his"], ["her"], ["those"]):
        return True  # "four of the 5 mg tablets"
    return after[:1] in (["x"], ["times"]) or after in (["of", "them"], ["of", "these"], ["of", "those"])


def _of_span(page: Page, number: Number) -> bool:
    """The 12 of "2/12 of prednisone 60": two months."""
    return any(other.units.get("time_day", (0, 0))[1] == number.end and other is not number for other in page.numbers)


def _counts_times(signs: list[Found[tuple[str, float]]], number: Number) -> bool:
    return any(sign.of[0] == "number times" and sign.start == number.end for sign in signs)


def _stop(page: Page, at: int) -> int:
    """The end of the sentence, a semicolon or a new line."""
    sentence = page.clause_at(min(at, len(page.keys) - 1)).sentence
    return next((c.start for c in page.clauses if c.sentence > sentence), len(page.keys))


def _time(page: Page, amount: _Amount) -> str:
    """Whether an amount is taken now, was once, or is to come; "" where nothing tells."""
    vocabulary = words()
    before = _up_to_comma(page.keys[amount.after : amount.start], last=True)
    after = _up_to_comma(page.keys[amount.end : min(amount.until, amount.end + 7)], last=False)
    after = [key for key, then in zip(after, [*after[1:], ""], strict=False) if key != "once" or then not in _EVERY]
    if after[:2] == ["the", "next"] and after[2:3] in ([], ["day"], ["."]):
        after = after[2:]  # "5 mg one day, 10 mg the next"
    if after[-1:] == ["from"]:
        after = after[:-1]  # "5 mg a day from 60"
    dates = [w for w in page.dates if amount.end <= w.start < amount.until and w.start - amount.end <= 6]
    if vocabulary.coming_before & set(before) or vocabulary.coming_after & set(after) or _ahead(page, dates):
        return "coming" if not {"now", "currently"} & {*before, *after} else "now"
    if vocabulary.current_after & set(after) or any(w.span for w in dates):
        return "now"
    if vocabulary.former_before & set(before) or vocabulary.former_after & set(after) or dates:
        return "now" if before[-1:] == ["to"] or {"now", "currently"} & set(before) else "former"
    if before[-1:] in (["or"], ["between"]) or before[-1:] == ["to"] and page.keys[amount.start - 2][:1].isdigit():
        return ""
    return "now" if vocabulary.current_before & set(before) else ""


def _ahead(page: Page, dates: Iterable[object]) -> bool:
    return any(when.first > page.as_of for when in dates)  # type: ignore[attr-defined]


def _up_to_comma(keys: list[str], *, last: bool) -> list[str]:
    for place, key in enumerate(reversed(keys) if last else keys):
        if key in (",", ";", ".", "(", "\n"):
            return keys[len(keys) - place :] if last else keys[:place]
    return keys


def _group(of: _Amount, amounts: list[_Amount], page: Page) -> list[_Amount]:
    """The amounts told in one breath with this one."""
    at = amounts.index(of)
    group = [of]
    for later in amounts[at + 1 :]:
        if not _linked(page, group[-1].end, later.start) or _time(page, later) not in ("", _time(page, of)):
            break
        group.append(later)
    return group


def _linked(page: Page, start: int, end: int) -> bool:
    """Whether nothing stands between two amounts but the drug's name, parts of the day and words that join."""
    joining = words().glue | words().parts_of_day | {"0"}
    named = {place for m in page.of_kind("oral_steroid_drug") for place in range(m.start, m.end)}
    return all(place in named or page.keys[place] in joining for place in range(start, end))


def _together(page: Page, group: list[_Amount], signs: list[Found[tuple[str, float]]]) -> float | None:
    """Milligrams a day of amounts told in one breath; None where it cannot be told which is meant."""
    first, last = group[0], group[-1]
    here = [sign for sign in signs if first.after <= sign.start < last.until]
    turns = any(sign.of[0] == "turns" for sign in here)
    halved = any(sign.of == ("times", 0.5) for sign in here)
    nothing = bool(words().nothing & set(page.keys[last.end : last.until]))
    if len(group) == 1:
        if turns and nothing:
            return first.mg / 2
        return _one(page, first, signs)
    if len(group) == 2 and (turns or halved):
        return sum(amount.mg for amount in group) / 2
    between = [page.keys[a.end : b.start] for a, b in zip(group, group[1:], strict=False)]
    skipped = any("0" in keys and set(keys) <= {"0", "-", "/"} for keys in between)  # "10-0-10": none at noon
    rows = [b[0] for b in between if len(b) == 1 and b[0] in "/+-"]
    parted = [amount for amount in group if words().parts_of_day & set(page.keys[amount.end : amount.until])]
    joined = any(words().joins & set(keys) for keys in between)
    if joined or skipped or len(parted) > 1 or parted and len(rows) == len(between) or len(rows) == len(between) > 1:
        return sum(_one(page, a, signs, alone=len(rows) < len(between)) or 0 for a in group)
    if any(words().ranges & set(keys) for keys in between) or len(rows) == len(between):
        return None
    return _one(page, first, signs)


def _one(page: Page, amount: _Amount, signs: list[Found[tuple[str, float]]], *, alone: bool = True) -> float | None:
    """One amount times its tablets and times a day."""
    if not alone:
        return amount.mg
    times = _times(page, amount, signs)
    pieces, told = _pieces(page, amount, signs)
    strength = page.keys[amount.end : amount.end + 1]
    if strength and strength[0] in words().pieces and strength[0].endswith("s") and not told and times is None:
        return None  # "5 mg tablets" tells no dose
    return amount.mg * pieces * (1.0 if times is None else times)


def _times(page: Page, amount: _Amount, signs: list[Found[tuple[str, float]]]) -> float | None:
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
    return ahead[0].of[1] if ahead else None


def _of_another(page: Page, sign: Found[tuple[str, float]], amount: _Amount) -> bool:
    """ "MMF 1 g bid + pred 20": the drug named in between has not been told how often."""
    drugs = [m for m in page.mentions if says()[m.fact].kind in ("steroid", "immunosuppressants", "therapy")]
    between = any(sign.end <= m.start and m.end <= amount.start for m in drugs)
    return between and any(m.end <= sign.start for m in drugs)


def _pieces(page: Page, amount: _Amount, signs: list[Found[tuple[str, float]]]) -> tuple[float, bool]:
    """How many tablets of that strength, and whether that is said: "5mg tablets, eight of them", "two 5 mg tablets"."""
    scheme = page.keys[amount.end : amount.end + 6]
    for start in (0, 1):
        row = scheme[start : start + 5]
        if len(row) == 5 and row[1] == row[3] == "-" and all(key in "01234" for key in row[::2]):
            return float(sum(int(key) for key in row[::2])), True  # "5 mg 1-0-1"
    before = [n for n in page.numbers if not n.units and 0 <= amount.start - n.end <= 3 and _may_count(n)]
    if before and _counted_before(page, before[-1], amount):
        return before[-1].value, True
    if page.keys[max(0, amount.start - 2) : amount.start] in (["half", "a"], ["half", "of"]):
        return 0.5, True
    around = page.keys[amount.end : amount.end + 4] + page.keys[amount.after : amount.start]
    tablets = bool(words().pieces & set(around))
    taken = {at for sign in signs for at in range(sign.start, sign.end)}
    counts: list[float] = []
    for number in page.numbers:
        if not amount.end <= number.start <= amount.end + 16 or number.start in taken or not _may_count(number):
            continue
        if number.units or _counts_times(signs, number) or page.in_date(number.start):
            continue
        if number.start >= amount.until and (not tablets or counts or _is_next_amount(page, number)):
            break
        if _counted_after(page, number, tablets):
            counts.append(number.value)
    return (sum(counts), True) if counts else (1.0, False)


def _may_count(number: Number) -> bool:
    return 0 < number.value <= _MOST_PIECES and number.value * 2 == int(number.value * 2)


def _is_next_amount(page: Page, number: Number) -> bool:
    return "dose" in number.units or page.keys[number.end : number.end + 1] in (["mg"], ["/"])


def _counted_before(page: Page, number: Number, amount: _Amount) -> bool:
    """ "four 5 mg tablets", "4 x 5 mg", "two tablets of 4 mg", "3 of the 5 mg ones"."""
    between = page.keys[number.end : amount.start]
    tablets = bool(words().pieces & {*between, *page.keys[amount.end : amount.end + 3]})
    small = set(between) <= {"x", "of", "the", "my", *words().pieces, "(", "steroid"}
    return small and ("x" in between or tablets)


def _counted_after(page: Page, number: Number, tablets: bool) -> bool:
    after, before = page.keys[number.end : number.end + 5], page.keys[max(0, number.start - 2) : number.start]
    if after[:2] in (["of", "them"], ["of", "these"], ["of", "those"]) or before[-1:] == ["x"]:
        return True
    if after[:1] and after[0] in words().pieces:
        return True
    spoken = after[:2] in (["a", "day"], ["per", "day"], ["each", "day"], ["every", "day"], ["at", "once"])
    spoken = spoken or bool(_EACH_DAY & set(after[:1])) or after[:2] == ["/", "day"]
    spoken = spoken or {"take", "takes", "taking", "swallow", "swallows", "have", "has", "times"} & set(before) != set()
    return tablets and (spoken or bool(words().parts_of_day & set(after)))
