"""YAML files whose errors name file, line, field and what is allowed."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError

Model = TypeVar("Model", bound=BaseModel)
Key = str | int
_TEXT, _MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"


class CatalogueError(Exception):
    """Problems in catalogue files; `problems` holds one line each, "file:line: field: what is wrong"."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Entry(BaseModel):
    """A mapping of a catalogue file: immutable; a key that it does not know is an error that names those it does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            allowed = {f.alias or name: name for name, f in cls.model_fields.items()}
            for key in data:
                if key not in allowed:
                    words = {"key": str(key), "allowed": ", ".join(allowed)}
                    raise PydanticCustomError("unknown_key", "unknown key '{key}'; allowed: {allowed}", words)
        return data


class YamlFile:
    """A parsed YAML file that can tell the line of every key and item."""

    def __init__(self, path: Path, name: str | None = None) -> None:
        self.path = path
        self.name = name or path.name
        self._node: yaml.Node | None = None
        try:
            loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
            self._node = loader.get_single_node()
            self.data: Any = self._value(self._node, loader, ()) if self._node is not None else {}
        except OSError as error:
            raise CatalogueError([f"{self.name}:1: cannot be read: {error.strerror}"]) from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            written = path.read_text(encoding="utf-8").splitlines()[line : line + 1]
            hint = "; indent with spaces, not tabs" if "\t" in "".join(written) else ""
            raise CatalogueError([f"{self.name}:{line + 1}: not valid YAML: {error.problem}{hint}"]) from error
        except (yaml.YAMLError, ValueError) as error:
            raise CatalogueError([f"{self.name}:1: not valid YAML: {error}"]) from error

    def _value(self, node: yaml.Node, loader: Any, above: tuple[yaml.Node, ...]) -> Any:
        """Plain data of a node. A mapping holds a key once: YAML itself would silently keep the last."""
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else loader.construct_object(node)
        if node in above:
            raise self._wrong(node, "refers to itself")
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, loader, (*above, node)) for item in node.value]
        data: dict[Any, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == _MERGE:
                raise self._wrong(key, "a key must be a plain word")
            name = self._value(key, loader, ())
            if name in data:
                raise self._wrong(key, f"'{name}' stands twice; each key is allowed once")
            data[name] = self._value(value, loader, (*above, node))
        return data

    def _wrong(self, node: yaml.Node, words: str) -> CatalogueError:
        return CatalogueError([f"{self.name}:{node.start_mark.line + 1}: {_shown(node)}: {words}"])

    def problem(self, path: tuple[Key, ...], message: str, below: int = 0) -> str:
        """One line, "file:line: field: message", for what `path` leads to, or for a line so far below it."""
        known, line = self._follow(path)
        return f"{self.name}:{line + below}: {_field(known)}: {message}"

    def _follow(self, path: tuple[Key, ...]) -> tuple[tuple[Key, ...], int]:
        """The parts of a path that stand in the file, and the line of the last; names that only a schema knows
        (the kind of a rule or fact) are passed over."""
        known: list[Key] = []
        node, line = self._node, 1
        for part, after in zip_longest(path, path[1:]):
            children = _children(node)
            if part not in children or (after in children and after not in _children(children[part][1])):
                continue
            known.append(part)
            line, node = children[part]
        return tuple(known), line

    def parse(self, model: type[Model]) -> Model:
        """The file as `model`. Raises CatalogueError with every problem of the file, not only the first."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            problems = [self._words(e) for e in error.errors(include_url=False)]
            raise CatalogueError(list(dict.fromkeys(problems))) from error

    def _words(self, error: Any) -> str:
        place, message, given = tuple(error["loc"]), str(error["msg"]), error.get("input")
        if error["type"] == "missing":
            return self.problem(place[:-1], f"'{place[-1]}' is missing")
        if error["type"] == "unknown_key":
            return self.problem((*place, error["ctx"]["key"]), message)
        message = message.removeprefix("Value error, ").replace("Input should be", "must be")
        message = message.replace("a valid dictionary or instance of", "a mapping,")
        if isinstance(given, str | int | float | bool) and len(str(given)) < 80:
            message += f" (it says {given!r})"
        return self.problem(place, message)


def _children(node: yaml.Node | None) -> dict[Key, tuple[int, yaml.Node]]:
    """The keys or positions of a node, each with its line and what stands there."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: (key.start_mark.line + 1, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {place: (item.start_mark.line + 1, item) for place, item in enumerate(node.value)}
    return {}


def _shown(node: yaml.Node) -> str:
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) else "(mapping or list)"


def _field(path: tuple[Key, ...]) -> str:
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return words or "(top)"
