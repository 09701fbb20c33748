"""One result for all the antibodies of a sentence, those in brackets too: "Mosaic (LGI1, CASPR2) and blot incl. GAD65:
everything negative"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("one_result")
_RESULTS = {"NEGATED": _W["negative"], "POSITIVE": _W["positive"]}
_OPEN = {"POSITIVE", "NEGATED", "PENDING", "UNDONE", "UNSURE", "RETRACTED"}
_RESULT_WITHIN, _LEAST = 5, 2
"""Words from "all" to the result, and antibodies that there are at least."""


def tell(page: Page) -> None:
    """Gives the result to each name before it that has none of its own, where no other result stands among them."""
    if _W["all"].isdisjoint(page.keys):
        return
    for at, key in enumerate(page.keys):
        if key in _W["all"] and at and page.keys[at - 1] in _W["before_all"] and (result := _result(page.keys, at)):
            names = _names(page, at)
            if len({m.start for m in names}) >= _LEAST and not any(m.said & _OPEN - {result} for m in names):
                for mention in names:
                    mention.said.add(result)


def _names(page: Page, at: int) -> list[Mention]:
    """The antibodies of the same sentence before a place."""
    sentence = page.clause_at(at).sentence
    return [m for m in page.of_kind("antibodies_positive") if m.end <= at and m.clause.sentence == sentence]


def _result(keys: list[str], at: int) -> str | None:
    """ "All negative", "everything came back clear"."""
    for place in range(at + 1, min(at + 1 + _RESULT_WITHIN, len(keys))):
        for category, words in _RESULTS.items():
            if keys[place] in words:
                return category
        if keys[place] not in _W["between"]:
            return None
    return None
