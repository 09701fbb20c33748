"""Whether there is a test report at all: a bare no to a question for its numbers denies the report, not a result.

"Do you have test results at hand?" - "no" tells nothing of the liver, nor does "not here, sorry"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.nlu.intents import SKIP
from bot.nlu.language.text import typed_words
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import NUMBERS, catalogue, word_lists

_W = word_lists("at_hand")
_REPORT = 3
"""Numbers from which a question is for a report."""
_SHRUGS = ("dont_know", "decline", SKIP)


def denied(reader: Reader, reading: Reading, asked: Sequence[str], day: dt.date, writer: str | None) -> Reading | None:
    """To have no report skips the question. Else None, and the reading loses what a no or a "not known" would tell of
    each result that is asked for."""
    if sum(catalogue()[fact]["type"] in NUMBERS for fact in asked if fact in catalogue()) < _REPORT:
        return None
    if "?" in reading.text or reading.intent in _SHRUGS:
        return None
    own = reader.read(reading.text, (), day, writer)
    untold = [fact for fact, value in reading.facts.items() if fact not in own.facts and value in (False, "unknown")]
    if own.facts or own.conflicts or len(untold) < len(reading.facts):
        for fact in untold:
            reading.drop(fact)
        return None
    words = set(typed_words(reading.text))
    none = untold or _W["said_of_none"].issuperset(words) and bool(_W["none"] & words)
    return Reading(reading.text, SKIP, 1.0, ranking=reading.ranking) if none else None
