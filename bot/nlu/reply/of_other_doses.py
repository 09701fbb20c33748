"""Days in a reply that are those of another injection, another drip, an illness, or of what was only offered."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.reply.other_days import missed, of_another_event
from bot.nlu.times.when import When
from bot.nlu.times.windows import DRIP, VACCINE, edge_of, only_meant
from bot.nlu.treatments.gone_on_since import told_otherwise
from bot.nlu.treatments.not_jabbed import each_year, usual_not_this_time
from bot.nlu.treatments.other_drips import other_drip
from bot.nlu.vocabulary import word_lists

_W = word_lists("of_other_doses")
_FIRST = 4
"""Words with which a reply says that there never was one."""


def not_of_it(page: Page, when: When, flag: str) -> bool:
    """Whether a day in a reply is none of a vaccine or a drip that was had."""
    clause = page.clause_at(when.start)
    if "theirs" in page.keys[clause.start : clause.end]:
        return True  # "the kids had theirs in October"
    other = of_another_event(page, when) or missed(page, when) or only_meant(page, when)
    return other or _of_another_dose(page, when, flag)


def never_had(page: Page) -> bool:
    """ "No, I've never had either"; not "never missed one"."""
    at = next((at for at, key in enumerate(page.keys[:_FIRST]) if key == "never"), None)
    return at is not None and _W["left_out"].isdisjoint(page.keys[at + 1 : at + 3])


def _of_another_dose(page: Page, when: When, flag: str) -> bool:
    """ "I got my B12 shot on 2 November" in reply to the last vaccine, "iron infusion on the 9th" to the last drip."""
    if flag == VACCINE:
        return _no_vaccine(page, when)
    if flag != DRIP:
        return False
    other = other_drip(page, page.clause_at(when.start))
    return other or _in_hospital_until(page, when) or told_otherwise(page, when)


def _no_vaccine(page: Page, when: When) -> bool:
    clause = page.clause_at(when.start)
    words = page.keys[clause.start : clause.end]
    before = page.keys[clause.start : when.start]
    if usual_not_this_time(page, when) and _W["not_so"] & page.words:
        return True
    if _none_since(page, when) or when.last < edge_of(VACCINE, page.as_of) and each_year(page, when):
        return True
    ill = bool(_W["caught"] & set(before) and _W["viruses"] & set(words))
    if ill and _W["shots"] & page.words - set(words):
        return True  # "I got covid in October, the vaccine was the year before"
    if _W["vaccines"] & set(words):
        return False
    if _W["other_shots"] & {*words, *pairs(words)}:
        return True
    if ill or _W["saw"] & set(before) and _W["people"] & set(words):
        return True
    spoken = _W["spoken"] & set(before) or _W["turned_down_in_two"] & pairs(words)
    return bool(spoken) and not _W["accepted"] & page.words


def _none_since(page: Page, when: When) -> bool:
    """ "Since my last relapse on 3 October I've had none": that day is none of it."""
    clause = page.clause_at(when.start)
    start = clause.start
    opened = "since" in page.keys[start : when.start] and bool(_W["events"] & set(page.keys[start : when.start]))
    return opened and bool(_W["none"] & set(page.keys[when.end : page.sentence(clause)[-1].end]))


def _in_hospital_until(page: Page, when: When) -> bool:
    """ "I was in hospital until 20 October but the drip was in August"."""
    start = page.clause_at(when.start).start
    before = page.keys[start : when.start]
    return bool(_W["until"] & set(before[-2:])) and bool(_W["stays"] & set(before)) and not _W["drips"] & set(before)
