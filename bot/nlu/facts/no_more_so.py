"""Numbers that are no more so, where no other stands in their place: "ALT was 300 in June, normal now", "my lowest
count was 1.1", "was 54 kg, now I've put on ten"."""

from __future__ import annotations

from bot.nlu.facts.told_when import standing
from bot.nlu.language.clauses import Clause
from bot.nlu.language.numbers import Number
from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("no_more_so")
_BEFORE, _BEHIND = 8, 3
"""Words before and behind a number within which it is called the worst one."""


def no_more_so(page: Page, fact: str, number: Number) -> bool:
    """Whether the words around a number say that it is a value of then, and what follows that it has changed."""
    before, behind = _beside(page, number)
    if _W["now"] & set(behind):
        return False
    if _W["extremes"] & {*before, *behind} and not _W["now"] & set(before):
        return True
    if not (standing(page, number).then or _W["moved"] & set(before) or _W["at_that_time"] & set(behind)):
        return False
    told_of = [key for one in _clauses(page, number) for key in page.keys[one.start : one.end]]
    words = [key for key in told_of if key.isalnum()]
    told = pairs(words)
    if fact == "weight_kg":
        return any(a in _W["now"] and _W["heavier"] & set(words[at:]) for at, a in enumerate(words))
    return bool(told & _W["normal_again"] or _W["recovered"] & set(words))


def _beside(page: Page, number: Number) -> tuple[list[str], list[str]]:
    """The words before a number, as far as the one before it, and those behind it, as far as the next pause."""
    first = page.sentence(page.clause_at(number.start))[0].start
    first = max([first, number.start - _BEFORE, *(n.until for n in page.numbers if n.until <= number.start)])
    behind = page.keys[number.until : number.until + _BEHIND]
    pause = next((at for at, key in enumerate(behind) if not key.isalnum()), len(behind))
    return page.keys[first : number.start], behind[:pause]


def _clauses(page: Page, number: Number) -> list[Clause]:
    sentence = page.clause_at(number.start).sentence
    return [one for one in page.clauses if one.sentence in (sentence, sentence + 1) and not one.asks]
