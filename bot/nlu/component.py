"""The language pipeline as one Rasa component: intent, facts as entities, and emergencies."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import short_answers
from bot.nlu.intents import EXAMPLES
from bot.nlu.reader import Reader, Reading
from bot.nlu.vocabulary import CATALOGUE, HERE

NAME = "ClinicalReader"


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class ClinicalReader(GraphComponent):
    """Reads a message with its metadata {"asked": [fact, ...], "as_of": "YYYY-MM-DD"}, both optional, as are "doubted",
    "told" and "writer" (bot/channels/incoming.py, bot/stores.py).

    Entities: one per fact (entity = fact, value as in the catalogue, start, end), and "safety" (value = kind),
    "conflict" (value = fact), "of_another" (value = fact that is named of somebody else only), "about" (value = fact
    that is asked about), "dropped" (value = fact that is taken back), "doubt" (value = fact, reason), "topic" (value =
    what a trial question is about, or the term that is asked for); of a reply by place "places" (value =
    language/places.py Places as an object), "counted" (facts were counted for it); "planned" (a medicine is meant to be
    changed).
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClinicalReader:
        return cls(Reader())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the catalogue and with every file of words, so that Rasa trains anew."""
        digest = hashlib.sha256()
        for path in sorted(
            [CATALOGUE, *HERE.glob("*.yml"), *HERE.glob("*.tsv"), *HERE.rglob("*.py"), *Path(EXAMPLES).glob("*.yml")]
        ):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        metadata = message.get("metadata") or {}
        as_of = metadata.get("as_of")
        day = dt.date.fromisoformat(as_of) if as_of else dt.date.today()
        reading = short_answers.read(self._reader, message.get(TEXT), metadata, day)
        message.set(INTENT, {"name": reading.intent, "confidence": reading.confidence}, add_to_output=True)
        ranking = [{"name": name, "confidence": confidence} for name, confidence in reading.ranking]
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(ENTITIES, (message.get(ENTITIES) or []) + entities(reading), add_to_output=True)


def entities(reading: Reading) -> list[dict[str, Any]]:
    """The findings of a reading as Rasa entities."""
    found = [_entity(fact, value, *reading.evidence[fact]) for fact, value in reading.facts.items()]
    length = len(reading.text)
    if reading.safety:
        found.append(_entity("safety", reading.safety, 0, length))
    if reading.topic:
        found.append(_entity("topic", reading.topic, 0, length))
    if reading.places:
        found.append(_entity("places", dataclasses.asdict(reading.places), 0, length))
    if reading.counted:
        found.append(_entity("counted", True, 0, length))
    if reading.planned:
        found.append(_entity("planned", True, 0, length))
    found += [_entity("conflict", fact, 0, length) for fact in reading.conflicts]
    found += [_entity("of_another", fact, 0, length) for fact in reading.others]
    found += [_entity("about", fact, 0, length) for fact in reading.about]
    found += [_entity("dropped", fact, 0, length) for fact in reading.dropped]
    found += [_entity("doubt", fact, *reading.evidence[fact]) | {"reason": why} for fact, why in reading.doubts.items()]
    return found


def _entity(name: str, value: Any, start: int, end: int) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": start, "end": end, "extractor": NAME}
