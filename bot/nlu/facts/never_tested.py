"""Tests never made, asked and answered by the writer himself: "Tested for HIV? Never." tells of no negative result."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import absent, says, word_lists

_W = word_lists("never_tested")
_ENDS = frozenset({".", ";", "!", "\n", "?"})


def never_tested(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings with what is told of no test as not tested, or left out where a fact has no such value."""
    spans = [*_denied(page)]
    if not spans:
        return found
    kept = []
    for one in found:
        fine = one.fact in says() and absent(one.fact, one.value)
        if fine and any(a <= one.start and one.end <= b for a, b in spans):
            undone = says()[one.fact].means.get("undone")
            kept += [one._replace(value=undone)] if isinstance(undone, str) else []
        else:
            kept.append(one)
    return kept


def _denied(page: Page) -> Iterator[tuple[int, int]]:
    """Where a question for the deed stands with nothing but a denial behind it: "Had an HIV test? No, never."; not
    "a positive HIV test? Never."."""
    keys = page.keys
    for at in (at for at, key in enumerate(keys) if key == "?"):
        start = next((place + 1 for place in range(at - 1, -1, -1) if keys[place] in _ENDS), 0)
        end = next((place for place in range(at + 1, len(keys)) if keys[place] in _ENDS), len(keys))
        asked, answer = set(keys[start:at]), {key for key in keys[at + 1 : end] if key.isalpha()}
        deed = not asked.isdisjoint(_W["deeds"]) and asked.isdisjoint(_W["results"])
        if deed and answer <= _W["answer"] and not answer.isdisjoint(_W["denying"]):
            yield start, end + 1
