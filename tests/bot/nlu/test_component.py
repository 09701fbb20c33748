"""The Rasa component: intent, entities, offsets, fingerprint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import component
from bot.nlu.component import ClinicalReader


@pytest.fixture(scope="module")
def clinical_reader() -> ClinicalReader:
    return ClinicalReader.create({}, None, None, None)  # type: ignore[arg-type]


def process(clinical_reader: ClinicalReader, text: str, **metadata: Any) -> Message:
    return clinical_reader.process([Message({"text": text, "metadata": {"as_of": "2026-11-22", **metadata}})])[0]


def by_name(message: Message) -> dict[str, dict[str, Any]]:
    return {entity["entity"]: entity for entity in message.get("entities")}


def test_each_fact_is_an_entity_with_its_place(clinical_reader: ClinicalReader) -> None:
    text = "My dad has hep B. I am HIV negative, platelets 79"
    found = by_name(process(clinical_reader, text))
    assert found["hiv_serology"]["value"] == "negative"
    assert text[found["hiv_serology"]["start"] : found["hiv_serology"]["end"]].startswith("HIV")
    assert found["doubt"] | {"start": 0, "end": 0} == {
        "entity": "doubt",
        "value": "platelets_per_mm3",
        "reason": "unit",
        "start": 0,
        "end": 0,
        "extractor": "ClinicalReader",
    }
    assert "hepatitis_b_status" not in found


def test_what_is_named_of_somebody_else_alone_is_an_entity(clinical_reader: ClinicalReader) -> None:
    assert by_name(process(clinical_reader, "my sister has hep B"))["of_another"]["value"] == "hepatitis_b_status"
    assert "of_another" not in by_name(process(clinical_reader, "my sister has hep B but I'm clear"))
    assert "of_another" not in by_name(process(clinical_reader, "does hep B matter?"))


def test_the_question_comes_with_the_message(clinical_reader: ClinicalReader) -> None:
    message = process(clinical_reader, "no", asked=["pregnant"])
    assert by_name(message)["pregnant"]["value"] is False
    assert message.get("intent") == {"name": "answer", "confidence": 1.0}


def test_safety_conflict_and_topic_are_entities(clinical_reader: ClinicalReader) -> None:
    assert by_name(process(clinical_reader, "I can't breathe"))["safety"]["value"] == "breathing"
    assert by_name(process(clinical_reader, "HIV positive. HIV negative."))["conflict"]["value"] == "hiv_serology"
    assert by_name(process(clinical_reader, "who is the sponsor of the study?"))["topic"]["value"] == "who"


def test_a_message_without_metadata_is_read(clinical_reader: ClinicalReader) -> None:
    message = clinical_reader.process([Message({"text": "I am 54 years old", "metadata": None})])[0]
    assert by_name(message)["age_years"]["value"] == 54


def test_the_fingerprint_changes_with_the_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = ClinicalReader.fingerprint_addon({})
    changed = tmp_path / "facts.yml"
    changed.write_bytes(component.CATALOGUE.read_bytes() + b"\n# changed\n")
    monkeypatch.setattr(component, "CATALOGUE", changed)
    assert ClinicalReader.fingerprint_addon({}) != before
