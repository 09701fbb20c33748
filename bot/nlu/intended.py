"""What a message that was read wants: "what does HIV have to do with it" asks, and is about the test for HIV."""

from __future__ import annotations

from bot.nlu.intents import OUT_OF_SCOPE, Intents
from bot.nlu.page import Page
from bot.nlu.reading import Reading
from bot.nlu.reply.wonders import wonders
from bot.nlu.vocabulary import catalogue

_SILENT = {"dont_know", "decline"}


def intend(intents: Intents, reading: Reading, page: Page, kind: str | None) -> None:
    """Sets the intent, and what is asked about. `kind`: what kind of reply it is."""
    told = bool(reading.facts or reading.conflicts)
    asks = any(one.asks for one in page.clauses)
    reading.intent, reading.confidence, reading.topic, reading.ranking = intents.classify(
        page.doc, facts=told, reply=kind, asked=bool(page.asked), asks=asks
    )
    if reading.intent in _SILENT and page.asked and not told and wonders(page):
        reading.intent, reading.confidence = OUT_OF_SCOPE, 0.0  # "I don't know how to tell my wife"
    if not told and (asks or intents.requests(page.doc)):
        reading.about = list(dict.fromkeys(one.fact for one in page.mentions if one.fact in catalogue()))
