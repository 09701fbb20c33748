"""Plays scripted conversations over the chat's own HTTP calls, as a client would, and checks each answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx


@dataclass
class Chat:
    """One conversation with the running assistant."""

    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))
    question: dict[str, Any] | None = None
    answers: list[list[dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        answer = self.client.post(f"{self.url}/chat/sessions", json={})
        assert answer.status_code == 201, answer.text
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def say(self, text: str) -> list[dict[str, Any]]:
        answer = self.client.post(f"{self.url}/chat/messages", json={"text": text}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        assert messages, f"silence after {text!r}"
        self.answers.append(messages)
        asked = [m["custom"] for m in messages if (m.get("custom") or {}).get("type") == "question"]
        self.question = asked[-1] if asked else self.question
        return messages

    def pick(self, *wanted: str) -> list[dict[str, Any]]:
        """Presses the options whose titles start with, or whose payloads name, the wanted words."""
        assert self.question is not None, "no question to answer"
        return self.say("\n".join(self._payload(word) for word in wanted))

    def _payload(self, word: str) -> str:
        options = self.question["options"] if self.question else []
        for option in options:
            if option["title"].casefold().startswith(word.casefold()) or f'"option":"{word}"' in option["payload"]:
                return str(option["payload"])
        titles = [option["title"] for option in options]
        raise AssertionError(f"no option {word!r} among {titles}")

    def start(self, role: str) -> None:
        """Notice, consent and role, so that the first question is pending."""
        self.say("hello")
        self.pick("Yes")
        self.pick(role)


def check(messages: list[dict[str, Any]], expected: dict[str, Any], where: str) -> None:
    """Compares one answer with what a script expects of it."""
    customs = [m.get("custom") or {} for m in messages]
    text = "\n".join(m["text"] for m in messages)
    for wanted in _listed(expected.get("text")):
        assert wanted.casefold() in text.casefold(), f"{where}: {wanted!r} not in\n{text}"
    for unwanted in _listed(expected.get("not_text")):
        assert unwanted.casefold() not in text.casefold(), f"{where}: {unwanted!r} in\n{text}"
    if "question" in expected:
        asked = [c["id"] for c in customs if c.get("type") == "question"]
        assert asked and asked[-1] in _listed(expected["question"]), f"{where}: asked {asked}\n{text}"
    if "asks" in expected:
        asked_facts = [c["facts"] for c in customs if c.get("type") == "question"]
        assert asked_facts and expected["asks"] in asked_facts[-1], f"{where}: asked {asked_facts}\n{text}"
    if "no_question" in expected:
        assert not [c for c in customs if c.get("type") == "question"], f"{where}:\n{text}"
    _check_understood(customs, expected, where, text)
    if "safety" in expected:
        kinds = [c["kind"] for c in customs if c.get("type") == "safety"]
        assert kinds == [expected["safety"]], f"{where}: {kinds}\n{text}"
        assert customs[0].get("type") == "safety", f"{where}: something came before the emergency\n{text}"
    _check_assessment(customs, expected, where, text)
    assert "{" not in text and "}" not in text, f"{where}: unfilled words in\n{text}"


def _check_understood(customs: list[dict[str, Any]], expected: dict[str, Any], where: str, text: str) -> None:
    echoed = [c for c in customs if c.get("type") == "understood"]
    facts = {k: v for c in echoed for k, v in c["facts"].items()}
    changed = {k: v for c in echoed for k, v in c.get("changed", {}).items()}
    for fact, value in (expected.get("understood") or {}).items():
        assert facts.get(fact) == value, f"{where}: {fact} understood as {facts.get(fact)!r}\n{text}"
    for fact, pair in (expected.get("changed") or {}).items():
        assert changed.get(fact) == pair, f"{where}: {fact} changed {changed.get(fact)!r}\n{text}"
    for fact in _listed(expected.get("not_understood")):
        assert fact not in facts, f"{where}: {fact} was taken as {facts[fact]!r}\n{text}"


def _check_assessment(customs: list[dict[str, Any]], expected: dict[str, Any], where: str, text: str) -> None:
    told = [c for c in customs if c.get("type") == "assessment"]
    if "final" in expected:
        assert bool(told and told[-1]["final"]) is expected["final"], (
            f"{where}: final is not {expected['final']}\n{text}"
        )
    for nct_id, verdict in (expected.get("verdicts") or {}).items():
        assert told, f"{where}: no assessment\n{text}"
        got = {t["nct_id"]: t["verdict"] for t in told[-1]["assessment"]["trials"]}
        assert got[nct_id] == verdict, f"{where}: {nct_id} {got[nct_id]}\n{text}"


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def play(url: str, script: dict[str, Any]) -> Chat:
    """Plays a script: an optional `role`, then turns that `say` or `pick` and `expect`."""
    chat = Chat(url)
    if "role" in script:
        chat.start(script["role"])
    for number, turn in enumerate(script["turns"], start=1):
        if "pick" in turn:
            messages = chat.pick(*_listed(turn["pick"]))
        else:
            messages = chat.say(str(turn["say"]) * turn.get("times", 1))
        check(messages, turn.get("expect") or {}, f"{script['name']}, turn {number}")
    return chat
