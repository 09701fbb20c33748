"""The pre-screening sheet of a conversation (contract section 4)."""

from __future__ import annotations

import datetime as dt

from rasa.shared.core.trackers import DialogueStateTracker
from sanic.response import HTTPResponse, html, json

from bot.report.sheet import STYLE_HASH, Sheet
from bot.widget.headers import API_HEADERS
from criteria.load import catalogue

FORMATS = ("html", "json", "fhir")
POLICY = f"default-src 'none'; style-src {STYLE_HASH}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def sheet_of(tracker: DialogueStateTracker | None, as_of: dt.date) -> Sheet:
    """What was told so far, written for the one who is speaking."""
    values = {name: slot.value for name, slot in tracker.slots.items()} if tracker else {}
    facts = {name: values[name] for name in catalogue().table.facts if values.get(name) is not None}
    return Sheet.of(facts, as_of, (values.get("conversation") or {}).get("role"))


def sheet(wanted: str, tracker: DialogueStateTracker | None) -> HTTPResponse:
    """The sheet in one of FORMATS."""
    made = sheet_of(tracker, dt.date.today())
    if wanted == "html":
        return html(made.html(), headers={**API_HEADERS, "Content-Security-Policy": POLICY})
    if wanted == "fhir":
        # FHIR's models take a second to import, which a chat without this format need not wait for.
        from bot.report.fhir import bundle

        return json(bundle(made), content_type="application/fhir+json")
    return json(made.assessment())
