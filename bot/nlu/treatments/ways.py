"""Ways of taking a medicine that are set right: "I put tac IV - it's PO", "MTX SC, correction, tablets"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("ways")
_WITHIN = 8
"""Words between two ways of which the second stands for the first."""


def set_right(page: Page, near: Sequence[Found[Meaning]]) -> list[Found[Meaning]]:
    """The ways that are meant: one by vein or needle is not, where one by mouth is told in its place."""
    by_mouth = [at for at, key in enumerate(page.keys) if key in _W["by_mouth"]]
    return [one for one in near if one.of.value != "non_oral" or not any(_replaces(page, one, at) for at in by_mouth)]


def _replaces(page: Page, one: Found[Meaning], at: int) -> bool:
    between = page.keys[one.end : at]
    if not 0 < len(between) <= _WITHIN:
        return False
    named = {m.start for m in page.mentions if one.end <= m.start < at}
    if not named <= {one.end}:  # "she injects methotrexate. It's tablets actually"
        return False  # "MTX SC, sorry, and pred tablets"
    return not _W["setting_right"].isdisjoint(between) and _W["otherwise"].isdisjoint(between)
