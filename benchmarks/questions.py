"""Messages until every trial is settled, for four orders of asking; the time of one choice at 2 and 2,000 trials.

    python -m benchmarks.questions [--people 500] [--seed 1] [--trials 2000] [--role clinician]

People are invented (people.py). Each answers by button where one says just what is so, else by typing every fact of the
question that they know, which is read without error here; a number or date is typed bare; "I don't know" where nothing
is known. Hello, consent and role are three messages. All orders ask the same questions, only for what still matters.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.people import AS_OF, Facts, people
from criteria.assessment import CompiledTrial, Engine
from criteria.load import Catalogue, catalogue
from criteria.next_question import Chooser
from criteria.person import Person
from criteria.questions import Asked, Candidate
from criteria.rules import AtLeast, Multiple
from criteria.speakers import Role
from criteria.trial import Trial

OPENING = 3
"""Messages before the first question: hello, consent, role."""


class FixedOrder(Chooser):
    """The order of facts.yml."""

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float]) -> Candidate:
        return min(candidates, key=self.place)


class RandomOrder(Chooser):
    chance = random.Random(7)

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float]) -> Candidate:
        return self.chance.choice(list(candidates))


class Entropy(Chooser):
    """DQueST: the question whose flags (inclusion, exclusion, not mentioned) vary most over the remaining trials."""

    def __init__(self, known: Catalogue) -> None:
        super().__init__(known)
        self.trials = known.engine.trials

    def best(self, candidates: Sequence[Candidate], weights: dict[str, float]) -> Candidate:
        return max(candidates, key=lambda c: (self._entropy(c, weights), -self.place(c)))

    def _entropy(self, candidate: Candidate, weights: dict[str, float]) -> float:
        wanted = self.index.mask(fact for fact in candidate.facts if fact in weights)
        flags = [_flag(trial, wanted) for trial in self.trials]
        shares = [flags.count(flag) / len(flags) for flag in set(flags)]
        return -sum(share * math.log2(share) for share in shares)


def _flag(trial: CompiledTrial, wanted: int) -> str:
    kinds = {rule.criterion.kind for rule in trial.criteria if rule.facts & wanted}
    return "+".join(sorted(kinds)) or "none"


ORDERS: dict[str, type[Chooser]] = {
    "this order": Chooser,
    "fixed order": FixedOrder,
    "random order": RandomOrder,
    "DQueST entropy": Entropy,
}


@dataclass(frozen=True)
class Talk:
    """settled: messages until every trial was settled. ended: until nothing was left to ask, "go on?" included."""

    settled: int
    ended: int
    verdicts: dict[str, str]
    asked: tuple[str, ...]


def talk(chooser: Chooser, facts: Facts, role: Role) -> Talk:
    """A whole screening of one person, who answers as dev tools and testers do."""
    person = Person.read(chooser.index, {}, AS_OF)
    asked: list[str] = []
    settled = 0
    while (question := chooser.next(person, role)) is not None:
        asked.append(question.id)
        person = Person.read(chooser.index, {**person.stated, **reply(chooser, question, facts)}, AS_OF)
        if not settled and is_settled(chooser, person):
            settled = OPENING + len(asked)
    verdicts = chooser.verdicts(person)
    messages = OPENING + len(asked)
    failed = [nct for nct, verdict in verdicts.items() if verdict == "does_not_fit"]
    go_on = any(chooser.next(person, role, kept=frozenset([nct])) is not None for nct in failed)
    return Talk(settled or messages, messages + go_on, verdicts, tuple(asked))


def is_settled(chooser: Chooser, person: Person) -> bool:
    standing = chooser.board.stand(person)
    return not standing.unknown & ~standing.failed & ~standing.settled


def reply(chooser: Chooser, question: Asked, facts: Facts) -> Facts:
    """What the person's answer states."""
    told = {fact: facts[fact] for fact in question.facts if fact in facts}
    buttons = [o for o in question.options if not (o.unknown or o.skip or o.rest)]
    if question.input == "multi":
        ticked = [o.id for o in buttons if not o.none and all(_holds(facts, f, v) for f, v in o.facts.items())]
        ticked = ticked or [o.id for o in buttons if o.none and all(_is(facts, f, v) for f, v in o.facts.items())]
        if ticked:
            return chooser.answer(question, ticked)
        return told or dict.fromkeys(question.facts, "unknown")
    for option in buttons:
        if all(_is(facts, fact, value) for fact, value in option.facts.items()):
            return chooser.answer(question, [option.id])
    first = question.facts[0]
    if question.input in ("number", "date", "text") and first in told:
        return {first: told[first]}
    return told | question.left_out(told) or dict.fromkeys(question.facts, "unknown")


def _is(facts: Facts, fact: str, value: Any) -> bool:
    known = facts.get(fact)
    if isinstance(value, list) and isinstance(known, list):
        return set(value) == set(known)
    return known == value and type(known) is type(value)


def _holds(facts: Facts, fact: str, value: Any) -> bool:
    known = facts.get(fact)
    return _is(facts, fact, value) or (isinstance(known, list) and isinstance(value, list) and set(value) <= set(known))


def crowd(known: Catalogue, count: int, seed: int = 1) -> Catalogue:
    """The catalogue with `count` trials: copies of its own with other ids and other limits."""
    chance = random.Random(seed)
    trials = [_copy(known.trials[i % len(known.trials)], i, chance) for i in range(count)]
    engine = Engine(trials, known.index, known.wording.recruitment, known.digest)
    return replace(known, trials=trials, engine=engine)


def _copy(trial: Trial, number: int, chance: random.Random) -> Trial:
    if number < 2:
        return trial
    kept = [c for c in trial.criteria if chance.random() < 0.9]
    criteria = [c.model_copy(update={k: _vary(rule, chance) for k, rule in _own_rules(c)}) for c in kept]
    return trial.model_copy(update={"nct_id": f"NCT{90000000 + number}", "criteria": criteria})


def _own_rules(criterion: Any) -> list[tuple[str, Any]]:
    return [(k, getattr(criterion, k)) for k in ("requires", "excludes") if getattr(criterion, k) is not None]


def _vary(rule: Any, chance: random.Random) -> Any:
    """The rule with its numeric limits moved, so that trials share some rules and not others."""
    changed: dict[str, Any] = {}
    for name in rule.model_fields_set:
        value = getattr(rule, name)
        if name in ("above", "below", "at_least", "at_most") and isinstance(value, int | float):
            changed[name] = value if isinstance(rule, AtLeast) else value * chance.choice((0.5, 0.8, 1, 1.2, 1.5))
        elif name == "between":
            changed[name] = (value[0] + chance.randint(-3, 10), value[1] - chance.randint(-5, 10))
        elif isinstance(value, list) and value and hasattr(value[0], "model_fields_set"):
            changed[name] = [_vary(limb, chance) for limb in value]
        elif hasattr(value, "model_fields_set") and not isinstance(value, Multiple):
            changed[name] = _vary(value, chance)
    return rule.model_copy(update=changed)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--trials", type=int, default=2000)
    options.add_argument("--role", choices=("patient", "clinician"), default="clinician")
    chosen = options.parse_args()
    known = catalogue()
    everybody = list(people(chosen.people, chosen.seed))
    truth = [_verdicts(known, facts) for facts in everybody]
    groups: dict[str, Callable[[set[str]], bool]] = {
        "one trial may fit": lambda verdicts: "may_fit" in verdicts,
        "fits neither": lambda verdicts: verdicts == {"does_not_fit"},
        "undetermined": lambda verdicts: "may_fit" not in verdicts and "undetermined" in verdicts,
    }
    print(f"{chosen.people} invented people, seed {chosen.seed}, {chosen.role}; messages until both trials are settled")
    print(f"{'':16}" + "".join(f"{name:>26}" for name in groups))
    print(f"{'':16}" + f"{'mean   p90   to the end':>26}" * len(groups))
    for name, order in ORDERS.items():
        chooser = order(known)
        talks = [talk(chooser, facts, chosen.role) for facts in everybody]
        wrong = sum(t.verdicts != v for t, v in zip(talks, truth, strict=True))
        cells = ""
        for belongs in groups.values():
            cells += _cell([t for t, v in zip(talks, truth, strict=True) if belongs(set(v.values()))])
        print(f"{name:16}{cells}   verdicts other than on all facts: {wrong}")
    counts = [sum(b(set(v.values())) for v in truth) for b in groups.values()]
    print(f"{'people':16}" + "".join(f"{c:>26}" for c in counts))
    print("to reach: 14.0 at most where one may fit, 7.0 at most where neither does; never above the best other order")
    _print_times(known, chosen.trials, everybody[:40], chosen.role)
    return 0


def _verdicts(known: Catalogue, facts: Facts) -> dict[str, str]:
    assessed = known.engine.assess(facts, AS_OF)
    return {trial["nct_id"]: trial["verdict"] for trial in assessed["trials"]}


def _cell(talks: Sequence[Talk]) -> str:
    """Mean and 90th percentile of messages until settled, mean until the end; "nobody" for a group without people."""
    if not talks:
        return f"{'nobody':>26}"
    settled = sorted(t.settled for t in talks)
    ended = statistics.mean(t.ended for t in talks)
    return f"{statistics.mean(settled):>12.1f}{settled[int(0.9 * len(settled))]:>5}{ended:>9.1f}"


def _print_times(known: Catalogue, count: int, everybody: Sequence[Facts], role: Role) -> None:
    for trials in (known, crowd(known, count)):
        chooser = Chooser(trials)
        times = sorted(ms for facts in everybody for ms in choices(chooser, facts, role))
        p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
        print(
            f"a choice at {len(trials.trials):4} trials: p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {times[-1]:.1f} ms"
            f" ({len(chooser.board.rules)} distinct rules)"
        )


def choices(chooser: Chooser, facts: Facts, role: Role) -> list[float]:
    """Processor milliseconds of each choice of one screening, reading the facts included."""
    stated: Facts = {}
    times = []
    while True:
        began = time.process_time()
        question = chooser.next(Person.read(chooser.index, stated, AS_OF), role)
        times.append((time.process_time() - began) * 1e3)
        if question is None:
            return times
        stated |= reply(chooser, question, facts)


if __name__ == "__main__":
    raise SystemExit(main())
