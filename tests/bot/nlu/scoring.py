"""Scores a reader against messages with gold facts, by the rules that head data/dev_utterances.yml.

`python -m tests.bot.nlu.scoring [FILE ...]` prints what is misread in each file (default: every set) and its figures.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.reader import Reader, Reading

DATA = Path(__file__).parent / "data"


@dataclass
class Score:
    right: int = 0
    extra: int = 0
    missed: int = 0
    forbidden: list[str] = field(default_factory=list)
    emergencies_missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.extra) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / ((2 * self.right + self.extra + self.missed) or 1)


def messages(name: str | Path) -> tuple[dt.date, list[dict[str, Any]]]:
    document = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return dt.date.fromisoformat(str(document["as_of"])), document["utterances"]


def asked(spec: dict[str, Any]) -> list[str]:
    facts = spec.get("asked") or []
    return [facts] if isinstance(facts, str) else facts


def score(reader: Reader, name: str | Path) -> Score:
    as_of, specs = messages(name)
    total = Score()
    for spec in specs:
        count(total, spec, reader.read(spec["text"], asked(spec), as_of))
    return total


def count(total: Score, spec: dict[str, Any], reading: Reading) -> None:
    wanted = spec.get("facts") or {}
    for fact, value in wanted.items():
        if (
            fact in reading.facts
            and right(spec, fact, reading.facts[fact])
            or value == "unknown"
            and fact not in reading.facts
        ):
            total.right += 1
        else:
            total.missed += 1
            total.misses.append(f"{spec['id']} {fact}: {reading.facts.get(fact)!r}, not {value!r}")
    for fact, value in reading.facts.items():
        if forbidden(spec, fact, value):
            total.forbidden.append(f"{spec['id']} {fact}={value!r}")
        if not right(spec, fact, value) and not (value == "unknown" and fact not in wanted):
            total.extra += 1
            total.misses.append(f"{spec['id']} {fact}: {value!r} is not said")
    if spec.get("safety") and not reading.safety:
        total.emergencies_missed.append(spec["id"])
    if reading.safety and not spec.get("safety"):
        total.false_alarms.append(spec["id"])


def right(spec: dict[str, Any], fact: str, value: Any) -> bool:
    allowed = [spec[key][fact] for key in ("facts", "optional") if fact in (spec.get(key) or {})]
    if len(allowed) == 2 and all(isinstance(one, list) for one in [*allowed, value]):
        return set(allowed[0]) <= set(value) <= set(allowed[0] + allowed[1])
    return any(same(value, one) for one in [*allowed, *(spec.get("accept") or {}).get(fact, [])])


def forbidden(spec: dict[str, Any], fact: str, value: Any) -> bool:
    """A value that a careless reader would give. Numbers are compared exactly: 68.5 is not 68."""
    if fact not in (spec.get("must_not") or {}):
        return False
    bad = spec["must_not"][fact]
    return bool(set(bad) & set(value)) if isinstance(bad, list) and isinstance(value, list) else value == bad


def same(value: Any, wanted: Any) -> bool:
    if isinstance(value, list) or isinstance(wanted, list):
        return isinstance(value, list) and isinstance(wanted, list) and set(value) == set(wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return abs(value - wanted) <= 0.01 * abs(wanted) + 1e-9
    return str(value) == str(wanted)


def main(names: list[str]) -> None:
    reader = Reader()
    for path in [Path(name).absolute() for name in names] or sorted(DATA.glob("*.yml")):
        if "utterances" in path.read_text(encoding="utf-8"):
            _tell(path, score(reader, path))


def _tell(path: Path, total: Score) -> None:
    texts = {spec["id"]: spec["text"] for spec in messages(path)[1]}
    wrong = [
        *(f"MUST NOT {one}" for one in total.forbidden),
        *(f"{one} EMERGENCY MISSED" for one in total.emergencies_missed),
        *(f"{one} FALSE ALARM" for one in total.false_alarms),
        *total.misses,
    ]
    for line in wrong:
        print(line, "::", next((texts[word] for word in line.split()[:3] if word in texts), ""))
    print(
        f"{path.name}: F1 {total.f1:.3f} (precision {total.precision:.3f}, recall {total.recall:.3f}), "
        f"{len(total.forbidden)} must-not, {len(total.emergencies_missed)} dangers missed, "
        f"{len(total.false_alarms)} false alarms"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
