"""Of two values of one test the one that was found anew: "lymphs 0.5 post RTX, 0.8 on repeat", "plt 62 on valproate,
155 off it"."""

from __future__ import annotations

from bot.nlu.facts.conversion import convert
from bot.nlu.facts.unfit import unfit
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("on_repeat")
_ANEW = [told.split() for told in _W["anew"]]


def settled(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings with such values in place of those that stand before them."""
    if not page.numbers or {words[0] for words in _ANEW}.isdisjoint(page.keys):
        return found
    return [_anew(page, one) for one in found]


def _anew(page: Page, one: Finding) -> Finding:
    if one.fact not in says() or says()[one.fact].kind != "measure" or one.fact in ("weight_kg", "nyha_class"):
        return one
    end = page.sentence(page.clause_at(one.end - 1))[-1].end
    end = min([end, *(m.start for m in page.mentions if m.start >= one.end and says()[m.fact].kind == "measure")])
    told = [n for n in page.numbers if one.end <= n.start < end + _then(page, end) and _is_anew(page, n)]
    later = next((n for n in told if not page.in_date(n.start) and not unfit(page, n, one.fact)), None)
    value = convert(page, one.fact, later)[0] if later else None
    return one if later is None or value is None else one._replace(value=value, end=later.end)


def _then(page: Page, end: int) -> int:
    """ "ALT 340 on CBZ; 48 once stopped": the statement behind a semicolon goes on."""
    if page.keys[end - 1 : end] != [";"] or end >= len(page.keys):
        return 0
    return page.clause_at(end).end - end


def _is_anew(page: Page, number: Number) -> bool:
    words = page.keys[number.until :]
    behind = any(words[: len(told)] == told for told in _ANEW)
    return behind and page.keys[number.start - 1] in _W["before"]
