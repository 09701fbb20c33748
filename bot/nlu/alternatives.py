"""Names of which one is meant and it is not said which: "AE or schizophrenia, they don't know yet"."""

from __future__ import annotations

from itertools import groupby

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("merge")
_ILLNESSES = frozenset({"condition", "diagnosis", "infection", "hepatitis"})
_TWO = 2
_TOLD = {"NEGATED", "POSITIVE", "PENDING", "UNDONE", "FAMILY"}
"""Results: without any a bare name is the one asked for."""
_DECIDED = {"NEGATED", "PLANNED", "UNDONE", "PENDING"}
"""Said of both, these are said of the one as of the other: "no cancer or TB"."""
_NOT_TAKEN = {"NEGATED", "NOT_GIVEN", "STOPPED", "DECLINED", "PAST"}


def doubt(page: Page) -> None:
    """Makes both names unsure where they stand side by side with an "or" and nothing denies them."""
    _or_another_cause(page)
    named = [list(group) for _, group in groupby(page.mentions, lambda mention: mention.start)]
    chain: list[list[Mention]] = []
    for first, second in zip(named, named[1:], strict=False):
        between = page.keys[first[0].end : second[0].start]
        if not _alike(first, second, page.asked) or not set(between) <= _W["joining"] | {"and"} or not between:
            chain = []
            continue
        chain.append(first)
        if _W["either"] & set(between) or "and" in between and _one_of(page, chain[0][0]):
            _open([*chain, second])
            chain = []


def _or_another_cause(page: Page) -> None:
    """ "Autoimmune encephalitis or viral", "infective vs autoimmune encephalitis": it is not told which."""
    for mention in page.mentions:
        if mention.means.type != "diagnosis" or mention.said & _DECIDED or _W["causes"].isdisjoint(page.keys):
            continue
        after, at = page.keys[mention.end : mention.end + _TWO], mention.start - 1
        if after[:1] and after[0] in _W["opposing"] and set(after[1:]) & _W["before_a_cause"]:
            after = [after[0], *page.keys[mention.end + _TWO : mention.end + _TWO + 1]]
        behind = len(after) == _TWO and after[0] in _W["opposing"] and after[1] in _W["causes"]
        before = page.keys[at] in _W["opposing"] and page.keys[at - 1] in _W["causes"]
        if behind or at > 0 and before:
            _open([[mention]])


def neither_way(page: Page) -> None:
    """ "Nobody said it was AE and nobody said it wasn't": of what is named in such a sentence nobody knows."""
    places = [at for at, key in enumerate(page.keys) if key in _W["nobody"] or page.keys[at : at + 2] == ["no", "one"]]
    saying = [at for at in places if _W["say"] & set(page.keys[at + 1 : at + 5])]
    for first, second in zip(saying, saying[1:], strict=False):
        if page.clause_at(first).sentence != page.clause_at(second).sentence:
            continue
        for mention in page.mentions:
            if mention.clause.sentence == page.clause_at(first).sentence and first < mention.start:
                mention.named = "topic"


def _one_of(page: Page, mention: Mention) -> bool:
    """ "One of LGI1 and CASPR2, not sure which"."""
    return page.keys[max(0, mention.start - _TWO) : mention.start] in (["one", "of"], ["either", "of"])


def _alike(first: list[Mention], second: list[Mention], asked: tuple[str, ...]) -> bool:
    """Whether two places name different illnesses or medicines, or antibodies that were found, in one statement."""
    if first[0].clause is not second[0].clause:
        return False
    if _agents(first) and _agents(second):  # "on MMF or azathioprine, I forget which"
        return {m.means.value for m in first}.isdisjoint(m.means.value for m in second)
    if all(m.fact == "antibodies_positive" for m in (*first, *second)):
        bare = "antibodies_positive" in asked and not any(m.said & _TOLD for m in (*first, *second))
        return bare or all("POSITIVE" in m.said for m in (*first, *second))
    apart = {m.fact for m in first}.isdisjoint(m.fact for m in second)
    return apart and all(says()[m.fact].kind in _ILLNESSES for m in (*first, *second))


def _agents(place: list[Mention]) -> bool:
    """Whether a place names a medicine that is taken to calm the immune system."""
    return any(m.fact == "immunosuppressants" and m.means.role == "value" and not m.said & _NOT_TAKEN for m in place)


def _open(places: list[list[Mention]]) -> None:
    mentions = [mention for place in places for mention in place]
    if any(mention.said & _DECIDED for mention in mentions):
        return
    for mention in mentions:
        mention.said = mention.said - {"POSITIVE", "HAS", "HAD", "PAST"} | {"UNSURE"}
