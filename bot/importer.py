"""From the catalogue to Rasa's domain: a slot and an entity for every fact, and the form that fills them."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import USER_INTENT_BACK, USER_INTENT_RESTART, USER_INTENT_SESSION_START
from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from criteria.load import catalogue

FORM = "screening_form"
STATE_SLOT = "conversation"

#: What the reader and the channels report besides facts.
REPORTS = ("safety", "conflict", "doubt", "topic", "question", "option")

#: Rasa's own actions for these undo a conversation whatever the rules say.
_RESERVED = {USER_INTENT_RESTART, USER_INTENT_BACK, USER_INTENT_SESSION_START}

#: Filled by the form's validation action alone: `from_entity` would let a question about a fact answer it,
#: and costs 26 ms a turn at 60 slots.
_SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}


def catalogue_domain() -> dict[str, Any]:
    """The part of the domain that follows from the catalogue, in the shape of a domain file."""
    facts = list(catalogue().table.facts)
    return {
        "version": "3.1",
        "entities": [*facts, *REPORTS],
        "slots": {name: dict(_SLOT) for name in (*facts, STATE_SLOT)},
        "forms": {FORM: {"required_slots": [*facts, STATE_SLOT]}},
        "actions": [f"validate_{FORM}"],
    }


class CatalogueImporter(RasaFileImporter):
    """Rasa's file importer, plus the catalogue. Named under `importers:` in config.yml."""

    def get_domain(self) -> Domain:
        """The hand-written domain files, the intents that have examples and the catalogue's facts as one domain.

        Raises CatalogueError when the catalogue has a mistake: no model is trained from part of one; ValueError for an
        intent's name that Rasa acts upon by itself.
        """
        intents = sorted(self.get_nlu_data().intents)
        if reserved := _RESERVED.intersection(intents):
            raise ValueError(f"data/nlu: no intent may be called {', '.join(sorted(reserved))}")
        generated = {**catalogue_domain(), "intents": intents}
        return super().get_domain().merge(Domain.from_dict(generated))
