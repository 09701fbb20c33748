"""Who does not know what it is now, and tells what it was: "no idea what he weighs now, he was 70 in the summer"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("not_known_now")


def not_known_now(page: Page, number: Number) -> bool:
    """Whether words before a value of then say that nobody knows the one of now."""
    start = page.sentence(page.clause_at(number.start))[0].start
    first = max([start, *(n.until for n in page.numbers if n.until <= number.start)])
    opened = next((c.start for c in page.clauses if c.end == start), start)
    words = page.keys[opened if first == start else first : number.start]
    joined = f" {' '.join(words)} "
    ends = [at for at in (joined.find(f" {told} ") for told in _W["not_known"]) if at >= 0]
    return bool(ends) and any(f" {now} " in joined[min(ends) :] for now in _W["now"])
