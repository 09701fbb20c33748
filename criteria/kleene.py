"""Strong Kleene logic that keeps its reasons.

An evaluated rule is an `Outcome`: its truth, the facts that decided it, the facts that could still decide it, and the
truths it can still reach. Sets of facts are bit masks (one bit a fact), which keeps an assessment in microseconds.
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
    """

    truth: int
    because: int
    needs: int
    open: int
    possible: int


def decided(truth: int, because: int) -> Outcome:
    return Outcome(truth, because, 0, truth, truth)


def negate(outcome: Outcome) -> Outcome:
    truth, because, needs, open_, possible = outcome
    return Outcome(_swap(truth), because, needs, _swap(open_), _swap(possible))


def _swap(truths: int) -> int:
    return (truths & UNKNOWN) | ((truths & TRUE) >> 1) | ((truths & FALSE) << 1)


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    return _fold(outcomes, deciding=FALSE, other=TRUE)


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    return _fold(outcomes, deciding=TRUE, other=FALSE)


def _fold(outcomes: Iterable[Outcome], deciding: int, other: int) -> Outcome:
    """AND and OR are one operation: a single `deciding` limb settles it, and all must be `other` for the other truth."""
    decided_by = rest = 0
    found = False
    undecided = []
    for outcome in outcomes:
        if outcome[0] == deciding:
            found = True
            decided_by |= outcome[1]
        elif outcome[0] == UNKNOWN:
            undecided.append(outcome)
        else:
            rest |= outcome[1]
    if found:
        return Outcome(deciding, decided_by, 0, deciding, deciding)
    if not undecided:
        return Outcome(other, rest, 0, other, other)
    possible = _reach([o[4] for o in undecided], deciding, other)
    useful = deciding | other if possible & other else deciding
    because = needs = 0
    for outcome in undecided:
        because |= outcome[1]
        if possible != UNKNOWN and outcome[4] & useful:
            needs |= outcome[2]
    return Outcome(UNKNOWN, because, needs, _reach([o[3] for o in undecided], deciding, other), possible)


def _reach(reaches: list[int], deciding: int, other: int) -> int:
    """Truths that undecided limbs can lead to; each limb moves by itself, so this never leaves one out."""
    reached = 0
    if any(r & deciding for r in reaches):
        reached |= deciding
    if all(r & other for r in reaches):
        reached |= other
    if any(r & UNKNOWN for r in reaches) and all(r & (other | UNKNOWN) for r in reaches):
        reached |= UNKNOWN
    return reached


def at_least(count: int, outcomes: Iterable[Outcome]) -> Outcome:
    """True if at least `count` of the limbs are true."""
    limbs = list(outcomes)
    true = [o for o in limbs if o.truth == TRUE]
    undecided = [o for o in limbs if o.truth == UNKNOWN]
    if len(true) >= count:
        return decided(TRUE, _union(o.because for o in true))
    if len(true) + len(undecided) < count:
        return decided(FALSE, _union(o.because for o in limbs if o.truth == FALSE))
    possible = _reach_count(count - len(true), [o.possible for o in undecided])
    needs = _union(o.needs for o in undecided) if possible != UNKNOWN else 0
    return Outcome(
        UNKNOWN,
        _union(o.because for o in undecided),
        needs,
        _reach_count(count - len(true), [o.open for o in undecided]),
        possible,
    )


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

    A case whose condition is not known is passed over: what is stated decides, and a later answer that makes an earlier
    case true is a correction.
    """
    because = needs = 0
    open_ = possible = UNKNOWN
    for outcome, then in cases:
        if outcome.truth == TRUE and then != UNKNOWN:
            return decided(then, outcome.because)
        because |= outcome.because
        if outcome.truth == TRUE:
            break
        if outcome.truth == UNKNOWN and then != UNKNOWN:
            if outcome.open & TRUE:
                open_ |= then
            if outcome.possible & TRUE:
                possible |= then
                needs |= outcome.needs
    return Outcome(UNKNOWN, because, needs, open_, possible)
