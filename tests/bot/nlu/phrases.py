"""Every fact and value of the catalogue in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.scoring import DATA

PHRASES = yaml.safe_load((DATA / "conversation_phrases.yml").read_text(encoding="utf-8"))


def values(fact: str) -> list[Any]:
    spec = catalogue()[fact]
    if spec["type"] == "yes_no":
        return [True, False]
    if spec["type"] in ("integer", "number"):
        return PHRASES["numbers"].get(fact, [])
    if spec["type"] == "date":
        return PHRASES["dates"]
    codes = list(spec.get("values") or catalogue()[spec["values_of"]]["values"])
    codes = [code for code in codes if code not in PHRASES["not_said"].get(fact, [])]
    return [[code] for code in codes] if spec["type"] == "set" else codes


def phrase(fact: str, value: Any) -> str:
    if isinstance(value, bool):
        return PHRASES["yes_no"][fact][0 if value else 1]
    codes = value if isinstance(value, list) else [value]
    words = [PHRASES["words"].get(str(code), str(code).replace("_", " ")) for code in codes]
    return PHRASES["said"][fact].format(" and ".join(words))


def cases() -> Iterator[tuple[str, Any]]:
    for fact in catalogue():
        for value in values(fact):
            if fact in PHRASES["said"] or isinstance(value, bool):
                yield fact, value


CASES = list(cases())
