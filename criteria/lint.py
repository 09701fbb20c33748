"""Checks that go beyond what a catalogue needs to be read: is every rule sound, every quote true, nothing left out?

Each problem is one line, "file:line: field: message".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from criteria import reach
from criteria.facts import Choice, Codes, Derivation, Fact, FactError, Quantity, YesNo
from criteria.kleene import FALSE, TRUE
from criteria.listing import Bullet, bullets
from criteria.load import Catalogue
from criteria.person import FactIndex
from criteria.rules import All, AnyOf, Cases, Multiple, Node, Path, Test
from criteria.trial import Criterion, Source, Trial, fold
from criteria.yamlfile import YamlFile

OPEN_WORDS = re.compile(
    r"\b(etc|such as|including|significant|severe|poor|excessive|routine|conventional|reasonable|effective|refractory"
    r"|active|infection|failure|non-standard|history|currently|clinical|and/or|and or)\b",
    re.IGNORECASE,
)
"""Words of a protocol that can be read in more than one way: how they were read must be written down."""
RECORDED = "recorded"
"""What the note of a fact says that no rule uses."""


def lint(catalogue: Catalogue) -> list[str]:
    """Every problem of a catalogue that can be read, in the order of its files and lines."""
    problems = [*_facts(catalogue), *_derivations(catalogue)]
    for trial in catalogue.trials:
        problems += _Trial(catalogue, trial).problems()
    return sorted(set(problems), key=_by_line)


def summary(catalogue: Catalogue) -> str:
    criteria = sum(len(trial.criteria) for trial in catalogue.trials)
    return f"{len(catalogue.table.facts)} facts, {len(catalogue.trials)} trials, {criteria} criteria: no problems"


def _by_line(problem: str) -> tuple[str, int, str]:
    file, line, rest = problem.split(":", 2)
    return file, int(line), rest


def _facts(catalogue: Catalogue) -> Iterator[str]:
    file, table = catalogue.files["facts.yml"], catalogue.table
    used = {name for trial in catalogue.trials for c in trial.criteria for t in c.tests() for name in t.facts()}
    used |= {name for rule in table.derivations for name in rule.inputs}
    for name, fact in table.facts.items():
        where: Path = ("facts", name)
        if name not in used and RECORDED not in fact.note:
            words = f'no rule uses this fact; if that is meant, say "{RECORDED}" in its note'
            yield file.problem((*where, "note"), words)
        if isinstance(fact, Quantity) and not fact.unit.strip():
            yield file.problem((*where, "unit"), "a number needs its unit")
        if isinstance(fact, Quantity) and fact.range[0] >= fact.range[1]:
            yield file.problem((*where, "range"), "the lower end must be below the upper end")
        if isinstance(fact, Choice):
            for value in set(fact.values) & {"unknown", "declined"}:
                yield file.problem((*where, "values", value), f"'{value}' already means that the answer is not known")


def _derivations(catalogue: Catalogue) -> Iterator[str]:
    file = catalogue.files["facts.yml"]
    for place, rule in enumerate(catalogue.table.derivations):
        where: Path = ("derivations", place)
        source = catalogue.table.facts[rule.inputs[0]]
        for key, values in (("when", rule.when or ()), ("except", rule.except_)):
            for value in values:
                if not _can_be(source, value):
                    yield file.problem((*where, key), f"{rule.inputs[0]} is never {value!r}; {_allowed(source)}")
        gives = source if rule.gives is None else rule.gives
        target = catalogue.table.facts[rule.fact]
        if rule.formula is None and rule.gives is not None and not _can_be(target, gives):
            yield file.problem((*where, "gives"), f"{rule.fact} is never {rule.gives!r}; {_allowed(target)}")
        yield from (file.problem((*where, "parameters"), words) for words in _parameters(rule, source))


def _parameters(rule: Derivation, first: Fact) -> Iterator[str]:
    """Numbers must be above zero; a table must be over values of the first source, and hold what others name."""
    for name, value in rule.parameters.items():
        numbers = value.values() if isinstance(value, dict) else [value]
        if not isinstance(value, str) and not all(isinstance(n, int | float) and n > 0 for n in numbers):
            yield f"{name}: wanted numbers above 0"
        if isinstance(value, dict):
            unknown = [key for key in value if not _can_be(first, key)]
            yield from (f"{name}: {rule.inputs[0]} is never {key!r}; {_allowed(first)}" for key in unknown)
            lacking = [key for key in rule.when or () if key not in value]
            yield from (f"{name}: nothing for {key!r}, which `when` names" for key in lacking)
            named = [v for v in rule.parameters.values() if isinstance(v, str) and v not in value]
            yield from (f"{name}: nothing for {key!r}" for key in named)


def _can_be(fact: Fact, value: Any) -> bool:
    """Whether a known fact can have this value."""
    if isinstance(fact, Choice):
        return value in fact.values and value not in fact.not_known
    if isinstance(fact, YesNo):
        return isinstance(value, bool)
    if isinstance(fact, Quantity):
        try:
            return isinstance(fact.read(value, reach.AS_OF), int | float)
        except FactError:
            return False
    return not isinstance(fact, Codes) or fact.open or value in fact.values


def _allowed(fact: Fact) -> str:
    if isinstance(fact, Choice):
        return "allowed: " + ", ".join(v for v in fact.values if v not in fact.not_known)
    if isinstance(fact, Quantity):
        return f"allowed: {fact.range[0]:.10g} to {fact.range[1]:.10g} {fact.unit}"
    return "allowed: " + ("codes of its values" if isinstance(fact, Codes) else "true, false")


class _Trial:
    """The checks of one trial file."""

    def __init__(self, catalogue: Catalogue, trial: Trial) -> None:
        self.index: FactIndex = catalogue.index
        self.table = catalogue.table
        self.trial = trial
        self.file: YamlFile = next(f for n, f in catalogue.files.items() if f.data.get("nct_id") == trial.nct_id)

    def problems(self) -> Iterator[str]:
        for place, criterion in enumerate(self.trial.criteria):
            where: Path = ("criteria", place)
            yield from self._words(criterion, where)
            tests = list(self._tests(criterion, where))
            yield from tests
            if not tests:  # a rule whose tests make no sense cannot be tried out
                yield from self._reach(criterion, where)
                yield from self._changes(criterion, where)
        yield from self._contradictions()
        yield from self._coverage()

    def _words(self, criterion: Criterion, where: Path) -> Iterator[str]:
        source = self.trial.sources[criterion.source]
        if fold(criterion.quote) not in source.folded:
            words = f"{criterion.id}: these words do not stand in the text of the source '{criterion.source}'"
            yield self.file.problem((*where, "quote"), words)
        open_words = OPEN_WORDS.search(criterion.quote)
        if open_words and not criterion.decision.strip():
            words = f'{criterion.id}: "{open_words[0]}" is open; a decision must say how it was read'
            yield self.file.problem((*where, "decision"), words)

    def _tests(self, criterion: Criterion, where: Path) -> Iterator[str]:
        for place, rule in criterion.rules():
            for path, node in rule.walk((*where, *place)):
                if isinstance(node, Test):
                    for words in [*self._test(node), *self._unit(node, criterion.quote)]:
                        yield self.file.problem((*path, node.operator), f"{criterion.id}: {node.fact}: {words}")

    def _test(self, test: Test) -> Iterator[str]:
        fact, operand = self.table.facts[test.fact], test.operand
        if isinstance(operand, Multiple):
            yield from self._multiple(fact, operand)
        elif test.operator in ("is", "in", "includes_any", "includes_all"):
            values = [operand] if test.operator == "is" else operand
            yield from (f"it is never {v!r}; {_allowed(fact)}" for v in values if not _can_be(fact, v))
            if not values:
                yield f"'{test.operator}' of nothing"
        elif isinstance(fact, Quantity):
            yield from _threshold(test, fact)

    def _multiple(self, fact: Fact, limit: Multiple) -> Iterator[str]:
        other = self.table.facts[limit.of]
        if isinstance(fact, Quantity) and isinstance(other, Quantity) and fact.unit != other.unit:
            yield f"its unit is {fact.unit}, that of {limit.of} is {other.unit}"
        if limit.times <= 0:
            yield "the multiple must be above 0"

    def _unit(self, test: Test, quote: str) -> Iterator[str]:
        """The unit that the protocol writes after a limit must be that of the fact."""
        fact = self.table.facts[test.fact]
        if not isinstance(fact, Quantity):
            return
        for limit in reach.limits(test):
            written = [unit for number, unit in _UNIT.findall(quote) if _number(number) == limit]
            if written and not any(_same_unit(unit, fact.unit) for unit in written):
                yield f"the quote says {limit:.10g} {written[0]}, the fact's unit is {fact.unit}"

    def _reach(self, criterion: Criterion, where: Path) -> Iterator[str]:
        """Rules that come to the same for everybody, cases that never decide."""
        for place, rule in criterion.rules():
            for path, node in rule.walk((*where, *place)):
                words = self._limb(node)
                if words:
                    yield self.file.problem(path, f"{criterion.id}: {words}")
        reached = reach.reach(self.index, criterion.rule)
        passing, failing = (TRUE, FALSE) if criterion.requires else (FALSE, TRUE)
        key = "requires" if criterion.requires else "excludes" if criterion.excludes else "refused_when"
        if not reached & passing:
            yield self.file.problem((*where, key), f"{criterion.id}: contradictory: nobody can ever pass this rule")
        if not reached & failing:
            yield self.file.problem((*where, key), f"{criterion.id}: unreachable: nobody can ever fail this rule")

    def _limb(self, node: Node) -> str:
        if isinstance(node, All | AnyOf | Cases) and not reach.reach(self.index, node) & (TRUE | FALSE):
            return "this part can never be true or false"
        if isinstance(node, All | AnyOf):
            settled = reach.reach(self.index, node, silent=False)
            if settled in (TRUE, FALSE):
                return f"this part is {'true' if settled == TRUE else 'false'} for everybody"
        if isinstance(node, Cases):
            return self._shadowed(node)
        return ""

    def _shadowed(self, node: Cases) -> str:
        if reach.how_many(self.index, [node]) > reach.MOST:
            return ""
        conditions = [case.if_.compile(self.index) for case in node.cases]
        idle = set(range(len(conditions)))
        for person in reach.people(self.index, [node]):
            first = next((n for n, holds in enumerate(conditions) if holds(person).truth == TRUE), None)
            idle.discard(first if first is not None else -1)
        if not idle:
            return ""
        return f"case {min(idle) + 1} can never decide: its condition never holds, or an earlier case always holds too"

    def _changes(self, criterion: Criterion, where: Path) -> Iterator[str]:
        own = {name for test in criterion.rule.tests() for name in test.facts()}
        last = len(criterion.can_change) - 1
        for place, change in enumerate(criterion.can_change):
            path: Path = (*where, "can_change", place)
            if change.if_ is None:
                if place != last:
                    yield self.file.problem(path, f"{criterion.id}: nothing after an entry without a condition is read")
                continue
            other = sorted({name for test in change.if_.tests() for name in test.facts()} - own)
            if other:
                words = f"{criterion.id}: {other[0]} is no fact of the criterion; allowed: {', '.join(sorted(own))}"
                yield self.file.problem((*path, "if"), words)

    def _contradictions(self) -> Iterator[str]:
        """Two criteria that nobody can pass together."""
        places = {criterion.id: place for place, criterion in enumerate(self.trial.criteria)}
        for one, other in combinations([c for c in self.trial.criteria if not c.advisory], 2):
            rules = [one.rule, other.rule]
            if not _facts_of(one) & _facts_of(other) or reach.how_many(self.index, rules) > reach.MOST:
                continue
            passes = [(c.rule.compile(self.index), TRUE if c.requires else FALSE) for c in (one, other)]
            everybody = reach.people(self.index, rules)
            if not any(all(rule(p).truth == truth for rule, truth in passes) for p in everybody):
                words = f"{other.id}: contradictory: nobody can pass both this and {one.id}"
                yield self.file.problem(("criteria", places[other.id]), words)

    def _coverage(self) -> Iterator[str]:
        """Every line of the listing's criteria must be in the quote of a criterion of its kind."""
        listing: Source = self.trial.sources[self.trial.listing]
        where: Path = ("sources", self.trial.listing, "text")
        first = self.file.line(where) + 1
        found = bullets(listing.text)
        if not found:
            yield self.file.problem(where, "no inclusion or exclusion criteria found in the listing's text")
        for bullet in found:
            quotes = [fold(c.quote) for c in self.trial.criteria if bullet.kind in (None, c.kind)]
            left = _uncovered(bullet, quotes)
            if left:
                line, words = first + bullet.line, f"no criterion covers the {bullet.kind or 'listed'} line: {left}"
                yield f"{self.file.name}:{line}: sources.{self.trial.listing}.text: {words}"


def _facts_of(criterion: Criterion) -> set[str]:
    return {name for test in criterion.rule.tests() for name in test.facts()}


def _uncovered(bullet: Bullet, quotes: Iterable[str]) -> str:
    """What is left of a listed line once the quotes that stand in it are taken out; "" when it is covered."""
    left = bullet.text
    for quote in sorted(quotes, key=len, reverse=True):
        if bullet.text in quote:
            return ""
        left = left.replace(quote, " ")
    return bullet.text if re.search(r"\w", re.sub(r"\b(and|or)\b", "", left)) else ""


def _threshold(test: Test, fact: Quantity) -> Iterator[str]:
    """A limit outside the fact's range is passed, or failed, by everybody."""
    low, high = fact.range
    found = reach.limits(test)
    if test.operator == "between" and found[0] > found[1]:
        yield f"nothing is between {found[0]:.10g} and {found[1]:.10g}; the lower limit comes first"
    for limit in found:
        outside = not low <= limit <= high
        if outside or (test.operator, limit) in {("above", high), ("below", low), ("at_least", low), ("at_most", high)}:
            yield f"a limit of {limit:.10g} tells nobody apart; {_allowed(fact)}"


_UNIT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*((?:[A-Za-zµ]+\d?)?(?:/[A-Za-z]+\d?)+)")
"""A number with a compound unit: 200 IU/L, 80,000 /mm3, 1.0mg/kg/d."""


def _number(written: str) -> float:
    return float(written.replace(",", ""))


def _same_unit(one: str, other: str) -> bool:
    return _plain_unit(one) == _plain_unit(other)


def _plain_unit(unit: str) -> str:
    return re.sub(r"/d$", "/day", unit.lower().replace(" ", ""))
