"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.rules import Path


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place in a file, or so many lines `below` it."""

    path: Path
    words: str
    below: int = 0

    def within(self, path: Path, name: str) -> Finding:
        """The same finding, told of the part of the file at `path` that has this name."""
        return Finding((*path, *self.path), f"{name}: {self.words}", self.below)
