"""Treatments and how each went: given or not, helped or not."""

from __future__ import annotations

from itertools import takewhile

from bot.nlu.facts.shy import welcome
from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments import afterwards, next_in_line, relapses, still_to_come, treated, uncounted, unmeant
from bot.nlu.treatments.asides import by_vein, explained, goes_on, not_told_given, owner
from bot.nlu.treatments.contrasts import elliptic, exclusive
from bot.nlu.treatments.lists import before_in_list, goes_on_list, heads_a_list, listed, said_of_all, same_again
from bot.nlu.treatments.marked_no import denies_effect, of_what_is_asked
from bot.nlu.treatments.none_taken import since_a_day
from bot.nlu.treatments.outcomes import RESPONSES, Record, Treatment
from bot.nlu.treatments.treated import PULSE, STEROID, another_one, own, raised, subject_from, words_of
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("therapies")

_KINDS = {"therapy", "therapies", "immunosuppressants"}
_REACH = 3
"""How many sentences later an outcome may still speak of the treatments named last."""


def read(page: Page) -> list[Finding]:
    record = Record()
    mentions: dict[int, list[Mention]] = {}
    for mention in page.mentions:
        if says()[mention.fact].kind in _KINDS and mention.means.role != "near" and _counts(page, mention):
            mentions.setdefault(mention.clause.start, []).append(mention)
    heading, resumed = "", False
    for clause in page.clauses:
        here = mentions.get(clause.start, [])
        if here:
            heading = heading if clause.aside or not resumed or goes_on_list(page, here[0]) else ""
            _named(page, clause, here, record, heading)
            goes = clause.aside and (resumed or goes_on(page, clause)) or page.keys[clause.end - 1] == ","
            heading = heading if goes else ""
            resumed = resumed and bool(heading)
            bracketed = page.keys[clause.end - 1] == "(" or page.keys[clause.end - 2 : clause.end] == [")", ","]
            if bracketed and (heads := heads_a_list(page, clause, here[0], record.treatments)):
                heading, resumed = heads, True
        elif not clause.asks and not (resumed and _empty(page, clause)):
            heading, resumed = _unnamed(page, clause, record), False
    unmeant.settle(page, record)
    told = any(one.fact == STEROID and one.value for one in record.treatments)
    taken = told or any(m.fact == STEROID and _taken(page, m) for m in page.mentions)
    found = [f for f in record.findings() if f.fact != STEROID or f.value != "given_unknown" or taken]
    return found + uncounted.read(page)


def _empty(page: Page, clause: Clause) -> bool:
    return not any(page.keys[at].isalnum() for at in range(clause.start, clause.end))


def _taken(page: Page, mention: Mention) -> bool:
    """Words say that steroids were a treatment; one that is only taken now leaves open what it was for."""
    if not mention.states or {"PLANNED", "UNSURE", "NEGATED", "NOT_GIVEN"} & mention.said:
        return False
    before = set(page.keys[max(mention.clause.start, mention.start - 4) : mention.start])
    return "EARLY" in mention.said or bool(before & _W["taken"]) and not before & _W["still"]


def _counts(page: Page, mention: Mention) -> bool:
    if not mention.states and not raised(page, mention):
        return False
    if not mention.means.shy or mention.fact == uncounted.OTHER:
        return True
    if mention.fact == PULSE:
        return welcome(page, mention)
    return not page.sentence_words(mention.clause) & _W["infection"]


def _named(page: Page, clause: Clause, here: list[Mention], record: Record, heading: str) -> None:
    """A clause that names treatments: what its own words say of each."""
    fresh: list[Treatment] = []
    for mention in here:
        value = _beside(page, mention, record, fresh, heading)
        one = _treatment(page, mention, None if value == "unsaid" else value, record, fresh)
        one.raised = value == "unsaid" or mention.clause.asks
        fresh.append(one)
        if one.value in ("responded", "partial") and exclusive(page, mention):
            record.rest("failed", one, one.end)
    if fresh and fresh[0].value and said_of_all(page, clause, here):
        earlier = [t for t in record.treatments if t.sentence == clause.sentence and t.open]
        record.tell(fresh[0].value, earlier, fresh[0].end)
    # "... with no improvement, and rituximab in May"
    failed = list(takewhile(lambda one: one.value == "failed", fresh))
    if listed(page, failed, record.treatments):
        record.tell("failed", before_in_list(page, fresh[0], record.treatments), fresh[0].end)
    relapses.tell(page, clause, here, record)
    record.treatments += fresh


def _beside(page: Page, mention: Mention, record: Record, fresh: list[Treatment], heading: str) -> str | None:
    """What is said of a treatment where it is named, by its own words, by a heading, or by what they point back to."""
    said_before = record.last(mention.clause.sentence) or next((t.value for t in reversed(fresh) if t.value), heading)
    said_before = said_before or elliptic(page, mention) and record.last(mention.clause.sentence - 1) or ""
    value = own(page, mention, said_before)
    if value == "unsaid" and _W["over"] & words_of(page, mention.clause):
        value = None  # "no longer", "not any more": it was given
    again = record.last() if same_again(page, mention.clause) and not mention.said & {"PLANNED", "UNSURE"} else None
    outer = explained(page, mention, [*record.treatments, *fresh])
    return value or heading or (outer.value if outer else None) or again


def _treatment(page: Page, mention: Mention, value: str | None, record: Record, fresh: list[Treatment]) -> Treatment:
    planned = "PLANNED" in mention.said or not_told_given(page, mention) or still_to_come.begins_later(page, mention)
    planned = planned or still_to_come.awaited(page, mention) or still_to_come.added_later(page, mention)
    planned = planned or next_in_line.comes_next(page, mention)
    considered = bool(
        (planned or still_to_come.goes_on(page, mention, [*record.treatments, *fresh]))
        and not (another_one(page, mention) or afterwards.granted(page, mention) or afterwards.given_too(page, mention))
        and value in (None, "responded", "given_unknown")
        or "UNSURE" in mention.said
        and value is None
        and not mention.clause.asks
    )
    return Treatment(
        _meant_fact(page, mention, value, record), mention.start, mention.end, mention.clause.sentence,
        mention.clause.start, None if considered else value, considered, "GIVEN" in mention.said,
        ended=value in ("intolerant", "given_unknown") and "ENDED" in mention.said and "INTOLERANT" not in mention.said,
        only_when=afterwards.only_when(page, mention), counted=says()[mention.fact].kind == "therapy",
    )  # fmt: skip


def _meant_fact(page: Page, mention: Mention, value: str | None, record: Record) -> str:
    """ "Solu-Medrol ... The steroids did nothing": steroids of no kind are the drip that was named before."""
    if mention.fact != STEROID or mention.end - mention.start > 1:
        return mention.fact
    if by_vein(page, mention):
        return PULSE
    beside = page.keys[max(0, mention.start - 1) : mention.start] + page.keys[mention.end : mention.end + 2]
    oral = bool(_W["by_mouth"] & set(beside))  # "just steroids by mouth"
    if page.keys[mention.start] in _W["any_kind"] and value != "not_given" and not oral:
        told = any(t.fact == PULSE and t.value != "not_given" and not t.considered for t in record.treatments)
        return PULSE if told or PULSE in page.asked and STEROID not in page.asked else mention.fact
    return mention.fact


def _unnamed(page: Page, clause: Clause, record: Record) -> str:
    """A clause without a name: tells an outcome to the treatments it means. What heads a list is given back."""
    said = page.cues_in(clause, "therapy")
    if not said and not record.treatments:
        return ""
    if any(cue.category == "TOLERATED" for cue in said):
        record.tolerated()
    afterwards.tell(page, clause, said, record)
    cues = _telling(page, clause, said)
    if not cues and same_again(page, clause) and (value := record.last()):
        record.tell(value, [t for t in record.treatments[-1:] if t.open], clause.end)
    if not cues or not (value := _outcome(cues, page, clause)):
        return ""
    place = (cues[0].start, clause, subject_from(page, clause, cues[0].start))
    if page.cast.other(*place) and not (value == "failed" and page.cast.watched(*place)):
        return ""
    if page.keys[clause.start] in _W["turning"] and value in ("responded", "partial"):
        record.revise("partial", clause.end)
    return "" if _told(page, clause, record, value, cues[0].end) or not _heads(page, clause) else value


def _telling(page: Page, clause: Clause, said: list[Said]) -> list[Said]:
    """The cues that tell how a treatment went; a single denial only where it is the whole clause: "never", "refused",
    but not the "and not" of "using my hands and not"."""
    whole = page.pure(clause) and "not" not in words_of(page, clause) or afterwards.nth_time(page, clause)
    return [
        cue
        for cue in said
        if cue.category in RESPONSES
        and not _no_matter(page, cue)
        or cue.category == "NOT_GIVEN"
        and (cue.end - cue.start > 1 and (page.keys[cue.start] not in _W["nil"] or page.pure(clause)) or whole)
    ]


def _no_matter(page: Page, cue: Said) -> bool:
    """ "A slight cough, probably nothing", "from May on nothing": no effect of a treatment is told."""
    if page.keys[cue.start : cue.end] != ["nothing"]:
        return False
    before = page.keys[max(0, cue.start - 1) : cue.start]
    return bool(_W["before_nothing"] & set(before)) or since_a_day(page, cue.start) is not None


def _told(page: Page, clause: Clause, record: Record, value: str, end: int) -> bool:
    """Tells an outcome to the treatments that a clause without a name speaks of, if there are any."""
    words = words_of(page, clause)
    collective = words & _W["collective"]
    if "no any" in pairs(page.keys[clause.start : clause.end]):
        collective = collective - {"any"}  # "no any improvement"
    all_of_them = bool(collective) or {"not", "one", "of"} <= words  # "not one of them touched it"
    if clause.aside and not all_of_them and (one := owner(page, clause.start, record.treatments)):
        record.tell(value, [one], clause.end)
        return True
    meant = record.meant(clause.sentence, value, all_of_them, bool(words & _W["one"]) and not all_of_them)
    never = value == "not_given" and not _being_on(page, clause)
    told = value != "not_given" and words & _W["oneself"] and not words & _W["taking"]
    ones_own = (never or not meant and told) and (not meant or meant[0].given)
    if ones_own and _as_for_oneself(page, clause, record, value):
        return True
    if not meant or all(clause.sentence - t.sentence > _REACH for t in record.treatments):
        return False
    record.tell(value, meant, end)
    return True


def _heads(page: Page, clause: Clause) -> bool:
    """ "Failed: ...", "failed first line (...)", "all made it worse, especially ...", "nothing worked, not the ..."."""
    after = set(page.keys[clause.end : clause.end + 1])
    return page.keys[clause.end - 1] in (":", "-", "(") or bool(after & (_W["including"] | _W["denying_next"]))


def _being_on(page: Page, clause: Clause) -> bool:
    """ "I'm not on anything" tells of now."""
    pairs = zip(page.keys[clause.start : clause.end], page.keys[clause.start + 1 : clause.end], strict=False)
    return any(then == "on" and key in _W["being"] for key, then in pairs)


def _as_for_oneself(page: Page, clause: Clause, record: Record, value: str) -> bool:
    """ "My sister had rituximab. I've never been offered it", "it did nothing for me": what somebody else had."""
    theirs = [
        m
        for m in page.mentions
        if m.other and m.means.type == "therapy" and says()[m.fact].kind == "therapy"
        and m.end <= clause.start and clause.sentence - m.clause.sentence <= 1
    ]  # fmt: skip
    told = {t.fact for t in record.treatments}
    record.treatments += [
        Treatment(m.fact, m.start, m.end, m.clause.sentence, m.clause.start, value)
        for m in theirs
        if m.fact not in told
    ]
    return bool(theirs)


def _outcome(cues: list[Said], page: Page, clause: Clause) -> str | None:
    value = treated.outcome(page, clause, {cue.category for cue in cues})
    if value == "not_given" and afterwards.nth_time(page, clause):
        return "failed"
    if value == "not_given" and (words_of(page, clause) & _W["again"] or of_what_is_asked(page, clause)):
        return None  # "haven't had it since"
    last = [m for m in page.mentions if m.means.type == "therapy" and m.end <= clause.start][-1:]
    beside = value == "not_given" and last and page.clause_at(clause.start - 1) is last[0].clause
    if beside and denies_effect(page, last[0]):
        return "failed"  # "IVIG x5 - no"
    return value
