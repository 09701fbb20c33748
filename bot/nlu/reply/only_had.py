"""That a medicine was given is no answer to whether it was borne: "she had it years ago"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("only_had")
_FACT = "il2_allergy_or_intolerance"


def without_had(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without a bad reaction of which nothing is said but that it was given."""
    if all(one.fact != _FACT or one.value is not True for one in found) or page.keys[0] in _W["yes"]:
        return found
    had = any(a in _W["had"] and b in _W["it"] for a, b in zip(page.keys, page.keys[1:], strict=False))
    harmed = any(n.of.fact == _FACT and n.of.value is True for n in page.near)
    harmed = harmed or any(cue.category in ("INTOLERANT", "POSITIVE") for cue in page.cues)
    harmed = harmed or not _W["harm"].isdisjoint(page.keys)
    return found if harmed or not had else [one for one in found if one.fact != _FACT]
