"""Which trained model belongs to this catalogue and configuration: its digest stands in the file's name."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from bot.settings import ROOT

MODELS = ROOT / "models"

#: Everything that the trained model follows from.
_SOURCES = (
    "config.yml",
    "bot/importer.py",
    "bot/policy.py",
    "bot/domain/*.yml",
    "data/**/*.yml",
    "criteria/catalogue/**/*.yml",
)


def digest() -> str:
    """Twelve hexadecimal digits over the catalogue, the configuration, the training data and Rasa's version."""
    whole = hashlib.sha256(version("rasa").encode())
    for pattern in _SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            whole.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def model_file() -> Path:
    """Where the model for the present state of the project is, or will be once it is trained; MODEL names another."""
    if named := os.environ.get("MODEL"):
        return Path(named)
    return MODELS / f"screening-{digest()}.tar.gz"
