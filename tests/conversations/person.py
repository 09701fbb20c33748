"""An invented person who answers the assistant's questions over the chat, by its buttons or in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.conversations.player import Chat

Facts = dict[str, Any]
PHRASES = yaml.safe_load(
    (Path(__file__).parents[1] / "bot" / "nlu" / "data" / "conversation_phrases.yml").read_text(encoding="utf-8")
)
MOST_MESSAGES = 90


def phrase(fact: str, value: Any) -> str:
    """A fact in a person's words."""
    if isinstance(value, bool):
        return str(PHRASES["yes_no"][fact][0 if value else 1])
    codes = value if isinstance(value, list) else [value]
    words = [str(PHRASES["words"].get(str(code), str(code).replace("_", " "))) for code in codes]
    template = PHRASES["said"].get(fact, fact.replace("_", " ") + " {}")
    return str(template.format(" and ".join(words) or "none"))


class Person:
    """Screened from hello to the result; `asked` holds the ids of the questions in their order."""

    def __init__(self, chat: Chat, facts: Facts, *, typed: bool) -> None:
        self.chat = chat
        self.facts = facts
        self.typed = typed
        self.asked: list[str] = []

    def screened(self, role: str) -> dict[str, Any]:
        """The assessment that ends the screening."""
        self.chat.start(role)
        for _ in range(MOST_MESSAGES):
            customs = [m.get("custom") or {} for m in self.chat.answers[-1]]
            finals = [c for c in customs if c.get("type") == "assessment" and c["final"]]
            if finals:
                return dict(finals[-1]["assessment"])
            question = next(c for c in reversed(customs) if c.get("type") == "question")
            self._answer(question)
        raise AssertionError(f"no end after {MOST_MESSAGES} messages; asked {self.asked[-5:]}")

    def _answer(self, question: dict[str, Any]) -> None:
        if question["id"] == "go_on":
            self.chat.pick("no")
            return
        self.asked.append(question["id"])
        told = {name: self.facts[name] for name in question["facts"] if name in self.facts}
        chosen = [] if self.typed and told else self._options(question)
        if chosen:
            self.chat.say("\n".join(chosen))
        elif not told:
            self.chat.say(next(o["payload"] for o in question["options"] if o.get("unknown")))
        elif question["input"] in ("number", "date") and not self.typed:
            self.chat.say(str(next(iter(told.values()))))
        else:
            self.chat.say(", ".join(phrase(name, value) for name, value in told.items()))

    def _options(self, question: dict[str, Any]) -> list[str]:
        so = [o for o in question["options"] if o["facts"] and all(self._holds(n, v) for n, v in o["facts"].items())]
        ticked = [o["payload"] for o in so if not o.get("none")]
        if question["input"] == "multi" and ticked:
            return ticked
        return (ticked or [o["payload"] for o in so if o.get("none")])[:1]

    def _holds(self, name: str, value: Any) -> bool:
        known = self.facts.get(name)
        if isinstance(known, list) and isinstance(value, list):
            return set(value) <= set(known)
        return bool(known == value)
