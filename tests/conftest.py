"""Fixtures that all tests share: the trained model, the running servers, the assistant in this process."""

# ruff: noqa: E402 - what answering never uses is deferred before Rasa is imported

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.startup import defer_unused, mute_warnings

defer_unused()
mute_warnings()

from bot.settings import ROOT
from tests.running import Server


@pytest.fixture(scope="session")
def model() -> Path:
    """The model for the present catalogue and configuration; trained only when there is none."""
    command = [sys.executable, "-m", "bot.train"]
    trained = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Path(trained.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The assistant, running: a real Rasa server and a real action server. Shared; tests leave it running."""
    running = Server(tmp_path_factory.mktemp("server"), MODEL=str(model))
    try:
        running.start()
        yield running
    finally:
        running.stop()
