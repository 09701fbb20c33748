"""`python -m bot.understand [FILE|-]`: what each line says, as the assistant reads it (CONTRACT, command line)."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.nlu.reader import Reader
from bot.nlu.vocabulary import catalogue


class Line(BaseModel):
    """One line of input: plain text, or a JSON object with these keys."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    asked: list[str] = []
    as_of: str | None = None

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.as_of) if self.as_of else None


def parse(line: str) -> Line:
    """The message of one line. Raises ValueError saying what is wrong, without repeating the message."""
    if not line.lstrip().startswith("{"):
        return Line(text=line)
    try:
        parsed = Line.model_validate(json.loads(line))
        parsed.day  # noqa: B018  an impossible date is a bad line
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON at column {error.colno}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    unknown = [fact for fact in parsed.asked if fact not in catalogue()]
    if unknown:
        raise ValueError(f"asked: no such fact: {unknown[0]}")
    return parsed


def answer(reader: Reader, line: Line) -> dict[str, Any]:
    reading = reader.read(line.text, line.asked, line.day)
    return {
        "text": reading.text,
        "intent": reading.intent,
        "facts": reading.facts,
        "evidence": reading.evidence,
        "safety": reading.safety,
    }


def run(lines: Iterable[str]) -> int:
    """Answers every good line on stdout and names every bad one on stderr. Returns the exit code."""
    reader = Reader()
    failed = False
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = parse(raw.rstrip("\r\n"))
        except ValueError as error:
            print(f"line {number}: {error}", file=sys.stderr)
            failed = True
            continue
        print(json.dumps(answer(reader, line), ensure_ascii=False))
    return 2 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.understand", description=__doc__)
    parser.add_argument("file", nargs="?", default="-", help="lines of text or JSON Lines; - is standard input")
    name = parser.parse_args().file
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if name == "-":
        return run(sys.stdin)
    path = Path(name)
    if not path.is_file():
        print(f"{name}: no such file", file=sys.stderr)
        return 2
    with path.open(encoding="utf-8", errors="replace") as lines:
        return run(lines)


if __name__ == "__main__":
    sys.exit(main())
