"""A medicine that is over where a result of now is told: "ALT peaked 310 on AZA, 52 now that it's stopped"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("stopped_by_now")
_DRUGS = {"immunosuppressants", "therapy", "therapies", "steroid"}


def stopped_by_now(page: Page, mention: Mention) -> bool:
    """Whether words behind it, before any other medicine, say that it is stopped by now: "since it was stopped"."""
    others = [m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in _DRUGS]
    end = min([page.sentence(mention.clause)[-1].end, *others])
    words = page.keys[mention.end : end]
    joined = f" {' '.join(words)} "
    for at, key in enumerate(words):
        if key in _W["by_now"]:
            rest = f" {' '.join(words[at + 1 :])} "
            if any(rest.removeprefix(" that").startswith(f" {told} ") for told in _W["stopped"]):
                return not any(f" {told} " in joined for told in _W["again"])
    return False
