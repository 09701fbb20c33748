"""The one custom action of the assistant: Rasa calls it once for every message."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.types import DomainDict

from actions.clinic import clinic
from actions.conversation import Conversation, Incoming
from actions.turn import take_turn

STATE = "conversation"
"""The slot that holds the state of the conversation; every other slot is a fact."""


class ValidateScreeningForm(FormValidationAction):
    """Reads the tracker, takes the turn, returns slots and messages. All thinking is in `actions.turn`."""

    def name(self) -> str:
        return "validate_screening_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        known = clinic()
        names = known.catalogue.table.facts
        facts = {name: tracker.slots[name] for name in names if tracker.slots.get(name) is not None}
        turn = take_turn(
            known,
            Conversation.read(tracker.slots.get(STATE)),
            facts,
            Incoming.read(tracker.latest_message),
            dt.date.today(),
        )
        for reply in turn.replies:
            dispatcher.utter_message(text=reply.text, buttons=reply.buttons or None, json_message=reply.custom or {})
        return [
            *_slot_events(facts, turn.facts),
            SlotSet(STATE, turn.state.as_slot()),
            SlotSet("requested_slot", STATE),
        ]


def _slot_events(before: dict[str, Any], after: dict[str, Any]) -> list[EventType]:
    """Only what changed, so that a long conversation stays small."""
    changed = [SlotSet(name, value) for name, value in after.items() if before.get(name) != value]
    return changed + [SlotSet(name, None) for name in before if name not in after]
