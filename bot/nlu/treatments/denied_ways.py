"""Ways of giving a treatment denied for another: "no IV cyclo, just oral", "never as a drip, it was under the skin"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_ways")
_WAYS = {way: _W[way] for way in ("vein", "mouth", "needle")}
_DENIED = {"NEGATED", "NOT_GIVEN", "DECLINED"}
_OPEN = {"PLANNED", "UNSURE"}
_VEIN_ALONE = "tx_ivig"
_BEFORE, _BEHIND, _WITHIN = 2, 5, 10
"""Words before and behind a name in which its way stands, and up to the other way."""


def tell(page: Page) -> None:
    """What is denied is the way: the treatment was given where another way is told, or it is open whether it was."""
    if not _two_ways(page):
        return
    for mention in page.mentions:
        if not _DENIED & mention.said or _OPEN & mention.said or not _ways_of(mention.fact):
            continue
        denied = _way_of(page, mention.clause, mention.start, mention.end)
        other = _other(page, mention.fact, *denied) if denied else None
        if other is not None and _kind(page, other) in _ways_of(mention.fact):
            given = "UNSURE" if _left_open(page, mention, other) else "GIVEN"
            mention.said = mention.said - _DENIED | {given}


def given_otherwise(page: Page, one: Finding) -> Finding:
    """The same in a reply: "not as a drip, they gave it under the skin" is no "not given"."""
    if one.value != "not_given" or one.fact == _VEIN_ALONE or page.of_kind(one.fact) or not _two_ways(page):
        return one
    start = next((at + 1 for at, key in enumerate(page.keys) if key in _W["denials"]), 0)
    denied = _way_of(page, page.clause_at(start), start, start) if start < len(page.keys) else None
    other = _other(page, one.fact, *denied) if denied else None
    given = other is not None and _kind(page, other) in _ways_of(one.fact)
    return one._replace(value="given_unknown") if given else one


def _two_ways(page: Page) -> bool:
    keys = page.words
    return not _W["denials"].isdisjoint(keys) and sum(not ways.isdisjoint(keys) for ways in _WAYS.values()) > 1


def _ways_of(fact: str) -> frozenset[str]:
    """The ways in which a treatment is given; of a steroid drip a tablet is none."""
    return _W.get(f"of_{fact}", frozenset())


def _kind(page: Page, at: int) -> str:
    """Which way a word tells; "mouth" and "skin" only as "by mouth" and "under the skin"."""
    if page.keys[at] in _W["places"] and not _W["leading_to_a_place"] & set(page.keys[max(0, at - 2) : at]):
        return ""
    return next((way for way, words in _WAYS.items() if page.keys[at] in words), "")


def _way_of(page: Page, clause: Clause, start: int, end: int) -> tuple[str, int] | None:
    """The way that is denied beside a name, and where the name with its way ends."""
    for at in range(max(clause.start, start - _BEFORE), min(clause.end, end + _BEHIND)):
        if (way := _kind(page, at)) and set(page.keys[end:at]) <= _W["with_a_way"]:
            return way, max(at + 1, end)
    return None


def _other(page: Page, fact: str, denied: str, end: int) -> int | None:
    """Where another way is told of the same treatment, and of nothing else: not "no IV cyclo, just oral steroids"."""
    for at in range(end, min(len(page.keys), end + _WITHIN)):
        way = _kind(page, at)
        leads = page.keys[at] in _W["between"] or not _W["places"].isdisjoint(page.keys[at + 1 : at + 3])
        if not (way or leads or _names(page, fact, at)):
            return None
        if way and way != denied:
            return at if _ends(page, at, fact) else None
    return None


def _names(page: Page, fact: str, at: int) -> bool:
    return any(m.start <= at < m.end for m in page.of_kind(fact))


def _ends(page: Page, at: int, fact: str) -> bool:
    after = page.keys[at + 1 : at + 2]
    if not after or not after[0].isalpha() or after[0] in _W["behind"] or _kind(page, at + 1) == _kind(page, at):
        return True
    return _names(page, fact, at + 1)


def _left_open(page: Page, mention: Mention, other: int) -> bool:
    """ "No IV cyclo, just tablets" may be other tablets; "it was tablets", "the tablet form" are this one's. What goes
    under the skin is no IVIG, and may have been taken for it."""
    if mention.fact == _VEIN_ALONE:
        return True
    beside = {*page.keys[mention.end : other], *page.keys[other + 1 : other + 2]}
    same = any(mention.start < m.start <= other + 2 and m.fact == mention.fact for m in page.mentions)
    return page.keys[other] in _W["things"] and not same and not _W["of_it"] & beside
