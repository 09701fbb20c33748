"""Replies that deny something of now where it is asked whether it ever was: "not at the moment", "none today"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("only_now")


def only_now(page: Page, one: Finding) -> bool:
    """Whether an answer denies what was ever by what is now; of a list also what "not any more" makes past."""
    if one.fact not in _W["ever"] or one.value == "unknown" or page.numbers or any(m.states for m in page.mentions):
        return False
    if len(page.asked) == 1 and one.value != reply(one.fact, "no"):
        return False  # "not any more": it is past
    words = {key for key in page.keys if key.isalpha()}
    return bool(words & _W["now"]) and words <= _W["now"] | _W["words"]
