"""A client of the chat's HTTP calls, for tests that look at the calls themselves."""

from __future__ import annotations

from typing import Any

import httpx


class Client:
    """One conversation. Every call returns the raw answer."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=60)
        self.token = self.http.post("/chat/sessions").json()["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str, **more: Any) -> httpx.Response:
        return self.http.post("/chat/messages", json={"text": text, **more}, headers=self.headers)

    def said(self) -> list[dict[str, Any]]:
        answer = self.http.get("/chat/messages", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["messages"])

    def own_words(self) -> list[str]:
        return [message["text"] for message in self.said() if message["from"] == "person"]

    def end(self) -> httpx.Response:
        return self.http.delete("/chat/sessions", headers=self.headers)

    def facts(self) -> dict[str, Any]:
        """What the assessment of the sheet rests on, over all criteria."""
        answer = self.http.get("/chat/report", params={"format": "json"}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        criteria = [c for trial in answer.json()["trials"] for c in trial["criteria"]]
        return {fact: value for criterion in criteria for fact, value in criterion["because"].items()}


def question(answer: httpx.Response) -> dict[str, Any]:
    """The question that an answer asks."""
    assert answer.status_code == 200, answer.text
    customs = [message["custom"] for message in answer.json()["messages"]]
    return next(custom for custom in reversed(customs) if custom.get("type") == "question")


def option(asked: dict[str, Any], **wanted: Any) -> dict[str, Any]:
    """The first option of a question with these keys and values, as in option(asked, accept=True)."""
    return next(o for o in asked["options"] if all(o.get(key) == value for key, value in wanted.items()))


def accept(client: Client, role: str = "Patient") -> dict[str, Any]:
    """Go through notice, consent and role; the first question of the screening."""
    consent = question(client.say("hello"))
    asked = question(client.say(option(consent, accept=True)["payload"]))
    chosen = next(o for o in asked["options"] if role.lower() in (o["title"] + o["payload"]).lower())
    return question(client.say(chosen["payload"]))
