"""Numbers that may be an age, in reply to the question for it."""

from __future__ import annotations

from bot.nlu.facts import births
from bot.nlu.facts.age_counting import counted_abroad
from bot.nlu.language import counting
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Page
from bot.nlu.reply.beside_it import numbers_a_place
from bot.nlu.reply.other_measures import compared, felt, lasting, was_then


def usable(page: Page, numbers: list[Number]) -> list[Number]:
    """Those that are no years passed, of birth or of a calendar, and nobody's of then."""
    told = [n for n in numbers if n.units.get("time_day", (366, 0))[0] > 300 and not lasting(page, n)]
    told = [n for n in told if not births.of_year(page, n.start) and not counted_abroad(page, n)]
    told = [
        n for n in told if not (compared(page, n) or was_then(page, n) or felt(page, n) or numbers_a_place(page, n))
    ]
    return [n for n in told if not page.clause_at(n.start).asks] or told  # "don't say 80. 62"


def turned(page: Page, numbers: list[Number], asked: int) -> Finding | None:
    """ "Nine-and-sixty": one age where nothing else is asked."""
    if asked != 1 or len(numbers) != 2 or not all(n.spelled for n in numbers):
        return None
    first, second = numbers
    value = counting.turned(first.value, second.value)
    joined = page.keys[first.end : second.start] == ["and"] and page.keys[max(0, first.start - 1)] != "between"
    return Finding("age_years", int(value), first.start, second.end) if value and joined else None
