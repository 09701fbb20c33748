"""A denial behind a treatment that denies its harm: "complications of IVIg: none so far", "AEs on rituximab: none"."""

from __future__ import annotations

from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_harm")
_DENIED = {"NEGATED", "NOT_GIVEN", "INTOLERANT", "FAILED"}
_WITHIN = 3
"""Words between a word of harm and the treatment that did it: "toxicity with the IVIG"."""


def tell(page: Page) -> None:
    """What was harmless was given; how it went is left open."""
    if _W["harms"].isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if mention.means.type in ("therapy", "medicine") and mention.said & _DENIED and _harm(page, mention):
            behind = [cue for cue in page.cues if mention.end <= cue.start < mention.clause.end]
            if any(_none(page, cue) for cue in behind):
                mention.said = mention.said - _DENIED


def _harm(page: Page, mention: Mention) -> bool:
    """Whether a name is what something harmful came of, and the harm has not been denied before it."""
    at = mention.start - 1
    while at > mention.start - _WITHIN and page.keys[at] in _W["articles"]:
        at -= 1
    heads = at > mention.clause.start and page.keys[at] in _W["coming_of"] and page.keys[at - 1] in _W["harms"]
    return heads and _W["denying"].isdisjoint(page.keys[mention.clause.start : at])


def _none(page: Page, cue: Said) -> bool:
    """ "None", "- nil so far": it denies what stands before it, and is not the "never given" of the treatment."""
    words = [key for key in page.keys[cue.start : cue.end] if key.isalpha()]
    return bool(words) and words[0] in _W["none"] and _W["giving"].isdisjoint(page.keys[cue.start : cue.end + 1])
