"""Abbreviations in a reply that name nothing known: "she had a PE in 2020", "PD no" to a treatment."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import says

_LEAST, _LONGEST = 2, 4
"""Letters of an abbreviation, and words of the shortest denial that names something."""


def of_the_known(page: Page, answers: list[Finding]) -> list[Finding]:
    """The answers without those of a treatment where what was had, or what is denied in two words, is such a name."""
    had = any(
        key == "had" and page.keys[at + 1 : at + 2] in (["a"], ["an"]) and _unknown(page, at + 2)
        for at, key in enumerate(page.keys)
    )
    bare = sum(key.isalnum() for key in page.keys) == _LEAST and _unknown(page, 0)
    return (
        [one for one in answers if one.fact not in says() or says()[one.fact].kind != "therapy"]
        if had or bare
        else answers
    )


def _unknown(page: Page, at: int) -> bool:
    raw = page.raw(at)
    named = any(m.start <= at < m.end for m in page.of_kind(*page.asked))
    named = named or any(one.start <= at < one.end and one.category in RESPONSES for one in page.cues)  # "had a PR"
    return _LEAST <= len(raw) <= _LONGEST and raw.isalpha() and raw.isupper() and not page.text.isupper() and not named
