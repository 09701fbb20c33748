"""Medicines of a time that is over, where nothing but that time is told of them: "took mycophenolate in 2022",
"methotrexate for her ectopic in 2018", "azathioprine as a student"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.treatments.given_up import MEDICINES
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("then_only")
_YEAR = 4
"""Digits of a year."""
_REASON = 5
"""Words of a reason between a medicine and its time: "for my Crohn's"."""
_LEADING = 2
"""Words before the next medicine that are told of that: "now on methotrexate"."""
_BEFORE = 4
"""Words before a medicine in which it is said to be taken now, or to have been begun then."""


def then_only(page: Page, mention: Mention) -> bool:
    """Whether a medicine is told of then and of then only."""
    if (_W["times"] | _W["till"]).isdisjoint(page.keys):
        return False
    before = page.keys[max(mention.clause.start, mention.start - _BEFORE) : mention.start]
    was = before[-1:] == ["on"] and not _W["being"].isdisjoint(before[:-1])
    if not _W["taken_now"].isdisjoint(before[:-1] if was else before):
        return False  # "on azathioprine", "started azathioprine in 2019"
    end = _sentence_end(page, mention)
    at = _behind_reason(page, mention.end, end)
    over = _long_past(page, at) or page.keys[at : at + 1] != [] and _till(page, at)
    return over and _W["taken_now"].isdisjoint(page.keys[at + 1 : end])


def _sentence_end(page: Page, mention: Mention) -> int:
    """Where what is told of the medicine ends: with its sentence, or before what leads to the next medicine."""
    end = page.sentence(mention.clause)[-1].end
    others = (m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in MEDICINES)
    return min([end, *(at - _LEADING for at in others)])


def _behind_reason(page: Page, at: int, end: int) -> int:
    """The place behind a dose and the reason for which it was taken: "150 mg for my lupus |in 2014"."""
    while at < end and (page.keys[at] in _W["of_a_dose"] or page.keys[at][:1].isdigit() and not _year(page, at)):
        at += 1
    if at < end and page.keys[at] in _W["for"]:
        reason = range(at + 1, min(end, at + 1 + _REASON))
        told = next((place for place in reason if page.keys[place] in _W["times"] | _W["till"] | _W["ends"]), at)
        at = at if _W["between"] & set(page.keys[at:told]) else told
    return at + (page.keys[at : at + 1] == [","])


def _long_past(page: Page, at: int) -> bool:
    """ "In 2018", "in spring 2023", "in her twenties", "as a student", "years ago"."""
    keys = page.keys[at : at + 4]
    if keys[:1] == ["in"]:
        years = [place for place in range(at + 1, at + 4) if _year(page, place)]
        if years and _W["joined"].issuperset(page.keys[at + 1 : years[0]]):
            return int(page.keys[years[0]]) < page.as_of.year
        owned = not _W["whose"].isdisjoint(keys[1:2]) and not _W["ages"].isdisjoint(keys[2:])
        return owned or not (_W["ages"] | _W["schools"]).isdisjoint(keys[1:2])
    if keys[:1] == ["as"]:
        return bool(_W["young"] & set(keys[1:]))
    return keys[:1] == ["at"] and bool(_W["schools"] & set(keys[1:2]))


def _till(page: Page, at: int) -> bool:
    """ "Methotrexate for psoriasis, until 2020"."""
    year = next((place for place in range(at + 1, at + 4) if _year(page, place)), None)
    return page.keys[at] in _W["till"] and year is not None and int(page.keys[year]) < page.as_of.year


def _year(page: Page, at: int) -> bool:
    key = page.keys[at] if at < len(page.keys) else ""
    return len(key) == _YEAR and key.isdigit() and key[:2] in _W["centuries"]
