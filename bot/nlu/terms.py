"""What a word means: "what is ALS?", "sorry, what does LGI1 mean". Such a question tells nothing of anybody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot.nlu.page import Page
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import word_lists
from criteria.load import catalogue

TERM = "term"
_W = word_lists("terms")
_ASKING = sorted((opening.split() for opening in _W["asking"]), key=len, reverse=True)
_WORD = re.compile(r"[\w'/-]+")
_LONGEST = 16
"""Words of such a question."""


def asked(reader: Reader, text: str, day: dt.date) -> Reading | None:
    """The reading of a message that asks for the meaning of a word of the glossary, and of nothing besides."""
    named = _named(text)
    if named and (term := _term(reader, named, day)):
        return Reading(text, TERM, 1.0, topic=term)
    return None


def _named(text: str) -> str:
    """What is asked for, as it is written; "" where no meaning is."""
    found = list(_WORD.finditer(text.replace("’", "'").replace("\n", " ")))
    words = [one.group().lower() for one in found]
    start, end = 0, len(words)
    if end > _LONGEST:
        return ""
    while words[start : start + 1] and words[start] in _W["leading"]:
        start += 1
    opening = next((one for one in _ASKING if words[start : start + len(one)] == one), None)
    if opening is None:
        return ""
    start += len(opening)
    while start < end and words[start] in _W["articles"]:
        start += 1
    if words[-1] in _W["another_question"]:
        return ""
    while start < end and words[end - 1] in _W["closing"]:
        end -= 1
    return text[found[start].start() : found[end - 1].end()] if start < end else ""


def _term(reader: Reader, named: str, day: dt.date) -> str | None:
    """The term of the glossary that is named, where nothing is named besides."""
    glossary = catalogue().glossary
    words = " ".join(re.findall(r"\w+", named.lower()))
    if term := glossary.of_names.get(words):
        return term
    meant = _meant(reader.page(named, (), day))
    return next((glossary.of_facts[one] for one in meant if one in glossary.of_facts), None)


def _meant(page: Page) -> Sequence[str]:
    """What the catalogue's names in it stand for, the longest and most exact first; nothing where they leave a word."""
    covered = {at for one in page.mentions for at in range(one.start, one.end)}
    if any(at not in covered and key not in _W["beside"] | _W["articles"] for at, key in enumerate(page.keys)):
        return ()
    named = sorted(page.mentions, key=lambda one: (one.start - one.end, one.start))
    return [f"{one.fact}.{one.means.value}" for one in named] + [one.fact for one in named]
