"""Whether the groups of signs that alarm together are all said."""

from __future__ import annotations

from collections.abc import Collection

Places = dict[str, set[tuple[int, int]]]
"""Groups of signs, and where each is said."""


def raised(
    alarms: dict[str, list[list[str]]], said: Places, named: Collection[str], firm: Collection[str]
) -> dict[str, bool]:
    """The kinds of danger whose signs are all `said`, and whether one that is `firm` is among these. `named`: the
    groups that are said in any way, of today or of long ago."""
    kinds: dict[str, bool] = {}
    for kind, rules in alarms.items():
        for rule in rules:
            if any(group in said for group in rule) and _holds(rule, said, named):
                kinds[kind] = kinds.get(kind, False) or not set(firm).isdisjoint(rule)
    return kinds


def _holds(rule: list[str], said: Places, named: Collection[str]) -> bool:
    """Whether each group of a rule is said; one with * at two places that do not overlap, one with ! not at all."""
    return all(
        group[1:] not in said and group[1:] not in named
        if group.startswith("!")
        else _apart(said.get(group.rstrip("*"), set())) >= (2 if group.endswith("*") else 1)
        for group in rule
    )


def _apart(places: set[tuple[int, int]]) -> int:
    """How many places are there that do not overlap."""
    count, end = 0, -1
    for first, last in sorted(places, key=lambda place: place[1]):
        if first >= end:
            count, end = count + 1, last
    return count
