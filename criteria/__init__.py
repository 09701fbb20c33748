"""Formal eligibility: facts about a person, the criteria of trials, and verdicts with their reasons.

Pure Python and YAML; nothing here knows of Rasa. Start at `catalogue` (what is known), `assessment` (what follows).
"""

ENGINE_VERSION = "1.0.0"
