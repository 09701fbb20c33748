"""Values that a writer questions and puts right: "CrCl 29? no, that was w/ IBW. The value to use is 34"."""

from __future__ import annotations

from bot.nlu.facts.conversion import convert
from bot.nlu.facts.unfit import unfit
from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("asked_himself")
_SENTENCES = 3
"""Behind the question, within which the right value stands."""


def answered(page: Page, mention: Mention) -> Number | None:
    """The value that stands in the place of the one questioned: the only one behind the "no" that is said to be it."""
    first = next((n for n in page.numbers if 0 <= n.start - mention.end <= 1), None)
    if first is None or page.keys[first.until : first.until + 1] != ["?"]:
        return None
    at = first.until + 1
    if not _W["no"] & set(page.keys[at : at + 1]):
        return None
    last = mention.clause.sentence + _SENTENCES
    end = max(one.end for one in page.clauses if one.sentence <= last)
    named = (m.start for m in page.mentions if m.start > at and says()[m.fact].kind == "measure")
    end = min([end, *(one.start for one in page.clauses if one.asks and one.start > at), *named])
    later = [n for n in page.numbers if at < n.start < end and _led(page, n)]
    later = [n for n in later if not unfit(page, n, mention.fact) and convert(page, mention.fact, n)[0] is not None]
    return later[0] if len(later) == 1 else None


def _led(page: Page, number: Number) -> bool:
    """ "The value to use is 34", "correct count: 165"."""
    at = number.start - 1
    while at > 0 and page.keys[at] in _W["being"]:
        at -= 1
    if at == number.start - 1:
        return False
    while at > 0 and page.keys[at] in _W["beside"]:
        at -= 1
    return page.keys[at] in _W["value"]
