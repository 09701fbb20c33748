"""Numbers told for names behind them, or for all names before them: "28 for AST, 31 for ALT", "45 for both AST and
ALT", "AST and ALT both 45"."""

from __future__ import annotations

from bot.nlu.facts.conversion import convert
from bot.nlu.facts.unfit import aimed_at, at_its_worst, long_ago, unfit
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("told_for")
_LIMITS = {"ast_iu_l": "ast_uln_iu_l", "alt_iu_l": "alt_uln_iu_l"}


def told_for(page: Page, taken: set[int]) -> list[Finding]:
    """What such numbers tell; in reply to what a limit is, they are limits."""
    found: list[Finding] = []
    for number in page.numbers:
        names = _names_behind(page, number) or _all_before(page, number)
        if not names or _W["no_values"] & set(_around(page, number)) or number.units.keys() & {"multiple"}:
            continue
        for name in names:
            if unfit(page, number, name.fact) or _not_of_now(page, number, name):
                continue
            fact = _asked_for(page, name.fact)
            value, doubt = convert(page, name.fact, number)
            low, high = catalogue()[fact]["range"]
            if value is not None and low <= value <= high:
                found.append(Finding(fact, value, name.start, name.end, doubt))
                taken.add(number.start)
    return found


def _names_behind(page: Page, number: Number) -> list[Mention]:
    """ "28 for (the) AST", "45 for both AST and ALT": one name, or all that "both" opens."""
    at = number.until
    before = page.keys[number.start - 1 : number.start]
    if page.keys[at : at + 1] != ["for"] or before and before[0] not in _W["opening"]:
        return []
    each = False
    while at + 1 < len(page.keys) and page.keys[at + 1] in _W["articles"] | _W["each"]:
        at, each = at + 1, each or page.keys[at + 1] in _W["each"]
    names = _chain(page, at + 1)
    return names if each and len(names) > 1 or not each and len(names) == 1 else []


def _all_before(page: Page, number: Number) -> list[Mention]:
    """ "AST and ALT (are) both 45"."""
    at = number.start - 1
    while at > 0 and page.keys[at] in _W["same"]:
        at -= 1
    if at < 1 or page.keys[at] not in _W["each"]:
        return []
    at -= 1
    while at > 0 and page.keys[at] in _W["being"]:
        at -= 1
    measures = [m for m in _measures(page) if m.end <= at + 1]
    starts = [m.start for m in measures if (chain := _chain(page, m.start)) and chain[-1].end == at + 1]
    names = _chain(page, min(starts)) if starts else []
    return names if len(names) > 1 else []


def _chain(page: Page, start: int) -> list[Mention]:
    """The names of measures from a place on, with nothing but "and" or a sign between them."""
    names: list[Mention] = []
    for mention in _measures(page):
        if names and mention.start == names[-1].start:
            continue
        if names and page.keys[names[-1].end : mention.start] not in (["and"], ["&"], ["/"], [","], ["and", "the"]):
            break
        if names or mention.start == start:
            names.append(mention)
    return names


def _measures(page: Page) -> list[Mention]:
    return [m for m in page.mentions if says()[m.fact].kind == "measure" and m.states and m.fact != "nyha_class"]


def _around(page: Page, number: Number) -> list[str]:
    clause = page.clause_at(number.start)
    return page.keys[clause.start : clause.end]


def _not_of_now(page: Page, number: Number, name: Mention) -> bool:
    start = min(number.start, name.start)
    worst = at_its_worst(page, page.clause_at(number.start).start, number)
    return worst or long_ago(page, start, number) or aimed_at(page, start, number)


def _asked_for(page: Page, fact: str) -> str:
    """The fact that a number tells for a name: its limit where limits alone are asked."""
    limits = set(_LIMITS.values()) & set(page.asked)
    return _LIMITS[fact] if limits and fact in _LIMITS and _LIMITS.keys().isdisjoint(page.asked) else fact
