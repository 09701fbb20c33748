"""The pre-screening sheet of a conversation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker
from sanic.response import HTTPResponse, json

from bot.channels.errors import Refused
from criteria.load import catalogue

FORMATS = ("html", "json", "fhir")


def facts_of(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """What was told so far: {fact: value}."""
    slots = tracker.slots if tracker else {}
    names = catalogue().table.facts
    return {name: slots[name].value for name in names if name in slots and slots[name].value is not None}


def sheet(wanted: str, tracker: DialogueStateTracker | None) -> HTTPResponse:
    """The sheet in one of FORMATS."""
    assessment = catalogue().engine.assess(facts_of(tracker), dt.date.today())
    if wanted == "json":
        return json(assessment)
    raise Refused(501, f"The sheet is not available as {wanted} yet.")
