"""Phrases as the vocabulary files write them.

`a|b` one of two words; `<a b|c>` one of two wordings; `(a b|c)` the same, or nothing; `..` up to four words in
between, none of them a denial; `<n>` any number; `{name}` any of the file's `words` of that name, `({name})` one of
them or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product
from math import prod

from bot.nlu.language.text import NUMBER, tokens
from bot.nlu.vocabulary import word_lists

GAP = ".."
_MOST_GAP = 4
_MOST_WORDINGS = 25_000
_STOPS = {".", "\n", ";", "?", "!"}
_DENYING = word_lists("notation")["denying"]
_PART = re.compile(r"\([^)]*\)|<n>\|\S+|<[^>]*>|\S+")
_BROKEN = re.compile(r"[<>()]")
_SPLIT_SUFFIX = re.compile(r" (n't|'[a-z]+)")
_CLASS = re.compile(r"(\()?\{(\w+)\}(\))?")


def spelled_out(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """A phrase with the words of each class that it names. Raises KeyError where there is no such class."""

    def choices(named: re.Match[str]) -> str:
        listed = words[named[2]]
        opening = named[1] or ("<" if any(" " in one for one in listed) else "")
        return opening + "|".join(listed) + {"(": ")", "<": ">", "": ""}[opening]

    return _CLASS.sub(choices, phrase)


def gap(keys: list[str], at: int) -> Iterator[int]:
    """Where a phrase may go on after a gap. It holds no denial: "I am in no study" is not "in .. study"."""
    for place in range(at, min(at + _MOST_GAP + 1, len(keys))):
        yield place
        if keys[place] in _STOPS or keys[place] in _DENYING:
            return


def _choices(part: str) -> list[str]:
    """What may stand in one place of a phrase; "" where it may be missing."""
    if part in (GAP, NUMBER) or len(part) < 3:
        return [part]
    if part[0] + part[-1] == "()":
        return [*part[1:-1].split("|"), ""]
    return (part[1:-1] if part[0] + part[-1] == "<>" else part).split("|")


@cache
def _keys(words: str) -> list[str]:
    return [token.key for token in tokens(words)]


def _is_broken(part: str) -> bool:
    """Whether a bracket stands within a part, or only at one end of it; alone it is a word."""
    unclosed = part.strip("<>()-") != "" and (part[0] in "(<") != (part[-1] in ")>")
    return unclosed or bool(_BROKEN.search(part[1:-1]))


Ways = list[tuple[tuple[str, ...], ...]]
"""Place by place, what may stand there, as token keys; empty where a part may be missing."""


def parse(phrase: str) -> Ways:
    """The parts of a phrase. Gaps and numbers stay as they are.

    Raises ValueError where a bracket is broken.
    """
    parts = _PART.findall(_SPLIT_SUFFIX.sub(r"\1", phrase.lower()))
    if len(parts) > 1 and (parts[0] == ")" or parts[-1] == "("):
        raise ValueError(f"a comma has split this phrase: quote the whole of it: {phrase}")
    if spaced := next((part for part in parts if part.startswith("( ")), None):
        raise ValueError(f"{spaced}: a bracket of the message stands alone, as '(', or close to its part: {phrase}")
    if broken := next((part for part in parts if _is_broken(part.replace(NUMBER, ""))), None):
        raise ValueError(f"{broken}: a bracket stands around a whole part, not within one: {phrase}")
    return [
        tuple((words,) if words in (GAP, NUMBER) else tuple(_keys(words)) for words in _choices(part)) for part in parts
    ]


def expand(phrase: str) -> list[tuple[str, ...]]:
    """Every wording of a phrase. Raises ValueError as `parse` does, and where they are more than anybody could mean."""
    ways = parse(phrase)
    if (count := prod(map(len, ways))) > _MOST_WORDINGS:
        raise ValueError(f"{count} wordings, allowed at most {_MOST_WORDINGS}: {phrase}")
    wordings = (tuple(chain(*wording)) for wording in product(*ways))
    return list(dict.fromkeys(keys for keys in wordings if keys))
