"""What follows a yes in the question's own words: "the last one yes, cured with Epclusa in 2021"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.page import Finding, Page
from bot.nlu.reply.meant import told_of_now
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import catalogue


def told_further(page: Page, found: Iterable[Finding]) -> list[Finding]:
    """The answers, each yes to a choice with the value that the rest of its sentence tells of the same thing."""
    found = list(found)
    return [_further(page, one, found) for one in found]


def _further(page: Page, one: Finding, found: list[Finding]) -> Finding:
    if len(page.asked) < 2 or catalogue()[one.fact]["type"] != "choice" or one.value != reply(one.fact, "yes"):
        return one
    end = page.sentence(page.clause_at(one.start))[-1].end
    end = min([end, *(other.start for other in found if other.start > one.start)])
    near = [
        n
        for n in page.near
        if n.of.fact == one.fact and one.end <= n.start < end and n.of.value != one.value and told_of_now(page, n)
    ]
    best = max(near, key=lambda n: n.end - n.start, default=None)
    return one._replace(value=best.of.value, end=best.end) if best else one
