"""Orders to note a value otherwise: "change it to failed", "the response was not meaningful, count it as failed"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.language.text import lowered, typed_words
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("counted_as")
_LONGEST, _VALUE = 16, 3
"""Words of such a message, and of the value at its end."""


def read(
    reader: Reader, reading: Reading, told: Mapping[str, Any], day: dt.date
) -> tuple[Reading, dict[str, Any], int] | None:
    """What is read of the value at the end, the one fact that it is put in place of, and where it stands: the fact is
    the treatment that is named before it, else the one of those told last that is not so already."""
    text = lowered(reading.text)
    found = _order(text)
    if found is None or reading.facts or "?" in text or len(typed_words(text)) > _LONGEST:
        return None
    before, at = text[: found[0]], found[1]
    facts = _named(reader, before, day)
    if not facts and _W["beside"].issuperset(typed_words(before)):
        facts = [fact for fact in told if catalogue()[fact]["type"] == "choice"]
    again = reader.read(reading.text[at:], facts, day)
    meant = {fact: again.facts[fact] for fact in facts if again.facts.get(fact, told.get(fact)) != told.get(fact)}
    return (again, meant, at) if len(meant) == 1 else None


def _order(text: str) -> tuple[int, int] | None:
    """Where the order begins and where its value does: "count it as failed", "change to failed"."""
    for first in re.finditer(r"[a-z']+", text):
        if first.group() not in _W["ordering"]:
            continue
        at = first.end()
        while (word := re.match(r" +([a-z']+)", text[at:])) and word[1] in _W["ordered"]:
            at += word.end()
        value = text[at:].strip(" .!")
        if at > first.end() and 0 < len(typed_words(value)) <= _VALUE and re.fullmatch(r"[a-z ]+", value):
            return first.start(), at + len(text[at:]) - len(text[at:].lstrip())
    return None


def _named(reader: Reader, text: str, day: dt.date) -> Sequence[str]:
    page = reader.page(text, (), day)
    return list(dict.fromkeys(one.fact for one in page.mentions if says()[one.fact].kind == "therapy"))
