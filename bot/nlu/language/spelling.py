"""Spelling tolerance for long words: a word nobody knows becomes the vocabulary's word it is nearly."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.language.text import Token
from bot.nlu.vocabulary import load_yaml, word_lists

_SLIPS = {slip: word for word, slips in word_lists("slips").items() for slip in slips}
"""Short words that turn what is said into its opposite are never guessed: "havnt got HIV"."""
_SHORTEST, _LONG = 7, 9


class Spelling:
    """`terms`: the words that may be meant; `known`: other words that are right as they stand."""

    def __init__(self, terms: set[str], known: set[str]) -> None:
        ordinary = set(load_yaml("ordinary_words.yml"))
        self._known = terms | known | ordinary
        self._terms = sorted(
            word for word in terms if len(word) >= _SHORTEST and word.isalpha() and word not in ordinary
        )
        self._nearest = lru_cache(maxsize=4096)(self._find)

    def correct(self, found: list[Token]) -> list[Token]:
        return [self._token(token) if len(token.key) >= _SHORTEST - 1 else _short(token) for token in found]

    def _token(self, token: Token) -> Token:
        if token.key in _SLIPS:
            return _short(token)
        if token.key in self._known or not token.key.isalpha() or len(token.key) > 40:
            return token
        nearest = self._nearest(token.key)
        return token._replace(key=nearest) if nearest else token

    def _find(self, word: str) -> str | None:
        """The only vocabulary word within one slip, or two in a long word, that starts alike."""
        slips = 2 if len(word) >= _LONG else 1
        best = process.extractOne(word, self._terms, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best and best[0][0] == word[0] and not _inflected(word, best[0]) else None


def _short(token: Token) -> Token:
    return token._replace(key=_SLIPS[token.key]) if token.key in _SLIPS else token


def _inflected(word: str, term: str) -> bool:
    """ "injections" is no slip of "infection"; a plural or a past tense of an unknown word stays."""
    return len(word) > len(term) and word.startswith(term[:-1]) and word.endswith(("ing", "ed", "ly", "er"))
