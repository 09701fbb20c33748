"""Numbers, days and classes that their writer only guesses: "two?? honestly I'm guessing", "3, total guess"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import COUNTED, catalogue, word_lists

_W = word_lists("guessed")
_GUESS_WILL_DO = {"contraception_days"}
"""Facts whose question says that a guess will do."""
_DENIED, _BEFORE = 4, 6
"""Words before a guess within which it is denied, or within which it is told ("a stab in the dark")."""


def unguessed(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without what is guessed; what was asked and is guessed is not known."""
    if _W["signs"].isdisjoint(page.keys):
        return found
    for at in range(len(page.keys)):
        if _guesses(page, at):
            found = [_unknown(page, one) if _meant(page, one, at, found) else one for one in found]
            found = [one for one in found if one.value != "unknown" or one.fact in page.asked or one.doubt != "guessed"]
    return found


def _unknown(page: Page, one: Finding) -> Finding:
    return one._replace(value="unknown", doubt="" if one.fact in page.asked else "guessed")


def _guesses(page: Page, at: int) -> bool:
    """ "I'm guessing", "that's just a guess", "plucked out of the air": and nothing that is guessed follows ("guessing
    it was shingles"); "not guessing" is none."""
    key, clause = page.keys[at], page.clause_at(at)
    if key not in _W["signs"] or not _W["after_it"].issuperset(
        w for w in page.keys[at + 1 : clause.end] if w.isalpha()
    ):
        return False
    before = page.keys[max(clause.start, at - _DENIED) : at]
    if _W["not_so"] & set(before):
        return False
    told = {" ".join(page.keys[max(0, at - back) : at + 1]) for back in (1, 2)}
    thrown = bool(_W["before_it"] & set(page.keys[max(0, at - _BEFORE) : at]))
    return key in _W["guessing"] or bool(_W["mere"] & told) or thrown and bool(_W["needs_before"] & told)


def _meant(page: Page, one: Finding, at: int, found: list[Finding]) -> bool:
    """Whether a value is the one guessed: the last one told before it in its sentence or the one before, or else the
    first behind it in its sentence ("I'd be guessing, 2")."""
    counted = [f for f in found if catalogue()[f.fact]["type"] in COUNTED and f.fact not in _GUESS_WILL_DO]
    sentence = page.clause_at(at).sentence
    near = [f for f in counted if f.start < at and sentence - page.clause_at(f.start).sentence <= 1]
    behind = [f for f in counted if f.start > at and page.clause_at(f.start).sentence == sentence]
    place = max((f.start for f in near), default=min((f.start for f in behind), default=-1))
    return one.start == place and not isinstance(one.value, list)
