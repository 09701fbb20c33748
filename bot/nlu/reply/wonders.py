"""What one does not know, or does not want, that is not what was asked: "I don't know how to tell my wife", "I'm not
sure this is for me", "I don't know what HIV has to do with it", "I don't want to die". It answers nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.nlu.language.phrases import Found
from bot.nlu.language.text import spoken
from bot.nlu.page import Page
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.vocabulary import word_lists

_W = word_lists("wonders")


def wonders(page: Page) -> bool:
    """Whether a reply opens with not knowing, and what is not known is about something else."""
    words = spoken(page.keys)
    at = next((at for at, key in enumerate(words) if key not in _W["opening"]), len(words))
    end = next((at + size for size in (4, 3, 2, 1) if " ".join(words[at : at + size]) in _W["not_knowing"]), None)
    if end is None:
        return False
    rest = words[end:]
    if not _W["answers"].isdisjoint(rest):
        return False  # "no idea what that is, never had it"
    return _what_to_do(rest) or _the_question(rest) or _what_comes(rest) or _of_oneself(page, rest)


def not_to_tell(page: Page, one: Found[str]) -> bool:
    """Whether words of not wanting are followed by a deed that is not telling: "I don't want to | die"."""
    after = page.keys[one.end : one.end + 2]
    wanting = "want" in page.keys[one.start : one.end] and page.keys[one.end - 1] == "to"
    if not wanting or not after or not after[0].isalpha():
        return False
    return after[0] not in _W["telling"] and not (after[0] in _W["going"] and _W["into_it"] & set(after[1:]))


def only_wondered(page: Page, told: Mapping[str, Any]) -> set[str]:
    """ "I'm not sure what you mean by infection", "I don't see what TB has to do with it": what is named there is
    neither denied nor said to be unknown."""
    if not told or not wonders(page):
        return set()
    clause = page.clauses[0]
    named = {m.fact for m in page.mentions if m.clause is clause} | set(page.asked)
    elsewhere = {m.fact for m in page.mentions if m.clause is not clause and m.states}
    return {fact for fact in named - elsewhere if fact in told}


def _what_to_do(rest: Sequence[str]) -> bool:
    """ "What to do", "how to tell my wife"; not "what to answer", "how to tell you", which is not knowing."""
    if rest[1:2] != ["to"] or rest[0] not in _W["what"] or len(rest) <= 2:
        return False
    return rest[2] not in _W["answering"] or rest[2] in _W["to_others"] and bool(set(rest[3:7]) & _W["others"])


def _the_question(rest: Sequence[str]) -> bool:
    """ "What you mean", "what that is", "what HIV has to do with it", "the difference between B and C"."""
    text = f"{' '.join(rest)} "
    if rest[:1] == ["why"] and _W["asking"] & set(rest) or _opens(text, _W["its_words"]):
        return True
    return rest[:1] == ["what"] and any(f" {one} " in f" {text}" for one in _W["bearing"])


def _opens(text: str, phrases: Iterable[str]) -> bool:
    return any(text.startswith(f"{one} ") for one in phrases)


def _what_comes(rest: Sequence[str]) -> bool:
    """ "What comes next", "how long I have left"."""
    text = f" {' '.join(rest)} "
    return rest[:1] != [] and rest[0] in _W["what"] and any(f" {one} " in text for one in _W["to_come"])


def _of_oneself(page: Page, rest: Sequence[str]) -> bool:
    """ "If I can do this", "it's worth it", "I want to go on", "this is for me": where one's will is asked only what
    it is worth is none of it."""
    rest = rest[1:] if rest[:1] != [] and rest[0] in _W["whether"] else rest
    text = f"{' '.join(rest)} "
    if _opens(text, _W["worth"]):
        return True
    if OF_WILL & set(page.asked):
        return False
    if _opens(text, _W["for_me"]):
        return True
    able = len(rest) > 2 and rest[0] in _W["who"] and rest[1] in _W["able"]
    deed = next((key for key in rest[2:] if key not in _W["before_deed"]), "")
    return able and deed in _W["enduring"]
