"""The README is true: its commands are run, its conversation is held with the running assistant."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.player import Chat

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ (.+?)\n(.*?)```", README, re.DOTALL)
SPEECH = re.findall(r"^> \*\*(You|Assistant):\*\* (.+)$", README, re.MULTILINE)


def test_there_is_something_to_run() -> None:
    assert len(CONSOLE) >= 4 and len(SPEECH) >= 8


@pytest.mark.parametrize(("command", "shown"), CONSOLE, ids=[command[:40] for command, _ in CONSOLE])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str) -> None:
    local = command.replace("python -m", f"{shlex.quote(sys.executable)} -W ignore -m")
    run = subprocess.run(["bash", "-c", local], cwd=ROOT, capture_output=True, text=True, timeout=120)
    printed = _folded(run.stdout + run.stderr)
    for part in shown.split("..."):
        assert _folded(part) in printed


def test_the_conversation_is_held_as_shown(server: Any) -> None:
    chat = Chat(server.url)
    said = ""
    for who, words in SPEECH:
        if who == "You":
            titles = [option["title"] for option in chat.question["options"]] if chat.question else []
            messages = chat.pick(words) if words in titles else chat.say(words)
            said = _folded("\n".join(message["text"] for message in messages))
        else:
            for part in words.split("..."):
                assert _folded(part) in said


def test_the_conversation_is_held_as_well_when_its_buttons_are_typed(server: Any) -> None:
    chat = Chat(server.url)
    for who, words in SPEECH[:6]:
        if who == "You":
            said = _folded("\n".join(message["text"] for message in chat.say(words)))
        else:
            assert all(_folded(part) in said for part in words.split("..."))


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (\w+)`", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(((?!https)[^)]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
