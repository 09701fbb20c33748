"""Both processes from one command: `python -m bot.run`. Trains first when there is no model for the catalogue."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from bot import settings
from bot.model import model_file

_READY_WITHIN_SECONDS = 180


class Stopped(Exception):
    """Ctrl-C, or the request to end."""


def main() -> int:
    """Run until stopped; 1 when a process ends by itself or nothing gets ready."""
    settings.apply_defaults()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _stop)
    started: list[subprocess.Popen[bytes]] = []
    try:
        for name in ("PORT", "ACTION_PORT"):
            _free(name)
        if not model_file().exists():
            print("Training the assistant for this catalogue (about half a minute, once) ...", flush=True)
            subprocess.run([sys.executable, "-m", "bot.train"], check=True, cwd=settings.ROOT)
        print("Starting the action server and the Rasa server (about ten seconds) ...", flush=True)
        started += [_start("-m", "actions"), _start("-m", "bot.server")]
        _wait_until_ready(started)
        print("Ready; Ctrl-C stops it.")
        print(f"open http://{_shown_host()}:{os.environ['PORT']}/chat/", flush=True)
        _wait_for_end(started)
    except Stopped:
        print("\nStopping.", flush=True)
        return 0
    except (RuntimeError, ValueError, subprocess.CalledProcessError) as error:
        print(f"Not started: {error}", file=sys.stderr)
        return 1
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)
    return 1


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # only this machine may call actions: they ask for no password
    environment = {"SANIC_HOST": "127.0.0.1", "LOG_LEVEL_LIBRARIES": "ERROR", **os.environ}
    return subprocess.Popen([sys.executable, *arguments], cwd=settings.ROOT, env=environment, start_new_session=True)


def _free(name: str) -> None:
    port = settings.number(name, at_least=1)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise RuntimeError(f"port {port} is in use; choose another with {name}=...") from None


def _wait_until_ready(started: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    why = ""
    while (now := _missing()) is not None:
        if now != why:
            why = now
            print(f"  waiting: {why}", flush=True)
        _raise_if_ended(started)
        if time.monotonic() > deadline:
            raise RuntimeError(f"not ready after {_READY_WITHIN_SECONDS} seconds: {why}")
        time.sleep(0.2)


def _missing() -> str | None:
    """What keeps a message from being answered; None when nothing does."""
    url = f"http://127.0.0.1:{os.environ['PORT']}/chat/health"
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError as error:
        return str(json.load(error).get("error", error))
    except OSError:
        return "The Rasa server is loading."
    return None


def _wait_for_end(started: list[subprocess.Popen[bytes]]) -> None:
    while True:
        _raise_if_ended(started)
        time.sleep(0.5)


def _raise_if_ended(started: list[subprocess.Popen[bytes]]) -> None:
    for process in started:
        if process.poll() is not None:
            command = " ".join(map(str, process.args[1:]))
            raise RuntimeError(f"this process ended with code {process.returncode}: python {command}")


def _shown_host() -> str:
    host = os.environ["HOST"]
    return "localhost" if host in ("127.0.0.1", "0.0.0.0") else host


def _stop(_: int, __: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
