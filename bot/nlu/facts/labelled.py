"""Values called former ones by the word before their name: "6.2 / 1.1 / 96, prev plt 141"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("labelled")
_BEHIND = 2
"""Words that may stand between a name and its number: "prev Hb was 10.1"."""


def called_former(page: Page, number: Number) -> bool:
    """Whether the name right before a number is that of a former value, or the number itself is called so."""
    if _W["former"].isdisjoint(page.keys):
        return False
    if page.keys[number.start - 1 : number.start] and page.keys[number.start - 1] in _W["former"]:
        return True
    names = [m for m in page.mentions if 0 <= number.start - m.end <= _BEHIND and says()[m.fact].kind == "measure"]
    return any(former_name(page, m) for m in names)


def former_name(page: Page, mention: Mention) -> bool:
    """ "Prev plt 141", "old creatinine 1.9"."""
    return mention.start > 0 and page.keys[mention.start - 1] in _W["former"]
