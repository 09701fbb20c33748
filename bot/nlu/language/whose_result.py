"""Of several names in one clause, of which a result behind the last one is told: "AE was diagnosed and infection was
excluded", "rituximab came after the steroids had failed"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.nlu.language.said import Name, Said
from bot.nlu.vocabulary import word_lists

_W = word_lists("context")
_PREDICATES = frozenset({"HAS", "HAD", "POSITIVE", "NEGATED", "UNSURE", "PENDING"})
_CLOSE = 1
"""Words between a name and what is told of it."""


def own_predicate(keys: list[str], name: Name, names: list[Name], cues: Iterable[Said]) -> Callable[[Said], bool]:
    """ "AE was diagnosed and infection was excluded": what is told behind a later name is not told of this one, of
    which something else is told before an "and"; not "... and infection were both excluded"."""
    own = [cue for cue in cues if cue.category in _PREDICATES and cue.fits(name.type)]

    def later(cue: Said) -> bool:
        if cue.category not in _PREDICATES or cue.direction != "backward":
            return False
        last = max((one for one in names if name.end < one.start <= one.end <= cue.start), default=None, key=_end)
        if last is None or cue.start - last.end > _CLOSE:
            return False
        joint = next((at for at in range(name.end, last.start) if keys[at] in _W["joining_two"]), None)
        if joint is None or _W["of_all"] & set(keys[last.end : cue.end + 1]):
            return False
        behind = any(name.end <= one.start <= name.end + _CLOSE and one.end <= joint for one in own)
        return behind or keys[last.end] in _W["of_one"] and any(0 <= name.start - one.end <= _CLOSE for one in own)

    return later


def _end(name: Name) -> int:
    return name.end


def of_the_later(keys: list[str], name: Name, names: list[Name]) -> Callable[[Said], bool]:
    """ "Rituximab came after the steroids had failed": what ends a subordinate clause speaks of the names in it."""

    def later(cue: Said) -> bool:
        if cue.start < name.end:
            return False
        after = [one for one in names if name.end <= one.start < cue.start]
        between = set(keys[name.end : after[-1].start]) if after else set()
        rest = set(keys[after[-1].end : cue.end + 1]) if after else set()
        return bool(between & _W["subordinating"]) and not rest & _W["of_all"]

    return later


def result_of_test(keys: list[str], cue: Said, names: list[Name], alike: list[Name]) -> bool:
    """ "ALS mimic: anti-GM1 neg": the result right after a test is that of the tests, not of an illness before them."""
    if cue.direction != "backward" or cue.category not in ("NEGATED", "POSITIVE"):
        return False
    end = cue.start - (keys[cue.start - 1] in _W["of_all"])  # "HBsAg and anti-HBc both -"
    test = next((one for one in names if one.end == end and one.type in ("test", "antibody")), None)
    before = [one for one in alike if test and one.end <= test.start]
    if test is None or not before:
        return False
    named = {at for one in names for at in range(one.start, one.end)}
    between = {keys[at] for at in range(max(one.end for one in before), test.start) if at not in named}
    return not between <= _W["listing"]
