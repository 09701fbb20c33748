"""Replies that count some of the things asked, and not which: "I had two of those, would have to look up which"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.reply.all_of_them import not_all
from bot.nlu.reply.several import ORDINALS
from bot.nlu.vocabulary import word_lists

_W = word_lists("answers")
_COUNTS = {"one": 1, "two": 2, "three": 3, "1": 1, "2": 2, "3": 3}


def some_of_them(page: Page) -> bool:
    """ "She's had one of those but I mix them up", "one or the other", "not all negative": which is not told."""
    if len(page.asked) < 2 or any(m.fact in page.asked for m in page.mentions):
        return False
    if any(not_all(page.keys, at) for at, key in enumerate(page.keys) if key in _W["quantifying"]):
        return True
    return any(_some(page, at) or _others(page, at) for at, key in enumerate(page.keys) if key in _COUNTS)


def one_each(page: Page) -> bool:
    """ "One yes, one no": told of each, and not which is which."""
    return any(_one_each(page.keys, at) for at, key in enumerate(page.keys) if key == "one")


def _one_each(keys: list[str], at: int) -> bool:
    """ "One yes one no", "one yes, the other no"; not "one no, two no", which are numbered."""
    answer, rest = keys[at + 1 : at + 2], [key for key in keys[at + 2 :] if key.isalpha() and key not in ("and", "the")]
    both = [*answer, *rest[1:2]]
    if keys[at] != "one" or len(both) < 2 or rest[0] not in ("one", "other"):
        return False
    return both[0] in _W["yes"] and both[1] in _W["no"] or both[0] in _W["no"] and both[1] in _W["yes"]


def _others(page: Page, at: int) -> bool:
    """ "The other two not offered" of four: which they are is told by nothing before."""
    before = page.keys[:at]
    told = {*ORDINALS, *_W["yes"]}.isdisjoint(before) and page.clause_at(at).start == 0
    return 0 < _COUNTS[page.keys[at]] < len(page.asked) and before[-1:] == ["other"] and told


def _some(page: Page, at: int) -> bool:
    before, after = page.keys[max(0, at - 2) : at], page.keys[at + 1 : at + 5]
    only = before[-1:] and before[-1] in _W["only"] and not _W["denying"] & set(before)  # "only one of them"
    if not 0 < _COUNTS[page.keys[at]] < len(page.asked) or _W["none_of"] & set(before) and not only:
        return False
    if _one_each(page.keys, at):
        return True
    if page.keys[at] == "one" and after[:1] == ["or"] and "other" in after:
        return True
    of = after[1:] if after[:1] == ["of"] else after[2:] if after[:2] == ["out", "of"] else []
    if not of or of[0] not in _W["one_of"] and of[0] not in _W["of_which"]:
        return False
    whole = of[0] in _W["of_which"] or of[0] in _W["those_themselves"] or bool(of[1:]) and of[1] in _W["of_which"]
    return whole and not set(page.keys[at + 3 :]) & {*ORDINALS, "other"}
