"""Another patient, announced on the line that tells of him: what is told is read as the first message of a new chat.

"Next patient: 29F NMDAR+" tells what "29F NMDAR+" tells, and nothing of what the question before it asked."""

from __future__ import annotations

import datetime as dt

from bot.nlu.intents import ANOTHER
from bot.nlu.language.text import is_number
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import word_lists

_W = word_lists("next_patient")


def read(reader: Reader, reading: Reading, day: dt.date, writer: str | None) -> Reading:
    """The reading of what stands behind the announcement, or before it where nothing is behind it."""
    page = reader.page(reading.text, (), day)
    place = reader.intents.last_place(page.doc, ANOTHER)
    if place is None:
        return reading
    tokens = page.doc.user_data["tokens"]
    start, end = place
    while end > start and (is_number(page.keys[end - 1]) or page.keys[end - 1] in _W["of_the_person"]):
        end -= 1  # "the other one is 58 ..."
    while end < len(tokens) and not page.keys[end][0].isalnum():
        end += 1
    at = tokens[end].start if end < len(tokens) else 0
    told = reading.text[at:] if at else reading.text[: tokens[start].start]
    again = reader.read(told, (), day, writer)
    again.text, again.intent, again.confidence, again.topic = reading.text, ANOTHER, 1.0, None
    again.evidence = {fact: [one + at for one in places] for fact, places in again.evidence.items()}
    return again
