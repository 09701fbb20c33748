"""Treatments told one by one with their courses, which no order of what was asked divides: "IVMP failed, RTX x4, no
improvement"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.nlu.language.context import fitting
from bot.nlu.page import Page
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import says


def by_course(page: Page, asked: Sequence[str], parts: Sequence[tuple[int, str]]) -> bool:
    """Whether a part names another treatment than the one whose turn it is, or tells how the one named before it went:
    "..., RTX x4, 3 months later no change" says nothing of cyclophosphamide."""
    if not all(fact in says() and says()[fact].kind == "therapy" for fact in asked):
        return False
    spans = [_tokens(page, start, start + len(part)) for start, part in parts]
    named = [{m.fact for m in page.mentions if m.fact in asked and m.start in span} for span in spans]
    if any(names and fact not in names for fact, names in zip(asked, named, strict=True)):
        return True
    outcomes = [cue.start for cue in fitting(page.cues, "therapy") if cue.category in RESPONSES]
    went = [any(at in span for at in outcomes) for span in spans]
    told = zip(named, went, strict=True)
    return any(one and not how and then and not name for (one, how), (name, then) in pairwise(told))


def _tokens(page: Page, start: int, end: int) -> range:
    places = page.doc.user_data["tokens"]
    within = [at for at, token in enumerate(places) if start <= token.start < end]
    return range(within[0], within[-1] + 1) if within else range(0)
