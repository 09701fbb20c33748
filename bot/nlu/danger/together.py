"""Whether the groups of signs that alarm together are all said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

Places = dict[str, set[tuple[int, int]]]
"""Groups of signs, and where each is said."""
_TWICE = 2


class Rule(NamedTuple):
    """Groups of signs that alarm together: those that must be said, those at two places that do not overlap (written
    with *), and those that must not be said at all (with !)."""

    said: frozenset[str]
    twice: frozenset[str]
    unsaid: frozenset[str]

    @classmethod
    def of(cls, groups: Iterable[str]) -> Rule:
        """The rule that a list of groups writes."""
        groups = [*groups]
        twice = frozenset(one.rstrip("*") for one in groups if one.endswith("*"))
        unsaid = frozenset(one[1:] for one in groups if one.startswith("!"))
        return cls(frozenset(one for one in groups if one[0] != "!" and one[-1] != "*") | twice, twice, unsaid)

    def holds(self, said: Places, named: Collection[str]) -> bool:
        """`named`: the groups that are said in any way, of today or of long ago."""
        if not self.said <= said.keys() or any(_apart(said[group]) < _TWICE for group in self.twice):
            return False
        return self.unsaid.isdisjoint(said) and self.unsaid.isdisjoint(named)


def raised(
    alarms: dict[str, list[Rule]], said: Places, named: Collection[str], firm: Collection[str]
) -> dict[str, bool]:
    """The kinds of danger whose signs are all `said`, and whether one that is `firm` is among these."""
    kinds: dict[str, bool] = {}
    for kind, rules in alarms.items():
        for rule in rules:
            if rule.holds(said, named):
                kinds[kind] = kinds.get(kind, False) or not rule.said.isdisjoint(firm)
    return kinds


def _apart(places: set[tuple[int, int]]) -> int:
    """How many places are there that do not overlap."""
    count, end = 0, -1
    for first, last in sorted(places, key=lambda place: place[1]):
        if first >= end:
            count, end = count + 1, last
    return count
