"""Does "all" or "both" say yes to what was asked? "Both, sadly" does, "both sisters" and "they checked all" do not."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.language.scene import SELF
from bot.nlu.page import Page
from bot.nlu.times import windows
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("answers")
_BOTH = 2
_DEED_WITHIN = 4
"""Words between what was done and the "all" that it was done to: "checked me for all"."""


def says_yes(page: Page, one: Found[str]) -> bool:
    """Whether it stands for what was asked, and is no noun's: not "no problem at all", "all the bits I was born with",
    "it's all prescribed", "all fine", "both sisters, yes. Me, no", "husband all for it. She says no"."""
    if _W["before_all"] & set(page.keys[one.start - 1 : one.start]) or not _stands_for_what_was_asked(page, one):
        return False
    if _told_of_something(page, one) or _of_two_others(page, one):
        return False
    return not (_relative_follows(page, one.end) or _relative_before(page, one.start) or _looked_for(page, one))


def _of_two_others(page: Page, one: Found[str]) -> bool:
    """ "I have both", asked for seven things, or before "so which study is for both": the two are others."""
    if "both" not in page.keys[one.start : one.end]:
        return False
    things = [fact for fact in page.asked if fact not in windows.DAY_OF.values()]
    asks = any(clause.asks for clause in page.clauses if clause.start >= one.end)
    return len(things) > _BOTH or asks or not _W["of_a_study"].isdisjoint(page.keys[one.end :])


def not_all(keys: list[str], at: int) -> bool:
    """ "Not all negative", "didn't both come back clear": what is said of all of them is denied of some."""
    return not _W["not_each"].isdisjoint(keys[max(0, at - 1) : at])


def of_some_or_others(page: Page, one: Found[str]) -> bool:
    """ "Not all negative"; "my husband had his tests and all came back negative"."""
    clause = page.clause_at(one.start)
    start = page.sentence(clause)[0].start
    return not_all(page.keys, one.start) or one.of == "none" and page.cast.other(one.start, clause, start)


def _told_of_something(page: Page, one: Found[str]) -> bool:
    """ "Her GP sorts all of that", not "we've had all of those"."""
    before = page.keys[one.start - 1 : one.start]
    opens = one.start == page.clause_at(one.start).start or not before[0].isalpha()
    return page.keys[one.start : one.start + 2] == ["all", "of"] and not opens and before[0] not in _W["having_all"]


def _stands_for_what_was_asked(page: Page, one: Found[str]) -> bool:
    if {"yes", "positive", "pos"} & set(page.keys[one.start : one.end]):
        return True
    after = page.keys[one.end : one.end + 1]
    if after == ["this"]:
        return page.in_date(one.end)  # "all this year", not "all this waiting"
    return not after or not after[0].isalpha() or after[0] in _W["after_all"]


def _relative_follows(page: Page, at: int) -> bool:
    """ "Both parents", "all my aunts": some of one's relatives, not all that was asked."""
    at += page.keys[at : at + 1] == ["of"]  # "all three of my aunts"
    people = [place for place, _ in page.cast.people if at <= place <= at + 1]
    return bool(people) and page.cast.other(people[0] + 1, page.clause_at(at), people[0])


def _relative_before(page: Page, at: int) -> bool:
    people = [place for place, who in page.cast.people if place in (at - 1, at - 2) and who != SELF]
    return bool(people) and page.cast.other(at, page.clause_at(at), people[0])


def _looked_for(page: Page, one: Found[str]) -> bool:
    """ "They checked all before the injection", "did both of them": that tests were done is no result of them."""
    if not any(fact in says() and "positive" in says()[fact].means for fact in page.asked):
        return False
    clause = page.clause_at(one.start)
    before = page.keys[max(clause.start, one.start - _DEED_WITHIN) : one.start]
    return bool(_W["looking_for"] & set(before)) and _W["finding_it"].isdisjoint(before)
