"""The catalogue as a whole: facts, trials and their hash, read once and checked before anything is answered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from criteria.assessment import Engine
from criteria.facts import FactTable
from criteria.person import FactIndex
from criteria.questions import QuestionBook
from criteria.rules import Test
from criteria.trial import OtherTrials, Trial
from criteria.wording import Wording
from criteria.yamlfile import CatalogueError, YamlFile

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
    facts_file = YamlFile(folder / "facts.yml", "facts.yml")
    table = facts_file.parse(FactTable)
    index = FactIndex(table)
    files = {"facts.yml": facts_file}
    trials: list[Trial] = []
    problems: list[str] = []
    for path in sorted((folder / "trials").glob("*.yml")):
        name = f"trials/{path.name}"
        try:
            file = YamlFile(path, name)
            trial = file.parse(Trial)
            problems += reference_problems(file, trial, table)
            files[name] = file
            trials.append(trial)
        except CatalogueError as error:
            problems += error.problems
    problems += _twice(trials)
    others = files["other_trials.yml"] = YamlFile(folder / "other_trials.yml", "other_trials.yml")
    other_trials = others.parse(OtherTrials)
    words = files["wording.yml"] = YamlFile(folder / "wording.yml", "wording.yml")
    wording = words.parse(Wording)
    asked = files["questions.yml"] = YamlFile(folder / "questions.yml", "questions.yml")
    questions = asked.parse(QuestionBook)
    problems += questions.problems(asked, table)
    if problems:
        raise CatalogueError(problems)
    hashed = digest(folder)
    engine = Engine(trials, index, wording.recruitment, hashed)
    return Catalogue(table, index, trials, other_trials, wording, questions, engine, hashed, files)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The shipped catalogue, read once in a process."""
    return load()


def reference_problems(file: YamlFile, trial: Trial, table: FactTable) -> list[str]:
    """Names in a trial file that stand for nothing: facts, values, sources. Rules cannot be compiled with these."""
    problems = []
    if trial.listing not in trial.sources:
        problems.append(file.problem(("listing",), f"no such source; allowed: {', '.join(trial.sources)}"))
    for i, criterion in enumerate(trial.criteria):
        where = ("criteria", i)
        if criterion.source not in trial.sources:
            allowed = ", ".join(trial.sources)
            problems.append(file.problem((*where, "source"), f"{criterion.id}: no such source; allowed: {allowed}"))
        for place, rule in criterion.rules():
            for path, node in rule.walk((*where, *place)):
                for fact in node.facts() if isinstance(node, Test) else ():
                    if fact not in table.facts:
                        words = f"{criterion.id}: {fact}: {table.no_such_fact(fact)}"
                        problems.append(file.problem((*path, "fact"), words))
    return problems


def _twice(trials: list[Trial]) -> list[str]:
    ids = [c.id for t in trials for c in t.criteria] + [t.nct_id for t in trials]
    return [f"trials: the id {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
