"""The rest of a panel of tests: "ANCA pos, rest neg" says of no treatment that it was not given."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("rest_of_panel")
_RESULT = 3
"""Words behind "the rest" within which its result stands."""


def of_a_panel(page: Page, fact: str) -> bool:
    """Whether "the rest" and its result, told after a result, leave open a treatment or a diagnosis that was asked."""
    if fact not in says() or says()[fact].kind not in ("therapy", "diagnosis"):
        return False
    for at, key in enumerate(page.keys):
        if key in _W["rest"] and not _W["results"].isdisjoint(page.keys[at + 1 : at + 1 + _RESULT]):
            return says()[fact].kind == "therapy" or _tested(page, at)
    return False


def _tested(page: Page, end: int) -> bool:
    """Whether a test or its result is told before a token: "ANA 1:640", "GM1 +"."""
    before = page.keys[:end]
    named = any(m.means.type in ("test", "antibody") and m.end <= end for m in page.mentions)
    ratio = any(key == ":" and before[at + 1].isdigit() for at, key in enumerate(before[:-1]))
    return named or ratio or not _W["found"].isdisjoint(before)
