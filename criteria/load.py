"""The catalogue as a whole: facts, trials and their hash, read once and checked before anything is answered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from criteria.answers import answer_data
from criteria.assessment import Engine
from criteria.doubts import DoubtRules
from criteria.fact_table import FactTable
from criteria.facts import Quantity
from criteria.glossary import Glossary
from criteria.person import FactIndex
from criteria.question_book import QuestionBook
from criteria.replies import Replies, Speech
from criteria.rules import Multiple, Test
from criteria.trial import OtherTrials, Trial
from criteria.wording import Wording, placeholders
from criteria.yamlfile import CatalogueError, Model, YamlFile

CATALOGUE = Path(__file__).with_name("catalogue")


@dataclass(frozen=True)
class Catalogue:
    """What a clinician reviews, parsed. `digest` names this exact content ("sha256:...")."""

    table: FactTable
    index: FactIndex
    trials: list[Trial]
    other_trials: OtherTrials
    wording: Wording
    questions: QuestionBook
    replies: Replies
    doubt_rules: DoubtRules
    glossary: Glossary
    engine: Engine
    digest: str
    files: dict[str, YamlFile]


def digest(folder: Path) -> str:
    """Hash over every catalogue file, names included, in a fixed order."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.yml")):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return f"sha256:{whole.hexdigest()}"


def load(folder: Path = CATALOGUE) -> Catalogue:
    """The catalogue in `folder`, never a part of one.

    Raises CatalogueError with one line per problem, each naming file, line, field and what is allowed.
    """
    files = _Files(folder)
    table = files.parse("facts.yml", FactTable)
    named = [f"trials/{path.name}" for path in sorted((folder / "trials").glob("*.yml"))]
    trials = {name: trial for name in named if (trial := files.parse(name, Trial))}
    others = files.parse("other_trials.yml", OtherTrials)
    wording = files.parse("wording.yml", Wording)
    questions = files.parse("questions.yml", QuestionBook)
    replies = files.parse("replies.yml", Replies)
    doubts = files.parse("doubts.yml", DoubtRules)
    glossary = files.parse("glossary.yml", Glossary)
    if not named:
        files.problems.append("trials:1: (top): no trial file; wanted trials/NCT*.yml")
    if table is not None:
        for name, trial in trials.items():
            files.problems += reference_problems(files.read[name], trial, table)
        if questions is not None:
            files.problems += questions.problems(files.read["questions.yml"], table)
        files.problems += table.silent_facts(files.read["facts.yml"])
        if doubts is not None:
            files.problems += doubts.problems(files.read["doubts.yml"], table)
        if glossary is not None:
            files.problems += glossary.problems(files.read["glossary.yml"], table)
    files.problems += _twice(list(trials.values()))
    if table is None or others is None or wording is None or questions is None or replies is None:
        raise CatalogueError(files.problems)
    if doubts is None or glossary is None or files.problems:
        raise CatalogueError(files.problems)
    index, hashed = FactIndex(table), digest(folder)
    engine = Engine(list(trials.values()), index, wording.recruitment, hashed)
    known = list(trials.values())
    said = (wording, questions, replies, doubts, glossary)
    return Catalogue(table, index, known, others, *said, engine, hashed, files.read)


class _Files:
    """Catalogue files as they are read, and every problem found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, YamlFile] = {}
        self.problems: list[str] = []

    def parse(self, name: str, model: type[Model]) -> Model | None:
        """The file as `model`, or None when it has problems."""
        try:
            self.read[name] = YamlFile(self.folder / name, name)
            return self.read[name].parse(model)
        except CatalogueError as error:
            self.problems += error.problems
            return None


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The shipped catalogue, read once in a process."""
    return load()


@lru_cache(maxsize=1)
def speech() -> Speech:
    """The shipped texts of the conversation."""
    return Speech(catalogue().replies)


def reference_problems(file: YamlFile, trial: Trial, table: FactTable) -> list[str]:
    """Names in a trial file that stand for nothing: facts, values, sources. Rules cannot be compiled with these."""
    problems = []
    for topic, answer in trial.answers.items():
        for register, text in answer.words.items():
            extra = placeholders(text) - set(answer_data(trial))
            if extra:
                words = f"unknown {{{min(extra)}}}; allowed: {', '.join(answer_data(trial))}"
                problems.append(file.problem(("answers", topic, "words", register), words))
    if trial.listing not in trial.sources:
        problems.append(file.problem(("listing",), f"no such source; allowed: {', '.join(trial.sources)}"))
    for i, criterion in enumerate(trial.criteria):
        where = ("criteria", i)
        if criterion.source not in trial.sources:
            allowed = ", ".join(trial.sources)
            problems.append(file.problem((*where, "source"), f"{criterion.id}: no such source; allowed: {allowed}"))
        for place, rule in criterion.rules():
            for path, node in rule.walk((*where, *place)):
                if isinstance(node, Test) and (wrong := _misfit(node, table)):
                    problems.append(file.problem((*path, wrong[0]), f"{criterion.id}: {wrong[1]}"))
    return problems


def _misfit(test: Test, table: FactTable) -> tuple[str, str] | None:
    """Why a test cannot be asked at all: the key that is wrong, and what is allowed."""
    for name in test.facts():
        if name not in table.facts:
            return "fact" if name == test.fact else test.operator, f"{name}: {table.no_such_fact(name)}"
    fact = table.facts[test.fact]
    if test.operator not in fact.operators:
        allowed = ", ".join(fact.operators)
        return test.operator, f"{test.fact}: '{test.operator}' does not fit the type {fact.type}; allowed: {allowed}"
    for name in test.facts():
        if isinstance(test.operand, Multiple) and not isinstance(table.facts[name], Quantity):
            return test.operator, f"{name} is no number"
    return None


def _twice(trials: list[Trial]) -> list[str]:
    ids = [c.id for t in trials for c in t.criteria] + [t.nct_id for t in trials]
    return [f"trials:1: id: {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
