"""Vaccinations: the last one and those to come."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.said_last import last_told
from bot.nlu.times.when import When
from bot.nlu.times.windows import (
    NONE,
    VACCINE,
    VACCINE_DAY,
    absent,
    ahead,
    dated,
    dates_of,
    edge_of,
    latest_of,
    none_since,
    nothing_then,
    others_of,
    settled,
)
from bot.nlu.treatments.counted_from import counted_from
from bot.nlu.treatments.jabs import (
    by_habit,
    fell_through,
    filled_in,
    given_up,
    illness,
    not_to_be,
    of_hepatitis,
    without_one_kind,
    without_the_refused,
)
from bot.nlu.treatments.later_doses import later_doses, only_perhaps
from bot.nlu.treatments.not_jabbed import (
    after_study,
    for_another,
    not_before,
    of_an_illness,
    of_another_shot,
    only_spoken_of,
    others_since,
    until_it,
    usual_not_this_time,
)
from bot.nlu.treatments.to_be_jabbed import day_to_come, only_since, though_one
from bot.nlu.vocabulary import word_lists

_W = word_lists("windows")

PLANNED = "vaccination_planned"
_YEAR = 4
"""Digits of a year."""
_OPENED = 3
"""Words before a vaccine within which "when" opens what is said of it."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    mentions = [m for m in page.of_kind(VACCINE, PLANNED) if m.states]
    for mention in mentions:
        if of_hepatitis(page, mention):
            continue
        if mention.means.role == "value":
            found.append(Finding(mention.fact, mention.means.value, mention.start, mention.end))
            continue
        if (
            for_another(page, mention)
            or illness(page, mention)
            or mention.means.shy
            and not _plainly_vaccine(page, mention, mentions)
        ):
            continue
        if "UNSURE" in mention.said and PLANNED in page.asked:
            continue
        if _given_up(page, mention) and not until_it(page, mention):
            found.append(Finding(PLANNED, False, mention.start, mention.end))
            continue
        told, dates = _of_mention(page, mention)
        if _against_hepatitis(page, mention):
            dates = [w for w in dates if w.last >= edge_of(VACCINE, page.as_of)]
        found += told
        past += dates
    found += filled_in(page, mentions)
    found += _planned(page, mentions) or _next_dose(page, mentions)
    latest = latest_of(last_told(page, past))
    if latest and latest.last < edge_of(VACCINE, page.as_of) and others_since(page, mentions, latest):
        latest = None
    found = without_the_refused(page, without_one_kind(page, mentions, found))
    found = [one for one in found if not _for_a_while(page, one)]
    return found + (dated(VACCINE, VACCINE_DAY, latest, page) if latest else [])


def _of_mention(page: Page, mention: Mention) -> tuple[list[Finding], list[When]]:
    """What a vaccine's name says, and when it was given."""
    days = [one for one in dates_of(page, mention) if not by_habit(page, mention, one)]
    days = [one for one in days if not (usual_not_this_time(page, one) or of_an_illness(page, mention, one))]
    dates = [w for one in days if (w := _meant(page, one))]
    if counted := counted_from(page, mention):
        dates = [counted]
    coming = [w for w in dates if w.first > page.as_of]
    been = [w for w in dates if w.first <= page.as_of]
    after = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    not_had = _W["not_had"] & set(after) and not _W["another_dose"] & set(after)
    if not_had or fell_through(page, mention) or only_spoken_of(page, mention):
        been = []  # "flu jab cancelled because I had a temperature on 3 November"
    if NONE & mention.said and until_it(page, mention):
        return [Finding(PLANNED, "unknown" if _undecided(page, mention) else True, mention.start, mention.end)], []
    if _is_planned(page, mention) or any(n.of.value for n in page.near_in(mention.clause, PLANNED)):
        value = "unknown" if _undecided(page, mention) else not (not_to_be(page, mention) or after_study(page, mention))
        planned = Finding(PLANNED, value, mention.start, mention.end)
        if not coming and _for_a_past_day(page, mention):
            return [], []  # "the jab was fixed for last Tuesday": whether it was given is not said
        anew = any(page.clause_at(w.start) is not mention.clause for w in coming)
        if not anew and (given_up(page, mention) or _W["called_off"] & page.sentence_words(mention.clause)):
            return [], []
        been = [w for w in been if not _day_of_plan(page, mention, w)]
        if _W["put_off"] & page.sentence_words(mention.clause):
            return [planned], []  # "moved from 20 October to 2 December"
        return [planned], [w for w in been or others_of(page, mention) if ahead(page, w) is False and not w.span]
    if coming and not been:
        none = bool(NONE & mention.said) and page.clause_at(coming[0].start) is mention.clause
        return [Finding(PLANNED, not none, mention.start, mention.end)], []
    if NONE & mention.said and not been and (later := not_before(page, mention)):
        return [Finding(PLANNED, False, mention.start, mention.end)] if later == "trial" else [], []
    if (NONE & mention.said or any(nothing_then(page, mention, w) for w in been)) and not any(w.day for w in been):
        span = latest_of([w for w in been if w.span]) or latest_of(been)
        last = none_since(span)
        if last and last.day:
            return [], [last]
        more = not been and _W["further"] & set(page.keys[mention.clause.start : mention.start])
        more = more or span is None and bool(_W["offered"] & set(page.keys[mention.clause.start : mention.start]))
        return [] if more else absent(VACCINE, span, page.as_of, mention), []  # "no further vaccine": after another
    if only_perhaps(page, mention):
        return [], []
    return [], [w for w in been if not w.span or w.begun in (None, w.first)] + later_doses(page, mention)


def _for_a_while(page: Page, one: Finding) -> bool:
    """ "Not getting another jab until spring" plans one; "none until the study is over" plans none."""
    if one.fact != PLANNED or one.value is not False:
        return False
    after = page.keys[one.end : page.sentence(page.clause_at(one.start))[-1].end]
    at = next((at for at, key in enumerate(after) if key in _W["until"]), len(after))
    return at < len(after) and not _W["end_of_study"] & set(after[at:])


def _against_hepatitis(page: Page, mention: Mention) -> bool:
    """ "Hep B I was vaccinated years ago": told of that illness; whether there was another vaccine since is not."""
    return VACCINE not in page.asked and any(m.clause is mention.clause for m in page.of_kind("hepatitis_b_status"))


def _undecided(page: Page, mention: Mention) -> bool:
    """ "I might get the shingles vaccine", "the GP recommends a flu jab": nothing is arranged yet."""
    words = page.sentence_words(mention.clause)
    return "UNSURE" in mention.said or bool(_W["undecided"] & words) and not _W["arranged"] & words


def _is_planned(page: Page, mention: Mention) -> bool:
    """Whether a word of planning speaks of it that is no part of a past date ("eight weeks tomorrow since ...")."""
    past = {at for w in page.dates if w.last <= page.as_of for at in range(w.start, w.end)}
    cues = [cue for cue in page.cues_in(mention.clause, "vaccine") if cue.category == "PLANNED"]
    if _W["each_time"] & set(page.keys[max(0, mention.start - _OPENED) : mention.start]):
        cues = [cue for cue in cues if cue.start < mention.start]  # "they text me when my flu jab's due"
    return "PLANNED" in mention.said and any(cue.start not in past for cue in cues)


def _day_of_plan(page: Page, mention: Mention, when: When) -> bool:
    """ "Was due last Monday but I was poorly": a day right behind a word of planning."""
    cues = (cue for cue in page.cues_in(mention.clause, "vaccine") if cue.category == "PLANNED")
    return any(when.start - 1 <= cue.end <= when.start for cue in cues)


def _for_a_past_day(page: Page, mention: Mention) -> bool:
    """Whether it was planned for a day that is over for certain: "was booked for last Tuesday"."""
    over = [w for w in page.dates if w.last <= page.as_of and w.other is None and w.day]
    return any(_day_of_plan(page, mention, w) for w in over)


def _meant(page: Page, when: When) -> When | None:
    """A date in answer to what is planned is one to come: "Shingrix 2 in Feb"."""
    only_planned = PLANNED in page.asked and not {VACCINE, VACCINE_DAY} & set(page.asked)
    dated = any(key.isdigit() and len(key) == _YEAR for key in page.keys[when.start : when.end])
    if not only_planned or dated or _W["been"] & page.words:
        return settled(page, when)
    return day_to_come(page, when) or when.turned(True, page.as_of)


def _given_up(page: Page, mention: Mention) -> bool:
    """ "I won't have any jabs", "will skip the flu shot": of the time to come, not of the past."""
    return any(near.of.value is False and near.end <= mention.start for near in page.near_in(mention.clause, PLANNED))


def _planned(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "None planned", "no plans for one", "booked in": said after a vaccine was named, or in answer."""
    if not mentions and PLANNED not in page.asked:
        return []
    for near in page.near:
        if near.of.fact != PLANNED or page.clause_at(near.start).asks:
            continue
        stays = (m for m in page.of_kind("can_keep_medication_stable") if m.start <= near.start < m.end)
        if near.of.value or only_since(page, near.start, near.end) or any(stays):
            continue
        return [Finding(PLANNED, though_one(page, near.start, near.end), near.start, near.end)]
    return []


def _next_dose(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "Shingrix #1 given in October, #2 due in December", "... the next one is booked"."""
    for clause in page.clauses:
        if clause.asks or not any(m.end <= clause.start for m in mentions) or _names_a_drug(page, clause):
            continue
        words = set(page.keys[clause.start : clause.end])
        if words & _W["given_up"] and words & _W["further"]:
            return [Finding(PLANNED, False, clause.start, clause.end)]  # "... and I won't have another"
        planned = [cue for cue in page.cues_in(clause, "vaccine") if cue.category == "PLANNED"]
        if planned and words & _W["another_dose"] and not words & _W["no"]:
            return [Finding(PLANNED, True, planned[0].start, planned[0].end)]
        coming = [w for one in page.dates if clause.start <= one.start < clause.end and (w := settled(page, one))]
        if "next" in words and any(w.first > page.as_of for w in coming):
            return [Finding(PLANNED, True, coming[0].start, coming[0].end)]
    return []


def _names_a_drug(page: Page, clause: Clause) -> bool:
    return any(m.clause is clause and m.fact != VACCINE for m in page.mentions)


def _plainly_vaccine(page: Page, mention: Mention, mentions: list[Mention]) -> bool:
    if {VACCINE, VACCINE_DAY, PLANNED} & set(page.asked):
        return not of_another_shot(page, mention)
    if "hepatitis_b_status" in page.asked:
        return False  # "had the jabs years ago": those against it, which tell of no other vaccine
    words = page.keys[max(0, mention.start - 3) : mention.end + 2]
    if page.keys[mention.start] in _W["plain_vaccines"]:
        return True
    if any(m.end == mention.start - 1 and page.keys[m.end] == ":" and not m.means.shy for m in mentions):
        return True  # "Vax: RSV 21/5/26"
    if page.keys[mention.end - 1] in _W["of_the_kind"] and any(
        m.end <= mention.start and not m.means.shy and m.clause.sentence == mention.clause.sentence for m in mentions
    ):
        return True  # "the RSV shot and the pneumonia one together"
    if page.keys[mention.start] in _W["also_illnesses"]:
        return bool(_W["shot_signs"] & set(page.keys[mention.end : mention.end + 3]))
    near = _W["beside_a_shot"] & set(words)
    return bool(near) and not _W["other_shots"] & page.sentence_words(mention.clause)
