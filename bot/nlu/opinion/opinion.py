"""A second opinion on what the rules read: who writes such words, does he mean this value?

A linear model for each kind of claim judges the words around a name, a number or a day. What weighs how much was
learned from the labelled messages of tests/bot/nlu/data (`python -m tests.bot.nlu.learn_opinion`, which writes
opinion_weights.tsv). Where it speaks clearly against a value the value is not taken: it is asked again, and a wrong one
would harm. It never adds a value. Results of the laboratory are not judged: their names and units say enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.nlu.language.denied_rows import DENIED_ROW
from bot.nlu.opinion import weighing
from bot.nlu.opinion.around import DAY, NUMBER, Around
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import COUNTED, HERE, NUMBERS, catalogue, says, word_lists

_W = word_lists("opinion")

WEIGHTS = HERE / "opinion_weights.tsv"
_AGAINST = -2.5
"""Log odds from which a value is not taken; chosen on sets that had taught nothing, see docs/understanding.md."""
_MANY = 7
"""Values from which it is not judged which one of them is named: the name says it."""
_NOT_NAMED = ("none", "suspected")
_MEASURED = ("measure", "limit")
_PAUSES = frozenset(",.;:\n")


def claim(fact: str, value: object) -> str | None:
    """The kind of claim that a value of a fact is; None where it is not judged."""
    spec, entry = catalogue()[fact], says().get(fact)
    if value == "unknown" or value == [] or entry is None:
        return None
    if spec["type"] in COUNTED:
        return None if entry.kind in _MEASURED and entry.unit != "mass" else f"is {fact}"
    if spec["type"] == "set":
        return f"in {fact}"
    if spec["type"] == "yes_no":
        return str(value).lower()
    if entry.kind == "therapy":
        return f"treatment {value}"
    many = len(spec.get("values", ())) >= _MANY and value not in _NOT_NAMED
    return f"is {fact}" if many else f"{fact} {value}"


def places(page: Page, fact: str, start: int, end: int, code: str | None = None) -> Iterator[tuple[str, int, int]]:
    """What a value is told by, as `Around.features` wants it. Of a set one code is judged at a time."""
    kind = catalogue()[fact]["type"]
    if kind in NUMBERS:
        yield from ((NUMBER, one.start, one.end) for one in page.numbers if one.start < end and start < one.end)
    elif kind == "date":
        yield from ((DAY, one.start, one.end) for one in page.dates if one.start < end and start < one.end)
    else:
        for one in page.mentions:
            same = one.means.value == code and says()[one.fact].kind == says()[fact].kind if code else one.fact == fact
            if same and one.start < end and start < one.end:
                yield one.fact, one.start, one.end


class Opinion:
    def __init__(self) -> None:
        self._weights = weighing.read(WEIGHTS)

    def kept(self, page: Page, found: Collection[Finding]) -> list[Finding]:
        """The findings without the values that are spoken against clearly. What was asked is not judged, nor what is
        said without any word more, or in a row of results: nobody is asked again and again because of how he puts
        it."""
        around = Around(page)
        plain = [one for one in found if _said_enough(page, one)]
        return [left for one in found if (left := one if one in plain else self._left(page, around, one))]

    def _left(self, page: Page, around: Around, one: Finding) -> Finding | None:
        if not isinstance(one.value, list):
            return None if self._against(page, around, one, None) else one
        codes = [code for code in one.value if not self._against(page, around, one, code)]
        return one._replace(value=codes) if codes or not one.value else None

    def _against(self, page: Page, around: Around, one: Finding, code: str | None) -> bool:
        weights = self._weights.get(claim(one.fact, one.value) or "")
        if weights is None:
            return False
        told = places(page, one.fact, one.start, one.end, code)
        return max((weighing.score(weights, around.features(*place)) for place in told), default=0.0) < _AGAINST


def _said_enough(page: Page, one: Finding) -> bool:
    return _alone(page, one) or _denied(page, one) or _in_a_row(page, one) or _born(page, one) or _counted(page, one)


def _denied(page: Page, one: Finding) -> bool:
    """ "62M, LGI1+ AE, no motor neuron disease, ...": nothing but the name and its no between two pauses."""
    if one.value not in (False, "none"):
        return False
    start, end = one.start, min(one.end, len(page.keys))
    while start > 0 and page.keys[start - 1] not in _PAUSES:
        start -= 1
    while end < len(page.keys) and page.keys[end] not in _PAUSES:
        end += 1
    named = {at for m in page.of_kind(one.fact) for at in range(m.start, m.end)}
    rest = {page.keys[at] for at in range(start, end) if at not in named}
    return "no" in page.keys[start:end] and rest <= _W["plain"] | {"no"}


def _counted(page: Page, one: Finding) -> bool:
    """ "54 next month": a number or a day that was asked for needs no word beside it."""
    return one.fact in page.asked and catalogue()[one.fact]["type"] in COUNTED


def _born(page: Page, one: Finding) -> bool:
    """ "D.O.B. 12-Aug-1988": the heading of a date of birth says what it is."""
    return one.fact == "age_years" and bool(_W["heads_a_birth"] & set(page.keys[max(0, one.start - 3) : one.start]))


def _alone(page: Page, one: Finding) -> bool:
    """ "Pregnant.", "she is pregnant", asked for it "yes (haemophilia)": whoever says no more means it."""
    plain = _W["plain"] | _W["replying"] if one.fact in page.asked else _W["plain"]
    return plain.issuperset((*page.keys[: one.start], *page.keys[one.end :]))


def _in_a_row(page: Page, one: Finding) -> bool:
    """ "HIV/HBV neg": a statement of nothing but tests and their results; "no HBV, HCV or HIV found"."""
    told = [mention for mention in page.mentions if one.start <= mention.start < one.end]
    if told and all(DENIED_ROW in mention.said for mention in told):
        return True
    clause = page.clause_at(one.start)
    named = [mention for mention in page.mentions if mention.clause is clause]
    tested = any(mention.fact == one.fact and mention.means.type == "test" for mention in named)
    places = {at for mention in named for at in range(mention.start, mention.end)}
    rest = {page.keys[at] for at in range(clause.start, clause.end) if at not in places}
    return tested and rest <= _W["row"]
