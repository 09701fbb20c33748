"""People's facts from JSON text: one object, or JSON Lines with one person a line (contract section 2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn


@dataclass(frozen=True)
class Problem:
    """Why a person cannot be read, in words for whoever wrote the line."""

    words: str


Facts = dict[str, Any]


def read_people(content: bytes) -> Iterator[tuple[int, Facts | Problem]]:
    """Each person, or what is wrong with the line, with the number of the line (from 1).

    A single object may be spread over several lines. Blank lines are passed over.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield line, Problem("not UTF-8 text")
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        yield 1, Problem("no facts; wanted a JSON object of facts, or JSON Lines with one object a line")
        return
    if _is_spread(text, [line for _, line in lines]):
        parsed = _parsed(text)
        yield getattr(parsed, "lineno", lines[0][0]), _checked(parsed)
        return
    yield from ((number, _checked(_parsed(line))) for number, line in lines)


def _is_spread(text: str, lines: list[str]) -> bool:
    """Whether the text is one object over several lines, well or badly written."""
    if len(lines) == 1 or not isinstance(_parsed(lines[0]), json.JSONDecodeError):
        return False
    if not isinstance(_parsed(text), json.JSONDecodeError):
        return True
    return not any(isinstance(_parsed(line), dict) for line in lines)


def _checked(parsed: Any) -> Facts | Problem:
    if isinstance(parsed, json.JSONDecodeError):
        place = f"at column {parsed.colno}"
        return Problem(f"not valid JSON: {parsed.msg} {place}; wanted a JSON object of facts")
    if isinstance(parsed, ValueError):
        return Problem(str(parsed))
    if not isinstance(parsed, dict):
        return Problem('wanted a JSON object of facts, such as {"age_years": 54}')
    return parsed


def _parsed(text: str) -> Any:
    """What the text holds, or the ValueError that says why it cannot be used."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        return ValueError("nested too deeply; wanted a JSON object of facts")
    except ValueError as error:
        return error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A fact said twice could hold two values; none is picked silently."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise ValueError(f"{json.dumps(name[:60])} stands twice; each fact is allowed once")
        seen.add(name)
    return dict(pairs)


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number that JSON allows")
