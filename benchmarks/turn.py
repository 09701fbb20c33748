"""A screening turn over HTTP, the time to ready and the memory, beside Rasa's own starter bot on the same machine.

    python -m benchmarks.turn [--rounds N]

The starter bot is what `rasa init` makes, with its default pipeline, trained and served as it comes. A turn of ours
includes the action call, a typed answer read in full and the saving; the starter bot calls no action.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from bot.settings import ROOT
from tests.running import Server, free_port

EARLY, LATE = range(1, 11), range(46, 56)
STARTER = ROOT / ".cache" / "starter-bot"


@dataclass
class Figures:
    """What was measured of one assistant: seconds, MB, and the milliseconds of each turn by its number."""

    ready: float
    memory: float = 0.0
    turns: dict[int, list[float]] = field(default_factory=dict)

    def millis(self, numbers: range) -> list[float]:
        return [value for number in numbers for value in self.turns.get(number, [])]

    def p(self, percent: int, numbers: range) -> float:
        return statistics.quantiles(self.millis(numbers), n=100, method="inclusive")[percent - 1]


def timed(figures: Figures, number: int, call: Callable[[], httpx.Response]) -> httpx.Response:
    start = time.perf_counter()
    answer = call()
    figures.turns.setdefault(number, []).append((time.perf_counter() - start) * 1e3)
    answer.raise_for_status()
    return answer


def megabytes(*processes: subprocess.Popen[Any] | None) -> float:
    """Resident memory of these processes and their children."""
    trees = [psutil.Process(p.pid) for p in processes if p is not None]
    return sum(p.memory_info().rss for tree in trees for p in (tree, *tree.children(recursive=True))) / 1e6


# ours


def measure_screening(rounds: int) -> Figures:
    subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            start = time.perf_counter()
            server.start()
            figures = Figures(ready=time.perf_counter() - start)
            for _ in range(rounds):
                screen(server.url, figures)
            figures.memory = megabytes(*server.processes)
        finally:
            server.stop()
    return figures


def screen(url: str, figures: Figures) -> None:
    """One conversation of 55 typed turns: every question answered, then the age corrected again and again."""
    with httpx.Client(base_url=url, timeout=60) as client:
        key = {"Authorization": f"Bearer {client.post('/chat/sessions').json()['token']}"}
        text = "hello"
        for number in range(1, LATE.stop):
            body = {"text": text}
            call = lambda body=body: client.post("/chat/messages", json=body, headers=key)  # noqa: E731
            text = next_words(timed(figures, number, call).json()["messages"], number)


def next_words(messages: list[dict[str, Any]], number: int) -> str:
    questions = [m["custom"] for m in messages if m["custom"].get("type") == "question"]
    if not questions:
        return f"I am {20 + number} years old"
    options = questions[-1]["options"]
    chosen = next((o for o in options if o.get("accept") or o.get("unknown")), options[0])
    return str(chosen["payload"] if chosen.get("accept") else chosen["title"])


# Rasa's starter bot


def measure_starter(rounds: int) -> Figures:
    if not list(STARTER.glob("models/*.tar.gz")):
        STARTER.mkdir(parents=True, exist_ok=True)
        print("Training Rasa's starter bot (once) ...", file=sys.stderr)
        rasa("init", "--no-prompt", "--init-dir", str(STARTER), cwd=ROOT).wait()
    port = free_port()
    start = time.perf_counter()
    process = rasa("run", "--port", str(port), "--interface", "127.0.0.1", cwd=STARTER)
    try:
        url = f"http://127.0.0.1:{port}/webhooks/rest"
        while not answers(f"{url}/"):
            if process.poll() is not None:
                raise SystemExit("the starter bot did not start")
            time.sleep(0.1)
        figures = Figures(ready=time.perf_counter() - start)
        for conversation in range(rounds):
            chat(url, str(conversation), figures)
        figures.memory = megabytes(process)
    finally:
        process.terminate()
        process.wait()
    return figures


def rasa(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "rasa", *arguments]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.HTTPError:
        return False


def chat(url: str, sender: str, figures: Figures) -> None:
    said = ("hi", "I am sad", "yes", "are you a bot?", "no", "great", "bye")
    with httpx.Client(timeout=60) as client:
        for number in range(1, LATE.stop):
            body = {"sender": sender, "message": said[number % len(said)]}
            timed(figures, number, lambda body=body: client.post(f"{url}/webhook", json=body))


# the table


def report(ours: Figures, starter: Figures) -> bool:
    """Print the figures; whether every target is reached."""
    rows = [
        ("turn 1-10, p50 ms", ours.p(50, EARLY), starter.p(50, EARLY), 2.0),
        ("turn 1-10, p95 ms", ours.p(95, EARLY), starter.p(95, EARLY), None),
        ("turn 46-55, p50 ms", ours.p(50, LATE), starter.p(50, LATE), 2.0),
        ("turn 46-55, p95 ms", ours.p(95, LATE), starter.p(95, LATE), None),
        ("ready after, s", ours.ready, starter.ready, 0.6),
        ("resident memory, MB", ours.memory, starter.memory, None),
    ]
    print(f"{'':24}{'screening':>10}{'rasa init':>10}{'ratio':>8}   target")
    for name, our, their, target in rows:
        print(f"{name:24}{our:>10.1f}{their:>10.1f}{our / their:>8.2f}   {verdict(our / their, target)}")
    growth = ours.p(50, range(46, 56)) / ours.p(50, range(1, 11))
    print(f"{'turn 46-55 / turn 1-10':24}{'':>20}{growth:>8.2f}   {verdict(growth, 1.3)}")
    reached = [our / their <= target for _, our, their, target in rows if target is not None]
    return all((*reached, growth <= 1.3))


def verdict(ratio: float, target: float | None) -> str:
    if target is None:
        return ""
    return f"<= {target}" if ratio <= target else f"<= {target}  MISSED"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="conversations of 55 turns with each")
    rounds = parser.parse_args().rounds
    return 0 if report(measure_screening(rounds), measure_starter(rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
