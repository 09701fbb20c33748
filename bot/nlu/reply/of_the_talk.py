"""Messages about the talk itself, in answer to no question: "that is not what I said", "only the AE trial please", "no
idea why you ask", "ok, and the ALS trial?"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.reply.remarks import result_told
from bot.nlu.vocabulary import word_lists

_W = word_lists("of_the_talk")
_JOINED = {"in_other_trial", "investigational_drug"}


def of_the_talk(page: Page) -> bool:
    """Whether a message that tells nothing of what was asked is a request, an argument or a question of its own."""
    words = [key for key in page.keys if key[0].isalnum()]
    if words and _asks(page, words):
        return True
    if not words or result_told(page) or any(m.states for m in page.of_kind(*page.asked)):
        return False
    text = f" {' '.join(words)} "
    phrases = _W["phrases"] | (frozenset() if words[0] in _W["answering"] else _W["which"])
    if any(f" {phrase} " in text for phrase in phrases):
        return True
    return _wants(page, words, text) or _whether(page, words)


def _wants(page: Page, words: list[str], text: str) -> bool:
    """ "Show me only what is not met", "only AE trial please", "yes but first the labs"."""
    opening = next((at for at, key in enumerate(words) if key not in _W["opening"]), len(words))
    start = " ".join(words[opening : opening + 2])
    if start in _W["orders"] or any(f" {first} " in text for first in _W["first"]):
        return True
    wanted = _W["only"] & set(words) and _W["please"] & set(words) and _W["of_the_talk"] & set(words)
    return bool(wanted) and _JOINED.isdisjoint(page.asked)


def _asks(page: Page, words: list[str]) -> bool:
    """ "Ok, and the ALS trial?": a word that agrees to nothing before a question."""
    clauses = [one for one in page.clauses if any(key.isalnum() for key in page.keys[one.start : one.end])]
    return words[0] in _W["agreeing"] and len(words) > 1 and clauses[-1].asks


def _whether(page: Page, words: list[str]) -> bool:
    """ "This study is for me possible or no": a question, though without its sign."""
    unsure = any(cue.category == "UNSURE" and cue.end - cue.start > 1 for cue in page.cues)
    return words[-2:] in (["or", "no"], ["or", "not"]) and not unsure and not _W["doubting"] & set(words)
