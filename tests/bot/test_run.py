"""`python -m bot.run`, as `make run` starts it: what it says, and that nothing outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from bot.settings import ROOT
from tests.running import free_port


class Launched:
    """The running launcher, with what it has printed so far."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = int(environment.pop("PORT", free_port()))
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.run"],
            cwd=ROOT,
            env={
                **os.environ,
                "PORT": str(self.port),
                "ACTION_PORT": str(free_port()),
                "DATABASE_URL": f"sqlite:///{folder / 'run.db'}",
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(line.rstrip() for line in self.process.stdout)

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + 180
        while not any(words in line for line in list(self.lines)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("\n".join(self.lines))
            time.sleep(0.1)

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self) -> int:
        """The exit code, once it has ended by itself."""
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=10)
        return code


@pytest.fixture
def launched(model: Path, tmp_path: Path) -> Iterator[Launched]:
    running = Launched(tmp_path, MODEL=str(model))
    yield running
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
        running.end()


def test_says_what_it_waits_for_and_where_to_go_and_stops_everything(launched: Launched) -> None:
    launched.wait_for("open http")
    assert launched.lines[-1] == f"open http://localhost:{launched.port}/chat/"
    assert any("waiting: " in line for line in launched.lines)
    assert httpx.get(f"http://127.0.0.1:{launched.port}/chat/").status_code == 200
    assert _listening(launched.port) == {"127.0.0.1"}

    children = launched.children()
    launched.process.send_signal(signal.SIGINT)
    assert launched.end() == 0
    assert len(children) == 2 and not any(child.is_running() for child in children)
    assert "Traceback" not in "\n".join(launched.lines)


def _listening(port: int) -> set[str]:
    connections = psutil.net_connections("tcp")
    return {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN and c.laddr.port == port}


def test_one_process_that_dies_ends_the_other(launched: Launched) -> None:
    launched.wait_for("open http")
    children = launched.children()
    actions = next(child for child in children if "actions" in child.cmdline())
    actions.kill()
    assert launched.end() == 1
    assert not any(child.is_running() for child in children)
    assert "python -m actions" in launched.lines[-1]


def test_port_in_use_is_said_before_anything_starts(model: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = Launched(tmp_path, MODEL=str(model), PORT=str(port))
        assert running.end() == 1
    assert running.lines == [f"Not started: port {port} is in use; choose another with PORT=..."]
