"""Treatments of which some doses were had and more were refused: "one dose and I refused the rest"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("some_doses")
_MORE_WITHIN = 5
"""Words behind a refusal within which it is told that more was refused."""
_DOSE_WITHIN = 3


def had_before(page: Page, one: Finding) -> Finding:
    """The finding that it was never given as what was given: "had two, wouldn't have any more, too sick"."""
    if one.value != "not_given" or page.asked != (one.fact,) or says()[one.fact].kind != "therapy":
        return one
    refused = next((at for at in range(len(page.keys)) if _refuses_more(page, at)), 0)
    if not _some(page, refused) or _of_another(page, one.fact, refused):
        return one
    ill = any(cue.category == "INTOLERANT" for cue in page.cues) or bool(_W["ill"] & page.words)
    return one._replace(value="intolerant" if ill else "given_unknown")


def begun_on_a_day(page: Page) -> bool:
    """ "First bag was only on Friday so who knows": a dose of the course that a day past is told of."""
    past = [when for when in page.dates if when.last <= page.as_of and not page.clause_at(when.start).asks]
    return any(_dose_before(page, when.start) and not _anothers(page, when.start) for when in past)


def _anothers(page: Page, at: int) -> bool:
    """ "My sister's first infusion was last week"."""
    clause = page.clause_at(at)
    return page.cast.other(at, clause, clause.start)


def _dose_before(page: Page, at: int) -> bool:
    """Whether what a day is told of is the first dose, or another by its place."""
    at -= 1
    while at > 0 and page.keys[at] in _W["before_a_day"]:
        at -= 1
    return at > 0 and page.keys[at] in _W["doses"] and page.keys[at - 1] in _W["placed"]


def _refuses_more(page: Page, at: int) -> bool:
    """ "Refused the rest", "said no to a second", "no more"."""
    after = page.keys[at + 1 : at + 1 + _MORE_WITHIN]
    return page.keys[at] in _W["refusing"] and bool(_W["more"] & set(after)) and not page.clause_at(at).asks


def _some(page: Page, refused: int) -> bool:
    """Whether a count of doses that were had stands before a refusal: "one dose", "had 3"."""
    for at in range(refused):
        if not (page.keys[at] in _W["counts"] or page.keys[at].isdigit()):
            continue
        doses = _W["doses"] & set(page.keys[at + 1 : min(at + 1 + _DOSE_WITHIN, refused)])
        after = page.keys[at + 1]
        had = at > 0 and page.keys[at - 1] in _W["had"] and (not after.isalnum() or after in _W["after_a_count"])
        if doses or had:
            return True
    return False


def _of_another(page: Page, fact: str, refused: int) -> bool:
    """ "Had two other drugs and wouldn't have any more", "never had one", "two doses were offered"."""
    before = set(page.keys[:refused])
    named = any(m.fact != fact and says()[m.fact].kind == "therapy" for m in page.mentions)
    return named or bool(_W["of_another"] & before)
