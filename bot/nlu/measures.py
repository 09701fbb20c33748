"""Measured numbers: laboratory values, weight and classes, in the unit of their fact."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.numbers import Number, table
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("measures")

_REACH = 7
_CLASSES = 4
"""Classes of heart failure there are (NYHA)."""
_OTHER_THINGS = {"measure", "multiple", "therapy"}
_BETWEEN_BLOCKS = {"not", "ratio", "uln", "limit", "ref"}
_COUNT_FACTOR = 1000.0
_KATAL = 10
"""Below this a liver enzyme without a unit beside one in microkatals is in microkatals too."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    taken: set[int] = set()
    found += _paired(page, taken)
    paired = {finding.start for finding in found}
    for mention in page.mentions:
        if says()[mention.fact].kind == "measure" and mention.states and mention.start not in paired:
            finding = _of_mention(page, mention, taken)
            if finding:
                found.append(finding)
    return found + _alone(page, taken)


def _of_mention(page: Page, mention: Mention, taken: set[int]) -> Finding | None:
    number = _number_after(page, mention) or _number_before(page, mention)
    if number is None:
        undone = {"UNDONE", "PENDING"} & mention.said
        return (
            Finding(mention.fact, "unknown", mention.start, mention.end)
            if undone and mention.fact in page.asked
            else None
        )
    classed = mention.fact == "nyha_class" and bool(page.of_kind("heart_failure"))
    if mention.means.shy and mention.fact not in page.asked and not classed and not _fits_shy(page, mention, number):
        return None
    value, doubt = convert(page, mention.fact, number)
    if value is None or _former(page, number) or _of_another_fluid(page, mention, number):
        return None
    if mention.fact == "weight_kg" and (_wished(page, number) or _of_a_thing(page, mention)):
        return None
    taken.add(number.start)
    return Finding(mention.fact, value, min(mention.start, number.start), max(mention.end, number.end), doubt)


def _of_another_fluid(page: Page, mention: Mention, number: Number) -> bool:
    """ "CSF WBC 12", "5 lymphocytes in the spinal fluid", "urine creatinine": no blood count."""
    if says()[mention.fact].unit not in ("count", "creatinine") and mention.fact != "hemoglobin_g_dl":
        return False
    start, end = min(mention.start, number.start), max(mention.end, number.end)
    around = page.keys[max(0, start - 4) : start]
    ends = [at for at, key in enumerate(around) if key in _W["not_of_the_fluid"]]
    before = around[ends[-1] + 1 :] if ends else around
    inside = page.keys[mention.start : number.start]
    after = page.keys[end : end + 5]
    within = after[: after.index(",")] if "," in after else after
    located = {"in", "/", "from"} & set(within[:2]) or page.keys[number.end : number.end + 1] == ["/"]
    return bool(_W["other_fluids"] & {*before, *inside} or located and _W["other_fluids"] & set(within))


def _of_a_thing(page: Page, mention: Mention) -> bool:
    """ "The wheelchair weighs 90 kg": what is weighed has an article and is no person."""
    before = page.keys[max(0, mention.start - 2) : mention.start]
    if page.keys[mention.start] not in ("weighs", "weighed") or before[:1] not in (["the"], ["a"], ["my"], ["this"]):
        return False
    return all(at != mention.start - 1 for at, _ in page.cast.people)


def _former(page: Page, number: Number) -> bool:
    """ "Weight was 80 before all this", "I used to be 70 kg"."""
    end = max([number.end, *(end for _, end in number.units.values())])
    before = set(page.keys[max(0, number.start - 4) : number.start])
    if "always" in before:
        return True
    told = bool(before & _W["was"]) and bool(_W["former"] & set(page.keys[end : end + 1]))
    return told or "used" in before and not before & _W["now"]


def _paired(page: Page, taken: set[int]) -> list[Finding]:
    """Two names and two numbers in the same order: "AST/ALT 42/51"."""
    found = []
    names = [m for m in page.mentions if says()[m.fact].kind == "measure" and m.states]
    for first, second in zip(names, names[1:], strict=False):
        if page.keys[first.end : second.start] not in (["/"], ["and"], ["&"]):
            continue
        numbers = [n for n in page.numbers if second.end <= n.start <= second.end + 4]
        numbers = numbers[:2]
        if len(numbers) < 2 or page.keys[numbers[0].end : numbers[1].start] not in (["/"], ["and"], [","], ["&"]):
            continue
        for mention, number in zip((first, second), numbers, strict=False):
            value, doubt = convert(page, mention.fact, number)
            if value is not None:
                taken.add(number.start)
                found.append(Finding(mention.fact, value, mention.start, number.end, doubt))
    return found


def _fits_shy(page: Page, mention: Mention, number: Number) -> bool:
    """A short name ("Cr") counts beside a unit of its own, or in a row of values ("Hb 12.8 Cr 0.7")."""
    company = any(
        not m.means.shy and says()[m.fact].kind == "measure" and m.clause.sentence == mention.clause.sentence
        for m in page.mentions
    )
    salts = _W["salts"] & set(page.keys[max(0, mention.start - 6) : mention.start])
    company = company or bool(salts) and page.keys[mention.start - 1] != "/"  # in "BUN/Cr 14/0.9" it has the second
    row = company and number.start == mention.end and page.raw(mention.start)[:1].isupper()
    return row or (says()[mention.fact].unit or "") in number.units


def _number_after(page: Page, mention: Mention) -> Number | None:
    stops = {m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in _OTHER_THINGS}
    if mention.fact == "nyha_class":
        return _class_after(page, mention)
    aside = 0
    if today := _today_after_multiple(page, mention, stops):
        return today
    for place in range(mention.end, min(mention.end + _REACH + 4, len(page.keys))):
        if place < aside:
            continue
        if page.keys[place] == "(":
            aside = _end_of_aside(page, place, mention.fact)
            continue
        if place in stops or page.keys[place] in _BETWEEN_BLOCKS or page.keys[place] in ("\n", ";", ")"):
            return None
        if page.keys[place] == "." and place > mention.end:
            return None
        number = number_at(page.numbers, place)
        if number and not _unfit(page, number, mention.fact):
            return _now(page, number, mention, stops)
    return None


def _today_after_multiple(page: Page, mention: Mention, stops: set[int]) -> Number | None:
    """ "ALT 3.4 x ULN at its peak, today 38": after a multiple of the limit only a value of today counts."""
    first = next((n for n in page.numbers if mention.end <= n.start <= mention.end + 3), None)
    if first is None or "multiple" not in first.units or not times_limit(page, first):
        return None
    for later in page.numbers:
        between = range(first.after("multiple"), later.start)
        if later.start <= first.start or len(between) > _REACH or stops & {*between, later.start}:
            continue
        ended = {".", ";", "\n"} & set(page.keys[between.start : later.start])
        again = page.keys[later.end : later.end + 1] in (["x"], ["times"])
        told = page.keys[later.start - 1] in _W["today"] and not ended and not again
        if told and not later.units.keys() - {says()[mention.fact].unit}:
            return later
    return None


def _end_of_aside(page: Page, at: int, fact: str) -> int:
    """Behind brackets that hold no value of the fact: "CrCl (24 h urine) 69"; else the next token."""
    close = next((i for i in range(at, min(at + 6, len(page.keys))) if page.keys[i] == ")"), None)
    if close is None or any(at < n.start < close and not _unfit(page, n, fact) for n in page.numbers):
        return at + 1
    return close + 1


def _now(page: Page, number: Number, mention: Mention, stops: set[int]) -> Number:
    """Of several values of one thing the current one: "was 97, now 79", "87, no, 78", "79 not 97"."""
    best = number
    for later in page.numbers:
        if not number.end <= later.start <= best.end + 8 or any(best.end <= stop <= later.start for stop in stops):
            continue
        between = page.keys[best.end : later.start]
        if {".", "\n", ";"} & set(between):
            break
        if _is_newer(page, later, between) and not _unfit(page, later, mention.fact):
            best = later
    if page.keys[best.start - 1 : best.start] == ["not"]:
        best = next((n for n in page.numbers if n.start >= best.end), best)
    return best


def _is_newer(page: Page, later: Number, between: list[str]) -> bool:
    """ "now 79", "came down to 40", "9.8 in August, 11.2 now"."""
    end = max([later.end, *(end for _, end in later.units.values())])
    moved = between[-1:] == ["to"] and bool(_W["moved"] & set(between)) and not {"(", "normal", "limit"} & set(between)
    moved = moved or between == ["to"] and later.start > 2 and page.keys[later.start - 3] == "from"
    moved = moved or bool(_W["ahead_of"] & set(between) and _W["behind"] & set(page.keys[end : end + 1]))
    moved = moved or len(between) == 1 and page.raw(later.start - 1) in ("->", "→")
    return moved or bool(_W["now"] & set(between)) or bool(_W["today"] & set(page.keys[end : end + 2]))


def _number_before(page: Page, mention: Mention) -> Number | None:
    """ "90 platelets", "2,000 white cells per mm3" - the number stands directly before the name."""
    for number in page.numbers:
        family = says()[mention.fact].unit or ""
        end = number.after(family)
        if end == mention.start or (page.keys[end : end + 1] == ["of"] and end + 1 == mention.start):
            return None if _unfit(page, number, mention.fact) or number.start in _after_names(page) else number
    return None


def _after_names(page: Page) -> set[int]:
    return {m.end for m in page.mentions if says()[m.fact].kind == "measure"}


def _unfit(page: Page, number: Number, fact: str) -> bool:
    """A number with a unit of another kind, or part of a date, is not the value."""
    family = says()[fact].unit or ""
    if page.in_date(number.start):
        return not (family == "count" and _no_year(page, number))
    if _required(page, number) or _of_a_day(page, number):
        return True
    if family in number.units:
        return False
    if number.units.get("time_day", (1, 0))[0] == 0 and _flagged(page, number):
        return False
    if fact == "lymphocytes_per_mm3" and "percent" in number.units:
        return False
    if family in ("count", "hemoglobin", "enzyme", "creatinine", "clearance", "mass") and "multiple" in number.units:
        return times_limit(page, number)
    if family == "enzyme" and page.keys[number.end : number.end + 1] == ["x"]:
        return True  # "GPT 3x normal"
    strange = set(number.units) & {"dose", "time_day", "mass", "percent", "clearance", "enzyme", "per_kilo"}
    return bool(strange)


def _required(page: Page, number: Number) -> bool:
    """ "They want platelets above 80", "ALT must be below 200": a limit asked for, no value."""
    clause = page.clause_at(number.start)
    before = page.keys[max(clause.start, number.start - 8) : number.start]
    return bool(_W["compared"] & set(before[-2:]) and _W["requires"] & set(before))


def _of_a_day(page: Page, number: Number) -> bool:
    """ "ALT (2/11): 41": a day and a month in brackets or before a colon, where no pair of values can be meant."""
    keys, at = page.keys, number.start
    start = at - 2 if keys[at - 1 : at] == ["/"] and keys[at - 2].isdigit() else at
    parts = keys[start : start + 3]
    if len(parts) < 3 or parts[1] != "/" or not (parts[0].isdigit() and parts[2].isdigit()):
        return False
    opened, closed = keys[start - 1 : start] == ["("], keys[start + 3 : start + 4]
    small = 1 <= int(parts[0]) <= 31 and 1 <= int(parts[2]) <= 12
    return small and (closed == [":"] or opened and closed == [")"])


def _no_year(page: Page, number: Number) -> bool:
    """ "ANC 2100", "WBC 2000/mm3": a count may look like a year, but laboratories round it."""
    if any(w.start <= number.start < w.end and w.end - w.start > 1 for w in page.dates):
        return False
    rounded = number.value % 10 == 0 and number.value != 2020
    return "count" in number.units or rounded and page.keys[number.start - 1] not in _W["before_a_year"]


def _flagged(page: Page, number: Number) -> bool:
    """ "52H": the laboratory's mark for a high value, not hours."""
    places = page.doc.user_data["tokens"]
    return page.raw(number.end) == "H" and places[number.end].start == places[number.end - 1].end


def times_limit(page: Page, number: Number) -> bool:
    """ "1.2 x ULN", "3xULN", "twofold"; in "45 ULN 40" the limit follows as a number of its own."""
    end = number.units["multiple"][1]
    ahead = page.keys[number.start - 1 : number.start] == ["x"]  # "ALT x2.5 ULN"
    return ahead or end > number.end + 1 or page.keys[number.end] in ("xuln", "fold")


def number_at(numbers: Iterable[Number], place: int) -> Number | None:
    return next((number for number in numbers if number.start == place), None)


def _class_after(page: Page, mention: Mention) -> Number | None:
    """NYHA classes in roman or arabic numerals; of a range the worse ("III-IV" is 4)."""
    romans = table().romans
    best = None
    for place in range(mention.end, min(mention.end + 8, len(page.keys))):
        key = page.keys[place]
        number = number_at(page.numbers, place)
        value = romans.get(key) or (int(number.value) if number and number.value in (1, 2, 3, 4) else None)
        if value == _CLASSES and best and best.value < value - 1 and page.keys[place - 1] == "/":
            break  # "2/4": the second of four classes; neighbours are a range
        if value:
            best = Number(mention.end, place + 1, (max(value, best.value if best else 0),))
        elif best and key not in _W["between_classes"] or key not in _W["between_nyha_and_class"]:
            break
    return best and (_improved_class(page, best) or best)


def _improved_class(page: Page, best: Number) -> Number | None:
    """ "NYHA 3 improved to 2 on treatment": the class of now."""
    after = page.keys[best.end : best.end + 5]
    if "to" not in after or not _W["moved"] & set(after[: after.index("to")]):
        return None
    place = best.end + after.index("to") + 1
    key = page.keys[place] if place < len(page.keys) else ""
    value = table().romans.get(key) or (int(key) if key in ("1", "2", "3", "4") else None)
    return Number(best.start, place + 1, (value,)) if value else None


def convert(page: Page, fact: str, number: Number) -> tuple[float | int | None, str]:
    """The number in the fact's unit, and a doubt where a unit was assumed. None where it cannot be that fact."""
    family = says()[fact].unit or ""
    low, high = catalogue()[fact]["range"]
    if fact == "lymphocytes_per_mm3" and "percent" in number.units:
        return _share_of_white_cells(page, number), "computed"
    factor, doubt = _factor(page, family, number)
    for reading in number.readings:
        scaled = _bare_count(fact, reading) if family == "count" and factor is None else reading * (factor or 1.0)
        if family == "count" and factor == 1.0 and reading < max(number.readings):
            continue
        if low <= scaled <= high and _plausible(fact, scaled):
            value = round(scaled, 4)
            return (int(value) if value == int(value) else value), doubt
    return None, ""


def _plausible(fact: str, value: float) -> bool:
    return fact != "weight_kg" or value >= 25


def _factor(page: Page, family: str, number: Number) -> tuple[float | None, str]:
    if family in number.units:
        return number.units[family][0], ""
    if family == "enzyme" and number.value < _KATAL:
        beside = [n for n in page.numbers if "enzyme" in n.units and n.value < _KATAL]
        return (beside[0].units["enzyme"][0], "unit") if beside else (None, "")  # "ALAT 0.9 µkat/l, ASAT 0.55"
    if family == "count":
        shared = _shared_unit(page, number)
        return shared, "" if shared else "unit"
    if family == "hemoglobin" and number.value > 30:
        return 0.1, "unit"
    if family == "creatinine" and number.value > 25:
        return 1 / 88.4, "unit"
    return None, ""


def _shared_unit(page: Page, number: Number) -> float | None:
    """ "WBC 4.1, ALC 0.58, PLT 79 (all x10^9/L)", "78 not 87 K/uL"."""
    for later in page.numbers:
        if later.start > number.start and "count" in later.units:
            between = page.keys[number.end : later.start]
            if between == ["not"] or ("all" in page.keys[number.end :] and later.start - number.end < 12):
                return later.units["count"][0]
    text = page.keys[number.end :]
    if "all" in text:
        for other in page.numbers:
            if "count" in other.units:
                return other.units["count"][0]
        place = number.end + text.index("all")
        if page.keys[place + 1 : place + 6] in (
            ["x", "10", "^", "9", "/"],
            ["10", "^", "9", "/", "l"],
            ["x", "10", "9", "/", "l"],
        ):
            return _COUNT_FACTOR
    return None


def _bare_count(fact: str, reading: float) -> float:
    """A count without a unit: small numbers are x10^9/L, as laboratories print them."""
    limit = 2000 if fact == "platelets_per_mm3" else 150
    return reading * _COUNT_FACTOR if reading < limit else reading


def _share_of_white_cells(page: Page, number: Number) -> float | None:
    for mention in page.of_kind("wbc_per_mm3"):
        white = _number_after(page, mention)
        if white:
            value, _ = convert(page, "wbc_per_mm3", white)
            return round(value * number.value / 100) if value else None
    return None


def _alone(page: Page, taken: set[int]) -> list[Finding]:
    """Numbers whose unit names the fact: "81 kg", "eleven stone four"."""
    found = []
    if any(f.fact == "weight_kg" and m.states for m in page.mentions for f in [m] if _number_after(page, m)):
        return []
    for number in page.numbers:
        if page.in_date(number.start):
            continue  # "on the 21st of May" is no stone
        if "mass" not in number.units or number.start in taken:
            continue
        later = weight_since(page, number)
        if later:
            kilos = tidy(round(later.value * number.units["mass"][0], 2))
            found.append(Finding("weight_kg", kilos, later.start, later.end))
            continue
        if not _own_weight(page, number):
            continue
        finding = _weight(page, number)
        if finding:
            found.append(finding)
    return found[-1:]


def _own_weight(page: Page, number: Number) -> bool:
    clause = page.clause_at(number.start)
    words = set(page.keys[max(0, number.start - 4) : number.start])
    after = set(page.keys[number.after("mass") : number.after("mass") + 3])
    if _former(page, number) or _wished(page, number) or "would" in page.keys[number.end : number.end + 5]:
        return False  # "a 60 kg man would get ..."
    change = frozenset() if _reached(page, number) else _W["change"]
    return not (clause.asks or page.cast.other(number.start, clause, clause.start) or words & change
                or after & _W["after_weight_change"] - ({"weight"} if "lost" not in words else set()))  # fmt: skip


def weight_since(page: Page, number: Number) -> Number | None:
    """Of "used to be 85 kg, now 72" the bare number of today."""
    later = next((n for n in page.numbers if n.start > number.start), None)
    end = number.after("mass")
    was = page.keys[number.start - 1 : number.start] in (["was"], ["were"])
    if later is None or later.units or not (was or _former(page, number)) or later.start - end > 6:
        return None
    return later if {"now", "currently", "today"} & set(page.keys[end : later.end + 1]) else None


def _reached(page: Page, number: Number) -> bool:
    """ "Down to 72 kg", "dropped from 85 to 72 kg": where a change has ended is the weight."""
    before = page.keys[max(0, number.start - 5) : number.start]
    return before[-1:] == ["to"] and bool(_W["to_now"] & set(before))


def _wished(page: Page, number: Number) -> bool:
    """A weight aimed at, usual or at its highest is not the one of today."""
    clause = page.clause_at(number.start)
    words = page.keys[max(clause.start, number.start - 7) : number.start]
    wish = any(
        words[i] in _W["wishing"] and words[i + 1] == "to" and words[i + 2] in _W["to_reach"]
        for i in range(len(words) - 2)
    )
    return wish or bool(_W["wished"] & set(words)) and not _W["now"] & set(words)


def _weight(page: Page, number: Number) -> Finding | None:
    factor, end = number.units["mass"]
    kilos = number.value * factor
    if factor > 6:
        rest = number_at(page.numbers, end)
        if rest and rest.value < 14 and ("mass" not in rest.units or rest.units["mass"][0] < 1):
            kilos, end = kilos + rest.value * 0.45359237, rest.after("mass")
    if not 25 <= kilos <= 300:
        return None
    return Finding("weight_kg", round(kilos, 2) if kilos != int(kilos) else int(kilos), number.start, end)


def tidy(value: float) -> float | int:
    return int(value) if value == int(value) else value
