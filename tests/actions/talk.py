"""A conversation without Rasa: turns taken one after the other, the state passed through JSON as a slot would."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from actions.clinic import clinic
from actions.conversation import Conversation, Incoming, Reply
from actions.turn import take_turn

TODAY = dt.date(2026, 11, 22)


class Talk:
    """Facts, state and the last replies of one conversation."""

    def __init__(self, role: str | None = None) -> None:
        self.facts: dict[str, Any] = {}
        self.state = Conversation()
        self.replies: list[Reply] = []
        if role:
            self.hear("hello", intent="greeting")
            self.pick("yes")
            self.pick(role)

    def hear(self, text: str = "", *, intent: str = "answer", **told: Any) -> list[Reply]:
        return self._take(Incoming(text=text, intent=intent, **told))

    def tell(self, **facts: Any) -> list[Reply]:
        return self.hear("told", facts=facts)

    def pick(self, *options: str, question: str | None = None) -> list[Reply]:
        return self._take(Incoming(text="", intent="choose", choice=(question or self.state.asked or "", options)))

    def _take(self, incoming: Incoming) -> list[Reply]:
        turn = take_turn(clinic(), self.state, self.facts, incoming, TODAY)
        self.facts = json.loads(json.dumps(turn.facts))
        self.state = Conversation.read(json.loads(json.dumps(turn.state.as_slot())))
        self.replies = turn.replies
        assert self.replies, "silence"
        return self.replies

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.replies)

    @property
    def customs(self) -> list[dict[str, Any]]:
        return [reply.custom for reply in self.replies if reply.custom]

    @property
    def question(self) -> dict[str, Any]:
        return [c for c in self.customs if c["type"] == "question"][-1]

    @property
    def final(self) -> dict[str, Any] | None:
        told = [c for c in self.customs if c["type"] == "assessment" and c["final"]]
        return told[-1]["assessment"] if told else None

    def clinic_verdicts(self) -> dict[str, str]:
        """The verdicts on the facts as this conversation holds them."""
        told = clinic().catalogue.engine.assess(self.facts, TODAY)
        return {trial["nct_id"]: trial["verdict"] for trial in told["trials"]}
