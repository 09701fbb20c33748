"""Steroids taken by mouth now, with their dose of a day."""

from __future__ import annotations

from bot.nlu.clauses import Clause
from bot.nlu.doses import Dose, daily
from bot.nlu.medicines import DRUG, OVER, belongs, names_drug, owner_of, therapy_said
from bot.nlu.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

DOSE = "oral_steroid_dose_mg_day"
PER_KILO = "prednisone_equiv_mg_per_kg_day"
_NOW = _W["now"]
_NOT_ORAL = _W["not_oral"]


def read(page: Page) -> list[Finding]:
    drugs = [m for m in page.of_kind(DRUG) if m.states and not (OVER - {"NEGATED"}) & m.said]
    found: list[Finding] = []
    for mention in drugs:
        if (
            {"NEGATED", "NOT_GIVEN"} & mention.said
            or _equivalent(page, mention)
            or _off_all(page, mention)
            or _off_later(page, mention)
        ):
            continue
        dose = _dose(page, mention)
        if not _by_mouth(page, mention, dose) or _course_over(page, mention, dose):
            continue
        found.append(Finding(DRUG, str(mention.means.value), mention.start, mention.end))
        if dose and dose.value is not None:
            found.append(_dose_finding(dose, mention.start)._replace(end=max(mention.end, dose.end)))
    found += _per_kilo(page) + _asked_dose(page, found)
    return found + ([] if any(f.fact == DRUG for f in found) else _none(page))


def _off_all(page: Page, mention: Mention) -> bool:
    """ "Pred 50 made her worse, off all steroids since 2025": what was named before is stopped with the rest."""
    later = [m for m in page.of_kind("tx_steroid_any") if m.start > mention.end and not names_drug(page, m)]
    return any({"PAST", "STOPPED"} & m.said and "off" in page.keys[m.start - 2 : m.start] for m in later)


def _off_later(page: Page, mention: Mention) -> bool:
    """ "Pred helped, flared on every taper. No pulse. Now off.": a later clause of its own ends what is taken."""
    named = [m.start for m in page.mentions if m.start > mention.end and m.fact in (DRUG, "immunosuppressants")]
    later = [c for c in page.clauses if c.start >= mention.clause.end and c.end <= min(named, default=len(page.keys))]
    return any(page.pure(c) and not c.asks and "off" in page.keys[c.start : c.end] and _stopped(page, c) for c in later)


def _stopped(page: Page, clause: Clause) -> bool:
    cues = page.cues_in(clause, "medicine")
    return any(cue.category == "STOPPED" for cue in cues) and not any(cue.category == "NEGATED" for cue in cues)


def _equivalent(page: Page, mention: Mention) -> bool:
    """ "(= prednisone 0.4 mg/kg/d)" converts another drug's dose."""
    around = page.keys[max(0, mention.start - 2) : mention.start] + page.keys[mention.end : mention.end + 1]
    return bool({"=", "equals", "equiv", "equivalent"} & set(around))


def _course_over(page: Page, mention: Mention, dose: Dose | None) -> bool:
    """A course taken and judged is a treatment then, no medicine now: "pred 60 mg for 3 months: no response"."""
    if DRUG in page.asked or DOSE in page.asked:
        return False
    if dose and dose.former and dose.value is None:
        return True
    others = [m.start for m in page.mentions if m.start > mention.end and says()[m.fact].kind == "therapy"]
    limit = min(others, default=len(page.keys))
    sentence = {
        page.keys[at]
        for c in page.clauses
        if c.sentence == mention.clause.sentence
        for at in range(c.start, min(c.end, limit))
    }
    if sentence & _W["still_taken"]:
        return False
    judged = {"FAILED", "PARTIAL", "INTOLERANT"} & _judged(page, mention)
    lasted = any("time_day" in n.units and n.value for n in page.numbers if -6 <= n.start - mention.end <= 12)
    return bool(judged and (lasted or sentence & _W["course"] or not sentence & _NOW))


def _judged(page: Page, mention: Mention) -> set[str]:
    """What is said of the effect, with the drug or in what follows it in the sentence."""
    later = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start > mention.start]
    named = [m.start for m in page.mentions if m.start > mention.end and says()[m.fact].kind == "therapy"]
    limit = min(named, default=len(page.keys))
    told = {cue.category for c in later for cue in page.cues_in(c, "therapy") if cue.start < limit}
    return told | therapy_said(page, mention)


def _by_mouth(page: Page, mention: Mention, dose: Dose | None) -> bool:
    clause = mention.clause
    words = set(page.keys[max(clause.start, mention.start - 6) : min(len(page.keys), mention.end + 8)])
    if words & _NOT_ORAL and not {"po", "oral", "mouth"} & words:
        return False
    if dose or DRUG in page.asked or DOSE in page.asked:
        return True
    if mention.means.value == "methylprednisolone" and page.keys[mention.start] == "mp":
        return False
    closer = set(page.keys[max(clause.start, mention.start - 4) : min(clause.end, mention.end + 4)])
    response = {"FAILED", "PARTIAL", "RESPONDED", "INTOLERANT"} & therapy_said(page, mention)
    return bool(closer & _NOW or _per_kilo(page)) and not response


def _dose(page: Page, mention: Mention) -> Dose | None:
    """The milligrams a day of a drug: the numbers that belong to it, read together."""
    numbers = [n for n in page.numbers if "per_kilo" not in n.units and belongs(page, mention, n)]
    return daily(page, numbers, mention.end)


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
    numbers = [
        n
        for n in page.numbers
        if set(n.units) <= {"dose"} and not page.clause_at(n.start).asks and not page.in_date(n.start)
    ]
    dose = daily(page, numbers)
    return [_dose_finding(dose, dose.start)] if dose and dose.value is not None else []


def _dose_finding(dose: Dose, start: int) -> Finding:
    return Finding(DOSE, dose.value, min(start, dose.start), dose.end)


def _none(page: Page) -> list[Finding]:
    """No steroid by mouth: "no steroid tablets", "never any steroids", "nil PO steroids"."""
    for mention in page.of_kind("tx_steroid_any"):
        if not mention.states or not {"NEGATED", "NOT_GIVEN"} & mention.said:
            continue
        words = set(page.keys[mention.start : mention.end + 2])
        if _ever(page, mention) and not _W["by_mouth"] & words:
            continue
        response = {"FAILED", "PARTIAL", "RESPONDED"} & mention.said
        oral = _W["by_mouth"] & words or not {"iv", "drip", "pulse"} & words
        if oral and not response:
            return [Finding(DRUG, "none", mention.start, mention.end)]
    return _ended(page)


def _ended(page: Page) -> list[Finding]:
    """ "Off steroids", "came off prednisone last year", "steroid-free": none now, where no other one is named."""
    named = [m for m in page.mentions if m.fact in (DRUG, "tx_steroid_any") and m.states]
    over = [
        m
        for m in named
        if page.keys[m.end : m.end + 1] == ["free"]
        or m.fact == DRUG
        and "STOPPED" in m.said
        and page.keys[m.end : m.end + 1] != ["off"]
        or page.keys[max(0, m.start - 1) : m.start] == ["off"]
        or m.fact == DRUG
        and _off_later(page, m)
        or page.keys[max(0, m.start - 2) : m.start] in (["off", "all"], ["off", "any"], ["off", "the"])
        and page.keys[max(0, m.start - 2) : m.start - 1] != ["edge"]
    ]
    if any("dose" in n.units and _of_steroid(page, n) for n in page.numbers):
        return []  # "tapered off prednisone 20 mg to 10 mg"
    codes = {m.means.value for m in named if m.fact == DRUG}
    if not over or len(codes) > 1 or any({"PLANNED", "UNSURE"} & m.said or _iv(page, m) for m in named):
        return []
    clear = all(m.start in {o.start for o in over} for m in named)
    return [Finding(DRUG, "none", over[0].start, over[0].end)] if clear else []


def _of_steroid(page: Page, number: Number) -> bool:
    owner = owner_of(page, number)
    return owner is None or owner.fact in (DRUG, "tx_steroid_any", "tx_high_dose_steroid")


def _iv(page: Page, mention: Mention) -> bool:
    """A drip or a cream: that it has stopped tells nothing of tablets."""
    near = page.keys[max(0, mention.start - 3) : mention.end + 3]
    drips = page.of_kind("tx_high_dose_steroid")
    return bool(_NOT_ORAL & set(near)) or any(m.start <= mention.start < m.end for m in drips)


def _ever(page: Page, mention: Mention) -> bool:
    """ "Never had steroids" tells of treatments, not of tablets taken now."""
    return "never" in page.keys[mention.clause.start : mention.clause.end] and not says()[DRUG].values.keys() & {
        m.means.value for m in page.of_kind(DRUG) if m.start == mention.start
    }
