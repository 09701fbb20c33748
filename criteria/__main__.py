"""Command line: `python -m criteria assess` and `python -m criteria lint` (contract section 2)."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from criteria.load import Catalogue, catalogue
from criteria.person import PersonError
from criteria.reading import Problem, read_people
from criteria.yamlfile import CatalogueError

DONE, CATALOGUE_WRONG, INPUT_WRONG = 0, 1, 2
DAYS = (dt.date(1950, 1, 1), dt.date(2199, 12, 31))
"""Days that an assessment can be made for."""


def main(argv: list[str] | None = None) -> int:
    """Exit code: 0 done, 1 the catalogue has problems, 2 the input or the options have."""
    for stream in (sys.stdout, sys.stderr):
        # Quotes hold letters beyond ASCII, whatever the terminal's own encoding is.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except CatalogueError as error:
        return _complain(error.problems, CATALOGUE_WRONG)
    except BrokenPipeError:
        # The reader (head, less) has had enough; nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m criteria", description="Eligibility rules: assess people, lint.")
    commands = parser.add_subparsers(required=True, metavar="assess|lint")
    assess = commands.add_parser("assess", help="facts in, assessment out")
    assess.add_argument("file", nargs="?", default="-", help="a JSON object of facts, or JSON Lines; - is stdin")
    assess.add_argument("--trial", metavar="NCT...", help="only this trial")
    assess.add_argument("--on", metavar="YYYY-MM-DD", type=_day, help="the day to assess for; today if left out")
    assess.add_argument("--format", choices=("json", "text"), default="json", help="json: one assessment a line")
    assess.set_defaults(run=_assess)
    lint = commands.add_parser("lint", help="check the whole catalogue")
    lint.set_defaults(run=_lint)
    return parser


def _day(text: str) -> dt.date:
    first, last = DAYS
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if not first <= day <= last:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day from {first} to {last} as YYYY-MM-DD")
    return day


def _assess(options: argparse.Namespace) -> int:
    known = catalogue()
    nct_ids = [trial.nct_id for trial in known.trials]
    if options.trial is not None and options.trial not in nct_ids:
        return _complain([f"--trial: no trial {options.trial!r}; allowed: {', '.join(nct_ids)}"], INPUT_WRONG)
    try:
        content = _content(options.file)
    except OSError as error:
        return _complain([f"{options.file}: cannot be read: {error.strerror}"], INPUT_WRONG)
    write = _writer(options.format, known)
    problems: list[str] = []
    for line, facts in read_people(content):
        if isinstance(facts, Problem):
            problems.append(f"line {line}: {facts.words}")
            continue
        try:
            write(known.engine.assess(facts, options.on or dt.date.today(), only=options.trial))
        except PersonError as error:
            problems += [f"line {line}: {_printable(fact)}: {words}" for fact, words in error.problems.items()]
    sys.stdout.flush()
    return _complain(problems, INPUT_WRONG) if problems else DONE


def _content(path: str) -> bytes:
    standard_input = 0
    with open(standard_input if path == "-" else path, "rb", closefd=path != "-") as file:
        return file.read()


def _writer(form: str, known: Catalogue) -> Callable[[dict[str, Any]], None]:
    if form == "json":
        return lambda assessment: print(json.dumps(assessment, ensure_ascii=False))
    from criteria.text import Sheet  # the words are read only when they are shown

    sheet = Sheet(known)
    return lambda assessment: print(sheet.render(assessment))


def _printable(name: str) -> str:
    """A fact name as given, on one line and not endless."""
    return name if name.isidentifier() and len(name) <= 60 else json.dumps(name[:60])


def _complain(problems: list[str], code: int) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return code


def _lint(options: argparse.Namespace) -> int:
    from criteria.lint import lint, summary

    try:
        known = catalogue()
        problems = lint(known)
    except CatalogueError as error:  # here the problems are what was asked for
        problems = error.problems
    print("\n".join(problems) if problems else summary(known))
    return CATALOGUE_WRONG if problems else DONE


if __name__ == "__main__":
    sys.exit(main())
