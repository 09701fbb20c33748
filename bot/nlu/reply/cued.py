"""What cues say without a name, in reply to a question: "NR", "pending", "neg", "booked for January"."""

from __future__ import annotations

from typing import Any

from bot.nlu.facts.conditions import meaning
from bot.nlu.facts.told_since import still_so
from bot.nlu.language.context import fitting
from bot.nlu.language.names import type_of
from bot.nlu.language.said import Said
from bot.nlu.page import Finding, Page
from bot.nlu.reply.beside_it import of_other_medicine
from bot.nlu.reply.but_had import named_after
from bot.nlu.reply.counted_none import counted_none
from bot.nlu.reply.details import denied_later, denies_a_detail
from bot.nlu.reply.doubt_ended import ruled_out
from bot.nlu.reply.latest import never_found, results_of_now
from bot.nlu.reply.marked import of_another_name
from bot.nlu.reply.no_result import no_test, not_since, of_a_jab, only_never, undone_told
from bot.nlu.reply.other_causes import of_another_cause
from bot.nlu.reply.other_tests import of_another_test, yes_to_another
from bot.nlu.reply.remarks import without_remarks
from bot.nlu.reply.silence import inquires, of_an_office, past_counting
from bot.nlu.reply.some_doses import begun_on_a_day
from bot.nlu.treatments.outcomes import RESPONSES, response
from bot.nlu.treatments.treated import PULSE, harmless, only_now
from bot.nlu.vocabulary import Says, says, word_lists

_W = word_lists("answers")
_SHORT = 8
"""Words of a reply that says nothing but a result ("4th gen neg Nov 26")."""
_TREATMENTS = {"therapy", "therapies", "steroid"}
_STRONG = {"PENDING", "UNDONE", "UNSURE", "POSITIVE", "NORMAL", "ABNORMAL", "PAST", "STOPPED", "HAS"}


def cued(page: Page, fact: str) -> Finding | None:
    """What the cues of a reply say of the fact that was asked for."""
    entry = says()[fact]
    if entry.kind == "therapy" and counted_none(page):
        return None  # "zero times"
    cues = [cue for cue in fitting(page.cues, type_of(entry)) if _free(page, cue, fact)]
    undone = {id(one) for one in cues if one.category == "POSITIVE" and _found_nothing(page, one, cues)}
    cues = [cue for cue in cues if id(cue) not in undone]
    if undone and _W["goes_on_finding"] & page.words:
        return None  # "they found nothing, until the marrow biopsy"
    cues = results_of_now(page, fact, cues)
    cues = without_remarks(page, cues)
    if not cues:
        return _dated(page, fact) if entry.kind == "therapy" else None
    said = {cue.category for cue in cues}
    if entry.kind == "therapy":
        return _of_treatment(page, fact, cues, said)
    value: Any = None
    if entry.kind in ("condition", "hepatitis", "chest", "infection", "diagnosis", "stability"):
        value = _of_state(page, entry, cues, said, bool(undone))
    elif entry.kind == "steroid" and {"STOPPED", "PAST"} & said and not {"PLANNED", "UNSURE"} & said:
        value = None if page.mentions else "none"  # "came off them in August"
    elif fact == "vaccination_planned" and "PLANNED" in said and not ({"NEGATED", "UNSURE"} & said or inquires(page)):
        value = True  # "RSV booked 3 Dec"
    return Finding(fact, value, cues[0].start, cues[-1].end) if value is not None else None


def reacted(page: Page, fact: str) -> bool:
    """ "They stopped it halfway, I came out in hives": a reaction says more than the stopping, which leaves it open."""
    if says()[fact].kind != "therapy" or all(cue.category != "INTOLERANT" for cue in page.cues):
        return False
    told = cued(page, fact)
    return told is not None and told.value == "intolerant"


def _free(page: Page, cue: Said, fact: str) -> bool:
    """Whether a cue may speak of what was asked: stated of the candidate, beside no name of another thing."""
    clause = page.clause_at(cue.start)
    apart = [m for m in page.mentions if not cue.start <= m.start < cue.end]  # "he was a new man"
    markers = says()[fact].kind == "hepatitis"  # "HBsAg neg, anti-HBs pos": they are read together
    apart = [m for m in apart if m.fact != fact or markers and m.means.role == "test"]
    named = any(m.clause is clause and not m.means.shy for m in apart)
    named = named or any(m.clause is clause and m.named for m in page.of_kind(fact))  # "no paper about TB"
    named = named or of_another(page, cue.start, fact) or of_another_test(page, cue.start, cue.end, fact)
    positive, no = cue.category == "POSITIVE", cue.category == "NEGATED"
    named = named or of_another_name(page, cue) or positive and yes_to_another(page, cue.start, cue.end)
    named = named or (named_after(page, cue.end, fact) if no else of_another_cause(page, cue.start, fact))
    named = named or no and (denies_a_detail(page, cue.end) or of_a_jab(page, clause, fact))
    return not (clause.asks or named or page.cast.other(cue.start, clause, 0))


def of_another(page: Page, start: int, fact: str) -> bool:
    """ "No, I had the steroid drip and it didn't work": of two treatments the one named before in its sentence is
    spoken of."""
    if of_other_medicine(page, start, fact) or fact == PULSE and _of_tablets(page, start):
        return True
    if fact not in says() or says()[fact].kind != "therapy":
        return False
    sentence = page.clause_at(start).sentence
    before = [m for m in page.mentions if m.clause.sentence == sentence and m.end <= start]
    before = [m for m in before if not _W["given_along"] & set(page.keys[max(0, m.start - 2) : m.start])]
    named = any(says()[m.fact].kind in _TREATMENTS for m in before)
    return named and all(m.fact != fact for m in page.mentions)


def _of_tablets(page: Page, start: int) -> bool:
    """ "The tablets worked, the drip did nothing", asked for the drip."""
    clause = page.clause_at(start)
    words = set(page.keys[clause.start : clause.end])
    return bool(_W["tablets"] & words and _W["drips"] & page.words) and not _W["drips"] & words


def _of_treatment(page: Page, fact: str, cues: list[Said], said: set[str]) -> Finding | None:
    first = cues[0].start
    planned = "PLANNED" in said and said <= {"PLANNED", "NOT_GIVEN", "GIVEN", "HAS"}
    if planned and not any(key in _W["another"] and not page.in_date(at) for at, key in enumerate(page.keys)):
        return Finding(fact, "not_given", first, cues[-1].end)  # "booked for January"
    if said <= {"BREAK", "IGNORED", "GIVEN"} and (dated := _dated(page, fact)):
        return dated
    if not said & {*RESPONSES, "NOT_GIVEN", "NEGATED", "PLANNED", "UNSURE"} and "GIVEN" in said:
        return given(page, fact) if first <= 2 else None  # "had two rounds"
    if "TOLERATED" in said and (harmed_not := _harm_denied(cues, fact)):
        return harmed_not
    if "TOLERATED" in said:
        said = said - {"INTOLERANT", "ENDED"}  # "a bad reaction first time, then a different brand and it was fine"
    if "INTOLERANT" in said and _feared_only(page, cues):
        return Finding(fact, "not_given", first, cues[-1].end)
    if said & {"ENDED", "INTOLERANT"} == {"ENDED"} and any(harmless(page, one) for one in page.clauses):
        return Finding(fact, "given_unknown", first, cues[-1].end)  # "stopped because the money ran out"
    told = said & set(RESPONSES)
    if not told and any(only_now(page, m) for m in page.of_kind(fact)):
        return None  # "no IVIG and no steroids by mouth"
    if cues[0].category == "NEITHER" and page.keys[cues[0].end : cues[0].end + 1] in ([","], ["."]):
        return Finding(fact, "not_given", first, cues[0].end)  # "neither, then he picked up by himself"
    if not (told or "NOT_GIVEN" in said and first <= 3):
        return None
    several = sum(says()[one].kind == "therapy" for one in page.asked if one in says()) > 1
    if several and (_mixed(page, cues) or _in_strokes(page, cues)):
        return None  # "no good, then very good" to two treatments
    value = "partial" if _mixed(page, cues) else response(said)
    return Finding(fact, value, first, cues[-1].end) if value is not None else None


def _harm_denied(cues: list[Said], fact: str) -> Finding | None:
    """ "No side effects at all", "no problems with it": what was borne was given, and nothing tells how it went."""
    borne = [cue for cue in cues if cue.category == "TOLERATED"]
    rest = [cue for cue in cues if not any(one.start <= cue.start < one.end for one in borne)]
    if {cue.category for cue in rest} & {*RESPONSES, "NOT_GIVEN", "NEGATED", "PLANNED", "UNSURE"}:
        return None
    return Finding(fact, "given_unknown", borne[0].start, borne[-1].end)


def _feared_only(page: Page, cues: list[Said]) -> bool:
    """ "No, it was on the cards but then I had the clot so they wouldn't risk it": never given, and so not unborne."""
    told = [cue for cue in cues if cue.category in RESPONSES]
    feared = [bool(_W["risking"] & set(page.keys[cue.start : cue.end])) for cue in told]
    planned = any(cue.category == "PLANNED" for cue in cues)
    denied = page.keys[0] in _W["denying"] and (all(feared) or planned)
    return (denied or planned and all(feared)) and any(feared) and not _W["once_more"] & page.words


def mixed(page: Page, fact: str) -> bool:
    """ "First one brilliant, second one did nothing": it helped in part."""
    cues = [one for one in fitting(page.cues, "therapy") if _free(page, one, fact)]
    return says()[fact].kind == "therapy" and _mixed(page, cues)


def _mixed(page: Page, cues: list[Said]) -> bool:
    parts = {response({cue.category}) for cue in cues if cue.category in RESPONSES}
    return {"responded", "failed"} <= parts and len({page.clause_at(cue.start).start for cue in cues}) > 1


def _in_strokes(page: Page, cues: list[Said]) -> bool:
    """ "NR/PR" to two treatments: one outcome each."""
    told = [cue for cue in cues if cue.category in RESPONSES]
    strokes = [at for at, key in enumerate(page.keys) if key == "/"]
    parts = {response({cue.category}) for cue in told}
    return len(parts) > 1 and any(told[0].end <= at < told[-1].start for at in strokes)


def _found_nothing(page: Page, found: Said, cues: list[Said]) -> bool:
    """ "When they scanned me they found nothing", "found no sign of it": a denial right behind what finds."""
    finds = page.keys[found.end - 1] in _W["finding"]
    denials = (cue for cue in cues if cue.category == "NEGATED" and cue.end > found.end)
    return any(found.start <= cue.start < found.end + finds for cue in denials)


def _of_state(page: Page, entry: Says, cues: list[Said], said: set[str], undone: bool) -> Any:
    bare = page.keys[0] in _W["bare_no"] and (len(page.keys) <= 2 or cues[-1].end == 1 and page.clauses[0].end <= 2)
    if bare and said == {"NEGATED"} and "on_no" in entry.means and entry.means["on_no"] is None:
        # a "no" to what a test showed: negative, or not done
        return meaning(entry, {"UNDONE"}) if only_never(page, entry) else None
    if entry.means.get("on_yes", "") is None and all(set(page.keys[c.start : c.end]) <= _W["only_yes"] for c in cues):
        return None  # "yes, definitely": of now or of then
    first = cues[0]
    if not_since(page, entry, said):
        return None
    if (
        undone_told(page, cues, only_looked=type_of(entry) != "test")
        or type_of(entry) == "test"
        and (no_test(page, cues) or only_never(page, entry))
    ):
        said = said - {"NEGATED"} | {"UNDONE"}
    denials = [cue for cue in cues if cue.category == "NEGATED"]
    if denials and entry.kind != "stability" and all(of_an_office(page, cue) for cue in denials):
        return None
    clause = page.clause_at(first.start)
    said = said - {"PAST"} if still_so(page, clause) else said
    ended = ruled_out(page, cues)
    said = said - {"UNSURE"} | {"NEGATED"} if ended else said
    strong = said & _STRONG
    opens = first.start <= 2 and (page.keys[first.start] != "not" or page.pure(clause))
    opens &= not denied_later(page, first, denials)
    result = any(c.category == "NEGATED" and page.keys[c.start] not in _W["auxiliaries"] for c in cues)
    tested = result and type_of(entry) == "test" and len(page.keys) <= _SHORT and not page.mentions
    negated = "NEGATED" in said and (opens or tested or ended or never_found(cues) or undone and "POSITIVE" not in said)
    if strong == {"HAS"} and not negated or not (strong or negated):
        return None
    opening = next((at for at, key in enumerate(page.keys) if key not in _W["fillers"]), 0)
    if strong == {"PAST"} and opening < first.start and page.keys[0] not in _W["yes"]:
        return None  # a time in the middle of something else is no answer
    if strong == {"PAST", "HAS"} and not page.pure(clause):
        return None  # "had the vaccine as a child"
    return meaning(entry, said if negated else said - {"NEGATED"})


def given(page: Page, fact: str) -> Finding | None:
    """ "Had it, don't know if it helped": it was given. "Don't know if I had it" leaves that open."""
    if early := next((c for c in page.cues if c.category == "EARLY" and "yet" in page.keys[c.start : c.end]), None):
        return Finding(fact, "given_unknown", early.start, early.end)  # "can't say yet"
    dated = any(when.last < page.as_of and not page.clause_at(when.start).asks for when in page.dates)
    if dated and (begun_on_a_day(page) or any(c.category == "EARLY" for c in page.cues)):
        return Finding(fact, "given_unknown", page.dates[0].start, page.dates[0].end)  # "2 years ago, hard to say"
    if any(c.start == 0 and c.category == "PAST" and page.keys[0] in _W["status"] for c in page.cues):
        return Finding(fact, "given_unknown", 0, len(page.keys))  # "s/p 2 x 1 g, response not documented"
    for at, key in enumerate(page.keys):
        doubted = _W["doubting"] & set(page.keys[max(0, at - 6) : at])
        doubted = doubted or past_counting(page, at)
        if key in _W["given"] and not doubted and not page.clause_at(at).asks:
            return Finding(fact, "given_unknown", at, at + 1)
    return None


def _dated(page: Page, fact: str) -> Finding | None:
    """ "Only Oct 31 and Nov 14": days on which it was given."""
    past = [when for when in page.dates if when.last <= page.as_of and not page.clause_at(when.start).asks]
    ahead = any(when.last > page.as_of for when in page.dates)
    named = any(m.fact != fact and not m.means.shy for m in page.mentions)
    if not past or ahead or named or len(page.keys) > _SHORT + _SHORT:
        return None
    denied = {"no", "not", "never", "none", "since", "if", "until"} & page.words
    words = {key for at, key in enumerate(page.keys) if not page.in_date(at)}
    of_himself = _W["of_oneself"] & words and not _W["of_a_dose"] & words  # "he was unwell in May"
    return None if denied or of_himself else Finding(fact, "given_unknown", past[0].start, past[-1].end)
