"""The real thing for tests: both processes on free ports, on a database of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bot.settings import ROOT

_READY_WITHIN_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A Rasa server and an action server. `environment` adds settings (bot/settings.py)."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port, self.action_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "ACTION_PORT": str(self.action_port),
            "ACTION_SERVER_URL": f"http://127.0.0.1:{self.action_port}/webhook",
            "DATABASE_URL": f"sqlite:///{folder / 'screening.db'}",
            "RASA_TELEMETRY_ENABLED": "false",
            **environment,
        }
        self._rasa: subprocess.Popen[bytes] | None = None
        self._actions: subprocess.Popen[bytes] | None = None

    def start(self, *, actions: bool = True) -> None:
        """Start both, or Rasa alone beside another's action server, and wait until a message would be answered."""
        if actions:
            self._actions = self._process("-m", "actions")
        self._rasa = self._process("-m", "bot.server")
        self.wait_until(200)

    @property
    def processes(self) -> tuple[subprocess.Popen[bytes] | None, ...]:
        return self._rasa, self._actions

    def stop(self) -> None:
        self._rasa = _end(self._rasa)
        self._actions = _end(self._actions)

    def restart(self) -> None:
        """The Rasa server alone, as after a new deployment."""
        self._rasa = _end(self._rasa)
        self._rasa = self._process("-m", "bot.server")
        self.wait_until(200)

    def action_server_stop(self) -> None:
        self._actions = _end(self._actions)

    def action_server_start(self) -> None:
        self._actions = self._process("-m", "actions")
        self.wait_until(200)

    def wait_until(self, status: int) -> None:
        """Wait until /chat/health answers with `status`."""
        deadline = time.monotonic() + _READY_WITHIN_SECONDS
        while self.health() != status:
            if self._rasa is not None and self._rasa.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server does not get ready:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.1)

    def health(self) -> int | None:
        try:
            with urllib.request.urlopen(f"{self.url}/chat/health", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def _process(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.terminate()
        process.wait(timeout=20)
