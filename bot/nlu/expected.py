"""Results that nobody has seen: "HIV presumably negative", "CXR should be normal", "hopefully the LGI1 is negative"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import catalogue, word_lists

_W = word_lists("expected")
_TOLD = {"NEGATED", "POSITIVE", "NORMAL", "ABNORMAL"}
_OF_SETS = {"antibodies_positive": "POSITIVE", "antibodies_negative": "NEGATED"}
"""Sets of codes, each with the results that belong to it."""


def unexpected(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without results that are only expected: these are not known yet."""
    signs = [at for at, key in enumerate(page.keys) if key in _W["signs"] and not _as_it_was(page, at)]
    if not signs:
        return found
    kept = (_open(one) if one.fact in _W["facts"] and _awaited(page, one, signs) else one for one in found)
    return [one for one in kept if one is not None]


def _open(one: Finding) -> Finding | None:
    return None if catalogue()[one.fact]["type"] == "set" else one._replace(value="unknown", doubt="")


def _as_it_was(page: Page, at: int) -> bool:
    """ "Normal as expected", "as you would expect", "better than hoped", "crossed off": a result that is there."""
    if page.keys[at] == "crossed" and page.keys[max(0, at - 1) : at] != ["fingers"]:
        return True
    whoever = page.keys[max(0, at - 3) : at - 2] == ["as"] and page.keys[at - 1] == "would"
    return at > 0 and (whoever or bool(_W["as_it_was"] & set(page.keys[max(0, at - 2) : at])))


def _awaited(page: Page, one: Finding, signs: list[int]) -> bool:
    return any(_leads_to(page, one, at) or _trails(page, one, at) for at in signs)


def _leads_to(page: Page, one: Finding, at: int) -> bool:
    """ "I'd expect it to be normal", "assumed negative", "presumably no TB": nothing but the name stands between."""
    own = {place for m in page.mentions if _alike(m.fact, one.fact) for place in range(m.start, m.end)}
    for target in _targets(page, one):
        between = page.keys[at + 1 : target]
        words = {page.keys[place] for place in range(at + 1, target) if place not in own}
        led = page.keys[at] not in _W["with_be"] or bool(_W["be"] & set(between))
        if at < target and words <= _W["between"] and led:
            return True
    return False


def _targets(page: Page, one: Finding) -> Iterator[int]:
    """Where the result stands, or its name."""
    category = _OF_SETS.get(one.fact)
    for cue in page.cues:
        near = any(one.start < c.end and c.start < one.end and c.holds(cue.start) for c in page.clauses)
        if cue.category == category or category is None and near and cue.category in _TOLD:
            yield cue.start
    if category is None:
        yield one.start


def _alike(fact: str, other: str) -> bool:
    return fact == other or {fact, other} <= _W["of_antibodies"] or {fact, other} <= _W["of_the_liver"]


def _trails(page: Page, one: Finding, at: int) -> bool:
    """ "HIV negative, I assume.", "no TB presumably": nothing follows, and the clause, or the one before, tells it."""
    clause = page.clause_at(at)
    if page.keys[at] not in _W["trailing"] or any(key.isalnum() for key in page.keys[at + 1 : clause.end]):
        return False
    start = at
    while start > clause.start and page.keys[start - 1] in _W["before_it"]:
        start -= 1
    before = next((c for c in page.clauses if c.end == clause.start), clause) if start == clause.start else clause
    return before.sentence == clause.sentence and before.start < one.end and one.start < before.end
