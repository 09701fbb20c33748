"""What is left out of a no to all: "all clear bar hepatitis C", "none except the TB"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.reply.differs import undisputed
from bot.nlu.reply.heads_of_all import BUT, EXCEPT
from bot.nlu.reply.turned import dismissed
from bot.nlu.reply.unknown_names import of_the_known
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("answers")
_LONGEST = 4
"""Words of a wording that leaves out: "with the exception of"."""


def left_open(page: Page, one: Finding) -> bool:
    """What is left out of a no to all of them is not denied; and a doubt that a bare no ends is none."""
    if one.value == "unknown" and one.fact in page.asked and dismissed(page):
        return True
    return one.value == reply(one.fact, "no") and any(_left_out(page, m) for m in page.of_kind(one.fact))


def of_what_was_asked(page: Page, answers: Iterable[Finding]) -> list[Finding]:
    """The answers without the noes that are said of other things, as what is left out shows: "All clear except the hep
    B", asked for the diagnosis."""
    answers = of_the_known(page, undisputed(page, answers))
    left_out = {m.fact for m in page.mentions if _left_out(page, m)}
    if not left_out or left_out & set(page.asked):
        return answers
    kinds = {says()[fact].kind for fact in left_out}
    return [one for one in answers if one.value != reply(one.fact, "no") or says()[one.fact].kind in kinds]


def _left_out(page: Page, name: Mention) -> bool:
    clause, start = page.clause_at(name.start), name.start
    while start and page.keys[start - 1] in _W["before_left_out"]:
        start -= 1
    ends = all(not key.isalnum() for key in page.keys[name.end : page.clause_at(name.end - 1).end])
    denied = _W["denied_of_all"] & set(page.keys[page.sentence(clause)[0].start : start])
    return ends and bool(denied) and _leaves_out(page.keys, start)


def _leaves_out(keys: list[str], at: int) -> bool:
    """Whether words that leave out what follows stand right before a place."""
    return keys[at - 1] == BUT or any(EXCEPT(keys, start) == at for start in range(max(0, at - _LONGEST), at))
