"""Strong Kleene logic that keeps its reasons.

An evaluated rule is an `Outcome`: its truth, the facts that decided it, the facts that could still decide it, and
the truths it can still reach. Sets of facts are bit masks, one bit a fact, which keeps an assessment fast.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

FALSE, TRUE, UNKNOWN = 1, 2, 4
ANY = FALSE | TRUE | UNKNOWN


class Outcome(NamedTuple):
    """What a rule comes to for one person.

    truth: FALSE, TRUE or UNKNOWN.
    because: mask of the facts that decided it; for UNKNOWN, those that were told and leave it open.
    needs: mask of the facts that could still decide it; 0 once it is decided.
    open: truths that answers not yet given can lead to (a set of FALSE, TRUE, UNKNOWN).
    possible: the same if "unknown" answers, too, were settled later (by a test, say).

    While the truth is UNKNOWN, `open` and `possible` hold UNKNOWN: another "I don't know" is always an answer.
    """

    truth: int
    because: int
    needs: int
    open: int
    possible: int


_SWAPPED = tuple((t & UNKNOWN) | ((t & TRUE) >> 1) | ((t & FALSE) << 1) for t in range(ANY + 1))
"""Each set of truths with TRUE and FALSE exchanged."""


def decided(truth: int, because: int) -> Outcome:
    return Outcome(truth, because, 0, truth, truth)


def negate(outcome: Outcome) -> Outcome:
    truth, because, needs, open_, possible = outcome
    return Outcome(_SWAPPED[truth], because, needs, _SWAPPED[open_], _SWAPPED[possible])


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    return _fold(outcomes, FALSE, TRUE)


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    return _fold(outcomes, TRUE, FALSE)


def _fold(outcomes: Iterable[Outcome], deciding: int, other: int) -> Outcome:
    """AND and OR are one operation: a single `deciding` limb settles it; for `other`, all limbs must be `other`."""
    decided_by = rest = 0
    found = False
    undecided: list[Outcome] = []
    for outcome in outcomes:
        truth = outcome[0]
        if truth == other:
            rest |= outcome[1]
        elif truth == deciding:
            found = True
            decided_by |= outcome[1]
        else:
            undecided.append(outcome)
    if found:
        return Outcome(deciding, decided_by, 0, deciding, deciding)
    if not undecided:
        return Outcome(other, rest, 0, other, other)
    return undecided[0] if len(undecided) == 1 else _undecided(undecided, deciding, other)


def _undecided(limbs: list[Outcome], deciding: int, other: int) -> Outcome:
    """Each limb is taken to move by itself, so no truth that can be reached is left out."""
    because = some_open = some_possible = 0
    every_open = every_possible = other
    for _, told, _, open_, possible in limbs:
        because |= told
        some_open |= open_
        some_possible |= possible
        every_open &= open_
        every_possible &= possible
    needs = 0
    # When `other` can no longer be reached, only a limb that can become `deciding` still matters.
    useful = deciding | every_possible
    for limb in limbs:
        if limb[4] & useful:
            needs |= limb[2]
    open_ = UNKNOWN | (some_open & deciding) | every_open
    return Outcome(UNKNOWN, because, needs, open_, UNKNOWN | (some_possible & deciding) | every_possible)


def at_least(count: int, outcomes: Iterable[Outcome]) -> Outcome:
    """True if at least `count` of the limbs are true."""
    limbs = list(outcomes)
    undecided = [o for o in limbs if o.truth == UNKNOWN]
    true = [o for o in limbs if o.truth == TRUE]
    if len(true) >= count:
        return decided(TRUE, _union(o.because for o in true))
    if len(true) + len(undecided) < count:
        return decided(FALSE, _union(o.because for o in limbs if o.truth == FALSE))
    wanted = count - len(true)
    possible = _reach_count(wanted, [o.possible for o in undecided])
    needs = _union(o.needs for o in undecided) if possible != UNKNOWN else 0
    open_ = _reach_count(wanted, [o.open for o in undecided])
    return Outcome(UNKNOWN, _union(o.because for o in undecided), needs, open_, possible)


def _reach_count(wanted: int, reaches: list[int]) -> int:
    reached = UNKNOWN
    if sum(1 for r in reaches if r & TRUE) >= wanted:
        reached |= TRUE
    if sum(1 for r in reaches if not r & FALSE) < wanted:
        reached |= FALSE
    return reached


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def first_case(cases: Iterable[tuple[Outcome, int]]) -> Outcome:
    """The truth of the first case whose condition holds (each pair: condition, truth it gives); else unknown.

    A case whose condition is not known is passed over: what is stated decides, and a later answer that makes an
    earlier case true is a correction.
    """
    because = needs = 0
    open_ = possible = UNKNOWN
    for outcome, then in cases:
        if outcome[0] == TRUE and then != UNKNOWN:
            return Outcome(then, outcome[1], 0, then, then)
        because |= outcome[1]
        if outcome[0] == TRUE:
            break
        if outcome[0] == UNKNOWN and then != UNKNOWN:
            if outcome[3] & TRUE:
                open_ |= then
            if outcome[4] & TRUE:
                possible |= then
                needs |= outcome[2]
    return Outcome(UNKNOWN, because, needs, open_, possible)
