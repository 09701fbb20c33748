"""A second opinion on what the rules read: who writes such words, does he mean this value?

Three learned views (`odds.py`) judge the words around a name, a number or a day, and the message as a whole. Where they
speak clearly against a value the value is not taken: it is asked again, and a wrong one would harm. Results of the
laboratory are not judged: their names and units say enough.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.nlu.facts.suspected_too import plainly_suspected
from bot.nlu.facts.told_when import standing
from bot.nlu.language.denied_rows import DENIED_ROW
from bot.nlu.opinion.claims import places
from bot.nlu.opinion.odds import Odds
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import COUNTED, catalogue, says, word_lists

_W = word_lists("opinion")

_AGAINST, _AGAINST_COUNT = -5.3, -4.2
"""Log odds below which a value is not taken: of all views together; of those of the words around a count. Chosen on
sets that had taught nothing, see docs/understanding-measured.md."""
_BORNE_OUT = -1.0
"""Of the cheaper views, from which the dearer one is not asked."""
_TWO = 2
_RESULTS = frozenset({"POSITIVE", "NEGATED", "PENDING"})
_LISTED = _W["in_a_list"] | word_lists("no_answer")["other_things"]
_THERE = (True, "current", "past")
_DOUBTING = frozenset({"NEGATED", "UNSURE", "UNDONE", "PENDING"})
_PAUSES = frozenset(",.;:\n")


def kept(page: Page, odds: Odds, found: Collection[Finding]) -> list[Finding]:
    """The findings without the values that are spoken against clearly. What is said without any word more, or in a row
    of results, is not judged, nor is a count that was asked for: nobody is asked again and again because of how he
    puts it."""
    plain = [one for one in found if _said_enough(page, one)]
    return [left for one in found if (left := one if one in plain else _left(page, odds, one))]


def _left(page: Page, odds: Odds, one: Finding) -> Finding | None:
    if not isinstance(one.value, list):
        return None if _against(page, odds, one, None) else one
    codes = [code for code in one.value if _said_whole(page, one, code) or not _against(page, odds, one, code)]
    return one._replace(value=codes) if codes or not one.value else None


def _against(page: Page, odds: Odds, one: Finding, code: str | None) -> bool:
    told = list(places(page, one.fact, one.start, one.end, code))
    near = odds.near(one.fact, one.value, told)
    if near is None:
        return False
    counted = catalogue()[one.fact]["type"] in COUNTED
    both = near if counted else near + (odds.whole(one.fact, code or one.value) or 0.0)
    if both >= _BORNE_OUT:
        return False
    return both + odds.read(one.fact, one.value, told) < (_AGAINST_COUNT if counted else _AGAINST)


def _said_whole(page: Page, one: Finding, code: str) -> bool:
    """ "Her NMDA test is positive", "CASPR2 was negative in May": a statement of nothing but tests and their result."""
    kind = says()[one.fact].kind
    for mention in page.mentions:
        if mention.means.value == code and says()[mention.fact].kind == kind and mention.states:
            clause = mention.clause
            cues = {cue.category for cue in page.cues_in(clause, mention.means.type)} & _RESULTS
            named = {at for m in page.mentions if m.clause is clause for at in range(m.start, m.end)}
            dated = {at for when in page.dates for at in range(when.start, when.end)}
            rest = {page.keys[at] for at in range(clause.start, clause.end) if at not in named | dated}
            if len(cues) == 1 and rest <= _W["row"] | _W["in_whole"]:
                return True
    return False


def _said_enough(page: Page, one: Finding) -> bool:
    plain = _alone(page, one) or _denied(page, one) or _in_a_row(page, one) or _born(page, one)
    told = _counted(page, one) or _of_now(page, one) or _in_stones(page, one) or _unjudged(page, one)
    named = _in_a_list(page, one) or plainly_suspected(page, one) or _worded(page, one)
    return plain or told or named or _unresponsive(page, one)


def _worded(page: Page, one: Finding) -> bool:
    """ "All my rheumatology blood tests are way out", asked for them: nothing but the name and a value's own words."""
    mention = next((m for m in page.mentions if m.fact == one.fact and m.start == one.start and m.states), None)
    near = page.beside(mention) if mention and one.fact in page.asked else None
    if mention is None or near is None or near.of.value != one.value:
        return False
    told = {*range(mention.start, mention.end), *range(near.start, near.end)}
    rest = {page.keys[at] for at in range(mention.clause.start, mention.clause.end) if at not in told}
    return rest <= _W["in_whole"] | _W["plain"] | {"all"}


def _in_a_list(page: Page, one: Finding) -> bool:
    """ "1. ALS 2. MGUS 3. Depression", "hypertension, history of breast cancer": nothing but a name, in a list of such
    names or as something of before."""
    there = one.fact in says() and says()[one.fact].kind == "condition" and one.value in _THERE
    if not there or any(cue.category in _DOUBTING for cue in page.cues):
        return False  # "Alzheimer's, Parkinson's, motor neurone: the doctors have ruled out all three"
    items = _items(page)
    own = next((item for item in items if one.start in item), None)
    if own is None or not _only_named(page, own):
        return False
    told = [item for item in items if any(m.start in item and m.states for m in page.mentions)]
    opening = next(item for item in items if any(page.keys[at].isalpha() for at in item))
    listed = len(told) > 1 and _only_named(page, opening)
    return listed or not _W["of_before"].isdisjoint(page.keys[own.start : one.start])


def _only_named(page: Page, item: range) -> bool:
    named = {at for m in page.mentions if m.start in item and m.states for at in range(m.start, m.end)}
    rest = {page.keys[at] for at in item if at not in named}
    return all(key in _LISTED or any(map(str.isdigit, key)) for key in rest)


def _items(page: Page) -> list[range]:
    """The parts between two pauses."""
    ends = [at for at, key in enumerate(page.keys) if key in _PAUSES] + [len(page.keys)]
    return [range(start + 1, end) for start, end in zip([-1, *ends], ends, strict=False)]


def _unresponsive(page: Page, one: Finding) -> bool:
    """ "His autoimmune encephalitis did not respond to IVIg": who says so of a disease means that it is there."""
    if (one.fact, one.value) != ("ae_diagnosis", "diagnosed"):
        return False
    after = page.keys[one.end : page.clause_at(one.start).end]
    verb = next((at for at, key in enumerate(after) if key in _W["respond"]), None)
    return verb is not None and set(after[:verb]) <= _W["before_respond"] and after[verb + 1 : verb + 2] == ["to"]


def _unjudged(page: Page, one: Finding) -> bool:
    """ "Four rounds of cyclophosphamide and nobody can say whether it did anything": given, and how it went is said to
    be unknown."""
    if one.value != "given_unknown":
        return False
    sentence = page.clause_at(one.start).sentence
    others = {m.fact for m in page.mentions if m.clause.sentence == sentence and m.means.type == "therapy"}
    early = (page.clause_at(cue.start).sentence for cue in page.cues if cue.category == "EARLY")
    return others <= {one.fact} and sentence in early


def _in_stones(page: Page, one: Finding) -> bool:
    """ "My wife is 9 stone 6": so told it is a weight, and of now."""
    inside = page.keys[one.start : one.end]
    told = one.fact == "weight_kg" and bool(_W["stones"] & set(inside))
    return told and bool(_W["is"] & set(page.keys[max(0, one.start - 1) : one.start]))


def _of_now(page: Page, one: Finding) -> bool:
    """ "Weight 84 in January, 71 this week": of two the one told of now, behind the other, needs no word more."""
    if one.fact != "weight_kg":
        return False
    inside = [n for n in page.numbers if one.start <= n.start < one.end and not page.in_date(n.start)]
    return len(inside) == _TWO and standing(page, inside[-1]).sum > 0 > standing(page, inside[0]).sum


def _denied(page: Page, one: Finding) -> bool:
    """ "62M, LGI1+ AE, no motor neuron disease, ...", "AE: n/a, MMN": nothing but the name and its no between two
    pauses."""
    if one.value not in (False, "none", "ruled_out"):
        return False
    start, end = one.start, min(one.end, len(page.keys))
    while start > 0 and page.keys[start - 1] not in _PAUSES:
        start -= 1
    while end < len(page.keys) and page.keys[end] not in _PAUSES:
        end += 1
    named = {at for m in page.of_kind(one.fact) for at in range(m.start, m.end)}
    rest = {page.keys[at] for at in range(start, end) if at not in named}
    return bool((_W["no"] - {"not"}) & set(page.keys[start:end])) and rest <= _W["plain"] | _W["no"] | {":", "=", "-"}


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
