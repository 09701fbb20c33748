"""Where the answer begins that is meant after all: "no, sorry, yes", "no but I had it as a child"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("after_all")
_KINDS = {"therapy", "hepatitis"}
_WITHIN = 5
"""Words of a reply within which it comes to what was had."""
_TWO, _OBJECT = 2, 3
"""Words of "did have", and words behind "had" within which stands what was had."""


def meant_after_all(page: Page) -> int:
    """Where it begins, 0 if what the reply opens with stands."""
    if len(page.asked) != 1 or not page.keys:
        return 0
    return _said_anew(page) or _had_all_the_same(page)


def _said_anew(page: Page) -> int:
    """ "No, I mean yes", "negative, sorry, positive", "no, scrap that, yes a kidney": the last of two answers between
    which there are only words that take the first one back."""
    opening = _opening(page)
    said = _sense(page.keys[opening]) if opening is not None else None
    if opening is None or said is None:
        return 0
    results = page.keys[opening] not in _W["yes"] | _W["no"]
    taken_back, last = False, 0
    for at in range(opening + 1, len(page.keys)):
        key = page.keys[at]
        again = _sense(key)
        if again and taken_back and again[0] == said[0] and not page.clause_at(at).asks:
            last = at
        elif key.isalnum() and again is None and key not in _W["beside"]:
            break
        hesitates = key in _W["no"] and results or again is not None and _taken_up(page, at)
        taken_back = taken_back or key in _W["taking_back"] or hesitates
        last = at if hesitates and again and again != said and not last else last
    return last if last and _sense(page.keys[last]) != said else 0


def _taken_up(page: Page, at: int) -> bool:
    """ "Yes, oh no", "yes, no, sorry, that was rituximab"."""
    behind = next((key for key in page.keys[at + 1 :] if key != ","), "")
    return page.keys[at - 1] in _W["hesitating"] or behind in _W["regretting"]


def _sense(key: str) -> tuple[str, bool] | None:
    """Of what kind an answer of one word is, and whether it affirms."""
    if key in _W["normal"] | _W["abnormal"]:
        return "normal", key in _W["abnormal"]
    if key in _W["yes"] | _W["positive"]:
        return "so", True
    return ("so", False) if key in _W["no"] | _W["negative"] else None


def _had_all_the_same(page: Page) -> int:
    """ "No but I had it in 1990", "no, did have it once" of what is told by what was; not "no, had it checked"."""
    fact, opening = page.asked[0], _opening(page)
    if opening is None or page.keys[opening] not in _W["no"] or not _tells_what_was(fact):
        return 0
    begun = next((at for at in range(opening + 1, len(page.keys)) if _begins(page.keys[at])), len(page.keys))
    had = next((at for at in range(begun, len(page.keys)) if page.keys[at] not in _W["before_had"]), len(page.keys))
    if had - begun > _WITHIN:
        return 0
    did = page.keys[had - 2 : had]  # "did have", "used to have"
    have = len(did) == _TWO and had - _TWO >= begun and did[0] in _W["did"] and did[1] == "have"
    if not have and (had == len(page.keys) or page.keys[had] not in _W["had"]):
        return 0
    end = _object(page, fact, had if have else had + 1)
    done = bool(_W["done_to_it"] & set(page.keys[end : end + 2]))
    return begun if end and not done and not page.clause_at(begun).asks else 0


def _begins(key: str) -> bool:
    return key.isalnum() and key not in _W["but"]


def _object(page: Page, fact: str, start: int) -> int:
    """Where what was had ends: "it", or a name of what was asked."""
    if page.keys[start : start + 1] and page.keys[start] in _W["it"]:
        return start + 1
    if page.in_date(start):
        return start  # "no though I had (hep C) years ago": a part of a reply, read without its name
    return next((m.end for m in page.of_kind(fact) if start <= m.start < start + _OBJECT), 0)


def _tells_what_was(fact: str) -> bool:
    """Whether it matters for a fact that something has been, and is no more."""
    if fact not in says() or asks_for_ever(fact):
        return fact in says()
    entry = says()[fact]
    return (
        entry.kind in _KINDS
        or fact in _W["ever"]
        or any(isinstance(entry.means.get(sign), str) for sign in ("past", "had"))
    )


def _opening(page: Page) -> int | None:
    """The first word of a reply behind its fillers."""
    return next((at for at, key in enumerate(page.keys) if key.isalnum() and key not in _W["fillers"]), None)
