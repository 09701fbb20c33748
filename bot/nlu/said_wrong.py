"""What was noted is said to be wrong, with no value in its place: "the weight is wrong", "please change my age"."""

from __future__ import annotations

import datetime as dt
import re

from bot.nlu.reader import Reader
from bot.nlu.times.windows import DAY_OF
from bot.nlu.vocabulary import catalogue, word_lists

_W = word_lists("said_wrong")
_WORD = re.compile(r"[\w'-]+")
_LONGEST = 14
"""Words of such a message."""


def named(reader: Reader, text: str, day: dt.date) -> list[str]:
    """The facts that a message says are wrong, where it tells nothing besides."""
    lowered = text.lower().replace("’", "'")
    words = _WORD.findall(lowered)
    if not 0 < len(words) <= _LONGEST or "?" in text or not _disputes(words):
        return []
    page = reader.page(text, (), day)
    names = [one for one in page.mentions if not _W["beside"].issuperset(page.keys[one.start : one.end])]  # "you got"
    covered = {at for one in names for at in range(one.start, one.end)}
    tokens = page.doc.user_data["tokens"]
    beside = " ".join(text[token.start : token.end] for at, token in enumerate(tokens) if at not in covered)
    left = _WORD.findall(_without_phrases(beside.lower().replace("’", "'")))
    left = left[1:] if left[:1] == ["no"] and words[0] == "no" else left
    if not set(left) <= _W["beside"] | _W["wrong"] | _W["changing"]:
        return []
    facts = dict.fromkeys(one.fact for one in names if one.fact in catalogue())
    days = {one: None for pair in DAY_OF.items() if set(pair) & facts.keys() for one in pair}
    return list(facts | days)


def _disputes(words: list[str]) -> bool:
    """Whether it says that something is wrong, or orders a change."""
    if not _W["wrong"].isdisjoint(words) or _without_phrases(" ".join(words)) != " ".join(words):
        return True
    first = next((word for word in words if word not in _W["beside"]), "")
    return first in _W["changing"]


def _without_phrases(text: str) -> str:
    """The text without "is not right" and the like, its spaces single."""
    whole = " ".join(_WORD.findall(text))
    for phrase in _W["not_right"]:
        whole = re.sub(rf"(?<!\S){re.escape(phrase)}(?!\S)", " ", whole)
    return " ".join(whole.split())
