"""What a turn consults: the catalogue, the choice of the next question, the texts and the doubts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from criteria.doubts import Doubts
from criteria.load import Catalogue, catalogue, speech
from criteria.next_question import Chooser
from criteria.replies import Speech


@dataclass(frozen=True)
class Clinic:
    catalogue: Catalogue
    chooser: Chooser
    speech: Speech
    doubts: Doubts


@lru_cache(maxsize=1)
def clinic() -> Clinic:
    """The shipped catalogue and texts. Raises CatalogueError naming file, line and field."""
    known = catalogue()
    return Clinic(known, Chooser(known), speech(), Doubts(known.doubt_rules, known.index, known.trials))


def retention_hours() -> str:
    """How long a conversation is kept at most, as the notice tells it; the channel's purge reads the same setting."""
    return os.environ.get("RETENTION_HOURS", "24")
