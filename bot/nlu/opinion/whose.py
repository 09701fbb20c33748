"""Of whom that is said which the rules leave open: "my best friend takes prednisone", "Partner negative for HIV"."""

from __future__ import annotations

from bot.nlu.facts.disputed import disputed
from bot.nlu.facts.suspected_too import beside_it
from bot.nlu.language.cast import STRANGER
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.language.two_people import NOBODY
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.not_jabbed import for_another
from bot.nlu.vocabulary import says, word_lists

_HIS, _FORMAL = word_lists("people")["his_or_her"], word_lists("noted")["formal"]
_SEX, _HEAD, _REPORTING = frozenset({"m", "f"}), 2, word_lists("patient_apart")["reporting"]
_NEEDLES = word_lists("opinion")["needles"]
_NO_CANDIDATES = frozenset({"friend", "neighbour", "colleague", "flatmate", "client", "inlaw"})
_THERAPY = "therapy"
_ABUSE, _STUDIES = "substance_abuse_history", {"in_other_trial", "investigational_drug"}
_EXPECTING = frozenset({"pregnant", "lactating"})
_NOTED = 12
"""Tokens of a note of one relative, at most: "Brother's HIV test was negative."."""


def set_apart(page: Page, mention: Mention) -> bool:
    """Whether a name is that of a study, a relative's, in dispute, or stands beside what is spoken of."""
    theirs = of_a_study(page, mention) or of_his_relative(page, mention.start)
    return theirs or disputed(page, mention) or beside_it(page, mention)


def of_his_relative(page: Page, at: int) -> bool:
    """ "Her partner takes prednisone 10 mg", "Partner negative for HIV": said of a relative who opens a sentence
    with whose he is, or a short note, and who is not the candidate."""
    start, people = _named_before(page, at)
    if people and page.cast.writer == "carer" and people[-1][1] == SELF:
        return True  # the carer's own
    if not people or people[-1][1] in (SELF, PATIENT, STRANGER, page.cast.candidate):
        return False
    if page.cast.writer == "patient" and all(who not in (SELF, PATIENT) for _, who in page.cast.people):
        return True  # only a relative is spoken of
    place = people[-1][0]
    noted = place == 0 and len(page.keys) <= _NOTED and page.keys[0].removesuffix("s") in _FORMAL
    headed = place == start and page.keys[start + 1] not in _REPORTING and _heads_a_note(page, start)
    return noted or headed or place == start + 1 and page.keys[start] in _HIS


def of_somebody(page: Page, mention: Mention) -> bool:
    """ "My best friend takes prednisone", "a guy in my group ...", "my girlfriend is pregnant": the one named before it
    is nobody whom a carer writes about, or has what a candidate's partner tells of her own self; "HPV vaccine for my
    daughter" is hers."""
    if _of_a_window(mention) and for_another(page, mention):
        return True
    _, people = _named_before(page, mention.start)
    if not (mention.other and people) or people[-1][1] in (SELF, PATIENT, page.cast.candidate):
        return False
    takes = people[-1][1] == STRANGER and mention.means.type == "medicine"
    return takes or people[-1][1] in _NO_CANDIDATES or mention.fact in _EXPECTING


def of_others_only(page: Page, fact: str) -> bool:
    """ "My girlfriend had a coil put in", "my daughter's HPV jab is next week": nobody is named but others, and it is
    of those who are women or children as often as of a candidate."""
    if fact == "vaccination_planned" and any(for_another(page, m) for m in page.mentions if _of_a_window(m)):
        return True
    people = {who for _, who in page.cast.people}
    owned = any(page.raw(at).endswith(("'s", "’s")) for at, _ in page.cast.people)
    theirs = fact in _EXPECTING or fact.startswith("contraception") or fact == "vaccination_planned" and owned
    return theirs and bool(people) and not people & {SELF, PATIENT, page.cast.candidate}


def of_another(page: Page, fact: str, value: object) -> bool:
    """Whether a value that nothing names is told of somebody else or of another treatment."""
    return of_others_only(page, fact) or _of_another_drug(page, fact, value)


def _of_another_drug(page: Page, fact: str, value: object) -> bool:
    """ "IVMP then RTX, no response to either": how one treatment went is told of those that are named, unless the one
    that is not named was asked for."""
    if says()[fact].kind != _THERAPY or fact in page.asked or value == "not_given":
        return False
    return any(says()[mention.fact].kind == _THERAPY and mention.states for mention in page.mentions)


def _of_a_window(mention: Mention) -> bool:
    return says()[mention.fact].kind == "window"


def _heads_a_note(page: Page, end: int) -> bool:
    """ "Pt: 52M ALS. Son ...", "66M MMN. Wife on ...": whether the patient has been named before a relative."""
    if any(who == PATIENT and at < end for at, who in page.cast.people):
        return True
    return end > _HEAD and page.keys[0].isdigit() and page.keys[1] in _SEX


def writers_own(page: Page, at: int) -> bool:
    """ "I am 63 and my wife 60, she's the one with MMN": a carer's own number."""
    _, people = _named_before(page, at)
    return page.cast.candidate not in (None, SELF, NOBODY) and bool(people) and people[-1][1] == SELF


def _named_before(page: Page, at: int) -> tuple[int, list[tuple[int, str]]]:
    """Where the sentence of a token begins, and who is named in it before that."""
    start = page.sentence(page.clause_at(at))[0].start
    return start, [one for one in page.cast.people if start <= one[0] < at]


def by_needle(page: Page) -> bool:
    """Whether a needle or a drip is spoken of: "methotrexate 15 mg weekly" tells of none."""
    return not _NEEDLES.isdisjoint(page.keys)


def of_a_study(page: Page, mention: Mention) -> bool:
    """ "A registry only, no drugs": the drugs that are spoken of are none of abuse."""
    spoken = _STUDIES.intersection(page.asked) or page.of_kind(*_STUDIES)
    return mention.fact == _ABUSE and mention.means.shy and bool(spoken)
