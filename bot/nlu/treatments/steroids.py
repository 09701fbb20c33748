"""Steroids taken by mouth now, with their dose of a day."""

from __future__ import annotations

from bot.nlu.facts.no_count import no_count
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments import no_steroids, per_kilo
from bot.nlu.treatments.doses import Dose, daily
from bot.nlu.treatments.given_up import taken_up_again
from bot.nlu.treatments.hours import perhaps_an_hour
from bot.nlu.treatments.medicines import DRUG, OVER, belongs, names_drug, over, owner_of, therapy_said
from bot.nlu.treatments.other_medicines import of_other_medicine
from bot.nlu.treatments.really_taken import really_taken, typed_right
from bot.nlu.treatments.split_doses import total
from bot.nlu.treatments.tablets import nothing_taken, of_the, summed_up
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

DOSE = "oral_steroid_dose_mg_day"
_NOW = _W["now"]
_NOT_ORAL = _W["not_oral"]
_NONE_NOW = _W["at_present"]
_SINCE_WITHIN = 6
"""Words after a drug, its dose among them, within which it says since when."""
_MOST = 100
"""Milligrams a day above which "steroids" without a name are no tablets."""


def read(page: Page) -> list[Finding]:
    drugs = [m for m in page.of_kind(DRUG) if m.states and m.means.role == "value"]
    found: list[Finding] = []
    current: set[int] = set()
    for mention in drugs:
        if over(page, mention) or per_kilo.equivalent(page, mention) or _left(page, mention, drugs):
            continue
        dose = _dose(page, mention)
        if not _by_mouth(page, mention, dose) or _course_over(page, mention, dose):
            continue
        current.add(mention.start)
        found.append(Finding(DRUG, str(mention.means.value), mention.start, mention.end))
        if dose and dose.value is not None:
            found.append(_dose_finding(dose, mention.start)._replace(end=max(mention.end, dose.end)))
    found += per_kilo.read(page, current)
    if not any(f.fact == DOSE for f in found) and len(current) < 2:
        found += _unnamed(page)
    found += _asked_dose(page, found)
    if current and _none_now(page, max(current)):
        return no_steroids.read(page)
    return found + ([] if any(f.fact in (DRUG, DOSE) for f in found) else no_steroids.read(page))


def _none_now(page: Page, after: int) -> bool:
    """ "Dex 8 mg was for the swelling in January, I take no steroid now": none is taken any more."""
    return any(
        m.states
        and m.start > after
        and not names_drug(page, m)
        and {"NEGATED", "NOT_GIVEN"} & m.said
        and _NONE_NOW & set(page.keys[m.end : m.clause.end])
        for m in page.of_kind("tx_steroid_any")
    )


def _left(page: Page, mention: Mention, drugs: list[Mention]) -> bool:
    """Stopped with the rest ("off all steroids since 2025"), at the end of a course ("with a taper, now off"), or given
    up for the next one ("then switched to methylprednisolone")."""
    later = [m for m in page.of_kind("tx_steroid_any") if m.start > mention.end and not names_drug(page, m)]
    if any({"PAST", "STOPPED"} & m.said and "off" in page.keys[m.start - 2 : m.start] for m in later):
        return True
    if no_steroids.off_later(page, mention):
        return True
    following = next((m for m in drugs if m.start > mention.end), None)
    if no_steroids.told_after(page, mention, following.start if following else len(page.keys)):
        return True
    if following is None or following.means.value == mention.means.value:
        return False
    if page.keys[following.start - 1] in _W["away_from"]:
        return False  # "Medrol. I was switched from prednisone"
    return not (OVER - {"PAST", "STOPPED"}) & following.said and bool(
        _W["replaced"] & set(page.keys[mention.end : following.start])
    )


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
    if sentence & _W["still_taken"] or _since_a_day(page, mention, limit):
        return False
    if _for_a_span(page, mention, limit) or _at_a_relapse(page, mention):
        return True
    judged = {"FAILED", "PARTIAL", "INTOLERANT"} & _judged(page, mention) or sentence & _W["likewise"]
    lasted = any("time_day" in n.units and n.value for n in page.numbers if -6 <= n.start - mention.end <= 12)
    if lasted and _W["taken_then"] & set(page.keys[max(0, mention.start - 4) : mention.start]):
        return True  # "took 30 mg prednisolone for 5 days"
    then = any(
        w.last.year < page.as_of.year and page.clause_at(w.start) is mention.clause for w in page.dates
    )  # "oral prednisolone in 2025, no benefit"
    return bool(judged and (lasted or then or sentence & _W["course"] or not sentence & _NOW))


def _at_a_relapse(page: Page, mention: Mention) -> bool:
    """ "Relapse at 4/12 on pred 10 mg", "flares < 20 mg pred": the dose of a relapse, or below which one comes."""
    at, first = mention.start - 1, page.sentence(mention.clause)[0].start
    while at >= first and (page.keys[at] in _W["on_a_dose"] or page.keys[at][0].isdigit()):
        at -= 1
    return mention.start - at > 1 and at >= first and page.keys[at] in _W["relapses"]


def _for_a_span(page: Page, mention: Mention, until: int) -> bool:
    """ "Six months of oral prednisone and then IVIg, worse on both": what the next treatment followed is over."""
    before = page.keys[max(0, mention.start - 5) : mention.start]
    pairs = zip(before, before[1:], strict=False)
    spanned = until < len(page.keys) and any(key in _W["spans"] and then == "of" for key, then in pairs)
    after = page.keys[mention.end : until]
    rest = page.keys[until : page.sentence(mention.clause)[-1].end]
    return spanned and "." not in after and bool(_W["next_in_turn"] & set(after) or _W["of_both"] & set(rest))


def _since_a_day(page: Page, mention: Mention, limit: int) -> bool:
    """ "Prednisolone 10 mg since Aug, no benefit", "... since the summer" goes on; "from January to March, no response
    since" does not."""
    since = next((at for at in range(mention.end, limit) if page.keys[at] == "since"), limit)
    if since - mention.end <= _SINCE_WITHIN and _W["of_the_year"] & set(page.keys[since + 1 : since + 4]):
        return True
    days = [w for w in page.dates if mention.end <= w.start < limit]
    same = (w for w in days if page.clause_at(w.start) is mention.clause)
    return any(page.keys[w.start] == "since" or page.keys[w.start - 1] == "since" for w in same)


def _judged(page: Page, mention: Mention) -> set[str]:
    """What is said of the effect, with the drug or in what follows it in the sentence."""
    later = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start > mention.start]
    named = [m.start for m in page.mentions if m.start > mention.end and says()[m.fact].kind == "therapy"]
    limit = min(named, default=len(page.keys))
    told = {cue.category for c in later for cue in page.cues_in(c, "therapy") if cue.start < limit}
    return told | therapy_said(page, mention)


def _by_mouth(page: Page, mention: Mention, dose: Dose | None) -> bool:
    clause = mention.clause
    after = page.keys[mention.end : mention.end + 8]
    after = after[: next((at for at, key in enumerate(after) if key in _W["adds"]), None)]
    words = {*page.keys[max(clause.start, mention.start - 6) : mention.end], *after}
    if words & _NOT_ORAL and not {"po", "oral", "mouth"} & words:
        return False
    if dose or DRUG in page.asked or DOSE in page.asked or taken_up_again(page, mention):
        return True
    if mention.means.value == "methylprednisolone" and page.keys[mention.start] == "mp":
        return False
    if _W["identity"] & set(page.keys[mention.start - 1 : mention.start]):
        return not _response(page, mention)  # "my prednisone", "it's called Medrone"
    if _listed(page, mention):
        return not _response(page, mention)
    closer = set(page.keys[max(clause.start, mention.start - 4) : min(clause.end, mention.end + 4)])
    return bool(closer & _NOW or per_kilo.of_steroids(page)) and not _response(page, mention)


def _listed(page: Page, mention: Mention) -> bool:
    """ "Current meds: prednisolone, riluzole"."""
    start = page.sentence(mention.clause)[0].start
    head = page.keys[start : min(mention.start, start + 4)]
    return bool(_W["lists"] & set(head)) and not _W["old_lists"] & set(page.keys[start : mention.start])


def _response(page: Page, mention: Mention) -> set[str]:
    return {"FAILED", "PARTIAL", "RESPONDED", "INTOLERANT"} & therapy_said(page, mention)


def _dose(page: Page, mention: Mention) -> Dose | None:
    """The milligrams a day of a drug: the numbers that belong to it, read together."""
    numbers = [n for n in page.numbers if "per_kilo" not in n.units and belongs(page, mention, n)]
    if any(m.other for m in page.of_kind(DRUG)):  # "the 40 mg prednisolone is my wife's. Mine is the 5 mg prednisolone"
        numbers = page.own(numbers) or numbers
    inside = [n.start for n in page.numbers if mention.start < n.start < mention.end]  # "HC 20/10/5 mg": HC is the name
    return total(page, mention) or daily(page, typed_right(page, numbers), min([mention.end, *inside]))


def _unnamed(page: Page) -> list[Finding]:
    """The dose of steroids that nobody named: "my steroid dose is forty milligrams a day"."""
    for mention in page.of_kind("tx_steroid_any"):
        ended = (OVER | {"FAILED", "INTOLERANT"}) & mention.said and not taken_up_again(page, mention)
        if not mention.states or names_drug(page, mention) or ended:
            continue
        numbers = [
            n
            for n in page.numbers
            if n.units.keys() & {"dose", "per_kilo"} == {"dose"}
            and page.clause_at(n.start).sentence == mention.clause.sentence
            and owner_of(page, n) is None
            and not of_other_medicine(page, n)
        ]
        dose = daily(page, numbers)
        if not dose or not dose.value or dose.value > _MOST or _course_over(page, mention, dose):
            continue
        if _by_mouth(page, mention, dose) and not page.clause_at(dose.start).asks:
            return [_dose_finding(dose, dose.start)]
    return []


def _asked_dose(page: Page, found: list[Finding]) -> list[Finding]:
    if DOSE not in page.asked or any(f.fact == DOSE for f in found):
        return []
    if counted := summed_up(page) or nothing_taken(page) or of_the(page):
        return [Finding(DOSE, *counted)]
    numbers = [
        n
        for n in page.numbers
        if set(n.units) <= {"dose"} and not page.clause_at(n.start).asks and not page.in_date(n.start)
    ]
    numbers = [n for n in numbers if _of_steroids(page, n)]
    bare = any(not n.units for n in numbers)  # "down to 7.5 now from 40 mg in spring"
    former = [n for n in numbers if bare and "dose" in n.units and page.keys[n.start - 1] == "from"]
    if page.of_two(numbers) or len(numbers) == 1 and perhaps_an_hour(page, numbers[0]):
        return []  # "he's on 10 and I'm on 25"
    dose = daily(page, really_taken(page, page.own([n for n in numbers if n not in former])))
    return [_dose_finding(dose, dose.start)] if dose and dose.value is not None else []


def _of_steroids(page: Page, number: Number) -> bool:
    """Whether no other medicine is named to which a dose belongs: "20 mg methotrexate", "keppra 500 mg"."""
    owner = owner_of(page, number)
    others = owner is not None and owner.fact not in (DRUG, "tx_steroid_any", "tx_high_dose_steroid")
    return not (others or of_other_medicine(page, number) or no_count(page, number))


def _dose_finding(dose: Dose, start: int) -> Finding:
    return Finding(DOSE, dose.value, min(start, dose.start), dose.end)
