"""Diagnoses in whose place another one was put."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("conditions")
_CHANGED_WITHIN = 16
"""Words after a diagnosis within which the one stands to which it was changed."""


def changed_since(page: Page, mention: Mention) -> bool:
    """ "First doctor diagnosed MSA, later professor changed to AE", "thought it was MS, he said no, it's AE": another
    diagnosis stands in its place."""
    if mention.fact not in _W["diagnoses"] or "NEGATED" in mention.said:
        return False
    for later in page.mentions:
        near = mention.end <= later.start <= mention.end + _CHANGED_WITHIN
        if near and later.fact in _W["diagnoses"] and later.means != mention.means and later.states:
            words = page.keys[mention.end : later.start]
            return _changes(words, page.keys[later.end : later.end + 1]) or _says_no(words)
    return False


def _changes(words: list[str], after: list[str]) -> bool:
    """ "... changed it to", "... revised to": done, not feared or denied."""
    at = next((at for at, key in enumerate(words) if key in _W["changes"]), None)
    if at is None or "." in words or _W["unchanged"] & set(words[max(0, at - 3) : at]) or after == ["?"]:
        return False
    return bool(_W["into"] & set(words[at + 1 : at + 4]) & set(words[-3:]))


def _says_no(words: list[str]) -> bool:
    """ "... but no: final dx", "... finally no, it is"."""
    trios = zip(words, words[1:], words[2:], strict=False)
    return any(a == "no" and b in _W["after_no"] and c in _W["it_is_rather"] for a, b, c in trios)
