"""Whether the groups of signs that alarm together are all said."""

from __future__ import annotations


def holds(rule: list[str], said: dict[str, set[tuple[int, int]]]) -> bool:
    """Whether each group of a rule is said; one with * at two places that do not overlap."""
    return all(_apart(said.get(group.rstrip("*"), set())) >= (2 if group.endswith("*") else 1) for group in rule)


def _apart(places: set[tuple[int, int]]) -> int:
    """How many places are there that do not overlap."""
    count, end = 0, -1
    for first, last in sorted(places, key=lambda place: place[1]):
        if first >= end:
            count, end = count + 1, last
    return count
