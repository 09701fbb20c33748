"""Short lists of words in a row, found where they begin: "not sure", "rather not say". The longest one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def longest_words(wordings: Iterable[str]) -> Callable[[Sequence[str], int], int]:
    """A function that tells where the longest of the wordings ends that begins at a word, 0 where none does."""
    by_first: dict[str, list[list[str]]] = {}
    for wording in sorted(wordings, key=lambda one: -len(one.split())):
        words = wording.split()
        by_first.setdefault(words[0], []).append(words)

    def end(keys: Sequence[str], at: int) -> int:
        for words in by_first.get(keys[at], []) if at < len(keys) else []:
            if list(keys[at : at + len(words)]) == words:
                return at + len(words)
        return 0

    return end
