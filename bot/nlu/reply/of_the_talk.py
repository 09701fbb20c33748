"""Messages about the talk itself, in answer to no question: "that is not what I said", "only the AE trial please", "no
idea why you ask", "ok, and the ALS trial?"."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.language.text import spoken
from bot.nlu.page import Page
from bot.nlu.reply.remarks import result_told
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.vocabulary import word_lists

_W = word_lists("of_the_talk")
_KEEPING = [phrase.split() for phrase in _W["left_alone"]]
_OPEN_TO_KEEPING = {"can_keep_medication_stable", *OF_WILL}
"""Facts that are asked for in such words."""
_BLOOD_TESTS = {"hiv_serology", "hepatitis_b_status", "hepatitis_c_status"}
_JOINED = {"in_other_trial", "investigational_drug"}


def of_the_talk(page: Page) -> bool:
    """Whether a message that tells nothing of what was asked is a request, an argument or a question of its own."""
    words = spoken(page.keys)
    if words and (_asks(page, words) or _of_oneself(page, words)):
        return True
    if not words or result_told(page) or any(m.states for m in page.of_kind(*page.asked)):
        return False
    text = f" {' '.join(words)} "
    phrases = _W["phrases"] | (frozenset() if words[0] in _W["answering"] else _W["which"])
    if any(f" {phrase} " in text for phrase in phrases):
        return True
    return _wants(page, words, text) or _whether(page, words) or _keeps(page, words)


def _keeps(page: Page, words: list[str]) -> bool:
    """ "No, leave it", "no, all correct", "no, leave steroids as failed": said of what was noted before."""
    if _OPEN_TO_KEEPING & set(page.asked):
        return False
    rest = words[next((at for at, key in enumerate(words) if key not in _W["opening"]), len(words)) :]
    if rest[:1] and rest[0] in _W["keeping"]:
        return not _W["kept"].isdisjoint(rest[1:])
    return any(rest[: len(phrase)] == phrase for phrase in _KEEPING)


def _of_oneself(page: Page, words: list[str]) -> bool:
    """ "Sorry, he is fine", "perfect", where tests are asked for: how he is, or a word to the talk, is no result."""
    if _BLOOD_TESTS.isdisjoint(page.asked) or len(page.asked) == 1:
        return False
    rest = [key for key in words if key not in _W["opening"] | _W["polite"] | _W["being_now"]]
    return bool(rest) and set(rest) <= _W["well"]


def _wants(page: Page, words: list[str], text: str) -> bool:
    """ "Show me only what is not met", "only AE trial please", "yes but first the labs"."""
    opening = next((at for at, key in enumerate(words) if key not in _W["opening"]), len(words))
    start = " ".join(words[opening : opening + 2])
    if start in _W["orders"] or any(f" {first} " in text for first in _W["first"]):
        return True
    wanted = _W["only"] & set(words) and _W["please"] & set(words) and _W["of_the_talk"] & set(words)
    return bool(wanted or _only_the_trial(words)) and _JOINED.isdisjoint(page.asked)


def _only_the_trial(words: list[str]) -> bool:
    """ "Only the Seoul trial", "just the AE part"."""
    starts = [at + 2 for at, pair in enumerate(pairwise(words)) if pair[0] in _W["only"] and pair[1] == "the"]
    return any(not _W["of_the_talk"].isdisjoint(words[at : at + 2]) for at in starts)


def _asks(page: Page, words: list[str]) -> bool:
    """ "Ok, and the ALS trial?": a word that agrees to nothing before a question."""
    clauses = [one for one in page.clauses if any(key.isalnum() for key in page.keys[one.start : one.end])]
    return words[0] in _W["agreeing"] and len(words) > 1 and clauses[-1].asks


def _whether(page: Page, words: list[str]) -> bool:
    """ "This study is for me possible or no": a question, though without its sign."""
    unsure = any(cue.category == "UNSURE" and cue.end - cue.start > 1 for cue in page.cues)
    return words[-2:] in (["or", "no"], ["or", "not"]) and not unsure and not _W["doubting"] & set(words)
