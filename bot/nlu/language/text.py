"""Text as the readers see it: folded characters, tokens, and their places in the original message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

_FOLD = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－⊖⊝➖", "-"),
    **dict.fromkeys("⊕➕＋", "+"),
    **dict.fromkeys("µμ", "u"),
    **dict.fromkeys("✕✖", "×"),
    **dict.fromkeys("⇒➔➜➝➞⟶⟹➡↦", "→"),
    "⁄": "/",
    "÷": "/",
}
_GLUED = r"(?<=\d)(?:(?:g|gm|mg)(?=x\d)|y(?=[fm](?![^\W\d_])))"  # "1gx5", "62yF"
_HEIGHT = r"(?<![\w.,])[12]m\d{2}(?!\w)"  # "1m78" is one measure, and no age of a man
_CODE = r"(?<![\w.,])[a-su-vx-z]\d\d\.\d{1,4}(?![\w.%])(?! ?(?:kg|kilos?|y|yo|yrs?|years?)\b)"  # "M35.00" is no man
_MILLES = r"\d{1,3}(?:'\d{3})+(?![\d'])"  # "187'000", as the Swiss write thousands
_WORD = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
_LETTERS = re.compile(r"[a-z']+")
_TOKEN = re.compile(
    rf"{_HEIGHT}|{_CODE}|{_GLUED}|{_WORD}(?:'{_WORD})*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?<![\w.,])\.\d+|{_MILLES}|\d+(?:[.,]\d+)*|\n|[-=]+>|[^\w\s]|_|\w"
)
# Letters joined by a hyphen are one name written apart ("LGI-1", "T-SPOT"); digits are a range or a date.
NUMBER = "<n>"
"""What stands for any number in a phrase of a vocabulary."""
_LONELY = {"i'll", "we'll", "he'll", "she'll", "we're", "he'd", "she'd", "we'd", "i'd"}


def fold(text: str) -> str:
    """The text in lower case with look-alike characters unified; every character keeps its place."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isprintable() or character == "\n" else " "
    if character in _FOLD:
        return _FOLD[character]
    if unicodedata.category(character)[0] in "CZ":
        return "\n" if character in "\u2028\u2029\x85" else " "
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


class Token(NamedTuple):
    key: str
    """The token as vocabularies spell it: lower case, without apostrophes."""
    start: int
    end: int
    break_: bool = False
    """An em dash: it divides and is never a minus."""


def tokens(text: str) -> Iterator[Token]:
    """Words, numbers and signs of a text, each with its place in the original."""
    folded = fold(text)
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if match[0] == "-" and _joins_letters(folded, start):
            continue
        yield Token(_key(match[0]), start, end, text[start] == "—")


def _joins_letters(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _key(word: str) -> str:
    if word[0] == "." and len(word) > 1:
        return f"0{word}"  # ".8"
    if len(word) == 4 and word[1] == "m" and word[0].isdigit():
        return f"m{word[0]}{word[2:]}"  # "1m78": no number
    if word == "×":
        return "x"
    if word == "→" or len(word) > 1 and word[-1] == ">":
        return "->"
    return word if word in _LONELY else word.replace("'", "") or word


def keys_of(doc: Doc) -> list[str]:
    """The tokens of a document as they are compared; a tenth of the cost of its own slices."""
    keys: list[str] = doc.user_data["keys"]
    return keys


def spoken(keys: Sequence[str]) -> list[str]:
    """The keys without signs."""
    return [key for key in keys if key[0].isalnum()]


def typed_words(text: str) -> list[str]:
    """The words of a text as they were typed, in small letters, with their apostrophes and without numbers."""
    return _LETTERS.findall(lowered(text))


def lowered(text: str) -> str:
    """The same text, place by place, in small letters and with one kind of apostrophe."""
    return text.lower().replace("’", "'")


def pairs(words: Sequence[str]) -> set[str]:
    """Each two words that follow one another: {"these days", "days they"}."""
    return {" ".join(two) for two in pairwise(words)}


def word_at(keys: Sequence[str], at: int) -> str:
    """The word at a place, "" beyond either end of the text."""
    return keys[at] if 0 <= at < len(keys) else ""


def is_number(key: str) -> bool:
    """Whether `<n>` of a phrase stands for it: "12", "1.5"."""
    return key.isdigit() or "." in key and key.replace(".", "", 1).isdigit()


def _standing(keys: Sequence[str]) -> dict[str, list[int]]:
    """Where each key stands, and each number as `<n>`."""
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        found.setdefault(key, []).append(at)
        if is_number(key):
            found.setdefault(NUMBER, []).append(at)
    return found


def list_points(keys: Sequence[str]) -> set[int]:
    """Where the points of a numbered list stand: the digits of "1) COPD 2) NYHA II"."""
    points: set[int] = set()
    for at in range(len(keys) - 1):
        first = keys[at] == "1" and (at == 0 or not keys[at - 1][-1].isalnum() and keys[at - 1] not in "(/-+<>=")
        following = bool(points) and keys[at] == str(len(points) + 1) and keys[at - 1 : at] != ["("]
        if keys[at + 1] == ")" and (following or first and not points):
            points.add(at)
    return points if len(points) > 1 else set()


def vocabulary() -> Vocab:
    """A spaCy vocabulary that computes nothing that the matchers do not use."""
    return Vocab()


class Tokenizer:
    """The tokenizer of the spaCy pipeline.

    `doc.user_data` keeps the places of the tokens, their keys as a list, where each key stands ("standing"), and what
    each lexicon found there."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return self.doc(list(tokens(text)))

    def doc(self, found: list[Token]) -> Doc:
        keys = [token.key for token in found]
        data = {"tokens": found, "keys": keys, "standing": _standing(keys), "found": {}}
        return Doc(self.vocab, words=keys, user_data=data)
