"""What a yes, a no or not knowing means for each fact."""

from __future__ import annotations

from typing import Any

from bot.nlu.facts.conditions import meaning
from bot.nlu.vocabulary import NUMBERS, catalogue, says

SHORT = 14
"""Words of a reply that says little else."""
STATES = frozenset({"condition", "diagnosis", "hepatitis", "infection", "chest"})
"""Kinds of facts that a person has, or has not."""
_RESULTS = {"chest_xray", "urine_hcg", "immune_markers", "antibodies_positive", "antibodies_negative",
            "antibodies_pending", "antibody_panel_negative", "antibody_specimen", "liver_tests_normal"}  # fmt: skip
"""Facts that are a result on paper, not an illness."""


def reply(fact: str, kind: str) -> Any:
    """The value of a yes ("yes", "all"), a no ("no", "none") or not knowing ("unsure") for one fact."""
    entry, type_ = says().get(fact), catalogue()[fact]["type"]
    if kind == "lacks":  # "I don't have it": no such illness, or no such number at hand
        kind = "unsure" if type_ in NUMBERS or fact in _RESULTS else "no"
    if kind == "unsure":
        return _unsure(fact)
    yes = kind in ("yes", "all")
    if entry and (key := "on_yes" if yes else "on_no") in entry.means:
        return entry.means[key]
    if type_ == "yes_no":
        return yes
    if entry and entry.kind == "therapy":
        return "given_unknown" if yes else "not_given"
    if fact == "immunosuppressants" or fact == "other_therapies":
        return None if yes else []
    if fact in ("oral_steroid_drug", "immunosuppressant_route"):
        return None if yes else "none"
    if entry and entry.kind in STATES:
        return meaning(entry, {"HAS" if yes else "NEGATED"})
    return None


def _unsure(fact: str) -> str:
    entry = says().get(fact)
    stated = entry.means.get("unsure") if entry and entry.kind != "diagnosis" else None
    return str(stated) if isinstance(stated, str) else "unknown"
