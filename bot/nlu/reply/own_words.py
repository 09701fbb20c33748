"""The words in which a thing is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.vocabulary import catalogue, says

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache
def own_words(asked: tuple[str, ...]) -> frozenset[str]:
    """The words of a question."""
    texts = (text for fact in asked if fact in catalogue() for text in catalogue()[fact]["ask"].values())
    return frozenset(key for text in texts for key in _WORD.findall(str(text).lower()))


@lru_cache
def own_names(asked: tuple[str, ...]) -> frozenset[str]:
    """The words of a question, and of all the names that people have for what it asks."""
    names = (str(says()[fact]) for fact in asked if fact in says())
    return own_words(asked) | {key for text in names for key in _WORD.findall(text.lower())}
