"""The catalogue in the trained model: every fact has its slot, and nothing typed reaches Rasa's own commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.constants import DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter

from bot.importer import FORM, REPORTS, STATE_SLOT, CatalogueImporter
from bot.settings import ROOT
from criteria.load import catalogue
from criteria.yamlfile import CatalogueError


@pytest.fixture(scope="module")
def domain(model: Path) -> Domain:
    """The domain that stands in the trained model."""
    return LocalModelStorage.metadata_from_archive(model).domain


def test_trained_model_has_a_slot_for_every_fact(domain: Domain) -> None:
    slots = {slot.name for slot in domain.slots} - DEFAULT_SLOT_NAMES
    assert slots == {*catalogue().table.facts, STATE_SLOT}
    assert len(slots) > 60


def test_slots_hold_any_value_and_only_the_action_fills_them(domain: Domain) -> None:
    for slot in domain.slots:
        if slot.name not in DEFAULT_SLOT_NAMES:
            assert (slot.type_name, slot.mappings) == ("any", [{"type": "custom"}])
            assert not slot.influence_conversation


def test_every_fact_can_be_reported_and_asked(domain: Domain) -> None:
    facts = list(catalogue().table.facts)
    assert {*facts, *REPORTS} <= set(domain.entities)
    assert domain.required_slots_for_form(FORM) == [*facts, STATE_SLOT]
    assert f"validate_{FORM}" in domain.action_names_or_texts


def test_rasa_uses_this_importer() -> None:
    """Rasa only warns when it cannot import one, and goes on without."""
    loaded = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "bot" / "domain"), [str(ROOT / "data")]
    )
    assert set(catalogue().table.facts) <= {slot.name for slot in loaded.get_domain().slots}


def test_every_intent_with_examples_is_in_the_domain(domain: Domain) -> None:
    importer = CatalogueImporter(training_data_paths=[str(ROOT / "data")])
    assert {"choose", *importer.get_nlu_data().intents} <= set(domain.intents)


def test_a_catalogue_with_a_mistake_stops_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise CatalogueError(["facts.yml:3: facts.age_years.type: unknown"])

    monkeypatch.setattr("bot.importer.catalogue", broken)
    with pytest.raises(CatalogueError, match="facts.yml:3"):
        CatalogueImporter(domain_path=str(ROOT / "bot" / "domain")).get_domain()
