"""From the catalogue to Rasa's domain: a slot and an entity for every fact, and the form that fills them."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from criteria.load import catalogue

FORM = "screening_form"
STATE_SLOT = "conversation"

#: What the reader and the channels report besides facts.
REPORTS = (
    "safety",
    "conflict",
    "of_another",
    "about",
    "dropped",
    "doubt",
    "topic",
    "places",
    "counted",
    "question",
    "option",
)

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
        # the action reads the catalogue itself; Rasa would send it the whole domain in every turn
        "actions": [{f"validate_{FORM}": {"send_domain": False}}],
    }


class CatalogueImporter(RasaFileImporter):
    """Rasa's file importer, plus the catalogue. Named under `importers:` in config.yml."""

    def get_domain(self) -> Domain:
        """The hand-written domain files, the intents that have examples and the catalogue's facts as one domain.

        Raises CatalogueError when the catalogue has a mistake: no model is trained from part of one.
        """
        generated = {**catalogue_domain(), "intents": sorted(self.get_nlu_data().intents)}
        return super().get_domain().merge(Domain.from_dict(generated))
