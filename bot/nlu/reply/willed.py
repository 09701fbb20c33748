"""Answers that deny what was not asked: "no, I won't be stopping", "yes, no plans to stop", "I can't say I'd mind".

Whether somebody will, or goes on, follows from the denials before a word of will, of objection or of ending, and from
that word itself: two of them make a yes. Three are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.reply.replies import first_word
from bot.nlu.reply.yes_no import reply
from bot.nlu.treatments.spoken_of import FACT as STABILITY
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("willed")
_DURING = "contraception_during_trial"
AGREED = {_DURING, "consent_willingness", STABILITY}
"""Facts whose question asks one to do something."""
OF_WILL = {*AGREED, "vaccination_planned"}
_USED_NOW = {"riluzole_use", "lactating", "contraception_at_least_14_days", "investigational_drug"}
"""Facts of what is done now: that it is not given up says that it is done."""
_VACCINATED = "vaccinated_within_6_months"
_ASSENTS = word_lists("assents")["words"]
_REASONED = {*OF_WILL, "childbearing_potential", "venous_access"}
_MEDICINES = {"steroid", "immunosuppressants", "therapy", "contraception"}
_LONGEST = 30
"""Words up to which a message is an answer and little else."""
_TWO = 2


def willed(page: Page) -> Finding | None:
    """What the answer to one question says by denying; its value is None where that and its yes part ways."""
    fact = page.asked[0] if len(page.asked) == 1 else ""
    if (
        fact not in {*_REASONED, *_USED_NOW, _VACCINATED}
        or len(page.keys) > _LONGEST
        or _W["open"] & set(page.keys[1:])
    ):
        return None
    if fact in OF_WILL and _W["until"] & page.words:
        return None  # "nothing will change until March"
    if (
        fact == _DURING
        and _W["for_a_child"] & page.words
        and not any(m.fact.startswith("contra") for m in page.mentions)
    ):
        return None  # "we're trying for a baby and I won't be stopping"
    first = first_word(page)
    opened = _opening(page, first)
    parts = list(_parts(page, first + 1 if opened else 0))
    if opened == "no" and any(_agrees(page, part) for part in parts) or _twice(page.keys[first + bool(opened) :]):
        return Finding(fact, None, first, len(page.keys))
    told = [(part, said) for part in parts if (said := _said(page, fact, part))]
    signs = {said for _, said in told}
    if len(signs) != 1 or fact not in OF_WILL and -1 in signs or fact == _VACCINATED and opened != "yes":
        return None
    if fact == _DURING and -1 in signs and opened != "no" and any(m.fact.startswith("contra") for m in page.mentions):
        return None  # "I wouldn't be willing to go on the pill" speaks of the pill alone
    clash = opened == "yes" and -1 in signs  # "yes, I wouldn't be willing to"
    value = None if clash else reply(fact, "yes" if 1 in signs else "no")
    return Finding(fact, value, told[0][0].start, told[-1][0].stop)


def _opening(page: Page, at: int) -> str:
    """The yes or no that stands before a statement of its own: "no, I won't", not "no plans to stop"."""
    first, after = [*page.keys[at : at + 2], "", ""][:2]
    kind = next((kind for kind in ("yes", "no") if first in _W[kind]), "")
    stands = kind == "yes" or not after[:1].isalnum() or after in _W["subjects"] | _W["denials"]
    return kind if stands else ""


def _parts(page: Page, start: int) -> Iterator[range]:
    """Statements of the candidate, between signs and the words that open another one."""
    begun = start
    for at in range(start, len(page.keys) + 1):
        if at < len(page.keys) and page.keys[at][0].isalnum() and page.keys[at] not in _W["parting"]:
            continue
        clause = page.clause_at(begun) if at > begun else None
        if clause and not clause.asks and not page.cast.other(begun, clause, clause.start):
            yield range(begun, at)
        begun = at + 1


def _said(page: Page, fact: str, part: range) -> int:
    """1 where a statement says that somebody will or goes on, -1 that not, 0 where it does not tell by denying."""
    of_will = fact in OF_WILL
    wills = [at for at in part if of_will and _is_will(page, part, at)]
    against = [at for at in part if of_will and _objects(page, part, at)]
    goes_on = of_will or fact in _USED_NOW or fact == _VACCINATED
    ends = [at for at in part if goes_on and _ends(page, fact, part, at)]
    denials = [at for at in part if page.keys[at] in _W["denials"] and page.keys[at - 1] not in _W["saying"]]
    why = next((at for at in part if fact in _REASONED and page.keys[at] in _W["reasons"]), None)
    if why is not None and denials and denials[0] < why < denials[-1] and not (against or ends):
        return 1 if len(denials) == _TWO else 0  # "no reason why I wouldn't", "can't see why not"
    core = max([*wills, *against, *ends], default=-1)
    before = [at for at in denials if at < core]
    if not before and not ends and any(_flatly(page, part, at) for at in against):
        return -1  # "I'd object to that"
    if not before or against and fact == "vaccination_planned":
        return 0  # who does not mind a vaccine plans none
    count = len(before) + len(against) + len(ends)
    return 0 if count > _TWO else 1 if count == _TWO else -1


def _agrees(page: Page, part: range) -> bool:
    """ "No, I'm good with that": it may be no hindrance that the no denies."""
    words = page.keys[part.start : part.stop]
    if _W["denials"] & set(words):
        return False
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(a in _W["agreeing"] and b in _W["with"] and c in _W["agreed_to"] for a, b, c in triples)


def _twice(words: list[str]) -> bool:
    """ "I won't not use it" is clear to nobody."""
    return any(a in _W["denials"] and b == "not" for a, b in zip(words, words[1:], strict=False))


def _is_will(page: Page, part: range, at: int) -> bool:
    """ "Willing to", "keen on it"; "happy to say" is of the talk, and "happy with the hospital" of something else."""
    after = page.keys[at + 1 : part.stop]
    follows = not after or after[0] in _W["after_a_will"]
    return page.keys[at] in _W["wills"] and follows and not _W["talking"] & set(after[:3])


def _objects(page: Page, part: range, at: int) -> bool:
    """ "Mind", "objection", "say no"; a problem or an issue only where it is the one that is denied."""
    key, before = page.keys[at], page.keys[max(part.start, at - 3) : at]
    if key == "no":
        return bool(before) and before[-1] in _W["saying"]
    if key in _W["averse"]:
        return not (before and before[-1] in _W["before_a_mind"])  # "made up my mind", "without hesitation"
    after = page.keys[at + 1 : part.stop]
    ended = not after or after[0] in _W["after_a_problem"]
    return key in _W["hindrances"] and bool(_W["denials"] & set(before)) and ended


def _flatly(page: Page, part: range, at: int) -> bool:
    """ "I'd object to that" needs no denial; "mind you" and "I decline to say" are no refusal."""
    after = page.keys[at + 1 : part.stop]
    follows = not after or after[0] in _W["after_a_will"] | _W["things"]
    return page.keys[at] in _W["averse"] and follows and not _W["talking"] & set(after)


def _ends(page: Page, fact: str, part: range, at: int) -> bool:
    """Whether a word says that it stops, or, of medicines that are to stay, that they change; and nothing else."""
    key, end = page.keys[at], at + 1
    if key in _W["off_verbs"] | _W["up_verbs"]:
        particles = _W["off"] if key in _W["off_verbs"] else _W["up"]
        end = next((i + 1 for i in range(at + 1, min(at + 3, part.stop)) if page.keys[i] in particles), 0)
        if not end or end == at + 3 and page.keys[at + 1] not in _W["things"]:
            return False
    elif key not in _W["ends"] and not (fact == STABILITY and key in _W["changing"]):
        return False
    after = page.keys[end : part.stop]
    if not after or after[0] in _W["after_an_end"]:
        return True
    return bool(_W["medicines"] & set(after[:3])) or any(
        end <= m.start < end + 3 and (m.fact == fact or says()[m.fact].kind in _MEDICINES) for m in page.mentions
    )


def after_but(page: Page, facts: list[str], yes: Found[str]) -> Found[str]:
    """ "Her hands don't work but she says yes": the yes to what one is asked to do, with all that it answers."""
    turns = page.keys[page.clause_at(yes.start).start] in _W["but"]
    return Found(0, yes.end, yes.of) if turns and AGREED.issuperset(facts) else yes


def only_assents(page: Page) -> bool:
    """ "OK.", "Right": agrees to what one is asked to do, and tells of no state ("Are you pregnant?")."""
    return page.words <= _ASSENTS


def outspoken(one: Finding, denying: Finding | None) -> bool:
    """ "Nothing's due to change": the answer as a whole denies what a part of it states."""
    if denying is None or denying.fact != one.fact:
        return False
    return denying.start <= one.start < denying.end
