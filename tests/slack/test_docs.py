"""The conversation in docs/slack.md is a real one."""

from __future__ import annotations

import re

from bot.settings import ROOT
from tests.slack.user import SlackUser, words

DOC = ROOT / "docs" / "slack.md"


def transcript() -> list[tuple[str, str]]:
    """(who or how, words) of each line; lines that begin with spaces go on with the one before."""
    text = DOC.read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- transcript.*?```\n(.*?)```", text, flags=re.S)
    lines: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith(" "):
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
        elif line:
            kind, _, said = line.partition(": ")
            lines.append((kind, said))
    return lines


def test_the_transcript_is_a_real_conversation(user: SlackUser) -> None:
    shown = ""
    for kind, said in transcript():
        if kind == "app":
            assert _plain(said) in shown, said
            shown = shown[shown.index(_plain(said)) + 1 :]
            continue
        act = {"said": user.say, "pressed": user.press}[kind]
        shown = _plain(words(act(said)))
    assert len(transcript()) > 12


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_•]", "", text).split())
