"""The sheet as FHIR R4: a Bundle with Questionnaire, QuestionnaireResponse and one ResearchStudy a trial.

No Patient resource and no identifier of a person: the clinic's own system links the bundle to its record. Facts that
were asked and are not known carry a data-absent-reason instead of an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fhir.resources.R4B.bundle import Bundle

from bot.report.sheet import Sheet
from criteria.facts import Choice, Codes, Day, Fact, NotKnown, Quantity, YesNo

QUESTIONNAIRE = "urn:il2-screening:questionnaire"
CODES = "urn:il2-screening:facts"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
REASONS = {"unknown": "asked-unknown", "declined": "asked-declined"}
STATUS = {
    "COMPLETED": "completed",
    "RECRUITING": "active",
    "ENROLLING_BY_INVITATION": "active",
    "NOT_YET_RECRUITING": "approved",
    "ACTIVE_NOT_RECRUITING": "closed-to-accrual",
    "SUSPENDED": "temporarily-closed-to-accrual",
    "TERMINATED": "administratively-completed",
    "WITHDRAWN": "withdrawn",
}
"""Registry status to FHIR research-study-status; what is missing here is told as a reason for absence."""


def bundle(sheet: Sheet) -> dict[str, Any]:
    """A valid R4 Bundle as plain JSON. The same facts, day and catalogue give the same ids."""
    told = sheet.assessment()
    resources = [
        questionnaire(sheet),
        response(sheet),
        *(research_study(sheet, trial) for trial in told["trials"]),
    ]
    seed = f"{told['catalogue']}/{told['as_of']}"
    entries = [
        {"fullUrl": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{seed}/{i}')}", "resource": resource}
        for i, resource in enumerate(resources)
    ]
    checked = Bundle.model_validate(
        {"resourceType": "Bundle", "type": "collection", "timestamp": f"{told['as_of']}T00:00:00Z", "entry": entries}
    )
    return checked.model_dump(mode="json", exclude_none=True)


def questionnaire(sheet: Sheet) -> dict[str, Any]:
    """Every fact that can be asked, as an item named by its fact."""
    facts = sheet.catalogue.table.facts
    return {
        "resourceType": "Questionnaire",
        "url": QUESTIONNAIRE,
        "version": sheet.catalogue.digest,
        "title": "Facts for low-dose IL-2 pre-screening",
        "status": "active",
        "date": sheet.as_of.isoformat(),
        "item": [_item(name, fact) for name, fact in facts.items()],
    }


def _item(name: str, fact: Fact) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": name, "text": fact.label["clinician"], "type": _type(fact)}
    if isinstance(fact, Choice | Codes):
        item["answerOption"] = [{"valueCoding": _coding(fact, code)} for code in fact.values]
    if isinstance(fact, Codes):
        item["repeats"] = True
    if isinstance(fact, Quantity):
        item["extension"] = [{"url": UNIT, "valueCoding": {"display": fact.unit}}]
    return item


def _type(fact: Fact) -> str:
    if isinstance(fact, YesNo):
        return "boolean"
    if isinstance(fact, Quantity):
        return "integer" if fact.type == "integer" else "decimal"
    if isinstance(fact, Day):
        return "date"
    return "open-choice" if isinstance(fact, Codes) and fact.open else "choice"


def _coding(fact: Choice | Codes, code: str) -> dict[str, str]:
    words = fact.values.get(code)
    return {"system": CODES, "code": code, "display": words["clinician"] if words else code}


def response(sheet: Sheet) -> dict[str, Any]:
    """What was told. A fact that nobody asked about is absent; one that is not known carries the reason."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{QUESTIONNAIRE}|{sheet.catalogue.digest}",
        "status": "completed",
        "authored": sheet.as_of.isoformat(),
        "item": [_answered(sheet, name, raw) for name, raw in sheet.facts.items()],
    }


def _answered(sheet: Sheet, name: str, raw: Any) -> dict[str, Any]:
    table = sheet.catalogue.table
    fact, value = table.facts[name], table.read(name, raw, sheet.as_of)
    item: dict[str, Any] = {"linkId": name, "text": fact.label["clinician"]}
    if isinstance(value, NotKnown):
        return item | {"extension": [{"url": ABSENT, "valueCode": REASONS.get(value.reason, "not-performed")}]}
    return item | {"answer": list(_answers(fact, raw))}


def _answers(fact: Fact, raw: Any) -> Iterator[dict[str, Any]]:
    if isinstance(fact, YesNo):
        yield {"valueBoolean": raw}
    elif isinstance(fact, Choice | Codes):
        for code in [raw] if isinstance(raw, str) else raw:
            yield {"valueCoding": _coding(fact, code)}
    elif isinstance(raw, Mapping):
        # A range ("about 200") has no decimal of its own; the words keep it as it was told.
        yield {"valueString": ", ".join(f"{key} {number}" for key, number in raw.items())}
    elif isinstance(fact, Day):
        yield {"valueDate": raw}
    else:
        yield {"valueInteger": int(raw)} if fact.type == "integer" else {"valueDecimal": raw}


def research_study(sheet: Sheet, assessed: dict[str, Any]) -> dict[str, Any]:
    """A trial with its registry facts; the assessment stands in notes, criterion by criterion."""
    trial = next(t for t in sheet.catalogue.trials if t.nct_id == assessed["nct_id"])
    study: dict[str, Any] = {
        "resourceType": "ResearchStudy",
        "identifier": [{"system": "https://clinicaltrials.gov", "value": trial.nct_id}],
        "title": trial.title,
        "phase": {"text": trial.phase},
        "condition": [{"text": condition} for condition in trial.conditions],
        "sponsor": {"display": trial.sponsor},
        "site": [{"display": place["facility"]} for place in trial.locations],
        "arm": [{"name": arm["label"], "description": arm["description"]} for arm in trial.arms],
        "note": [{"text": text} for text in _notes(sheet, assessed)],
    }
    status = STATUS.get(trial.status.overall)
    if status is None:
        return study | {"_status": {"extension": [{"url": ABSENT, "valueCode": "unknown"}]}}
    return study | {"status": status}


def _notes(sheet: Sheet, assessed: dict[str, Any]) -> Iterator[str]:
    words = sheet.words
    yield f"{words.verdict(assessed)} {words.checked(assessed)}"
    yield words.recruitment(assessed)
    for criterion in assessed["criteria"]:
        told = words.facts(criterion["because"])
        yield f'{criterion["id"]} {criterion["verdict"]}: "{criterion["quote"]}"' + (f" ({told})" if told else "")
