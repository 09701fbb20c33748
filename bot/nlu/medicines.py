"""Medicines taken now: steroids by mouth with their dose, and drugs that calm the immune system."""

from __future__ import annotations

from bot.nlu.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

DRUG, DOSE, PER_KILO = "oral_steroid_drug", "oral_steroid_dose_mg_day", "prednisone_equiv_mg_per_kg_day"
AGENTS, ROUTE = "immunosuppressants", "immunosuppressant_route"
_TIMES = {
    "bid": 2.0,
    "bd": 2.0,
    "twice": 2.0,
    "tid": 3.0,
    "tds": 3.0,
    "qid": 4.0,
    "qds": 4.0,
    "alternate": 0.5,
    "alt": 0.5,
    "eod": 0.5,
    "qod": 0.5,
}
_NOW = _W["now"]
_NOT_ORAL = _W["not_oral"]
FORMER = _W["former"]
"""Before a drug: it was a treatment then, not a medicine now."""
_OVER = {"PAST", "STOPPED", "DECLINED", "NOT_GIVEN", "NEGATED", "PLANNED", "UNSURE"}


def read(page: Page) -> list[Finding]:
    return _steroids(page) + _agents(page)


def _steroids(page: Page) -> list[Finding]:
    drugs = [m for m in page.of_kind(DRUG) if m.states and not (_OVER - {"NEGATED"}) & m.said]
    found: list[Finding] = []
    for mention in drugs:
        dose = _dose(page, mention)
        if "NEGATED" in mention.said or "NOT_GIVEN" in mention.said or not _by_mouth(page, mention, dose):
            continue
        found.append(Finding(DRUG, str(mention.means.value), mention.start, mention.end))
        if dose:
            found.append(dose)
    found += _per_kilo(page) + _asked_dose(page, found)
    return found + ([] if any(f.fact == DRUG for f in found) else _none(page))


def _by_mouth(page: Page, mention: Mention, dose: Finding | None) -> bool:
    clause = mention.clause
    words = set(page.keys[max(clause.start, mention.start - 6) : min(len(page.keys), mention.end + 8)])
    if words & _NOT_ORAL and not {"po", "oral", "mouth"} & words:
        return False
    if dose or DRUG in page.asked or DOSE in page.asked:
        return True
    if mention.means.value == "methylprednisolone" and page.keys[mention.start] == "mp":
        return False
    closer = set(page.keys[max(clause.start, mention.start - 4) : min(clause.end, mention.end + 4)])
    response = {"FAILED", "PARTIAL", "RESPONDED", "INTOLERANT"} & _therapy_said(page, mention)
    return bool(closer & _NOW or _per_kilo(page)) and not response


def _therapy_said(page: Page, mention: Mention) -> set[str]:
    return {
        cue for m in page.mentions if m.start == mention.start and says()[m.fact].kind == "therapy" for cue in m.said
    }


def _dose(page: Page, mention: Mention) -> Finding | None:
    """The milligrams a day beside a drug: "16 mg every other day" is 8, "4 mg BID" 8, "10 ... and another 5" 15."""
    mentions = [
        m
        for m in page.mentions
        if says()[m.fact].kind in ("steroid", "immunosuppressants", "therapy")
        and m.means.value != mention.means.value
        and m.start != mention.start
    ]
    numbers = [n for n in page.numbers if _beside(page, mention, n, mentions)]
    if not numbers:
        return None
    number = _current(page, numbers)
    daily = number.value * number.units.get("dose", (1.0, 0))[0] * _frequency(page, number)
    extra = next((n for n in page.numbers if number.start < n.start <= number.start + 9
                  and {"another", "plus"} & set(page.keys[n.start - 2 : n.start])), None)  # fmt: skip
    daily += extra.value if extra else 0
    parts = [n for n in numbers if _W["parts_of_day"] & set(page.keys[n.end : n.end + 4])]
    if len(parts) > 1:  # "10 mg morning, 5 mg evening"
        daily = sum(n.value * n.units.get("dose", (1.0, 0))[0] for n in parts)
    if not 0 < daily <= 500:
        return None
    return Finding(
        DOSE,
        int(daily) if daily == int(daily) else round(daily, 3),
        min(mention.start, number.start),
        max(mention.end, number.end),
    )


def _beside(page: Page, mention: Mention, number: Number, others: list[Mention]) -> bool:
    dosed = "dose" in number.units and "per_kilo" not in number.units and number.value * number.units["dose"][0] < 400
    bare = (
        not number.units
        and number.start == mention.end
        and number.value in (1, 2, 2.5, 4, 5, 7.5, 8, 10, 12.5, 15, 16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80)
    )
    if not (dosed or bare) or page.clause_at(number.start).sentence != mention.clause.sentence:
        return False
    if number.start < mention.start and mention.start - number.after("dose") > 2:
        return False
    low, high = sorted((mention.start, number.start))
    return high - low <= 8 and not any(low < m.start < high for m in others)


def _current(page: Page, numbers: list[Number]) -> Number:
    now = [
        n
        for n in numbers
        if {"now", "currently", "to"} & set(page.keys[max(0, n.start - 2) : n.start] + page.keys[n.end : n.end + 2])
    ]
    return now[-1] if now else numbers[0]


def _frequency(page: Page, number: Number) -> float:
    after = page.keys[number.end : number.end + 8]
    if {"one", "next"} <= set(page.keys[number.end : number.end + 14]) and "day" in after:
        return 0.5  # "30 mg one day and nothing the next day"
    for place, key in enumerate(after):
        if key in (".", ";", "\n", ","):
            break
        if key in _TIMES:
            return _TIMES[key]
        if key in ("every", "each") and after[place + 1 : place + 2] in (["other"], ["second"], ["2"]):
            return 0.5
        if after[place : place + 3] in (["three", "times", "a"], ["3", "x", "a"], ["morning", "and", "night"]):
            return 2.0 if key == "morning" else 3.0
    return 1.0


def _per_kilo(page: Page) -> list[Finding]:
    named = [m for m in page.mentions if m.fact in (DRUG, "tx_steroid_any") and m.states]
    words = {"equiv", "equivalent", "prednisone", "steroid", "steroids"} & set(page.keys)
    for number in page.numbers:
        clause = page.clause_at(number.start)
        if (
            "per_kilo" in number.units
            and number.value <= 5
            and (named or words or PER_KILO in page.asked)
            and not clause.asks
        ):
            return [Finding(PER_KILO, number.value, number.start, number.units["per_kilo"][1])]
    return []


def _asked_dose(page: Page, found: list[Finding]) -> list[Finding]:
    if DOSE not in page.asked or any(f.fact == DOSE for f in found):
        return []
    numbers = [n for n in page.numbers if set(n.units) <= {"dose"} and not page.clause_at(n.start).asks]
    if not numbers:
        return []
    former = [n for n in numbers if {"be", "was", "were", "from"} & set(page.keys[max(0, n.start - 2) : n.start])]
    left = [n for n in numbers if n not in former] or numbers
    number = _current(page, left)
    value = number.value * number.units.get("dose", (1.0, 0))[0] * _frequency(page, number)
    return [Finding(DOSE, int(value) if value == int(value) else value, number.start, number.end)]


def _none(page: Page) -> list[Finding]:
    """No steroid by mouth: "no steroid tablets", "never any steroids", "nil PO steroids"."""
    for mention in page.of_kind("tx_steroid_any"):
        if not mention.states or not {"NEGATED", "NOT_GIVEN"} & mention.said:
            continue
        words = set(page.keys[mention.start : mention.end + 2])
        response = {"FAILED", "PARTIAL", "RESPONDED"} & mention.said
        oral = _W["by_mouth"] & words or not {"iv", "drip", "pulse"} & words
        if oral and not response:
            return [Finding(DRUG, "none", mention.start, mention.end)]
    return []


def _agents(page: Page) -> list[Finding]:
    agents = [
        m
        for m in page.of_kind(AGENTS)
        if m.means.role == "value" and m.states and not _OVER & m.said and _current_agent(page, m)
    ]
    found = []
    if AGENTS in page.asked:
        agents += [m for m in page.of_kind("tx_cyclophosphamide") if m.states and not {"NOT_GIVEN", "NEGATED"} & m.said]
    if agents:
        codes = list(dict.fromkeys(str(m.means.value or "cyclophosphamide") for m in agents))
        found.append(Finding(AGENTS, codes, agents[0].start, agents[-1].end))
    elif any(m.means.role == "about" and m.states and {"NEGATED", "NOT_GIVEN"} & m.said for m in page.of_kind(AGENTS)):
        mention = next(m for m in page.of_kind(AGENTS) if m.means.role == "about" and {"NEGATED", "NOT_GIVEN"} & m.said)
        return [Finding(ROUTE, "none", mention.start, mention.end), Finding(AGENTS, [], mention.start, mention.end)]
    return found + _route(page, agents)


def _current_agent(page: Page, mention: Mention) -> bool:
    said = _therapy_said(page, mention)
    if FORMER & set(page.keys[max(0, mention.start - 2) : mention.start]) and AGENTS not in page.asked:
        return False
    return not {"FAILED", "INTOLERANT", "NOT_GIVEN"} & (said | mention.said)


def _route(page: Page, agents: list[Mention]) -> list[Finding]:
    named = agents or [m for m in page.of_kind(AGENTS) if m.means.role == "about" and m.states]
    if not named and ROUTE not in page.asked:
        return []
    sentences = {m.clause.sentence for m in named}
    near = [
        n
        for n in page.near
        if n.of.fact == ROUTE and (ROUTE in page.asked or page.clause_at(n.start).sentence in sentences)
    ]
    values = {str(n.of.value): n for n in near if _of_agent(page, n.start, agents)}
    for value in ("oral_above_routine", "non_oral", "oral_routine", "none"):
        if value in values and not (value == "non_oral" and "oral" in values and not agents):
            return [Finding(ROUTE, value, values[value].start, values[value].end)]
    return []


def _of_agent(page: Page, at: int, agents: list[Mention]) -> bool:
    """The nearest medicine named is one of these, not a steroid drip or a vaccine."""
    if not agents:
        return True
    names = [m for m in page.mentions if says()[m.fact].kind in ("immunosuppressants", "therapy", "steroid", "window")]
    before = [m for m in names if m.end <= at]
    nearest = max(before, key=lambda m: m.end) if before else min(names, key=lambda m: m.start, default=None)
    return nearest is None or any(m.start == nearest.start for m in agents)
