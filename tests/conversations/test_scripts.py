"""Scripted conversations as data, through the trained model and the real action server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.player import play

SCRIPTS: list[dict[str, Any]] = [
    script
    for path in sorted(Path(__file__).with_name("scripts").glob("*.yml"))
    for script in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script["name"])
def test_script(server: Any, script: dict[str, Any]) -> None:
    play(server.url, script)
