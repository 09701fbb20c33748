"""The language pipeline beside Rasa's defaults: milliseconds a message, F1 of the facts, classifiers of the intent.

    python -m benchmarks.understanding [--skip-training]

Speed: p50 of one message, ours and the starter bot's default NLU (`rasa init`), on the development messages, in turn.
F1: ours, and the default pipeline (DIET) trained on this project's examples, on the same messages.
Intents: accuracy over five held-back folds of data/nlu, for ours and for Rasa's classifiers.
"""

# ruff: noqa: E402 - the project is found from here, however this file is started

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import logging
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import rasa
import spacy
import structlog
import yaml
from spacy.training import Example

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.nlu.intents import ANSWER, Bayes, Intents, examples
from bot.nlu.language.phrases import Lexicon
from bot.nlu.language.text import tokens, vocabulary
from bot.nlu.reader import Reader, Reading
from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.scoring import Score, asked, count, messages
from tests.bot.nlu.test_answers_in_words import CASES, phrase
from tests.bot.nlu.test_sets import UNUSED

FOLDS = 5
ROUNDS = 5
"""Of both paces, one after the other, so that a busy machine is busy for both; the middle ratio counts."""
TEXTCAT_EPOCHS = 20
SETS = ("dev_utterances.yml", *UNUSED)
"""The development set, and sets of which nothing was used: neither reader was fitted to them."""
DEFAULT = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
EPOCHS = 20
"""Of the default 100: one takes half a minute with an entity for every fact."""
DIET = [*DEFAULT, {"name": "DIETClassifier", "epochs": EPOCHS, "random_seed": 1}, {"name": "EntitySynonymMapper"}]
INTENTS_ONLY = [*DEFAULT, {"name": "DIETClassifier", "epochs": 100, "random_seed": 1, "entity_recognition": False}]
CLASSIFIERS = {
    "DIET": INTENTS_ONLY,
    "LogisticRegressionClassifier": [*DEFAULT, {"name": "LogisticRegressionClassifier"}],
}
Parse = Callable[[str], dict[str, Any]]


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--skip-training", action="store_true", help="only our own figures; trains nothing")
    skip = options.parse_args().skip_training
    start = time.perf_counter()
    reader = Reader()
    print(f"reader ready in {time.perf_counter() - start:.2f} s (imports apart)")
    as_of, specs = messages(SETS[0])
    read = partial(read_with, reader, as_of=as_of)
    print(f"p50 a message: {p50(read, specs):.2f} ms")
    for name in SETS:
        print_score(name, score_of(name, partial(read_with, reader)))
    print(f"intents, {FOLDS} folds: {folds(our_intents):.3f} wordings, then naive Bayes")
    print(f"intents, {FOLDS} folds: {folds(bayes_alone):.3f} naive Bayes alone")
    if not skip:
        costs: list[tuple[float, float]] = []
        accuracy = folds(partial(textcat, costs))
        training, reading = (statistics.median(cost) for cost in zip(*costs, strict=True))
        spent = f"{training:.0f} s to train, {reading:.2f} ms a message"
        print(f"intents, {FOLDS} folds: {accuracy:.3f} spaCy textcat; {spent}")
        against_rasa(specs, read)
    return 0


def read_with(reader: Reader, spec: dict[str, Any], as_of: dt.date) -> Reading:
    return reader.read(spec["text"], asked(spec), as_of)


def against_rasa(specs: list[dict[str, Any]], read: Callable[[dict[str, Any]], Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        starter = load(train(Path(folder) / "starter", starter_data(), None))
        print_paces(specs, read, lambda spec: starter(spec["text"]))
        baseline = load(train(Path(folder) / "diet", fact_examples(), DIET))
        for name in SETS:
            print_score(
                f"{name}, DIET", score_of(name, lambda spec, _: as_reading(spec["text"], baseline(spec["text"])))
            )
        for name, pipeline in CLASSIFIERS.items():
            spent: list[float] = []
            accuracy = folds(partial(rasa_intents, Path(folder) / name, pipeline, spent), times=1)
            print(f"intents, one fold: {accuracy:.3f} {name}; model loaded in {statistics.median(spent):.1f} s")


def print_paces(specs: list[dict[str, Any]], ours: Callable[..., Any], theirs: Callable[..., Any]) -> None:
    paces = [(p50(ours, specs), p50(theirs, specs)) for _ in range(ROUNDS)]
    ratios = sorted(one / other for one, other in paces)
    ours_ms, theirs_ms = (statistics.median(column) for column in zip(*paces, strict=True))
    print(f"p50 a message: {theirs_ms:.2f} ms starter bot, {ours_ms:.2f} ms ours (medians of {ROUNDS} rounds)")
    print(f"ours {statistics.median(ratios):.2f} of it ({ratios[0]:.2f} to {ratios[-1]:.2f}); to reach: 0.33")


def p50(read: Callable[[dict[str, Any]], Any], specs: list[dict[str, Any]]) -> float:
    """Milliseconds that half of the messages stay below, after a warm-up."""
    for spec in specs[:20]:
        read(spec)
    spent = []
    for spec in specs:
        start = time.perf_counter()
        read(spec)
        spent.append((time.perf_counter() - start) * 1e3)
    return statistics.median(spent)


def score_of(name: str, read: Callable[[dict[str, Any], dt.date], Reading]) -> Score:
    as_of, specs = messages(name)
    total = Score()
    for spec in specs:
        count(total, spec, read(spec, as_of))
    return total


def print_score(name: str, total: Score) -> None:
    print(
        f"{name}: F1 {total.f1:.3f}, precision {total.precision:.3f}, recall {total.recall:.3f}, "
        f"must not {len(total.forbidden)}, emergencies missed {len(total.emergencies_missed)}, "
        f"false alarms {len(total.false_alarms)}"
    )


def folds(learn: Callable[[list[tuple[str, str]]], Callable[[str], str]], times: int = FOLDS) -> float:
    """Accuracy over folds of the examples: every fifth is held back, in turn, so many `times`."""
    known = examples()
    right = 0
    for fold in range(times):
        classify = learn([pair for at, pair in enumerate(known) if at % FOLDS != fold])
        right += sum(classify(text) == intent for at, (text, intent) in enumerate(known) if at % FOLDS == fold)
    return right / len([at for at in range(len(known)) if at % FOLDS < times])


def our_intents(known: list[tuple[str, str]]) -> Callable[[str], str]:
    reader = Reader(Intents(Lexicon(vocabulary()), known))
    return lambda text: reader.read(text).intent


def bayes_alone(known: list[tuple[str, str]]) -> Callable[[str], str]:
    model = Bayes(known)
    return lambda text: model.probabilities([token.key for token in tokens(text)])[0][0]


def textcat(costs: list[tuple[float, float]], known: list[tuple[str, str]]) -> Callable[[str], str]:
    """spaCy's text categoriser with its default model, trained until it knows its examples."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    labels = sorted({intent for _, intent in known})
    categories = nlp.add_pipe("textcat")
    for label in labels:
        categories.add_label(label)  # type: ignore[attr-defined]
    lessons = [
        Example.from_dict(nlp.make_doc(text), {"cats": {label: float(label == intent) for label in labels}})
        for text, intent in known
    ]
    start = time.perf_counter()
    optimizer = nlp.initialize(lambda: lessons)
    for _ in range(TEXTCAT_EPOCHS):
        random.Random(0).shuffle(lessons)
        for batch in spacy.util.minibatch(lessons, 16):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    trained = time.perf_counter()
    for text, _ in known[:50]:
        nlp(text)
    costs.append((trained - start, (time.perf_counter() - trained) * 20))
    return lambda text: max((doc := nlp(text)).cats, key=doc.cats.__getitem__)


def rasa_intents(
    folder: Path, pipeline: list[dict[str, Any]], spent: list[float], known: list[tuple[str, str]]
) -> Callable[[str], str]:
    by_intent: dict[str, list[str]] = {}
    for text, intent in known:
        by_intent.setdefault(intent, []).append(text)
    path = train(folder / f"fold{len(spent)}", nlu(by_intent), pipeline)
    start = time.perf_counter()
    parse = load(path)
    spent.append(time.perf_counter() - start)
    return lambda text: (parse(text).get("intent") or {}).get("name") or ""


def nlu(by_intent: dict[str, Iterable[str]]) -> list[dict[str, Any]]:
    return [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]


def starter_data() -> list[dict[str, Any]]:
    path = Path(rasa.__file__).parent / "cli" / "initial_project" / "data" / "nlu.yml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"])


def fact_examples() -> list[dict[str, Any]]:
    """The intents' examples, and every fact and value in the words of the conversation tests, as entities."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples():
        by_intent.setdefault(intent, []).append(re.sub(r"[\[\](){}]", " ", text))
    by_intent[ANSWER] = [*by_intent.get(ANSWER, []), *annotated()]
    return nlu(by_intent)


def annotated() -> Iterator[str]:
    for fact, value in CASES:
        words = re.sub(r"[\[\](){}]", " ", phrase(fact, value)).strip()
        code = value[0] if isinstance(value, list) else value
        yield f'[{words}]{{"entity": "{fact}", "value": "{str(code).lower()}"}}'


def train(folder: Path, data: list[dict[str, Any]], pipeline: list[dict[str, Any]] | None) -> str:
    """The path of an NLU model; `pipeline` None is Rasa's default."""
    from rasa.model_training import train_nlu

    folder.mkdir(parents=True)
    config: dict[str, Any] = {"recipe": "default.v1", "language": "en", "assistant_id": "benchmark"}
    if pipeline is not None:
        config["pipeline"] = pipeline
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": data}), encoding="utf-8")
    path = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder / "models"))
    assert path is not None, "Rasa trained no model"
    return path


def load(path: str) -> Parse:
    from rasa.core.agent import Agent

    agent = Agent.load(path)
    loop = asyncio.new_event_loop()
    return lambda text: dict(loop.run_until_complete(agent.parse_message(text)))


def as_reading(text: str, parsed: dict[str, Any]) -> Reading:
    """What DIET's entities say, with numbers read from the words it marked."""
    facts: dict[str, Any] = {}
    for entity in parsed.get("entities", []):
        spec = catalogue().get(entity["entity"])
        if spec:
            facts[entity["entity"]] = typed(spec["type"], entity["value"], text[entity["start"] : entity["end"]])
    return Reading(text, "", 0.0, {fact: value for fact, value in facts.items() if value is not None})


def typed(kind: str, value: str, words: str) -> Any:
    if kind in ("integer", "number"):
        number = re.search(r"\d+(?:\.\d+)?", words)
        return float(number[0]) if number else None
    if kind == "yes_no":
        return {"true": True, "false": False}.get(value)
    return [value] if kind == "set" else value


if __name__ == "__main__":
    sys.exit(main())
