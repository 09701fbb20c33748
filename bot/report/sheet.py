"""The sheet to take away: one page for a patient, the whole criterion table for a clinician. No name field."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from criteria.facts import NotKnown
from criteria.load import Catalogue, catalogue, speech
from criteria.replies import Speech
from criteria.results import ResultWords, disease_topics, warnings
from criteria.speakers import Role, upper_first
from criteria.words import date_words

HERE = Path(__file__).parent
STYLE = (HERE / "sheet.css").read_text(encoding="utf-8")
STYLE_HASH = "'sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() + "'"
"""For the content security policy: the sheet carries its style, so that it can be saved and printed by itself."""

MOST_FAILURES = 3
"""Failed criteria with their quotes on the patient's page; the chat and the clinician's sheet have all."""
MOST_TO_ASK = 14
"""Open points named on the patient's page."""


@dataclass(frozen=True)
class Sheet:
    """What a sheet is made from: facts as told, the day, and for whom it is written."""

    facts: Mapping[str, Any]
    as_of: dt.date
    role: Role
    catalogue: Catalogue
    speech: Speech

    @classmethod
    def of(cls, facts: Mapping[str, Any], as_of: dt.date, role: Role | None) -> Sheet:
        return cls(facts, as_of, role or "patient", catalogue(), speech())

    @property
    def words(self) -> ResultWords:
        return ResultWords(self.catalogue, self.speech, self.role)

    def assessment(self) -> dict[str, Any]:
        """Contract section 3. Raises PersonError when a fact is not allowed."""
        return self.catalogue.engine.assess(self.facts, self.as_of)

    def html(self) -> str:
        """The print-ready page. Everything a person said is escaped."""
        template = "clinician.html.j2" if self.role == "clinician" else "patient.html.j2"
        return _environment().get_template(template).render(self._view(), style=STYLE)

    def _view(self) -> dict[str, Any]:
        words, told = self.words, self.assessment()
        values = self.catalogue.engine.person(self.facts, self.as_of).values
        return {
            "date": date_words(self.as_of.isoformat()),
            "catalogue": told["catalogue"],
            "engine": told["engine"],
            **self._told(),
            "trials": [self._trial(trial) for trial in told["trials"]],
            "ask": self._ask(told),
            "statements": words.statements(self.as_of),
            "others": words.other_trials(disease_topics(values)),
            "person": words.say("sheet_about"),
            "say": words.say,
        }

    def _told(self) -> dict[str, Any]:
        """What was told: each fact, and in one line each what was denied and what is not known."""
        words, read = self.words, self.catalogue.table.read
        typed = {name: read(name, raw, self.as_of) for name, raw in self.facts.items()}
        unknown = [name for name, value in typed.items() if isinstance(value, NotKnown)]
        denied = [name for name, value in typed.items() if value is False]
        listed = {n: raw for n, raw in self.facts.items() if n not in unknown and n not in denied}
        return {
            "facts": [words.facts({name: raw}) for name, raw in listed.items()],
            "denied": words.named(denied),
            "unknown": words.named(unknown),
        }

    def _trial(self, trial: dict[str, Any]) -> dict[str, Any]:
        words = self.words
        failed = [c for c in trial["criteria"] if c["verdict"] == "not_met" and not c["advisory"]]
        return {
            "name": upper_first(words.trial_name(trial["nct_id"])),
            "nct_id": trial["nct_id"],
            "title": trial["title"],
            "verdict": upper_first(words.verdict(trial)),
            "kind": trial["verdict"],
            "recruitment": words.recruitment(trial),
            "checked": words.checked(trial),
            "failed": [words.failure(trial["nct_id"], c) for c in failed[:MOST_FAILURES]],
            "more": max(len(failed) - MOST_FAILURES, 0),
            "warnings": [words.advisory(c) for c in warnings(trial)] if not failed else [],
            "earliest": date_words(trial["earliest"]) if trial["earliest"] else None,
            "criteria": [self._criterion(c) for c in trial["criteria"]],
        }

    def _criterion(self, criterion: dict[str, Any]) -> dict[str, Any]:
        words = self.words
        return {
            **criterion,
            "word": words.say(f"criterion_{criterion['verdict']}"),
            "told": words.facts(criterion["because"]),
            "needed": words.named(criterion["needs"]),
            "change": words.change(criterion) if criterion["verdict"] == "not_met" else "",
        }

    def _ask(self, told: dict[str, Any]) -> list[str]:
        """Labels of what is still open in trials that may yet fit: the list for the doctor."""
        names = [f for trial in told["trials"] if not trial["would_change"] for f in trial["missing"]]
        labels = list(dict.fromkeys(self.catalogue.table.facts[f].label[self.words.register] for f in names))
        return labels if self.role == "clinician" else labels[:MOST_TO_ASK]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
