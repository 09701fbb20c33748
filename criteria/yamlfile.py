"""YAML files whose errors name file, line, field and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Key = str | int
Lines = dict[tuple[Key, ...], int]


class CatalogueError(Exception):
    """One or more problems in catalogue files; `problems` holds one line each, "file:line: field: what is wrong"."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class YamlFile:
    """A parsed YAML file that remembers the line of every key and item."""

    def __init__(self, path: Path, name: str | None = None) -> None:
        self.path = path
        self.name = name or path.name
        self.lines: Lines = {}
        try:
            text = path.read_text(encoding="utf-8")
            loader = yaml.CSafeLoader(text)
            node = loader.get_single_node()
            self._note_lines(node, ())
            self.data: Any = loader.construct_document(node) if node is not None else {}
        except UnicodeDecodeError as error:
            raise CatalogueError([f"{self.name}:1: not UTF-8 text (byte {error.start})"]) from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CatalogueError([f"{self.name}:{line}: not valid YAML: {error.problem}"]) from error
        except yaml.YAMLError as error:
            raise CatalogueError([f"{self.name}:1: not valid YAML: {error}"]) from error

    def _note_lines(self, node: yaml.Node | None, path: tuple[Key, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    line = key.start_mark.line + 1
                    raise CatalogueError([f"{self.name}:{line}: {_field(path)}: the key '{key.value}' stands twice"])
                seen.add(key.value)
                self.lines[(*path, key.value)] = key.start_mark.line + 1
                self._note_lines(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self.lines[(*path, index)] = item.start_mark.line + 1
                self._note_lines(item, (*path, index))

    def line(self, path: tuple[Key, ...]) -> int:
        """Line of the deepest part of `path` that stands in the file. Parts that only a schema knows are passed over."""
        at: tuple[Key, ...] = ()
        line = 1
        for part in path:
            if (*at, part) in self.lines:
                at = (*at, part)
                line = self.lines[at]
        return line

    def problem(self, path: tuple[Key, ...], message: str) -> str:
        return f"{self.name}:{self.line(path)}: {_field(self._known(path))}: {message}"

    def _known(self, path: tuple[Key, ...]) -> tuple[Key, ...]:
        at: tuple[Key, ...] = ()
        for part in path:
            if (*at, part) in self.lines:
                at = (*at, part)
        missing = path[-1:] if path and (*at, path[-1]) not in self.lines and path[-1] != (at or (None,))[-1] else ()
        return (*at, *missing)

    def parse(self, model: type[Model]) -> Model:
        """The file as `model`. Raises CatalogueError with every problem of the file, not only the first."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            raise CatalogueError([self._words(e) for e in error.errors(include_url=False)]) from error

    def _words(self, error: Any) -> str:
        message = str(error["msg"]).removeprefix("Value error, ")
        given = error.get("input")
        if isinstance(given, str | int | float | bool):
            message += f" (it says {given!r})"
        return self.problem(tuple(error["loc"]), message)


def _field(path: tuple[Key, ...]) -> str:
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return words or "(top)"
